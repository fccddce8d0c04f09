"""Nothing on the event loop waits for a disk: the whole bot is used while every statement of SQLite is slow."""

import asyncio
import logging
import os
import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.bot.telegram.conftest import ADMIN, READER, Bot, running
from tests.telegram_server import Message, TelegramServer

DISK_S = 2.0  # so long the disk takes if it is used on the event loop; asyncio logs what holds the loop for 0.1 s
STORM = b"date 2023-06-12\n\nMARN, June 12. A storm tore the roof off the Marn market hall on June 10.\n"
MILL = b"date 2021-05-04\n\nMARN, May 4. Mill number %d opened on 3 May 2021. A brass band played.\n"
CHANNEL = {"id": -1001234567890, "type": "channel", "title": "Marn Daily", "username": "marndaily"}


class SlowConnection(sqlite3.Connection):
    """A connection whose every statement waits for a slow disk."""

    def execute(self, *args: Any) -> sqlite3.Cursor:
        _wait()
        return super().execute(*args)

    def executemany(self, *args: Any) -> sqlite3.Cursor:
        _wait()
        return super().executemany(*args)


def _wait() -> None:
    """Wait for a slow disk on the thread of an event loop; in other threads that holds nobody up."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return
    time.sleep(DISK_S)


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make SQLite and fsync slow on event loops, and let asyncio log what holds one up."""
    connect, fsync = sqlite3.connect, os.fsync

    def slow_fsync(handle: int) -> None:
        _wait()
        fsync(handle)

    monkeypatch.setattr(sqlite3, "connect", lambda *args, **more: connect(*args, factory=SlowConnection, **more))
    monkeypatch.setattr(os, "fsync", slow_fsync)
    monkeypatch.setenv("PYTHONASYNCIODEBUG", "1")


def held_up(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What asyncio says took as long as the disk does: a busy machine is slow as well, and this is not about it."""
    said = [one.getMessage() for one in caplog.records if one.name == "asyncio"]
    took = re.compile(r"took (\d+\.\d+) seconds")
    return [line for line in said if (found := took.search(line)) and float(found[1]) >= DISK_S]


def settle(telegram: TelegramServer, bot: Bot) -> None:
    """Wait until all that was sent is dealt with."""
    query = "SELECT count(*) FROM updates WHERE body IS NOT NULL"
    telegram.wait_until(lambda: not telegram.updates and bot.database.rows(query) == [(0,)])


def say(telegram: TelegramServer, bot: Bot, text: str, user: int = READER) -> Message:
    """Write a text; return the first message that comes of it, once all is dealt with."""
    with telegram.next_message() as got:
        telegram.says(user, text)
    settle(telegram, bot)
    return got[0]


def tap(telegram: TelegramServer, message: Message, label: str, user: int = READER) -> None:
    labels = [one["text"] for one in message.all_buttons]
    data = next((one["callback_data"] for one in message.all_buttons if one["text"].startswith(label)), None)
    assert data, f"no button {label!r} among {labels}"
    tap_id = telegram.taps(user, message, data)
    telegram.wait_until(lambda: any(one["callback_query_id"] == tap_id for one in telegram.answered_taps))


def send_file(telegram: TelegramServer, name: str, content: bytes, **more: Any) -> Message:
    with telegram.next_message() as got:
        telegram.sends_file(ADMIN, name, content, **more)
    telegram.wait_until(lambda: not got[0].text.startswith("Reading"), "no receipt came")
    return got[0]


def test_the_whole_bot_never_holds_its_loop_up(
    data_dir: Path, telegram: TelegramServer, slow_disk: None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, logger="asyncio")
    with running(data_dir, telegram, channels=frozenset({"@marndaily"})) as bot:
        answer = ask_around(telegram, bot)
        receipt = feed(telegram, bot)
        correct(telegram, bot, receipt)
    with running(data_dir, telegram) as bot:  # after a restart
        tap(telegram, answer, "1")
        tap(telegram, receipt, "Undo", ADMIN)
        say(telegram, bot, "What happened on June 10?")

    assert held_up(caplog) == []


def ask_around(telegram: TelegramServer, bot: Bot) -> Message:
    """Use all that a reader may; return an answer."""
    answer = say(telegram, bot, "What happened on May 29?")
    for label in ("1", "👍", "◀"):
        tap(telegram, answer, label)
    asked = telegram.says(READER, "Who built the moon base?")
    settle(telegram, bot)
    telegram.edits(asked, "What happened on 29 May 2023?")
    settle(telegram, bot)
    for command in ("/start", "/help", "/new", "/latest", "/timeline ferry", "/day 29 May", "/today", "/cancel"):
        say(telegram, bot, command)
    tap(telegram, say(telegram, bot, "/language"), "English")
    telegram.wait_for_inline(telegram.types_inline(READER, "what happened on May 29?"))
    return answer


def feed(telegram: TelegramServer, bot: Bot) -> Message:
    """Send files, an album, a text, a channel's post, and a file to the watched folder; return a receipt."""
    receipt = send_file(telegram, "storm.txt", STORM)
    with telegram.next_message() as got:
        for number in range(3):
            telegram.sends_file(ADMIN, f"mill{number}.txt", MILL % number, media_group_id="album")
    telegram.wait_until(lambda: "3 added" in got[0].text)
    say(telegram, bot, "/add The weir of Marn was opened on 4 May 2021.", ADMIN)
    telegram.sends(0, CHANNEL, "channel_post", text="The lock of Marn was shut on 5 May 2021. Boats have to wait.")
    telegram.wait_until(lambda: bot.archive.articles.find("lock", None)[0] != [])
    (bot.settings.inbox_dir / "quay.txt").write_bytes(MILL % 9)
    telegram.wait_until(lambda: (bot.settings.inbox_dir / "done" / "quay.txt").exists())
    return receipt


def correct(telegram: TelegramServer, bot: Bot, receipt: Message) -> None:
    """Use all that an admin may."""
    tap(telegram, receipt, "Fix date", ADMIN)
    say(telegram, bot, "11 June 2023", ADMIN)
    for command in ("/articles", "/article ferry", "/status", "/unanswered", "/admins", "/restore", "/invite"):
        say(telegram, bot, command, ADMIN)
    say(telegram, bot, "/admins add 99", ADMIN)
    tap(telegram, say(telegram, bot, "/remove bank", ADMIN), "Yes", ADMIN)
    say(telegram, bot, "/export", ADMIN)
    settle(telegram, bot)


def test_a_disk_that_is_waited_for_on_the_loop_is_seen(
    tmp_path: Path, slow_disk: None, caplog: pytest.LogCaptureFixture
) -> None:
    async def careless() -> None:
        with closing(sqlite3.connect(tmp_path / "x.sqlite")) as db:
            db.execute("SELECT 1")

    async def hasty() -> None:
        with (tmp_path / "x.txt").open("wb") as file:
            os.fsync(file.fileno())

    asyncio.run(careless())
    asyncio.run(hasty())

    assert len(held_up(caplog)) == 2
