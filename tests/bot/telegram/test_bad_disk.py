"""The bot on a bad disk: it answers when its own file is full or damaged, and tells those who watch that it runs."""

from datetime import date
from pathlib import Path

import pytest

from bot.i18n.admin_phrases import ENGLISH as SAID
from bot.intake.incoming_files import Incoming
from bot.storage.answers import Answers
from bot.storage.database import FILE_NAME, Database
from bot.storage.updates import Updates
from bot.telegram.heartbeat import seconds_since_poll
from index.errors import DiskFullError
from tests.bot.telegram.conftest import ADMIN, READER, running
from tests.bot.telegram.rendering.test_answer_message import ANSWER
from tests.telegram_server import TelegramServer

QUESTION = "What happened on May 29?"


def fill_up(database: Database) -> None:
    """Leave no room in the file for anything."""
    ((pages,),) = database.rows("PRAGMA page_count")
    database.rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFullError):
        write_on(Updates(database))
    while Answers(database).keep(ANSWER):
        pass


def write_on(updates: Updates) -> None:
    for number in range(100_000, 200_000):
        updates.receive(number, "x" * 3000)


def test_on_a_full_disk_questions_are_answered_without_buttons(data_dir: Path, telegram: TelegramServer) -> None:
    with running(data_dir, telegram) as bot:
        fill_up(bot.database)
        for _ in range(2):
            with telegram.next_message() as got:
                telegram.says(READER, QUESTION)
            assert got[0].text.startswith("29 May 2023\n")
            assert got[0].all_buttons == []
        with telegram.next_message() as got:
            telegram.says(READER, "What happened on May 20?")
        assert got[0].text.startswith("I found nothing on 20 May 2023.")
        with telegram.next_message() as got:
            telegram.says(ADMIN, "/status")
        assert "articles" in got[0].text
    assert telegram.refusals == []


def test_the_bot_starts_with_a_damaged_file_of_its_own_and_answers(data_dir: Path, telegram: TelegramServer) -> None:
    (data_dir / FILE_NAME).write_bytes(b"this is no database" * 1000)
    with running(data_dir, telegram):
        with telegram.next_message() as got:
            telegram.says(READER, QUESTION)
        assert got[0].text.startswith("29 May 2023\n")
        assert got[0].all_buttons != []
    assert len(list(data_dir.glob(f"{FILE_NAME}.damaged-*"))) == 1


def test_a_running_bot_is_known_to_hear_from_telegram(data_dir: Path, telegram: TelegramServer) -> None:
    assert seconds_since_poll(data_dir) is None
    with running(data_dir, telegram):
        telegram.says(READER, QUESTION)
        telegram.wait_for_message()
        telegram.wait_until(lambda: seconds_since_poll(data_dir) is not None)


def test_an_upload_that_was_acknowledged_before_the_damage_is_stored_and_admins_are_told(
    data_dir: Path, telegram: TelegramServer
) -> None:
    incoming = Incoming(data_dir)
    path = incoming.place("mill.txt")
    path.write_text("date 2021-05-04\n\nMARN, May 4. The mill of Orn opened on 3 May 2021. A band played.\n")
    incoming.settle(path, 1_620_000_000)
    (data_dir / FILE_NAME).write_bytes(b"this is no database" * 1000)

    with running(data_dir, telegram) as bot:
        told = telegram.wait_for_message()

        assert told.chat_id == ADMIN
        assert told.text.startswith(f"{SAID.recovered}\nmill.txt")
        assert [one.article.source.published for one in bot.archive.articles.find("mill", None)[0]] == [
            date(2021, 5, 4)
        ]
