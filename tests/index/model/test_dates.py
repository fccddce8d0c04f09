"""Spans of days and the arithmetic of the calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model.dates import DaySpan, add_months, day_number, day_of_number, last_of_month, same_day

DAYS = st.dates(date(1500, 1, 1), date(2200, 12, 31))


def span(first: str, last: str = "") -> DaySpan:
    return DaySpan(date.fromisoformat(first), date.fromisoformat(last or first))


@pytest.mark.parametrize(
    ("given_span", "year", "moved"),
    [
        (span("2023-05-29"), 2019, span("2019-05-29")),
        (span("2024-02-29"), 2023, None),
        (span("2024-02-29"), 2020, span("2020-02-29")),
        (span("2024-02-01", "2024-02-29"), 2023, span("2023-02-01", "2023-02-28")),
        (span("2023-02-01", "2023-02-28"), 2024, span("2024-02-01", "2024-02-29")),
        (span("2024-02-20", "2024-02-29"), 2023, None),
        (span("2022-12-30", "2023-01-02"), 2019, span("2019-12-30", "2020-01-02")),
        (span("2022-12-30", "2023-01-02"), 9999, None),
        (span("2022-12-01", "2023-01-31"), 9999, None),
        (span("2023-05-29"), 0, None),
    ],
)
def test_a_span_moves_to_another_year_if_that_year_has_its_days(given_span, year, moved):
    assert given_span.in_year(year) == moved


def test_a_span_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="ends before it begins"):
        span("2023-05-29", "2023-05-28")


@pytest.mark.parametrize(
    ("one", "months", "years"),
    [
        (span("2023-05-01", "2023-05-31"), True, False),
        (span("2023-05-01", "2023-05-30"), False, False),
        (span("2023-05-02", "2023-05-31"), False, False),
        (span("2024-02-01", "2024-02-28"), False, False),
        (span("2022-12-01", "2023-01-31"), True, False),
        (span("2022-01-01", "2023-12-31"), True, True),
    ],
)
def test_whole_months_and_years_are_known(one, months, years):
    assert (one.whole_months, one.whole_years) == (months, years)


def test_months_are_counted_over_the_new_year_and_back():
    assert DaySpan.of_months(2023, 12, 3) == span("2023-12-01", "2024-02-29")
    assert DaySpan.of_years(1990, 1999) == span("1990-01-01", "1999-12-31")
    assert add_months(2023, 11, 3) == (2024, 2)
    assert add_months(2023, 1, -1) == (2022, 12)
    assert last_of_month(2023, 2) == date(2023, 2, 28)
    with pytest.raises(ValueError, match="month must be in"):
        DaySpan.of_months(2023, 13)


@given(DAYS)
def test_a_day_number_names_its_day(day):
    assert day_of_number(day_number(day)) == day


@given(DAYS, DAYS)
def test_day_numbers_are_in_the_order_of_time(one, other):
    assert (day_number(one) < day_number(other)) == (one < other)


@given(DAYS, st.integers(1, 9999))
def test_the_same_day_of_another_year_keeps_its_month_and_number(day, year):
    moved = same_day(day, year)
    assert moved is None or (moved.year, moved.month, moved.day) == (year, day.month, day.day)
    assert (moved is None) == (
        (day.month, day.day) == (2, 29) and not (year % 4 == 0 and (year % 100 or not year % 400))
    )
