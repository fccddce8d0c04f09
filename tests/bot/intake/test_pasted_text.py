"""What is written into the chat is told apart: an article, or a question."""

from datetime import UTC, date, datetime

import pytest

from bot.intake.pasted_text import join_parts, looks_like_article, understand
from index.model.article import DateEvidence

SENT = datetime(2023, 6, 24, 12, 0, tzinfo=UTC)
TODAY = date(2023, 6, 24)

ARTICLES = [
    "MARN, May 4. The mill opened on 3 May 2021. A brass band played.",
    "The old mill reopens\n\nBBC News, 15 January 2010\n\nThe mill by the river opened again after ten years.",
    "The mill by the river opened again on Monday after ten years of repairs. The mayor cut a ribbon in front of some "
    "four hundred people. A brass band played until the evening.",
    "МАРН, 4 мая. Мельница открылась 3 мая 2021 года. Играл духовой оркестр, собралось четыреста человек.",
    "Мельница у реки снова открылась в понедельник после десяти лет ремонта. Мэр перерезал ленту перед четырьмя "
    "сотнями горожан, пришедших с утра. Оркестр играл до вечера, и никто не расходился.",
    "Who pays for the mill?\nThe council has spent two million on it since 2019, and nobody can say where the money "
    "went. The mayor declined to answer. The opposition wants an inquiry by autumn.",
]
QUESTIONS = [
    "What happened on May 29?",
    "mill",
    "the ferry off Vell",
    "What happened on May 29? And who won the regatta? And what about the bank in Marn that closed its doors?",
    "The ferry ran aground off Vell. Was anybody hurt?",
    "I read in the paper that the bank Brandt & Sons shut its counters in Marn at the end of May. Is that so? What "
    "did the regulator say, and did the people who had queued in front of it get their money back in the end?",
    "Tell me about the ferry. I want all details. Please be short.",
    "Кто выиграл выборы? Почему закрыли мост?",
    "hello there! how are you?",
    "22 January 2010",
    "",
    "?",
]


@pytest.mark.parametrize("text", ARTICLES)
def test_a_text_with_a_day_at_its_head_or_several_sentences_looks_like_an_article(text: str) -> None:
    assert looks_like_article(text)


@pytest.mark.parametrize("text", QUESTIONS)
def test_what_asks_or_is_short_does_not(text: str) -> None:
    assert not looks_like_article(text)


def test_title_day_and_outlet_are_understood_before_anything_is_stored() -> None:
    source = understand(ARTICLES[1], SENT, TODAY).source

    assert source is not None
    assert (source.title, source.outlet, source.published) == (
        "The old mill reopens",
        "BBC News",
        date(2010, 1, 15),
    )


def test_fields_above_the_text_are_understood() -> None:
    understood = understand("date: 2021-05-04\noutlet: Mill News\n\nThe mill opened on Monday.", SENT, TODAY)

    assert understood.source is not None
    assert (understood.source.published, understood.source.outlet) == (date(2021, 5, 4), "Mill News")


def test_a_day_that_nothing_tells_is_a_guess_from_when_it_was_sent() -> None:
    source = understand(ARTICLES[2], SENT, TODAY).source

    assert source is not None
    assert (source.published, source.evidence) == (TODAY, DateEvidence.FILE_TIME)


def test_a_text_without_an_article_says_why() -> None:
    assert understand("   ", SENT, TODAY).reason


@pytest.mark.parametrize(
    ("parts", "joined"),
    [
        (["The mill opened.", "A band played."], "The mill opened.\nA band played."),
        (["The mill", "opened."], "The mill opened."),
        (["One"], "One"),
    ],
)
def test_a_text_that_telegram_has_split_is_whole_again(parts: list[str], joined: str) -> None:
    assert join_parts(parts) == joined
