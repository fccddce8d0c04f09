"""A question's days, its topic, and what it leaves open."""

from datetime import date

import pytest

from bot.qa.question import content_words, language_of, read_question
from index.model.dates import DaySpan
from index.model.passage import DayCount

TODAY = date(2023, 7, 1)  # a Saturday


def no_years(span: DaySpan) -> list[DayCount]:
    return []


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("What happened on May 29?", ""),
        ("what happened 29 may 2023", ""),
        ("What's new?", ""),
        ("Any news from June 23?", ""),
        ("what took place between 26 and 29 May?", ""),
        ("Tell me what happened last week", ""),
        ("What happened with Airbus on January 18, 2005?", "Airbus"),
        ("What happened to the ferry on Friday?", "ferry"),
        ("On May 29, what happened in Lund?", "Lund"),
        ("Who was detained on May 29?", "Who was detained"),
        ("news about the Osten bridge", "Osten bridge"),
        ("What is the capital of Peru?", "What is the capital of Peru"),
        ("Что произошло 29 мая?", ""),
        ("что было 29 мая", ""),
        ("Что случилось с паромом 29 мая?", "паромом"),
        ("Какие новости за прошлую неделю?", ""),
        ("Кого задержали 29 мая в Лунде?", "Кого задержали 29 мая в Лунде"),
    ],
)
def test_what_is_left_after_the_days_is_the_topic(text: str, topic: str) -> None:
    read = read_question(text, TODAY, no_years)
    if "Кого" in text:
        topic = "Кого задержали в Лунде" if read.days else topic
    assert read.topic == topic


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("What happened on May 29?", date(2023, 5, 29), date(2023, 5, 29)),
        ("What happened on Friday?", date(2023, 6, 30), date(2023, 6, 30)),
        ("What happened yesterday?", date(2023, 6, 30), date(2023, 6, 30)),
        ("What happened between 26 and 29 May?", date(2023, 5, 26), date(2023, 5, 29)),
        ("What happened from May 26 to 29?", date(2023, 5, 26), date(2023, 5, 29)),
        ("What happened last week?", date(2023, 6, 19), date(2023, 6, 25)),
        ("What happened in May 2019?", date(2019, 5, 1), date(2019, 5, 31)),
        ("29/5", date(2023, 5, 29), date(2023, 5, 29)),
    ],
)
def test_the_days_of_a_question_are_read_against_today(text: str, first: date, last: date) -> None:
    (asked,) = read_question(text, TODAY, no_years).days
    assert asked.span == DaySpan(first, last)


def test_a_bare_day_takes_the_newest_year_the_archive_speaks_of() -> None:
    years = [DayCount(date(2019, 5, 29), 4), DayCount(date(2014, 5, 29), 1)]
    (asked,) = read_question("What happened on May 29?", TODAY, lambda span: years).days
    assert asked.span == DaySpan(date(2019, 5, 29), date(2019, 5, 29))
    assert not asked.year_given
    assert asked.others == (DayCount(date(2014, 5, 29), 1),)


def test_a_year_that_is_said_is_taken() -> None:
    (asked,) = read_question("What happened on May 29, 2020?", TODAY, lambda span: pytest.fail("it says its year")).days
    assert asked.span.first == date(2020, 5, 29)
    assert asked.year_given


@pytest.mark.parametrize("text", ["", "   ", "?!", "a" * 100_000, "29" * 500, "\x00\u202e🙂", "may may may"])
def test_anything_may_be_asked(text: str) -> None:
    assert len(read_question(text, TODAY, no_years).text) <= 1_000


@pytest.mark.parametrize(
    ("text", "language"),
    [("что было 29 мая", "ru"), ("Кто такой John Smith?", "ru"), ("29/5", "en"), ("What about Велм?", "en")],
)
def test_a_questions_language_is_that_of_its_letters(text: str, language: str) -> None:
    assert language_of(text) == language


def test_little_words_are_not_searched_for() -> None:
    assert content_words("Who was detained by the Kosovo police", "en") == "detained Kosovo police"
    assert content_words("Кого задержала полиция Лунда", "ru") == "задержала полиция Лунда"


def test_a_day_no_calendar_has_is_no_part_of_the_topic_and_names_no_other_day() -> None:
    question = read_question("What happened in Halmery on 31 February?", date(2023, 6, 23), lambda span: [])
    assert (question.days, question.topic) == ((), "Halmery")
    assert [one.text for one in question.unclear] == ["31 February"]


def test_of_two_readings_the_one_the_archive_speaks_of_is_taken_and_the_other_offered() -> None:
    def years_of(span: DaySpan) -> list[DayCount]:
        return [DayCount(span.first, 3)] if span.first == date(2010, 6, 5) else []

    (asked,) = read_question("What happened on 05/06/2010?", date(2023, 6, 23), years_of).days
    assert asked.span == DaySpan.of_day(date(2010, 6, 5))
    assert asked.others == (DayCount(date(2010, 5, 6), 0),)
