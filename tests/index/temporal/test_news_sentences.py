"""Sentences as news agencies write them, each with the days it names: one half worked on, one half only scored.

`news_sentences.tsv` is written by hand. Weeks and longer times are left out: they name no day.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from index.temporal import find_timexes
from index.temporal.timex import Timex, TimexType

LONGEST = 3  # days
TABLE = Path(__file__).with_name("news_sentences.tsv").read_text(encoding="utf-8")
ROWS = list(csv.DictReader(TABLE.splitlines(), delimiter="\t"))


def days_named(timexes: list[Timex]) -> set[str]:
    named = (t.span for t in timexes if t.span and t.type in (TimexType.DATE, TimexType.TIME))
    return {day.isoformat() for span in named if span.days <= LONGEST for day in span}


WORKED_ON = [row for row in ROWS if row["half"] == "1"]
SCORED = [row for row in ROWS if row["half"] == "2"]


def found_and_wanted(row: dict[str, str]) -> tuple[set[str], set[str]]:
    timexes = find_timexes(row["text"], date.fromisoformat(row["published"]), row["language"])
    return days_named(timexes), set(filter(None, row["days"].split(",")))


@pytest.mark.parametrize("row", WORKED_ON, ids=[row["text"][:60] for row in WORKED_ON])
def test_a_sentence_of_news_names_these_days_and_no_others(row: dict[str, str]) -> None:
    found, wanted = found_and_wanted(row)
    assert found == wanted


def test_the_other_half_of_the_sentences_is_read_as_well() -> None:
    pairs = [found_and_wanted(row) for row in SCORED]
    right = sum(len(found & wanted) for found, wanted in pairs)
    assert 2 * right / sum(len(found) + len(wanted) for found, wanted in pairs) >= 0.95  # F1 over days


def values(text: str, published: str, language: str = "en") -> list[tuple[str, str]]:
    return [(t.text, t.value) for t in find_timexes(text, date.fromisoformat(published), language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The compound was raided at 1100 (1600 GMT).", ["2011-05-02T11:00", "2011-05-02T16:00Z"]),
        ("By 1815 the fire was out.", []),
        ("Explosions were heard at 1500 and 1600.", ["2011-05-02T15:00", "2011-05-02T16:00"]),
        ("Polls were open between 0800 and 1400 GMT.", ["2011-05-02T08:00Z", "2011-05-02T14:00Z"]),
        ("1300: The minister speaks.\n1130: The crowd gathers.", []),
        ("Sunday 1430-1600, Channel 4", ["2011-05-01"]),
        ("The battle of 1815 ended the war.", ["1815"]),
        ("In 1066 the Normans landed, and by 1100 they held the north.", ["1066", "1100"]),
        ("The dynasty ruled from 1200 to 1400.", ["1200", "1400"]),
        ("Built by 1850, the mill closed in the 19th century.", ["1850", "18"]),
    ],
)
def test_a_time_of_four_digits_is_no_year(text: str, expected: list[str]) -> None:
    assert [value for _, value in values(text, "2011-05-02")] == expected


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("profit for the quarter that ended Oct. 31 fell", "1989-10-27", "1988-10-31"),
        ("profit for the quarter that ended Oct. 31 fell", "1989-11-02", "1989-10-31"),
        ("the year ending Oct. 31 will be hard", "1989-10-27", "1989-10-31"),
        ("the dollar has lost 8 percent since year-end", "1989-11-02", "1988"),
        ("the dollar will lose 8 percent by year-end", "1989-11-02", "1989"),
    ],
)
def test_what_has_ended_is_past(text: str, published: str, expected: str) -> None:
    assert expected in [value for _, value in values(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They got food in return for oil on Friday.", "1998-03-06"),
        ("They will return on Friday.", "1998-03-13"),
        ("They were told to leave by Friday.", "1998-03-13"),
        ("By Friday, forty had died.", "1998-03-06"),
        ("They were planning to meet on Friday.", "1998-03-13"),
        ("They rejected the plan on Friday.", "1998-03-06"),
        ("He died the day before last Friday.", "1998-03-05"),
    ],
)
def test_the_word_that_governs_a_weekday_tells_its_direction(text: str, expected: str) -> None:
    assert [value for _, value in values(text, "1998-03-11")] == [expected]


@pytest.mark.parametrize("published", ["2015-03-28", "2015-03-30", "2015-04-02"])
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("On Tuesday, March 31, the ministers met.", "en"),
        ("On Tuesday (March 31) the ministers met.", "en"),
        ("On Monday, March 31, the ministers met.", "en"),  # a slip of the weekday
        ("Министры встретились во вторник, 31 марта.", "ru"),
        ("Министры встретились 31 марта (вторник).", "ru"),
    ],
)
def test_a_date_close_to_publication_keeps_its_year_beside_a_weekday(text: str, language: str, published: str) -> None:
    assert {value for _, value in values(text, published, language)} == {"2015-03-31"}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Катер затонул 29 мая. Через неделю тела подняли со дна.", "ru", ["2019-05-29", "2019-W23"]),
        ("Война закончилась в мае 1945 года. Через неделю он вернулся.", "ru", ["1945-05", "FUTURE_REF"]),
        ("Через неделю суд вынесет приговор.", "ru", ["2019-W25"]),
        ("He was shot, and died two days later.", "en", ["FUTURE_REF"]),
        ("He was shot on May 29, and died two days later.", "en", ["2019-05-29", "2019-05-31"]),
    ],
)
def test_later_counts_from_the_tale_and_never_from_the_publication_date(text, language, expected) -> None:
    assert [value for _, value in values(text, "2019-06-10", language)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("В 410 году готы взяли Рим.", [("410 году", "0410")]),
        ("В 79 году н. э. извергся вулкан.", [("79 году", "0079")]),
        ("В 410 году до н. э. город пал.", []),
        ("В 90 году он родился.", [("90 году", "1990")]),
        ("Он был мэром (2003—2011).", [("2003", "2003"), ("2011", "2011")]),
        ("Пожар начался в полдень.", [("полдень", "2019-06-10T12:00")]),
        ("Пожар начался в полдень 29 мая.", [("полдень 29 мая", "2019-05-29T12:00")]),
        ("В воскресенье в полночь мост закрыли.", [("воскресенье в полночь", "2019-06-09T00:00")]),
        ("К полудню субботы вода ушла.", [("полудню субботы", "2019-06-08T12:00")]),
    ],
)
def test_russian_years_and_hours_in_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text, "2019-06-10", "ru") == expected
