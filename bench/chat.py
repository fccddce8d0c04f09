"""The whole chat, measured: the bot as a process of its own, between a Bot API server on loopback and the sample.

python -m bench.chat                     speed, memory over 10,000 questions, and 1,000 questions with faults
python -m bench.chat --questions 1000    a shorter run
"""

import argparse
import json
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

from index import sample
from index.archive import Archive
from index.ingest import add_paths
from tests.telegram_server import TelegramServer

ROOT = Path(__file__).parents[1]
WARM = 1_000  # questions before anything is measured: as many at once as later
STEADY_A_SECOND = 10
FAULTS = 0.05
PATIENCE_S = 900.0


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


def measure(chat: Chat, questions: int) -> dict[str, float]:
    """Return the numbers, by name."""
    _burst(chat, WARM)
    found = _steady(chat)
    before, cpu_before = chat.memory_mb(), chat.cpu_ms()
    took = 0.0
    for _ in range(0, questions, 1000):
        took += _burst(chat, min(1000, questions))
    found["questions a second"] = questions / took
    found["processor time a question, ms"] = (chat.cpu_ms() - cpu_before) / questions
    found["memory before, MB"] = before
    found["memory after, MB"] = chat.memory_mb()
    found["memory growth, %"] = (found["memory after, MB"] / before - 1) * 100
    return found


def measure_faults(chat: Chat, questions: int) -> dict[str, float]:
    """Return how many of the questions were answered once, more often, or not, where 5 % of all requests fail."""
    chat.forget()
    chat.telegram.fault_share = FAULTS
    for _ in range(questions):
        chat.ask()
    chat.wait()
    chat.telegram.fault_share = 0.0
    time.sleep(2)  # for an answer too many to come
    answers = Counter(message.chat_id for message in chat.telegram.messages)
    return {
        "with faults: answered once": sum(number == 1 for number in answers.values()),
        "with faults: answered more than once": sum(number > 1 for number in answers.values()),
        "with faults: not answered": questions - len(answers),
    }


def _burst(chat: Chat, questions: int) -> float:
    """Ask so many questions at once; return how long it took to answer them."""
    chat.forget()
    started = time.monotonic()
    for _ in range(questions):
        chat.ask()
    chat.wait()
    return time.monotonic() - started


def _steady(chat: Chat, questions: int = 300) -> dict[str, float]:
    """Ask a few questions a second; return how long one waits for an answer."""
    chat.forget()
    for _ in range(questions):
        chat.ask()
        time.sleep(1 / STEADY_A_SECOND)
    chat.wait()
    cuts = quantiles(chat.waits_ms(), n=100)
    return {"p50, ms": cuts[49], "p95, ms": cuts[94], "p99, ms": cuts[98]}


def main() -> None:
    """Measure, and print a table and a line of JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.chat", description="The whole chat, measured.")
    parser.add_argument("--questions", type=int, default=10_000, help="for speed and memory (default: 10,000)")
    parser.add_argument("--faulty", type=int, default=1_000, help="questions with faults (default: 1,000)")
    options = parser.parse_args()
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # connections that end early are part of this
    with TemporaryDirectory() as folder, running(Path(folder)) as chat:
        found = measure(chat, options.questions) | measure_faults(chat, options.faulty)
    for name, value in found.items():
        print(f"{name:40} {value:10.1f}")
    print(json.dumps({name: round(value, 2) for name, value in found.items()}))


if __name__ == "__main__":
    main()
