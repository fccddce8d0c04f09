"""A meaning once read, and what it was read against."""

from collections import deque
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from index.model.dates import DaySpan
from index.temporal.calendar import span_of
from index.temporal.timex import Anchor, TimexType

REMEMBERED = 12  # mentions: what "the next day" may go back to


class Reading(NamedTuple):
    """A meaning, read."""

    value: str  # TIMEX3
    span: DaySpan | None = None
    type: TimexType = TimexType.DATE
    year_given: bool = True
    anchor: Anchor = Anchor.PUBLISHED
    other: DaySpan | None = None


@dataclass(slots=True)
class Mentions:
    """The days, months, quarters and years a text has mentioned so far."""

    spans: deque[DaySpan] = field(default_factory=lambda: deque(maxlen=REMEMBERED))  # newest first
    day: date | None = None  # the last single day
    month: date | None = None  # a day in the last month mentioned as such
    quarter: date | None = None  # a day in the last quarter

    def add(self, value: str, span: DaySpan) -> None:
        """Remember one."""
        self.spans.appendleft(span)
        if span.days == 1:
            self.day = span.first
        elif "Q" in value:
            self.quarter = span.first
        elif 28 <= span.days <= 31:
            self.month = span.first


@dataclass(slots=True)
class Context:
    """What the expressions of one text are read against."""

    anchor: date  # the publication date; for a question, today
    asked: bool
    day_first: bool  # whether 5/6/2023 is 5 June
    mentions: Mentions = field(default_factory=Mentions)


def written(year: int, month: int | None = None, day: int | None = None) -> str:
    """Return the TIMEX3 value: 2023, 5 -> "2023-05"."""
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def spanned(value: str, anchor: Anchor = Anchor.PUBLISHED) -> Reading:
    """Return the reading of a value; a ValueError where the calendar has no such day."""
    span = span_of(value)
    if span is None:
        raise ValueError(value)
    return Reading(value, span, anchor=anchor)


def revalued(reading: Reading, value: str) -> Reading:
    """Return a reading with another value and its days."""
    return reading._replace(value=value, span=span_of(value))


def single(day: date) -> Reading:
    """Return the reading of one day."""
    return Reading(day.isoformat(), DaySpan(day, day))
