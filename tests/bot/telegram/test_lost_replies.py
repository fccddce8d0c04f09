"""Telegram's reply to a send is lost: each question is answered once if that can be told, and never with an apology only."""

import asyncio
from pathlib import Path

import httpx
import pytest
from telegram.error import BadRequest, NetworkError, TimedOut

from bot.i18n.phrases import ENGLISH
from bot.playground.bot_api.faults import CUT, LATE, LOST
from bot.telegram import app
from bot.telegram.transport.lost_replies import LOOK_AHEAD, LostReplies, MessageIds, may_have_arrived
from tests.bot.telegram.conftest import READER, running
from tests.telegram_server import Fault, TelegramServer

QUESTION = "What happened on 2023-05-29?"
PEOPLE = range(1000, 1030)
GROUP = {"id": -1_001_000_000_001, "type": "supergroup", "title": "News"}


def ask_thirty(telegram: TelegramServer, faults: list[Fault]) -> None:
    """Let thirty people ask while sends go wrong, and wait until each has an answer and nothing is under way."""
    telegram.fail_next("sendMessage", *faults)
    for person in PEOPLE:
        telegram.says(person, QUESTION)
    telegram.wait_until(lambda: {one.chat_id for one in telegram.messages} >= set(PEOPLE))
    telegram.wait_until(lambda: not telegram.faults.left("sendMessage"))
    telegram.wait_until_settled()


def assert_each_has_one_answer(telegram: TelegramServer) -> None:
    texts: dict[int, list[str]] = {}
    for one in telegram.messages:
        texts.setdefault(one.chat_id, []).append(one.text)

    assert set(texts) == set(PEOPLE)
    assert {chat: len(sent) for chat, sent in texts.items() if len(sent) != 1} == {}
    assert all(sent[0].startswith("29 May 2023\n") for sent in texts.values())


@pytest.mark.parametrize("share", [1, 3])
def test_of_thirty_answers_whose_replies_are_lost_none_is_sent_twice(
    data_dir: Path, telegram: TelegramServer, share: int
) -> None:
    with running(data_dir, telegram):
        ask_thirty(telegram, [Fault(LOST)] * (30 // share))

    assert_each_has_one_answer(telegram)


def test_lost_replies_and_cut_connections_by_turns_lose_no_answer_and_double_none(
    data_dir: Path, telegram: TelegramServer
) -> None:
    with running(data_dir, telegram):
        ask_thirty(telegram, [Fault(LOST), Fault(CUT), Fault(502)] * 10)

    assert_each_has_one_answer(telegram)


def test_of_thirty_answers_whose_replies_hang_none_is_sent_twice_and_none_is_an_apology(
    data_dir: Path, telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "READ_TIMEOUT_S", 1.0)
    with running(data_dir, telegram):
        ask_thirty(telegram, [Fault(LATE, late_s=4.0)] * 10)

    assert_each_has_one_answer(telegram)


def test_the_buttons_of_an_answer_whose_reply_was_lost_work(data_dir: Path, telegram: TelegramServer) -> None:
    with running(data_dir, telegram):
        telegram.fail_next("sendMessage", Fault(LOST))
        telegram.says(READER, QUESTION)
        answer = telegram.wait_for_message()
        telegram.taps(READER, answer, answer.all_buttons[0]["callback_data"])
        opened = telegram.wait_for_message(after=1)
        telegram.says(READER, "And on May 26?")
        telegram.wait_for_message(after=2)

    assert "ran aground" in opened.text
    assert [one.text for one in telegram.messages].count(ENGLISH.broken) == 0


def test_an_answer_in_a_group_whose_reply_was_lost_is_found_there(data_dir: Path, telegram: TelegramServer) -> None:
    with running(data_dir, telegram):
        telegram.says(READER, f"/ask {QUESTION}", chat=GROUP)
        telegram.wait_for_message()
        telegram.fail_next("sendMessage", Fault(LOST))
        telegram.says(READER, f"/ask {QUESTION}", chat=GROUP)
        telegram.wait_for_message(after=1)
        telegram.says(READER, "/help")
        telegram.wait_for_message(after=2)

    assert [one.chat_id for one in telegram.messages] == [GROUP["id"], GROUP["id"], READER]


def test_ids_of_which_nothing_is_known_are_those_that_a_lost_message_may_have() -> None:
    ids = MessageIds()
    for message_id in (10, 11, 14):
        ids.note(READER, message_id)

    assert ids.highest(READER) == 14
    assert list(ids.unknown_after(READER, 10)) == [12, 13, *range(15, 15 + LOOK_AHEAD)]
    assert ids.highest(-1_001_000_000_001) == 0  # a supergroup has ids of its own
    assert ids.highest(-5) == 14  # a small group has none


def test_a_chat_of_which_no_id_is_known_is_not_searched() -> None:
    assert asyncio.run(LostReplies().find({"chat_id": READER, "text": "Hello"}, 0)) is None


@pytest.mark.parametrize(
    ("error", "cause", "lost"),
    [
        (NetworkError("cut"), httpx.RemoteProtocolError("no response"), True),
        (NetworkError("cut"), httpx.ReadError("reset"), True),
        (NetworkError("refused"), httpx.ConnectError("refused"), False),
        (NetworkError("Bad Gateway"), None, False),
        (TimedOut(), httpx.ReadTimeout("late"), True),
        (TimedOut(), httpx.ConnectTimeout("late"), False),
        (TimedOut(), httpx.PoolTimeout("late"), False),
        (BadRequest("no"), None, False),
    ],
)
def test_a_request_that_never_left_us_has_not_arrived(error: NetworkError, cause: Exception | None, lost: bool) -> None:
    error.__cause__ = cause

    assert may_have_arrived(error) is lost
