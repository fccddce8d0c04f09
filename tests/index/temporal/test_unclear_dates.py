"""Dates in a question that no calendar has, or that have two readings."""

import pytest

from index.temporal.unclear_dates import Fault, find_unclear_dates


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("What happened on 31 February?", "31 February"),
        ("what happened on 45 May", "45 May"),
        ("news of February 30, 2010", "February 30, 2010"),
        ("29 February 2023", "29 February 2023"),
        ("the 31st of April", "31st of April"),
        ("2023-02-30", "2023-02-30"),
        ("32/13/2010", "32/13/2010"),
        ("Что было 31 февраля?", "31 февраля"),
        ("что было 45 мая", "45 мая"),
        ("29 февраля 2023 года", "29 февраля 2023"),
        ("31-го апреля", "31-го апреля"),
        ("31.02.2023", "31.02.2023"),
    ],
)
def test_a_day_that_no_calendar_has_is_told(text: str, written: str) -> None:
    language = "ru" if any("а" <= letter <= "я" for letter in text.lower()) else "en"
    (found,) = find_unclear_dates(text, language)
    assert (found.text, found.fault, found.readings) == (written, Fault.IMPOSSIBLE, ())
    assert text[found.start : found.end] == written


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("What happened on 05/06/2010?", ["2010-05-06", "2010-06-05"]),
        ("25/12/2009 and 05/06/2010", ["2010-06-05", "2010-05-06"]),  # the text writes the day first
        ("5/6/10", ["2010-05-06", "2010-06-05"]),
    ],
)
def test_figures_that_may_be_read_in_two_orders_are_told(text: str, readings: list[str]) -> None:
    (found,) = find_unclear_dates(text)
    assert found.fault is Fault.AMBIGUOUS
    assert [span.first.isoformat() for span in found.readings] == readings


@pytest.mark.parametrize(
    "text",
    [
        "29 February", "29 Feb. 2024", "13/06/2010", "05/05/2010", "05.06.2010", "May 29, 2023", "May 1066", "300 may die",
        "In 45 may be", "The 40 marched in March", "flight 31 in February", "29 февраля", "в мае 45 года", "05/06/2010 в Осени",
        "22 июня 41 года", "",
    ],
)  # fmt: skip
def test_clear_dates_and_other_numbers_are_left_alone(text: str) -> None:
    language = "ru" if any("а" <= letter <= "я" for letter in text.lower()) else "en"
    assert find_unclear_dates(text, language) == []
