"""What torture is made of: deliveries to send, a bot to kill, and what an archive and its receipts hold in the end."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.i18n.admin_phrases import ENGLISH as SAID
from index.archive import Archive
from tests.telegram_server import TOKEN, TelegramServer

ROOT = Path(__file__).parents[2]
ADMINS = (4242, 4343)
POSTED = 1_686_657_600
WAIT_S = 300.0

Holds = list[tuple[Any, ...]]


def text(number: int) -> bytes:
    """One article, different from every other."""
    words = f"Mill number {number} opened on {number % 28 + 1} May 2021. A band of {number} played for the mayor."
    return f"date 2021-06-0{number % 9 + 1}\n\nMARN, June {number % 9 + 1}. {words}\n".encode()


def many(number: int, articles: int) -> bytes:
    """A file of many articles."""
    rows = [
        {"id": f"j{number}-{n}", "title": f"Weir {number}-{n}", "published": "2022-03-04",
         "text": f"Weir {number} was opened for the {n}th time on {n % 28 + 1} March 2022. It rained on {n} guests."}
        for n in range(articles)
    ]  # fmt: skip
    return "\n".join(json.dumps(row) for row in rows).encode()


def send(telegram: TelegramServer, number: int, inbox: Path | None = None) -> None:
    """Let an admin send the delivery of this number: most are files, some albums, posts, or files of many articles.

    Where there is a watched folder, each third time a file comes through it too.
    """
    if inbox and number % 3 == 0:
        half = inbox / f".{number}.half"
        half.write_bytes(text(20_000 + number) if number % 2 else many(20_000 + number, 100))
        half.rename(inbox / f"{number}.{'txt' if number % 2 else 'jsonl'}")
    admin, kind = ADMINS[number % 2], number % 5
    if kind == 1:
        for n in range(3):
            telegram.sends_file(admin, f"{number}-{n}.txt", text(10_000 + number * 10 + n), media_group_id=f"g{number}")
    elif kind == 3:
        channel = {"id": -1001234567890, "type": "channel", "title": "Marn Daily", "username": "marndaily"}
        origin = {"type": "channel", "chat": channel, "message_id": number, "date": POSTED}
        telegram.says(admin, f"Dam {number} broke on June {number % 12 + 1}. Nobody was hurt.", forward_origin=origin)
    elif kind == 4:
        telegram.sends_file(admin, f"{number}.jsonl", many(number, 150))
    else:
        telegram.sends_file(admin, f"{number}.txt", text(number))


@contextmanager
def bot(data: Path, telegram: TelegramServer, inbox: Path | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """A bot in a process of its own, killed in the end."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")},
        "DATELINE_TELEGRAM_TOKEN": TOKEN,
        "DATELINE_TELEGRAM_API_URL": telegram.url,
        "DATELINE_ADMINS": ",".join(map(str, ADMINS)),
        "DATELINE_INBOX": str(inbox or data / "inbox"),
    }
    with (data.parent / "bot.log").open("ab") as log:
        command = [sys.executable, "-m", "bot", "--data", str(data), "bot"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def receipts(telegram: TelegramServer) -> list[str]:
    """The receipts as they stand, without the note on a stop in between, sorted."""
    found = (message.text for message in telegram.messages if not message.text.startswith("Reading"))
    return sorted(one.replace(f"\n\n{SAID.after_a_stop}", "") for one in found)


def holds(data: Path) -> Holds:
    """All that an archive holds, by id, and what its indexes say of it."""
    with Archive.open(data, write=True) as archive:
        archive.catch_up()
        stored = archive.articles.newest(limit=100_000)
        rows: Holds = [(one.article.id, one.article, one.passages, one.spans, one.copies) for one in stored]
        status = archive.status()
        counts = (status.passages, len(archive.full_text), archive.vectors.count(), status.vectors_behind)
        return [*sorted(rows, key=lambda row: str(row[0])), counts]


def wait(what: Callable[[], bool], told: str) -> None:
    """Wait until something is so; fail where it does not become so."""
    end = time.monotonic() + WAIT_S
    while not what():
        if time.monotonic() > end:
            raise TimeoutError(told)
        time.sleep(0.02)


def all_told(data: Path, telegram: TelegramServer, inbox: Path | None = None) -> bool:
    """Whether everything that was sent is in a delivery, every delivery is told, and the watched folder is empty."""
    try:
        # Without touching the file that the bot writes.
        with closing(sqlite3.connect(f"file:{data / 'bot.sqlite'}?mode=ro", uri=True)) as db:
            (parts,) = db.execute("SELECT count(*) FROM parts").fetchone()
            (under_way,) = db.execute("SELECT count(*) FROM deliveries WHERE state <> 'told'").fetchone()
    except sqlite3.Error:  # it is not there yet
        return False
    files = sum("text" in one["message"] or "document" in one["message"] for one in telegram.all_updates)
    refused = sum(SAID.disk_full in message.text for message in telegram.messages)
    left = [one for one in inbox.iterdir() if one.is_file()] if inbox else []
    return not telegram.updates and not under_way and not left and parts == files - refused


@dataclass
class Counts:
    """What was done, and what went wrong."""

    bot_kills: int = 0
    add_kills: int = 0
    snapshots: int = 0
    deliveries: int = 0
    articles: int = 0
    left_over: int = 0  # "Reading …" that stayed: a kill came before it was known which message it was
    wrong: list[str] = field(default_factory=list)


def expect(counts: Counts, what: str, found: object, wanted: object) -> None:
    """Note a difference."""
    if found == wanted:
        return
    if isinstance(found, list) and isinstance(wanted, list):
        more, missing = [one for one in found if one not in wanted], [one for one in wanted if one not in found]
        found, wanted = f"too much: {more[:3]}", f"missing: {missing[:3]} of {len(wanted)}"
    counts.wrong.append(f"{what}: {found} | {wanted}"[:1500])
