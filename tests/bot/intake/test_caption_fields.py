"""What is said beside an article: captions, days in an admin's words, and what beats what."""

from dataclasses import replace
from datetime import date

import pytest

from bot.intake.caption_fields import read_caption, split_fields, with_fields
from bot.qa.talk.asked_day import NoDay, is_cancelled, may_mean_a_day, read_asked_day, read_day_answer
from bot.storage.delivery import Fields
from index.ingest.finalize import make_id
from index.model.article import DateEvidence
from tests.conftest import FERRY

TODAY = date(2023, 6, 24)  # a Saturday
DAY = date(2023, 6, 23)
GUESSED = replace(FERRY, source=replace(FERRY.source, evidence=DateEvidence.FILE_TIME, outlet=""))


@pytest.mark.parametrize(
    ("caption", "fields", "strange"),
    [
        ("", Fields(), ()),
        ("Look at this!", Fields(), ("Look at this!",)),
        ("22 January 2010", Fields(date(2010, 1, 22)), ()),
        ("BBC, 15 January 2010", Fields(date(2010, 1, 15), "BBC"), ()),
        ("January 15, 2010 — BBC News", Fields(date(2010, 1, 15), "BBC News"), ()),
        ("BBC News\n15 January 2010", Fields(date(2010, 1, 15), "BBC News"), ()),
        ("The Times of India (15 Jan 2010)", Fields(date(2010, 1, 15), "The Times of India"), ()),
        ("from the BBC, 15 January 2010", Fields(), ("from the BBC, 15 January 2010",)),
        ("РИА Новости, 15 января 2010", Fields(date(2010, 1, 15), "РИА Новости"), ()),
        ("lenta.ru 15.01.2010", Fields(date(2010, 1, 15), "lenta.ru"), ()),
        ("yesterday", Fields(DAY), ()),
        ("2010-01-15", Fields(date(2010, 1, 15)), ()),
        ("31 February 2010", Fields(), ("31 February 2010",)),
        ("BBC, 05/06/2010", Fields(), ("BBC, 05/06/2010",)),
        ("15 January 2040", Fields(), ("15 January 2040",)),
        ("A storm hit Marn on 15 January 2010.", Fields(), ("A storm hit Marn on 15 January 2010.",)),
        ("Look!\n15 January 2010", Fields(date(2010, 1, 15)), ("Look!",)),
        ("BBC, 15 January 2010\noutlet: TASS", Fields(date(2010, 1, 15), "TASS"), ()),
        ("date: 2023-06-23", Fields(DAY), ()),
        ("Date: 23 June 2023\nOutlet: TASS", Fields(DAY, "TASS"), ()),
        ("дата: 23 июня 2023\nисточник: ТАСС", Fields(DAY, "ТАСС"), ()),
        ("date: yesterday", Fields(DAY), ()),
        ("url: https://tass.com/1\ntitle: At last", Fields(None, "", "https://tass.com/1", "At last"), ()),
        ("Note: this one\nsource: TASS", Fields(None, "TASS"), ("Note: this one",)),
        ("date: soon\nurl: nowhere", Fields(), ("date: soon", "url: nowhere")),
        ("date: 2024-01-01", Fields(), ("date: 2024-01-01",)),
    ],
)
def test_a_caption_is_read(caption: str, fields: Fields, strange: tuple[str, ...]) -> None:
    assert read_caption(caption, TODAY) == (fields, strange)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("23 June 2023", DAY),
        ("June 23, 2023", DAY),
        ("2023-06-23", DAY),
        ("yesterday", DAY),
        ("Yesterday!", DAY),
        ("on Friday", DAY),
        ("23 июня 2023", DAY),
        ("вчера", DAY),
        ("today", TODAY),
        ("tomorrow", None),
        ("25 June 2023", None),
        ("June 2023", None),
        ("22 and 23 June 2023", None),
        ("soon", None),
        ("", None),
        ("What happened on 23 June 2023 in the harbour of Marn?", None),
    ],
)
def test_a_day_in_an_admins_words_is_one_day_that_has_been(said: str, day: date | None) -> None:
    assert read_asked_day(said, TODAY) == day


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("abc", NoDay.UNREADABLE),
        ("3", NoDay.UNREADABLE),
        ("31 February", NoDay.IMPOSSIBLE),
        ("31 февраля 2020", NoDay.IMPOSSIBLE),
        ("2023-02-30", NoDay.IMPOSSIBLE),
        ("05/06/2010", NoDay.AMBIGUOUS),
        ("June 2023", NoDay.SEVERAL),
        ("2010", NoDay.SEVERAL),
        ("22 and 23 June 2023", NoDay.SEVERAL),
        ("tomorrow", NoDay.TO_COME),
        ("завтра", NoDay.TO_COME),
        ("1 May 2031", NoDay.TO_COME),
    ],
)
def test_words_that_are_no_day_have_their_reason(said: str, fault: NoDay) -> None:
    assert read_day_answer(said, TODAY).fault is fault


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("23 June 2023", True),
        ("abc", True),
        ("31 February", True),
        ("the 31 February, I think", False),
        ("cancel", True),
        ("What happened on May 29?", False),
        ("who won", False),
        ("кто победил", False),
        ("thank you", False),
        ("tell me about the ferry off Vell", False),
    ],
)
def test_a_text_after_the_question_for_a_day_is_its_answer_or_a_question(said: str, meant: bool) -> None:
    assert may_mean_a_day(said, TODAY) is meant


@pytest.mark.parametrize(
    ("said", "taken_back"), [("Cancel", True), ("не надо!", True), ("no", True), ("23 June", False)]
)
def test_the_question_for_a_day_can_be_taken_back(said: str, taken_back: bool) -> None:
    assert is_cancelled(said) is taken_back


@pytest.mark.parametrize(
    ("text", "fields", "rest"),
    [
        ("date: 2023-06-23\noutlet: TASS\n\nA boat sank.", Fields(DAY, "TASS"), "A boat sank."),
        ("A boat sank.\ndate: 2023-06-23", Fields(), "A boat sank.\ndate: 2023-06-23"),
        ("date: soon\nA boat sank.", Fields(), "date: soon\nA boat sank."),
        ("Note: a boat sank.", Fields(), "Note: a boat sank."),
    ],
)
def test_fields_stand_above_a_text(text: str, fields: Fields, rest: str) -> None:
    assert split_fields(text, TODAY) == (fields, rest)


def test_a_caption_beats_what_the_only_article_of_a_file_says() -> None:
    said = Fields(date(2020, 1, 2), "TASS", "https://tass.com/1", "At last")
    source = with_fields(FERRY, said, Fields(), alone=True).source

    assert (source.published, source.evidence) == (date(2020, 1, 2), DateEvidence.ADMIN)
    assert (source.outlet, source.url, source.title) == ("TASS", "https://tass.com/1", "At last")


def test_of_many_articles_a_caption_fills_what_each_lacks() -> None:
    said = Fields(date(2020, 1, 2), "TASS", "https://tass.com/1", "At last")

    assert with_fields(FERRY, said, Fields(), alone=False) == FERRY
    source = with_fields(GUESSED, said, Fields(), alone=False).source
    assert (source.published, source.evidence, source.outlet) == (date(2020, 1, 2), DateEvidence.ADMIN, "TASS")
    assert (source.title, source.url) == (FERRY.source.title, "")


def test_a_post_fills_what_its_file_lacks_and_never_beats_it() -> None:
    post = Fields(date(2020, 1, 2), "Marn Daily", "https://t.me/marndaily/7")

    source = with_fields(FERRY, Fields(), post, alone=True).source
    assert (source.published, source.outlet, source.url) == (DAY, "Harbour Post", "https://t.me/marndaily/7")
    source = with_fields(GUESSED, Fields(), post, alone=True).source
    assert (source.published, source.evidence, source.outlet) == (date(2020, 1, 2), DateEvidence.FIELD, "Marn Daily")


def test_an_article_named_by_its_origin_gets_the_name_of_its_address() -> None:
    said = Fields(url="https://tass.com/1")
    named_by_origin = replace(FERRY, id=make_id(FERRY.origin))

    assert with_fields(named_by_origin, said, Fields(), alone=True).id == make_id("https://tass.com/1")
    assert with_fields(FERRY, said, Fields(), alone=True).id == "ferry"
