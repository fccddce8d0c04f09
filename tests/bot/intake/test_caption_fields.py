"""What is said beside an article: captions, days in an admin's words, and what beats what."""

from dataclasses import replace
from datetime import date

import pytest

from bot.intake.caption_fields import read_asked_day, read_caption, split_fields, with_fields
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
        ("Look at this!", Fields(), ()),
        ("date: 2023-06-23", Fields(DAY), ()),
        ("Date: 23 June 2023\nOutlet: TASS", Fields(DAY, "TASS"), ()),
        ("дата: 23 июня 2023\nисточник: ТАСС", Fields(DAY, "ТАСС"), ()),
        ("date: yesterday", Fields(DAY), ()),
        ("url: https://tass.com/1\ntitle: At last", Fields(None, "", "https://tass.com/1", "At last"), ()),
        ("Note: this one\nsource: TASS", Fields(None, "TASS"), ()),
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
