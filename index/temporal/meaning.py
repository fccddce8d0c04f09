"""What a date expression means before it is resolved to days: the output of every grammar.

It holds no words of any language, so one resolver serves them all.

    "May 29"                Calendar(month=5, day=29)
    "on Friday"             Weekday(4)
    "two weeks ago"         Shift(Unit.WEEK, -2)
    "the following day"     Shift(Unit.DAY, 1, Base.EARLIER)
    "late May"              Part(Calendar(month=5), Third.LATE)
    "Friday morning"        Time(Weekday(4), "MO")
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NamedTuple

from index.temporal.timex import TimexType


class Unit(StrEnum):
    """A unit of time, by its TIMEX3 letter."""

    SECOND = "TS"
    MINUTE = "TM"
    HOUR = "TH"
    DAY = "D"
    WEEKEND = "WE"
    WEEK = "W"
    MONTH = "M"
    QUARTER = "Q"
    HALF = "H"
    YEAR = "Y"
    DECADE = "E"
    CENTURY = "C"


class Base(StrEnum):
    """The day that a shift counts from."""

    ANCHOR = "anchor"  # the publication date: "two days ago"
    SPOKEN = "spoken"  # the month, quarter or year spoken of, else the publication date: "for the full year"
    EARLIER = "earlier"  # the last day mentioned: "two days later", "the same day"


class Third(IntEnum):
    """A part of a period: a third or a half."""

    EARLY = 0
    MIDDLE = 1
    LATE = 2
    FIRST_HALF = 3
    SECOND_HALF = 4


class Tense(IntEnum):
    """The direction in which the nearest verb looks."""

    PAST = -1
    UNKNOWN = 0
    FUTURE = 1


class Calendar(NamedTuple):
    """A year, a month, a day, as far as they are stated."""

    year: int | None = None
    month: int | None = None  # 1–12
    day: int | None = None  # 1–31
    weekday: int | None = None  # 0 Monday – 6 Sunday, if stated: a check for the year
    turn: int | None = None  # the year, relative: -1 "of last year", 0 this, 1 next
    near: int | None = None  # which occurrence: -1 "last May", 0 "this May", 1 "next May"
    base: Base = Base.ANCHOR  # whose year `turn` counts from; EARLIER: "July of that year", "that May"


@dataclass(frozen=True, slots=True)
class InYear:
    """A quarter, half or season: "Q1"…"Q4", "H1", "H2", "SP", "SU", "FA", "WI"."""

    part: str
    year: int | None = None
    turn: int | None = None  # as in Calendar
    near: int | None = None
    fiscal: bool = False
    base: Base = Base.ANCHOR  # as in Calendar: "that summer"


class Weekday(NamedTuple):
    """A day of the week."""

    weekday: int  # 0 Monday – 6 Sunday
    near: int | None = None  # -1 "last Friday", 0 "this Friday", 1 "next Friday"; None by tense
    week: int | None = None  # "Friday last week": -1; "of this week": 0
    base: Base = Base.ANCHOR  # EARLIER: "the following Friday" counts from the last day mentioned


@dataclass(frozen=True, slots=True)
class Shift:
    """`by` units after a day, before it if negative; 0 is the unit that holds it."""

    unit: Unit
    by: int
    base: Base | Meaning = Base.ANCHOR


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years: 1990 for "the 1990s"; 90 for "the 90s", which does not state its century."""

    first: int


@dataclass(frozen=True, slots=True)
class Century:
    """A hundred years, by its ordinal: "the 19th century" 19."""

    number: int


@dataclass(frozen=True, slots=True)
class WeekOf:
    """A week, weekend or day of a stretch: "the last week of March" -1, "the first day" 1; "the week of May 29" 0."""

    of: Meaning
    number: int
    unit: Unit = Unit.WEEK


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """A weekday counted in a month: "the first Sunday in November" 1, "the last Friday of May" -1."""

    weekday: int  # 0 Monday – 6 Sunday
    number: int
    of: Calendar


@dataclass(frozen=True, slots=True)
class SameYearBefore:
    """The same period last year: the month or quarter spoken of, a year before."""


@dataclass(frozen=True, slots=True)
class Numeric:
    """A date in figures, as 5/6/2023: the resolver decides which number is the day, unless one is above 12."""

    a: int
    b: int
    year: int | None
    day_first: bool | None = None  # True for "29.05.2023"; None where the order is open


@dataclass(frozen=True, slots=True)
class Part:
    """A part of something: its TIMEX3 value stays the same, its span is narrower."""

    of: Meaning
    part: Third


@dataclass(frozen=True, slots=True)
class Time:
    """A part of a day ("MO", "MI", "AF", "EV", "NI") or a clock time ("15:00", "15:00Z")."""

    of: Meaning | None  # None: the day is not stated
    clock: str


@dataclass(frozen=True, slots=True)
class Plain:
    """An expression that names no calendar days: a duration, a set, "recently"."""

    type: TimexType
    value: str  # "P2D", "PAST_REF"
    back: Shift | None = None  # "the past three days": the days it reaches over; None for most lengths


Meaning = (
    Calendar
    | InYear
    | Weekday
    | Shift
    | Decade
    | Century
    | WeekOf
    | NthWeekday
    | SameYearBefore
    | Numeric
    | Part
    | Time
    | Plain
)


class Piece(NamedTuple):
    """A meaning and its place in the text."""

    start: int  # characters, [start, end)
    end: int
    meaning: Meaning


class Range(NamedTuple):
    """From May 26 to 29: two expressions, and all the days between."""

    first: Piece
    last: Piece


class Since(NamedTuple):
    """Since June 1: in a question, all the days from then to today."""

    first: Piece


Built = Meaning | Piece | Range | Since | list[Piece] | None
"""What a builder returns: a meaning of all that matched, pieces of it, or None if it is not a date ("Sunday Times")."""
