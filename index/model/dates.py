"""Spans of days, and the arithmetic of the calendar: the one place that knows leap years and whole months."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, order=True)
class DaySpan:
    """The days from `first` to `last`, both included.

    Raises:
        ValueError: `last` is before `first`.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a span ends before it begins: {self.first} > {self.last}")

    @classmethod
    def of_day(cls, day: date) -> "DaySpan":
        """Return the span of a single day."""
        return cls(day, day)

    @classmethod
    def of_months(cls, year: int, month: int, count: int = 1) -> "DaySpan":
        """Return `count` whole months, the first of them given.

        2023, 5     ->  1–31 May 2023
        2023, 12, 3 ->  1 December 2023 – 29 February 2024

        Raises:
            ValueError: the calendar has no such month.
        """
        return cls(date(year, month, 1), last_of_month(*add_months(year, month, count - 1)))

    @classmethod
    def of_years(cls, first: int, last: int) -> "DaySpan":
        """Return the whole years from `first` to `last`, both included.

        Raises:
            ValueError: a year is below 1 or above 9999.
        """
        return cls(date(first, 1, 1), date(last, 12, 31))

    @property
    def days(self) -> int:
        """How many days it holds, 1 or more."""
        return (self.last - self.first).days + 1

    @property
    def whole_months(self) -> bool:
        """Whether it consists of whole months: it begins on a first of the month and ends on a last."""
        return self.first.day == 1 and self.last == last_of_month(self.last.year, self.last.month)

    @property
    def whole_years(self) -> bool:
        """Whether it consists of whole years."""
        return self.whole_months and self.first.month == 1 and self.last.month == 12

    def __iter__(self) -> Iterator[date]:
        return (self.first + DAY * n for n in range(self.days))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def overlaps(self, other: "DaySpan") -> bool:
        """Whether at least one day is in both."""
        return self.first <= other.last and other.first <= self.last

    def in_year(self, year: int) -> "DaySpan | None":
        """Return the same days of another year, the year in which the span begins; None if that year lacks one of them.

        29 May 2023, 2019          ->  29 May 2019
        29 February 2024, 2023     ->  None
        February 2024, 2023        ->  February 2023: whole months stay whole
        """
        last_year = self.last.year + year - self.first.year
        first = same_day(self.first, year)
        if self.whole_months and MINYEAR <= last_year <= MAXYEAR:
            last: date | None = last_of_month(last_year, self.last.month)
        else:
            last = same_day(self.last, last_year)
        return DaySpan(first, last) if first and last else None


MINYEAR, MAXYEAR = date.min.year, date.max.year


def same_day(day: date, year: int) -> date | None:
    """Return this day of another year; None if that year lacks it: 29 February, or a year that no calendar has."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month.

    Raises:
        ValueError: the calendar has no such month.
    """
    return date(year, month, monthrange(year, month)[1])


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Return the year and month that come `count` months later; `count` may be negative.

    (2023, 11), 3  ->  (2024, 2)
    """
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def day_number(day: date) -> int:
    """Return a day as a whole number, in the order of time: 2023-05-29 -> 20230529."""
    return day.year * 10_000 + day.month * 100 + day.day


def day_of_number(number: int) -> date:
    """Return the day of a number: 20230529 -> 2023-05-29.

    Raises:
        ValueError: the number names no day of the calendar.
    """
    return date(number // 10_000, number // 100 % 100, number % 100)
