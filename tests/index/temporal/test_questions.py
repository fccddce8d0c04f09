"""Questions as people type them, read against today."""

from datetime import date

import pytest

from index.model.dates import DaySpan
from index.temporal import find_timexes

TODAY = date(2023, 6, 24)  # a Saturday

SINGLE = [
    ("what happened on May 29?", "May 29", "2023-05-29"),
    ("what happened may 29", "may 29", "2023-05-29"),
    ("29may", "29may", "2023-05-29"),
    ("29 may", "29 may", "2023-05-29"),
    ("29th may", "29th may", "2023-05-29"),
    ("may29", "may29", "2023-05-29"),
    ("may 29th 2023", "may 29th 2023", "2023-05-29"),
    ("may 29th, 2019", "may 29th, 2019", "2019-05-29"),
    ("29/5", "29/5", "2023-05-29"),
    ("5/29", "5/29", "2023-05-29"),
    ("29.05", "29.05", "2023-05-29"),
    ("29.05.23", "29.05.23", "2023-05-29"),
    ("29.5.2023", "29.5.2023", "2023-05-29"),
    ("29/05/2023", "29/05/2023", "2023-05-29"),
    ("05/29/2023", "05/29/2023", "2023-05-29"),
    ("2023-05-29", "2023-05-29", "2023-05-29"),
    ("news 29-05-2023", "29-05-2023", "2023-05-29"),
    ("What happened on the 29th of May?", "the 29th of May", "2023-05-29"),
    ("what happened on the 29th", "the 29th", "2023-05-29"),
    ("what happened this friday", "this friday", "2023-06-23"),
    ("What happened to Theresa May on May 29?", "May 29", "2023-05-29"),
    ("christmas 2022", "christmas 2022", "2022-12-25"),
    ("What happened on December 1?", "December 1", "2022-12-01"),
    ("What will happen on December 1?", "December 1", "2023-12-01"),
    ("What happened on Friday?", "Friday", "2023-06-23"),
    ("what happened on friday", "friday", "2023-06-23"),
    ("What happened on Saturday?", "Saturday", "2023-06-24"),
    ("What happened last Friday?", "last Friday", "2023-06-23"),
    ("anything on monday?", "monday", "2023-06-19"),
    ("what happens next tuesday", "next tuesday", "2023-06-27"),
    ("What happened yesterday?", "yesterday", "2023-06-23"),
    ("any news today", "today", "2023-06-24"),
    ("who spoke on fri", "fri", "2023-06-23"),
    ("What happened two days ago?", "two days ago", "2023-06-22"),
    ("what was said on jan 5", "jan 5", "2023-01-05"),
    ("what was said on 5 dec", "5 dec", "2022-12-05"),
    ("What did KFOR do on Monday, May 29?", "Monday, May 29", "2023-05-29"),
    ("What happened on January 18, 2005?", "January 18, 2005", "2005-01-18"),
]

SPANS = [
    ("what happened in may", "may", "2023-05-01", "2023-05-31"),
    ("what happened in May?", "May", "2023-05-01", "2023-05-31"),
    ("what happened in july", "july", "2022-07-01", "2022-07-31"),
    ("what happened in may 2019", "may 2019", "2019-05-01", "2019-05-31"),
    ("may 2019 floods", "may 2019", "2019-05-01", "2019-05-31"),
    ("any march news", "march", "2023-03-01", "2023-03-31"),
    ("news june", "june", "2023-06-01", "2023-06-30"),
    ("2019 news", "2019", "2019-01-01", "2019-12-31"),
    ("who won the 2022 election", "2022", "2022-01-01", "2022-12-31"),
    ("what happened in q1 2023", "q1 2023", "2023-01-01", "2023-03-31"),
    ("first week of may", "first week of may", "2023-05-01", "2023-05-07"),
    ("What did the mayor say in May about what may come?", "May", "2023-05-01", "2023-05-31"),
    ("past week", "past week", "2023-06-17", "2023-06-24"),
    ("what happened in late May?", "late May", "2023-05-22", "2023-05-31"),
    ("what happened in early may", "early may", "2023-05-01", "2023-05-10"),
    ("what happened at the end of May", "the end of May", "2023-05-22", "2023-05-31"),
    ("what happened this week", "this week", "2023-06-19", "2023-06-25"),
    ("what happened last week", "last week", "2023-06-12", "2023-06-18"),
    ("what happened this month", "this month", "2023-06-01", "2023-06-30"),
    ("what happened last month?", "last month", "2023-05-01", "2023-05-31"),
    ("what happened last year", "last year", "2022-01-01", "2022-12-31"),
    ("what happened in 2019", "2019", "2019-01-01", "2019-12-31"),
    ("what happened since June 1?", "June 1", "2023-06-01", "2023-06-24"),
    ("what happened since june", "june", "2023-06-01", "2023-06-24"),
    ("what happened since Monday?", "Monday", "2023-06-19", "2023-06-24"),
    ("what happened in the past three days", "the past three days", "2023-06-21", "2023-06-24"),
    ("what happened over the last two weeks", "the last two weeks", "2023-06-10", "2023-06-24"),
    ("what happened in spring 2019", "spring 2019", "2019-03-01", "2019-05-31"),
    ("what happened in the first quarter of 2019", "the first quarter of 2019", "2019-01-01", "2019-03-31"),
]

RANGES = [
    ("what happened between 26 and 29 May", "2023-05-26", "2023-05-29"),
    ("what happened between May 26 and 29", "2023-05-26", "2023-05-29"),
    ("what happened between May 26 and May 29?", "2023-05-26", "2023-05-29"),
    ("what happened from May 26 to 29?", "2023-05-26", "2023-05-29"),
    ("what happened 26-29 may", "2023-05-26", "2023-05-29"),
    ("what happened from may 26 till june 2", "2023-05-26", "2023-06-02"),
    ("26.05.2023 - 29.05.2023", "2023-05-26", "2023-05-29"),
    ("5/26-5/29", "2023-05-26", "2023-05-29"),
    ("from 2023-05-26 to 2023-05-29", "2023-05-26", "2023-05-29"),
    ("on May 29 – June 2", "2023-05-29", "2023-06-02"),
    ("what happened from Monday to Wednesday", "2023-06-19", "2023-06-21"),
    ("what happened between 2014 and 2016", "2014-01-01", "2016-12-31"),
]

NO_DAYS = [
    "what may happen to KFOR",
    "may i ask who leads serbia",
    "who will march for peace",
    "what happened before the election",
    "What is the capital of Peru?",
    "is the shop open 24/7",
    "who won 3-2",
    "tell me about the sun",
    "second chance for whom?",
]


@pytest.mark.parametrize(("question", "words", "day"), SINGLE)
def test_a_question_names_its_day_however_it_is_typed(question, words, day):
    (timex,) = find_timexes(question, TODAY, asked=True)

    assert (timex.text, timex.span) == (words, DaySpan(date.fromisoformat(day), date.fromisoformat(day)))


@pytest.mark.parametrize(("question", "words", "first", "last"), SPANS)
def test_a_question_names_all_the_days_of_its_stretch(question, words, first, last):
    (timex,) = find_timexes(question, TODAY, asked=True)

    assert (timex.text, timex.span) == (words, DaySpan(date.fromisoformat(first), date.fromisoformat(last)))


@pytest.mark.parametrize(("question", "first", "last"), RANGES)
def test_the_first_end_of_a_range_holds_all_the_days_between(question, first, last):
    start, end = find_timexes(question, TODAY, asked=True)

    assert start.span == DaySpan(date.fromisoformat(first), date.fromisoformat(last))
    assert end.span is not None
    assert end.span.last == date.fromisoformat(last)


@pytest.mark.parametrize("question", NO_DAYS)
def test_a_question_without_a_day_stays_words(question):
    assert [t.text for t in find_timexes(question, TODAY, asked=True) if t.span] == []


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("what happened on May 29?", False),
        ("what happened in May?", False),
        ("what happened between 26 and 29 May", False),
        ("29/5", False),
        ("what happened in spring", False),
        ("what happened on May 29, 2019?", True),
        ("what happened in May 2019?", True),
        ("what happened in May last year?", True),
        ("29.05.23", True),
        ("what happened yesterday?", True),
        ("what happened on Friday?", True),
        ("what happened last May?", True),
    ],
)
def test_the_year_counts_as_given_only_where_it_was_not_guessed(question, given):
    assert {t.year_given for t in find_timexes(question, TODAY, asked=True)} == {given}
