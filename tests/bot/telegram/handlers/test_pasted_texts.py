"""A text that an admin pastes or forwards is offered to be added, and is a question only if the admin says so."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.i18n.admin_phrases import ENGLISH as SAID
from bot.i18n.phrases import ENGLISH
from bot.storage.retention import PASTED, PASTED_KEPT_S, purge
from bot.telegram.handlers.admin.uploads import pasted_texts
from index.model.article import DateEvidence
from tests.bot.telegram.conftest import ADMIN, READER, Bot, fill, running
from tests.telegram_server import Message, TelegramServer

WEIR = (
    "The weir of Marn broke\n\nBBC News, 15 January 2010\n\nThe weir of Marn broke on Thursday after a week of rain. "
    "Forty houses were flooded. The mayor asked for help."
)
PERSON = {"type": "user", "sender_user": {"id": 99, "is_bot": False, "first_name": "Bo"}, "date": 1_686_657_600}


@pytest.fixture
def bot(data_dir: Path, telegram: TelegramServer) -> Iterator[Bot]:
    with running(data_dir, telegram) as bot:
        yield bot
    assert telegram.refusals == []


def says(telegram: TelegramServer, text: str, user: int = ADMIN, **more: Any) -> Message:
    with telegram.next_message() as got:
        telegram.says(user, text, **more)
    return got[0]


def tap(telegram: TelegramServer, message: Message, text: str, user: int = ADMIN) -> dict[str, Any]:
    data = next(one["callback_data"] for one in message.all_buttons if one["text"] == text)
    tap_id = telegram.taps(user, message, data)
    telegram.wait_until(lambda: any(one["callback_query_id"] == tap_id for one in telegram.answered_taps))
    return next(one for one in telegram.answered_taps if one["callback_query_id"] == tap_id)


def titles(bot: Bot, words: str) -> list[str]:
    return [stored.article.source.title for stored in bot.archive.articles.find(words, None)[0]]


def test_a_pasted_article_is_offered_with_what_was_understood_and_added_by_a_tap(
    bot: Bot, telegram: TelegramServer
) -> None:
    offer = says(telegram, WEIR)

    assert offer.text == (
        "Add as an article?\nTitle: The weir of Marn broke\nDay: 15 January 2010 (from its date line)\nOutlet: BBC News"
    )
    assert [one["text"] for one in offer.all_buttons] == ["Add", "It is a question"]
    assert titles(bot, "weir") == []

    with telegram.next_message() as got:
        tap(telegram, offer, "Add")
    telegram.wait_until(lambda: "Added." in got[0].text)
    assert offer.text == SAID.pasted_added
    (stored,) = bot.archive.articles.find("weir", None)[0]
    assert (stored.article.source.published, stored.article.source.outlet) == (date(2010, 1, 15), "BBC News")
    telegram.wait_until(lambda: offer.buttons == [])


def test_a_pasted_text_that_is_a_question_is_answered_after_a_tap(bot: Bot, telegram: TelegramServer) -> None:
    text = (
        "The ferry Aurora ran aground off Vell on May 29.\nThe ferry had 212 people on board.\n"
        "Now please tell me what the harbour master Ines Korda said of it, and whether anybody was hurt."
    )
    offer = says(telegram, text)
    assert offer.text.startswith(SAID.add_as_article)

    with telegram.next_message() as got:
        tap(telegram, offer, "It is a question")

    assert offer.text == SAID.pasted_asked
    assert "Ines Korda" in got[0].text
    assert len(bot.archive.articles.newest()) == 2


def test_a_forward_of_a_person_is_offered_however_short_and_dated_by_when_it_was_written(
    bot: Bot, telegram: TelegramServer
) -> None:
    offer = says(telegram, "The weir broke on Monday", forward_origin=PERSON)
    assert "Day: 13 June 2023 (a guess from the file's time)" in offer.text
    assert SAID.day_is_a_guess in offer.text

    with telegram.next_message() as got:
        tap(telegram, offer, "Add")
    telegram.wait_until(lambda: "Added." in got[0].text)
    (stored,) = bot.archive.articles.find("weir", None)[0]
    assert (stored.article.source.published, stored.article.source.evidence) == (
        date(2023, 6, 13),
        DateEvidence.FILE_TIME,
    )


def test_a_second_tap_and_a_strangers_tap_add_nothing(bot: Bot, telegram: TelegramServer) -> None:
    offer = says(telegram, WEIR)
    assert tap(telegram, offer, "Add", user=READER)["text"] == SAID.only_admins_tap
    data = offer.all_buttons[0]["callback_data"]
    for _ in range(2):
        telegram.taps(ADMIN, offer, data)

    telegram.wait_until(lambda: len(titles(bot, "weir")) == 1)
    telegram.wait_until(lambda: sum("Added." in one.text for one in telegram.messages) == 1)
    telegram.wait_until_settled()
    later = tap_again(telegram, offer, data)
    assert later["text"] == SAID.pasted_done_before


def tap_again(telegram: TelegramServer, message: Message, data: str) -> dict[str, Any]:
    tap_id = telegram.taps(ADMIN, message, data)
    telegram.wait_until(lambda: any(one["callback_query_id"] == tap_id for one in telegram.answered_taps))
    return next(one for one in telegram.answered_taps if one["callback_query_id"] == tap_id)


def test_an_offer_can_be_taken_after_a_restart(data_dir: Path, telegram: TelegramServer) -> None:
    with running(data_dir, telegram):
        offer = says(telegram, WEIR)
    with running(data_dir, telegram) as bot:
        tap(telegram, offer, "Add")
        telegram.wait_until(lambda: titles(bot, "weir") == ["The weir of Marn broke"])


def test_a_long_text_that_telegram_splits_is_one_article(
    bot: Bot, telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pasted_texts, "GATHER_S", 0.3)
    first = WEIR + " The water rose." * 200
    telegram.says(ADMIN, first)
    telegram.says(ADMIN, "Nobody was hurt.")
    telegram.wait_until(lambda: len(telegram.messages) == 1)

    with telegram.next_message() as got:
        tap(telegram, telegram.messages[0], "Add")
    telegram.wait_until(lambda: "Added." in got[0].text)
    (stored,) = bot.archive.articles.find("weir", None)[0]
    assert stored.article.text.endswith("The water rose.\nNobody was hurt.")


def test_two_long_texts_at_once_that_are_not_one_are_two_offers(
    bot: Bot, telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pasted_texts, "GATHER_S", 0.3)
    telegram.says(ADMIN, WEIR + " The water rose." * 200)
    telegram.says(ADMIN, "The dam held. " * 250, forward_origin=PERSON)
    telegram.wait_until(lambda: len(telegram.messages) == 2)

    offered = {message.text.splitlines()[1] for message in telegram.messages}
    assert offered == {"Title: The weir of Marn broke", "Title: The dam held"}


def test_an_article_pasted_as_the_reply_to_the_question_for_a_day_is_offered(
    bot: Bot, telegram: TelegramServer
) -> None:
    with telegram.next_message() as got:
        telegram.sends_file(ADMIN, "note.md", b"# A quiet note\n\nNobody knows when the mill was built.\n")
    telegram.wait_until(lambda: "Added" in got[0].text)
    with telegram.next_message() as asked:
        tap(telegram, got[0], "Fix date")

    under = {"message_id": asked[0].message_id, "date": 0, "chat": {"id": ADMIN, "type": "private"}}
    assert says(telegram, WEIR, reply_to_message=under).text.startswith(SAID.add_as_article)


def test_a_question_of_an_admin_and_a_text_of_a_reader_are_questions_as_before(
    bot: Bot, telegram: TelegramServer
) -> None:
    assert "Aurora" in says(telegram, "What happened on May 29?").text
    assert not says(telegram, WEIR, user=READER).text.startswith(SAID.add_as_article)
    assert says(telegram, "x" * 1001, user=READER).text == ENGLISH.too_long


def test_a_text_that_nobody_decided_about_is_kept_for_a_week(tmp_path: Path, telegram: TelegramServer) -> None:
    directory = tmp_path / "kept"
    fill(directory)
    with running(directory, telegram) as bot:
        says(telegram, WEIR)
        purge(bot.database)
        query = "SELECT body FROM callback_state WHERE kind = ?"
        ((body,),) = bot.database.rows(query, PASTED)
        assert json.loads(body)["text"] == WEIR
        bot.database.write("UPDATE callback_state SET made_at = made_at - ?", PASTED_KEPT_S + 1)
        purge(bot.database)
        assert bot.database.rows(query, PASTED) == []
