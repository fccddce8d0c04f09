"""A data directory of 0.1.0 goes on under this version: old buttons open, it answers, and takes new articles."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from bot.i18n.admin_phrases import ENGLISH as SAID
from bot.i18n.phrases import ENGLISH
from tests.bot.telegram.conftest import ADMIN, READER, running
from tests.telegram_server import Message, TelegramServer

OLD = Path(__file__).parents[2] / "archives" / "0.1.0"
NOTES: dict[str, Any] = json.loads((OLD / "notes.json").read_text(encoding="utf-8"))
SECOND_ADMIN = 99  # as that bot.sqlite knows
MILL = b"---\ntitle: News of Marn\ndate: 2021-05-04\n---\n\nMill number 3 opened on 3 May 2021. A brass band played for the mayor.\n"
UPDATES_HANDLED = 7  # in that bot.sqlite


@pytest.fixture
def old_dir(tmp_path: Path, telegram: TelegramServer) -> Path:
    """A copy of the data directory that 0.1.0 left; Telegram offers the updates it had handled once more."""
    for _ in range(UPDATES_HANDLED):
        telegram.says(READER, "a text that was answered long ago")
    return Path(shutil.copytree(OLD, tmp_path / "data"))


def a_message(telegram: TelegramServer, user: int) -> Message:
    """A message of the bot in a person's chat, under which old buttons may stand."""
    with telegram.next_message() as got:
        telegram.says(user, "/help")
    return got[0]


def tapped(telegram: TelegramServer, kind: str, begins: str, user: int = READER) -> Message:
    """Tap the button of an old message whose data begins so; return what comes of it."""
    data = next(one["callback_data"] for one in NOTES[f"{kind}_buttons"] if one["callback_data"].startswith(begins))
    under = a_message(telegram, user)
    with telegram.next_message() as got:
        telegram.taps(user, under, data)
    return got[0]


def reply_to(message: Message) -> dict[str, Any]:
    """A message of ours as it stands in a reply to it."""
    chat = {"id": message.chat_id, "type": "private"}
    return {"message_id": message.message_id, "date": 0, "chat": chat, "text": message.text}


def test_every_button_of_an_old_answer_does_what_it_did(old_dir: Path, telegram: TelegramServer) -> None:
    with running(old_dir, telegram):
        cited = tapped(telegram, "answer", "c:").text
        assert "The ferry Aurora ran aground off Vell on May 29 with 212 people on board." in cited
        assert "Ferry runs aground off Vell" in cited
        day = tapped(telegram, "answer", "d:KXMuDIEnhLen:20230526").text
        assert day.startswith("26 May 2023\n")
        nothing = tapped(telegram, "nothing", "d:b0OsPoyMS84M:20230529").text
        assert nothing.startswith("29 May 2023\n")
        telegram.taps(READER, a_message(telegram, READER), "v:KXMuDIEnhLen:1")
        telegram.wait_until(lambda: any(tap.get("text") == ENGLISH.liked for tap in telegram.answered_taps))


def test_a_receipt_of_0_1_0_can_still_be_dated(old_dir: Path, telegram: TelegramServer) -> None:
    with running(old_dir, telegram):
        asked = tapped(telegram, "receipt", "a:date:MIiMsYgpr_R0", ADMIN)
        with telegram.next_message() as got:
            telegram.says(ADMIN, "11 June 2023", reply_to_message=reply_to(asked))
        assert "11 June 2023" in got[0].text


def test_an_admin_whom_0_1_0_knew_may_undo_an_old_receipt(old_dir: Path, telegram: TelegramServer) -> None:
    with running(old_dir, telegram):
        undone = tapped(telegram, "receipt", "a:undo:", SECOND_ADMIN)  # a new message: the old one is gone
        assert SAID.undone_left(1) in undone.text  # another delivery brought the same words


def test_the_old_archive_answers_and_takes_new_articles(old_dir: Path, telegram: TelegramServer) -> None:
    with running(old_dir, telegram):
        with telegram.next_message() as got:
            telegram.says(READER, "What happened on May 29?")
        assert "The ferry Aurora ran aground off Vell on May 29" in got[0].text
        with telegram.next_message() as got:
            telegram.sends_file(ADMIN, "mill.md", MILL)
        telegram.wait_until(lambda: "Added." in got[0].text)
        with telegram.next_message() as got:
            telegram.says(READER, "What happened on 3 May 2021?")
        assert "Mill number 3 opened on 3 May 2021." in got[0].text
        with telegram.next_message() as got:
            telegram.says(ADMIN, "/restore")
        assert SAID.removed_head in got[0].text
    assert telegram.refusals == []
