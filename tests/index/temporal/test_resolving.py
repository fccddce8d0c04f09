"""How a meaning becomes days: spans, second readings, ranges, the order of numbers, and every language at once."""

from datetime import date, timedelta

import pytest

from index.model.dates import DaySpan
from index.temporal import find_timexes
from index.temporal.calendar import span_of, step, third_of
from index.temporal.date_order import written_order
from index.temporal.grammar import Grammar, Rule
from index.temporal.meaning import Shift, Tense, Third, Unit
from index.temporal.rule_matching import openers
from index.temporal.scanner import scan
from index.temporal.timex import Anchor
from index.temporal.weekdays import day_before, day_from
from index.temporal.years import nearest

PUBLISHED = date(2023, 6, 23)  # a Friday


def span(first, last=None):
    return DaySpan(date.fromisoformat(first), date.fromisoformat(last or first))


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2023-05-29", "2023-05-29", "2023-05-29"),
        ("2023-05-29TMO", "2023-05-29", "2023-05-29"),
        ("2023-05-29T16:15Z", "2023-05-29", "2023-05-29"),
        ("2023-05", "2023-05-01", "2023-05-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-W22", "2023-05-29", "2023-06-04"),
        ("2023-W22-WE", "2023-06-03", "2023-06-04"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2023-Q1", "2023-01-01", "2023-03-31"),
        ("2023-H2", "2023-07-01", "2023-12-31"),
        ("2023-SP", "2023-03-01", "2023-05-31"),
        ("2023-WI", "2023-12-01", "2024-02-29"),
        ("199", "1990-01-01", "1999-12-31"),
        ("18", "1800-01-01", "1899-12-31"),
        ("FY2023", "2023-01-01", "2023-12-31"),
    ],
)
def test_a_timex_value_names_its_days(value, first, last):
    assert span_of(value) == span(first, last)


@pytest.mark.parametrize("value", ["2023-02-30", "2023-13", "2023-W54", "PAST_REF", "P2D", "XXXX-WXX-5", "", "0000"])
def test_a_value_that_the_calendar_does_not_have_names_none(value):
    assert span_of(value) is None


@pytest.mark.parametrize(
    ("unit", "by", "value"),
    [
        (Unit.DAY, -1, "2023-06-22"),
        (Unit.DAY, 8, "2023-07-01"),
        (Unit.WEEK, -1, "2023-W24"),
        (Unit.WEEKEND, 0, "2023-W25-WE"),
        (Unit.MONTH, -6, "2022-12"),
        (Unit.MONTH, 7, "2024-01"),
        (Unit.QUARTER, -2, "2022-Q4"),
        (Unit.HALF, -1, "2022-H2"),
        (Unit.YEAR, -20, "2003"),
        (Unit.DECADE, -1, "201"),
        (Unit.CENTURY, -1, "19"),
    ],
)
def test_a_step_through_the_calendar_keeps_its_unit(unit, by, value):
    assert step(PUBLISHED, unit, by) == value


@pytest.mark.parametrize(
    ("part", "first", "last"),
    [
        (Third.EARLY, "2023-05-01", "2023-05-10"),
        (Third.MIDDLE, "2023-05-11", "2023-05-21"),
        (Third.LATE, "2023-05-22", "2023-05-31"),
        (Third.FIRST_HALF, "2023-05-01", "2023-05-16"),
        (Third.SECOND_HALF, "2023-05-17", "2023-05-31"),
    ],
)
def test_the_parts_of_a_month_are_thirds_and_halves(part, first, last):
    assert third_of(span("2023-05-01", "2023-05-31"), part) == span(first, last)


@pytest.mark.parametrize("part", list(Third))
@pytest.mark.parametrize("days", range(1, 40))
def test_a_part_lies_within_its_whole(part, days):
    whole = DaySpan(PUBLISHED, PUBLISHED + timedelta(days=days - 1))

    assert third_of(whole, part).first in whole
    assert third_of(whole, part).last in whole


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize("offset", range(7))
def test_the_last_and_the_next_such_weekday_are_less_than_a_week_off(weekday, offset):
    anchor = PUBLISHED + timedelta(days=offset)
    before, after = day_before(weekday, anchor), day_from(weekday, anchor)

    assert before.weekday() == after.weekday() == weekday
    assert 0 <= (anchor - before).days < 7
    assert 0 <= (after - anchor).days < 7


@pytest.mark.parametrize(
    ("tense", "asked", "value"),
    [
        (Tense.PAST, False, "2022-12"),
        (Tense.FUTURE, False, "2023-12"),
        (Tense.UNKNOWN, False, "2022-12"),
        (Tense.PAST, True, "2022-12"),
        (Tense.FUTURE, True, "2023-12"),
    ],
)
def test_a_bare_month_leans_with_the_tense(tense, asked, value):
    found = nearest(["2021-12", "2022-12", "2023-12"], PUBLISHED, tense, asked)

    assert found is not None
    assert found[0] == value


def test_a_day_within_a_month_of_publication_keeps_its_year_whatever_the_verb():
    (timex,) = find_timexes("Voters had chosen July 4.", PUBLISHED)

    assert timex.value == "2023-07-04"


def test_the_first_end_of_a_range_holds_the_days_between_and_the_last_end_is_one_day():
    first, last = find_timexes("Talks ran from May 26 to 29.", PUBLISHED)

    assert first.span == span("2023-05-26", "2023-05-29")
    assert last.span == span("2023-05-29")


def test_a_range_over_new_year_goes_forward():
    first, last = find_timexes("Shops closed from December 28 to January 3.", date(2010, 1, 25))

    assert first.span == span("2009-12-28", "2010-01-03")
    assert last.span == span("2010-01-03")


def test_a_range_of_weekdays_goes_forward():
    first, last = find_timexes("Shops closed from Saturday to Tuesday.", PUBLISHED)

    assert first.span == span("2023-06-17", "2023-06-20")
    assert last.span == span("2023-06-20")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in late May", "2023-05-22", "2023-05-31"),
        ("in early 2019", "2019-01-01", "2019-05-02"),
        ("at the end of 2019", "2019-09-01", "2019-12-31"),
        ("late in the week", "2023-06-24", "2023-06-25"),
        ("in the first half of May", "2023-05-01", "2023-05-16"),
        ("in the first half of 2019", "2019-01-01", "2019-06-30"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("in the early 1990s", "1990-01-01", "1993-05-01"),
        ("last weekend", "2023-06-17", "2023-06-18"),
        ("the week of May 31", "2023-05-29", "2023-06-04"),
    ],
)
def test_a_part_has_a_narrower_span_than_its_value(text, first, last):
    (timex,) = find_timexes(text, PUBLISHED)

    assert timex.span == span(first, last)


def test_an_unsure_weekday_keeps_its_second_reading():
    (timex,) = find_timexes("Wednesday: talks in Oslo", PUBLISHED)

    assert (timex.span, timex.other) == (span("2023-06-21"), span("2023-06-28"))


def test_a_weekday_with_a_clear_verb_has_one_reading():
    (timex,) = find_timexes("Talks ended on Wednesday.", PUBLISHED)

    assert timex.other is None


def test_next_tuesday_may_be_the_one_after():
    (timex,) = find_timexes("Talks resume next Tuesday.", PUBLISHED)

    assert (timex.span, timex.other) == (span("2023-06-27"), span("2023-07-04"))


@pytest.mark.parametrize(
    ("text", "given", "anchor"),
    [
        ("on May 29, 2019", True, Anchor.NOTHING),
        ("on 2019-05-29", True, Anchor.NOTHING),
        ("in the 1990s", True, Anchor.NOTHING),
        ("on May 29", False, Anchor.PUBLISHED),
        ("in the third quarter", False, Anchor.PUBLISHED),
        ("yesterday", True, Anchor.PUBLISHED),
        ("two weeks ago", True, Anchor.PUBLISHED),
    ],
)
def test_a_timex_tells_whether_its_year_was_said_and_what_it_was_read_against(text, given, anchor):
    (timex,) = find_timexes(text, PUBLISHED)

    assert (timex.year_given, timex.anchor) == (given, anchor)


def test_the_next_day_is_read_against_the_day_mentioned_before():
    _, timex = find_timexes("It burned on May 26. The next day it rained.", PUBLISHED)

    assert (timex.span, timex.anchor) == (span("2023-05-27"), Anchor.EARLIER)


def test_a_day_of_long_ago_is_background_and_the_story_goes_on_from_its_own():
    timexes = find_timexes("It fell on Thursday, the worst since October 9, 2002. It ended the day at 7.", PUBLISHED)

    assert [t.value for t in timexes] == ["2023-06-22", "2002-10-09", "2023-06-22"]


@pytest.mark.parametrize(
    ("text", "otherwise", "day_first"),
    [
        ("on 25/12/2019 and 5/6/2020", False, True),
        ("on 12/25/2019 and 5/6/2020", True, False),
        ("on 5/6/2020", True, True),
        ("on 5/6/2020", False, False),
        ("on 25/12/2019 and 12/25/2019", False, False),
        ("on 25.12.2019 and 5/6/2020", False, False),
    ],
)
def test_the_articles_own_clear_dates_tell_which_number_is_the_day(text, otherwise, day_first):
    assert written_order(text, otherwise) is day_first


def test_an_ambiguous_date_is_read_as_the_article_writes_its_clear_ones():
    day_first = find_timexes("Signed 25/12/2019, ended 5/6/2020.", PUBLISHED)
    month_first = find_timexes("Signed 12/25/2019, ended 5/6/2020.", PUBLISHED)

    assert day_first[1].value == "2020-06-05"
    assert month_first[1].value == "2020-05-06"


def test_the_caller_may_say_which_number_is_the_day():
    (timex,) = find_timexes("Signed 5/6/2020.", PUBLISHED, day_first=True)

    assert timex.value == "2020-06-05"


@pytest.mark.parametrize(
    "text", ["on February 30, 2019", "on May 32", "9,000 years ago", "on 31.02.2019", "on 0/0/2019"]
)
def test_a_day_that_the_calendar_does_not_have_is_left_out(text):
    assert [t for t in find_timexes(text, PUBLISHED) if t.span and t.span.days == 1] == []


def test_the_ends_of_the_calendar_break_nothing():
    for anchor in (date.min, date.max):
        for text in ("last week, next week, May 29, Friday, two years ago, a decade later, this winter, the weekend",):
            assert isinstance(find_timexes(text, anchor), list)


@pytest.mark.parametrize(
    ("spelled", "letters"),
    [
        ("ab", "a"),
        ("a?b", "ab"),
        ("(?:a|b?)c", "abc"),
        ("(?<=x)a", "a"),
        ("(?:a(?:b|c))?d", "ad"),
        ("(?:a|b){0,3}c", "abc"),
        ("a+b", "a"),
        ("(?!x)[ab]c", "ab"),
    ],
)
def test_the_letters_a_rule_can_begin_with_are_known(spelled, letters):
    assert openers(spelled) == set(letters)


def test_a_new_language_is_words_and_rules():
    esperanto = Grammar(
        language="eo",
        words={"hieraŭ": ("DAYWORD", -1), "morgaŭ": ("DAYWORD", 1), "kaj": ("AND", None)},
        rules=(Rule("DAYWORD", lambda found: Shift(Unit.DAY, found.value("DAYWORD") or 0)),),
    )

    timexes = scan("Hieraŭ pluvis, kaj morgaŭ neĝos.", PUBLISHED, esperanto, asked=False, day_first=None)

    assert [(t.text, t.value) for t in timexes] == [("Hieraŭ", "2023-06-22"), ("morgaŭ", "2023-06-24")]


def test_a_language_without_a_grammar_is_read_with_the_english_one():
    assert [t.value for t in find_timexes("2023-05-29", PUBLISHED, "fi")] == ["2023-05-29"]
    assert [t.value for t in find_timexes("2023-05-29", PUBLISHED, "../x")] == ["2023-05-29"]
