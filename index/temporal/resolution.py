"""What a meaning resolves to, and the context it is resolved in."""

from collections import deque
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from index.model.dates import DaySpan
from index.temporal.calendar import span_of
from index.temporal.timex import Anchor, TimexType

REMEMBERED = 12  # mentions: how far "the next day" may look back


class Resolution(NamedTuple):
    """A meaning, resolved to a TIMEX3 value and its days."""

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
        """Remember a mention."""
        self.spans.appendleft(span)
        if span.days == 1:
            self.day = span.first
        elif "Q" in value:
            self.quarter = span.first
        elif 28 <= span.days <= 31:
            self.month = span.first


@dataclass(slots=True)
class ResolutionContext:
    """What the date expressions of one text are resolved against."""

    anchor: date  # the publication date; for a question, today
    asked: bool
    day_first: bool  # whether 5/6/2023 is 5 June
    mentions: Mentions = field(default_factory=Mentions)


def written(year: int, month: int | None = None, day: int | None = None) -> str:
    """Return the TIMEX3 value: 2023, 5 -> "2023-05"."""
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def spanned(value: str, anchor: Anchor = Anchor.PUBLISHED) -> Resolution:
    """Return the resolution of a value.

    Raises:
        ValueError: the calendar has no such day.
    """
    span = span_of(value)
    if span is None:
        raise ValueError(value)
    return Resolution(value, span, anchor=anchor)


def revalued(resolution: Resolution, value: str) -> Resolution:
    """Return a resolution with another value and its days."""
    return resolution._replace(value=value, span=span_of(value))


def single(day: date) -> Resolution:
    """Return the resolution of one day."""
    return Resolution(day.isoformat(), DaySpan(day, day))
