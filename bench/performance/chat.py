"""The whole chat, measured: the bot as a process of its own, between a Bot API server on loopback and the sample.

First the bot has a thousand questions before it, to see how many it answers in a second (30 are Telegram's own limit);
then ten come a second, to see how long somebody waits.
"""

import logging
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from bench.tables import Table, Target
from index import sample
from index.archive import Archive
from index.pipeline import add_paths
from tests.telegram_server import TelegramServer

ROOT = Path(__file__).parents[2]
AT_ONCE = 1_000
STEADY_A_SECOND = 10
FAULTS = 0.05
PATIENCE_S = 900.0
RATE, P50, P95, GROWN = "questions a second", "from update to message: p50, ms", "… p95, ms", "memory grown, %"


class Chat:
    """Questions on their way through a running bot."""

    def __init__(self, telegram: TelegramServer, process_id: int) -> None:
        self.telegram = telegram
        self.process_id = process_id
        self.texts = [one.question for one in sample.read_questions()]
        self.asked_at: dict[int, float] = {}  # by chat: each person asks once
        self._next = 1_000_000

    def ask(self) -> None:
        """Let somebody new ask something."""
        person = self._next
        self._next += 1
        self.asked_at[person] = time.monotonic()
        self.telegram.says(person, self.texts[person % len(self.texts)])

    def wait(self) -> None:
        """Wait until everybody has an answer."""
        end = time.monotonic() + PATIENCE_S
        while len({message.chat_id for message in self.telegram.messages}) < len(self.asked_at):
            if time.monotonic() > end:
                raise TimeoutError(f"{len(self.asked_at) - len(self.telegram.messages)} questions were not answered")
            time.sleep(0.01)

    def waits_ms(self) -> list[float]:
        """Return how long everybody waited, from the update to the message."""
        told = zip(self.telegram.messages, self.telegram.sent_at, strict=False)
        return [(at - self.asked_at[message.chat_id]) * 1000 for message, at in told]

    def forget(self) -> None:
        """Begin a new measurement."""
        self.asked_at.clear()
        for kept in (self.telegram.messages, self.telegram.sent_at, self.telegram.requests, self.telegram.all_updates):
            kept.clear()

    def memory_mb(self) -> float:
        """Return what the bot holds of the machine's memory."""
        status = Path(f"/proc/{self.process_id}/status").read_text(encoding="utf-8")
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def cpu_ms(self) -> float:
        """Return the processor time the bot has used: it says the same on a busy machine."""
        fields = Path(f"/proc/{self.process_id}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") * 1000


@contextmanager
def running(folder: Path) -> Iterator[Chat]:
    """Run the bot over the sample archive."""
    data = folder / "data"
    with Archive.open(data, write=True) as archive:
        add_paths(archive, [sample.ARTICLES])
        archive.catch_up()
    with TelegramServer() as telegram, (folder / "log.txt").open("w") as log:
        environment = os.environ | {
            "DATELINE_TELEGRAM_TOKEN": telegram.token,
            "DATELINE_TELEGRAM_API_URL": telegram.url,
            "DATELINE_QUESTIONS_A_MINUTE": "0",
            "DATELINE_LOG_LEVEL": "WARNING",
        }
        command = [sys.executable, "-m", "bot", "--data", str(data), "bot"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            yield Chat(telegram, process.pid)
        finally:
            process.terminate()
            process.wait(60)


def measure_chat(questions: int, faulty: int) -> tuple[Table, list[Target]]:
    """Ask so many questions, and so many more while 5 % of all requests to Telegram fail."""
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # connections that end early are part of this
    with TemporaryDirectory() as folder, running(Path(folder)) as chat:
        found = _measure(chat, questions)
        once, often = _measure_faults(chat, faulty)
    rows = (*found.items(), ("with faults: asked", faulty), ("… answered once", once), ("… more than once", often))
    note = f"{questions:,} questions over the sample, at most {AT_ONCE:,} at once; waits at {STEADY_A_SECOND} a second."
    return Table("The whole chat", ("", "measured"), rows, (note,)), [
        Target("chat: questions a second", 30.0, found[RATE], True),
        Target("chat: from update to message, p50", 60.0, found[P50], False, " ms"),
        Target("chat: from update to message, p95", 200.0, found[P95], False, " ms"),
        Target(f"chat: memory grown by {questions:,} questions", 5.0, found[GROWN], False, " %"),
        Target("chat: answered exactly once where 5 % of requests fail", 1.0, once / faulty, True),
    ]


def _measure(chat: Chat, questions: int) -> dict[str, float]:
    at_once = min(AT_ONCE, questions)
    _burst(chat, at_once)  # to warm up: as many at once as later
    p50, p95 = _steady(chat, min(300, questions))
    before, cpu_before, took = chat.memory_mb(), chat.cpu_ms(), 0.0
    for _ in range(0, questions, at_once):
        took += _burst(chat, at_once)
    return {
        RATE: questions / took,
        P50: p50,
        P95: p95,
        "processor time a question, ms": (chat.cpu_ms() - cpu_before) / questions,
        "memory, MB": chat.memory_mb(),
        GROWN: (chat.memory_mb() / before - 1) * 100,
    }


def _measure_faults(chat: Chat, questions: int) -> tuple[int, int]:
    """Return how many of the questions were answered once, and how many more often."""
    chat.forget()
    chat.telegram.faults.share = FAULTS
    for _ in range(questions):
        chat.ask()
    chat.wait()
    chat.telegram.faults.share = 0.0
    time.sleep(2)  # for an answer too many to come
    answers = Counter(message.chat_id for message in chat.telegram.messages)
    return sum(number == 1 for number in answers.values()), sum(number > 1 for number in answers.values())


def _burst(chat: Chat, questions: int) -> float:
    """Ask so many questions at once; return how long it took to answer them."""
    chat.forget()
    started = time.monotonic()
    for _ in range(questions):
        chat.ask()
    chat.wait()
    return time.monotonic() - started


def _steady(chat: Chat, questions: int) -> tuple[float, float]:
    """Ask a few questions a second; return how long one waits for an answer, p50 and p95 in ms."""
    chat.forget()
    for _ in range(questions):
        chat.ask()
        time.sleep(1 / STEADY_A_SECOND)
    chat.wait()
    cuts = quantiles(chat.waits_ms(), n=100)
    return cuts[49], cuts[94]
