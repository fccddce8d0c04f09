"""Resolves calendar dates, and the year of a bare day, month, quarter or season: the nearest that fits the tense."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from index.model.dates import DaySpan
from index.temporal.calendar import SEASONS, span_of, step
from index.temporal.meaning import Base, Calendar, InYear, Numeric, Tense, Unit
from index.temporal.resolution import Resolution, ResolutionContext, spanned, written
from index.temporal.timex import Anchor

# Penalties in days. A reading costs its distance from the publication date, and more if it contradicts its verb.
AGAINST_TENSE = 220  # a later day beside a verb of the past
AGAINST_FUTURE = 80  # extra for an earlier day beside a verb of the future: "will" rarely tells the past
QUARTER_AGAINST = 100  # instead of AGAINST_TENSE, for a quarter: "it said cuts would come in the fourth quarter"
WEEKDAY_AGAINST = 3000  # instead of AGAINST_TENSE, if a weekday leaves one year in six
FUTURE_UNSAID = 60  # a later day without any verb: news looks back
CLOSE_DAYS = 3  # a weekday with a date that close to the publication date is that date, whatever its verb
UNSURE = 150  # if two readings differ by less, the second is kept as `other`


def resolve_calendar(c: Calendar, context: ResolutionContext, tense: Tense) -> Resolution:
    """Resolve a year, month or day. Its year is stated, relative ("last year"), told by its weekday, or the nearest.

    "May 29"            published 2023-06-23  ->  2023-05-29
    "May of last year"  published 2023-06-23  ->  2022-05
    """
    if c.year is not None:
        return spanned(written(c.year, c.month, c.day), Anchor.NOTHING)
    if c.turn is not None:
        return spanned(written(_turning_year(c.base, context) + c.turn, c.month, c.day))
    if c.month is None:
        return _day_of_month(c, context, tense)
    if c.near is not None:
        return spanned(
            _by_turn([written(year, c.month, c.day) for year in years_near(context.anchor)], c.near, context.anchor)
        )
    return _bare(c, context.anchor, tense, context.asked)


@lru_cache(maxsize=8192)  # an article names the same few days again and again
def _bare(c: Calendar, anchor: date, tense: Tense, asked: bool) -> Resolution:
    """Resolve a month or day without a year: by the weekday beside it, else the nearest."""
    if c.weekday is not None:
        for value in (written(year, c.month, c.day) for year in years_near(anchor)):
            span = span_of(value)
            if span and abs((span.first - anchor).days) <= CLOSE_DAYS:  # even if the weekday is a slip
                return Resolution(value, span, year_given=False)
        close = [written(anchor.year + n, c.month, c.day) for n in range(-6, 6)]
        agreeing = [value for value in close if (span := span_of(value)) and span.first.weekday() == c.weekday]
        if agreeing:
            return _nearest_resolution(agreeing, anchor, tense, asked, WEEKDAY_AGAINST)
    return _nearest_resolution([written(year, c.month, c.day) for year in years_near(anchor)], anchor, tense, asked)


def resolve_in_year(q: InYear, context: ResolutionContext, tense: Tense) -> Resolution:
    """Resolve a quarter, half or season.

    "the third quarter"  published 2009-11-03  ->  2009-Q3
    "last summer"        published 2023-06-23  ->  2022-SU
    """
    mark = "FY" if q.fiscal else ""
    if q.year is not None:
        return spanned(f"{mark}{q.year:04d}-{q.part}".rstrip("-"), Anchor.NOTHING)
    if q.turn is not None:
        return spanned(f"{mark}{_turning_year(q.base, context) + q.turn:04d}-{q.part}".rstrip("-"))
    return _bare_in_year(q, context.anchor, tense, context.asked)


@lru_cache(maxsize=2048)
def _bare_in_year(q: InYear, anchor: date, tense: Tense, asked: bool) -> Resolution:
    """Resolve a quarter, half or season without a year."""
    values = [f"{year:04d}-{q.part}" for year in years_near(anchor)]
    if q.near is not None:
        return spanned(_by_turn(values, q.near, anchor))
    if q.part in SEASONS:
        return _nearest_resolution(values, anchor, tense, asked)
    # A quarter is reported after its end. Forecasts of a coming one often use a past verb too ("it said …").
    ended = [value for value in values if (span := span_of(value)) and anchor not in span]
    return _nearest_resolution(values if tense is Tense.FUTURE else ended, anchor, tense, asked, QUARTER_AGAINST)


def _turning_year(base: Base, context: ResolutionContext) -> int:
    """Return the year that "last", "this" and "that" count from."""
    if base is Base.EARLIER and context.mentions.spans:
        return context.mentions.spans[0].first.year
    return context.anchor.year


def years_near(anchor: date) -> range:
    """Return the years a bare day may lie in."""
    return range(max(1, anchor.year - 2), min(9999, anchor.year + 2) + 1)


def in_order(n: Numeric, context: ResolutionContext) -> Calendar:
    """Decide which number is the day: 5/6/2023 as the text and its language write it, 29/5/2023 in any.

    Raises:
        ValueError: neither number can be a month.
    """
    day_first = context.day_first if n.day_first is None else n.day_first
    day, month = (n.a, n.b) if day_first else (n.b, n.a)
    if month > 12:
        day, month = month, day
    if not 1 <= month <= 12 or day < 1:
        raise ValueError(n)
    year = n.year
    if year is not None and year < 100:
        year += 2000 if year <= context.anchor.year % 100 + 10 else 1900
    return Calendar(year, month, day)


def _day_of_month(c: Calendar, context: ResolutionContext, tense: Tense) -> Resolution:
    """Resolve "on the 29th": in the month of the last day mentioned, else in the nearest."""
    last = context.mentions.day
    if last is not None and not context.asked:
        return spanned(written(last.year, last.month, c.day))._replace(year_given=False, anchor=Anchor.EARLIER)
    months = [step(context.anchor, Unit.MONTH, n) for n in (-1, 0, 1)]
    return _nearest_resolution([f"{month}-{c.day:02d}" for month in months], context.anchor, tense, context.asked)


def _by_turn(values: list[str], near: int, anchor: date) -> str:
    """Choose by "last" (-1), "this" (0) or "next" (1) among values in order of time.

    Raises:
        IndexError, StopIteration: no value is on that side.
    """
    spans = [(value, span) for value in values if (span := span_of(value)) is not None]
    if near < 0:
        return [value for value, span in spans if span.last < anchor][-1]
    if near > 0:
        return next(value for value, span in spans if span.first > anchor)
    return next(value for value, span in spans if span.first.year == anchor.year)


def _nearest_resolution(
    values: list[str], anchor: date, tense: Tense, asked: bool, against_tense: int = AGAINST_TENSE
) -> Resolution:
    found = nearest(values, anchor, tense, asked, against_tense)
    if found is None:
        raise ValueError(values)
    value, second = found
    return Resolution(value, span_of(value), year_given=False, other=None if asked else second)


def nearest(
    values: Iterable[str], anchor: date, tense: Tense, asked: bool, against_tense: int = AGAINST_TENSE
) -> tuple[str, DaySpan | None] | None:
    """Return the best of some TIMEX3 values, and the span of the second if it is close; None if none is a day.

    "2022-12-11" or "2023-12-11"   published 2023-01-25, "flew on 11 December"   ->  2022-12-11
    "2022-07", "2023-07"           published 2023-06-23, "will open in July"     ->  2023-07
    """
    ranked = sorted(
        (_loss(span, anchor, tense, asked, against_tense), value, span)
        for value in values
        if (span := span_of(value)) is not None
    )
    if not ranked:
        return None
    (loss, value, _), rest = ranked[0], ranked[1:]
    second = rest[0][2] if rest and rest[0][0] - loss < UNSURE else None
    return value, second


def _loss(span: DaySpan, anchor: date, tense: Tense, asked: bool, against_tense: int) -> int:
    """Return the penalty of a reading, in days."""
    if anchor in span:
        return 0
    if span.first > anchor:
        away = (span.first - anchor).days
        if tense is Tense.FUTURE:
            return away
        if asked:
            return away + 10_000  # questions look back, however far
        return away + (against_tense if tense is Tense.PAST else FUTURE_UNSAID)
    away = (anchor - span.last).days
    return away + (against_tense + AGAINST_FUTURE if tense is Tense.FUTURE else 0)
