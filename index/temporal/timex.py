"""A date expression found in text, and the days it names."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class DaySpan:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a span ends before it begins: {self.first} > {self.last}")

    @property
    def days(self) -> int:
        """How many days it holds, 1 or more."""
        return (self.last - self.first).days + 1

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range(self.days))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def overlaps(self, other: "DaySpan") -> bool:
        """Whether at least one day is in both."""
        return self.first <= other.last and other.first <= self.last


class TimexType(StrEnum):
    """The types of TIMEX3 (Pustejovsky et al. 2003)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Anchor(StrEnum):
    """What a timex was read against."""

    NOTHING = "nothing"  # it says its own year
    PUBLISHED = "published"  # the publication date (for a question: today)
    EARLIER = "earlier"  # a day mentioned before it in the text


@dataclass(frozen=True, slots=True)
class Timex:
    """A date expression as written, with the span it names."""

    start: int  # characters, [start, end)
    end: int
    text: str
    type: TimexType
    value: str  # TIMEX3: "2023-05-29", "2023-05", "2023-W21", "P2D", "PAST_REF"
    span: DaySpan | None  # None where it names no days: a duration, "recently"
    year_given: bool  # False where the year was guessed ("May 29"); True where words fix it ("in 2019", "yesterday")
    anchor: Anchor
    other: DaySpan | None = None  # the second reading, where two stand
