"""Calendar dates, and the year of a bare day, month, quarter or season: the nearest, as the tense leans."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from index.model.dates import DaySpan
from index.temporal.calendar import SEASONS, span_of, step
from index.temporal.meaning import Base, Calendar, InYear, Numeric, Tense, Unit
from index.temporal.resolution import Context, Reading, spanned, written
from index.temporal.timex import Anchor

# All in days. A reading loses as many as it is away, and more where it lies on the wrong side of its verb.
AGAINST_TENSE = 220  # a coming day beside a verb of the past
AGAINST_FUTURE = 80  # more that a past day loses beside a verb of the future: "will" is seldom said of the past
QUARTER_AGAINST = 100  # instead, for a quarter: "it said cuts would come in the fourth quarter"
WEEKDAY_AGAINST = 3000  # instead, where a weekday leaves one year in six
FUTURE_UNSAID = 60  # a coming day where no verb tells: news looks back
UNSURE = 150  # two readings closer than that are both kept


def read_calendar(c: Calendar, against: Context, tense: Tense) -> Reading:
    """Read a year, a month, a day: its year stated, else by turn, else by its weekday, else the nearest.

    "May 29"            published 2023-06-23  ->  2023-05-29
    "May of last year"  published 2023-06-23  ->  2022-05
    """
    if c.year is not None:
        return spanned(written(c.year, c.month, c.day), Anchor.NOTHING)
    if c.turn is not None:
        return spanned(written(_turning_year(c.base, against) + c.turn, c.month, c.day))
    if c.month is None:
        return _day_of_month(c, against, tense)
    if c.near is not None:
        return spanned(
            _by_turn([written(year, c.month, c.day) for year in years_near(against.anchor)], c.near, against.anchor)
        )
    return _bare(c, against.anchor, tense, against.asked)


@lru_cache(maxsize=8192)  # an article names the same few days again and again
def _bare(c: Calendar, anchor: date, tense: Tense, asked: bool) -> Reading:
    """Read a month or day without a year: by the weekday beside it, else the nearest."""
    if c.weekday is not None:
        close = [written(anchor.year + n, c.month, c.day) for n in range(-6, 6)]
        agreeing = [value for value in close if (span := span_of(value)) and span.first.weekday() == c.weekday]
        if agreeing:
            return _nearest_reading(agreeing, anchor, tense, asked, WEEKDAY_AGAINST)
    return _nearest_reading([written(year, c.month, c.day) for year in years_near(anchor)], anchor, tense, asked)


def read_in_year(q: InYear, against: Context, tense: Tense) -> Reading:
    """Read a quarter, half or season.

    "the third quarter"  published 2009-11-03  ->  2009-Q3
    "last summer"        published 2023-06-23  ->  2022-SU
    """
    mark = "FY" if q.fiscal else ""
    if q.year is not None:
        return spanned(f"{mark}{q.year:04d}-{q.part}".rstrip("-"), Anchor.NOTHING)
    if q.turn is not None:
        return spanned(f"{mark}{_turning_year(q.base, against) + q.turn:04d}-{q.part}".rstrip("-"))
    return _bare_in_year(q, against.anchor, tense, against.asked)


@lru_cache(maxsize=2048)
def _bare_in_year(q: InYear, anchor: date, tense: Tense, asked: bool) -> Reading:
    """Read a quarter, half or season without a year."""
    values = [f"{year:04d}-{q.part}" for year in years_near(anchor)]
    if q.near is not None:
        return spanned(_by_turn(values, q.near, anchor))
    if q.part in SEASONS:
        return _nearest_reading(values, anchor, tense, asked)
    # A quarter is reported after its end, in a verb of the past, and forecast in one, too.
    ended = [value for value in values if (span := span_of(value)) and anchor not in span]
    return _nearest_reading(values if tense is Tense.FUTURE else ended, anchor, tense, asked, QUARTER_AGAINST)


def _turning_year(base: Base, against: Context) -> int:
    """The year that "last", "this" and "that" turn about."""
    if base is Base.EARLIER and against.mentions.spans:
        return against.mentions.spans[0].first.year
    return against.anchor.year


def years_near(anchor: date) -> range:
    """Return the years a bare day may lie in."""
    return range(max(1, anchor.year - 2), min(9999, anchor.year + 2) + 1)


def in_order(n: Numeric, against: Context) -> Calendar:
    """Say which number is the day: 5/6/2023 as the text and its language write it, 29/5/2023 in any."""
    day_first = against.day_first if n.day_first is None else n.day_first
    day, month = (n.a, n.b) if day_first else (n.b, n.a)
    if month > 12:
        day, month = month, day
    if not 1 <= month <= 12 or day < 1:
        raise ValueError(n)
    year = n.year
    if year is not None and year < 100:
        year += 2000 if year <= against.anchor.year % 100 + 10 else 1900
    return Calendar(year, month, day)


def _day_of_month(c: Calendar, against: Context, tense: Tense) -> Reading:
    """On the 29th: the month goes on from the last day mentioned, else it is the nearest."""
    last = against.mentions.day
    if last is not None and not against.asked:
        return spanned(written(last.year, last.month, c.day))._replace(year_given=False, anchor=Anchor.EARLIER)
    months = [step(against.anchor, Unit.MONTH, n) for n in (-1, 0, 1)]
    return _nearest_reading([f"{month}-{c.day:02d}" for month in months], against.anchor, tense, against.asked)


def _by_turn(values: list[str], near: int, anchor: date) -> str:
    """Choose by "last" (-1), "this" (0), "next" (1) among values in order of time."""
    spans = [(value, span) for value in values if (span := span_of(value)) is not None]
    if near < 0:
        return [value for value, span in spans if span.last < anchor][-1]
    if near > 0:
        return next(value for value, span in spans if span.first > anchor)
    return next(value for value, span in spans if span.first.year == anchor.year)


def _nearest_reading(
    values: list[str], anchor: date, tense: Tense, asked: bool, against_tense: int = AGAINST_TENSE
) -> Reading:
    found = nearest(values, anchor, tense, asked, against_tense)
    if found is None:
        raise ValueError(values)
    value, second = found
    return Reading(value, span_of(value), year_given=False, other=None if asked else second)


def nearest(
    values: Iterable[str], anchor: date, tense: Tense, asked: bool, against_tense: int = AGAINST_TENSE
) -> tuple[str, DaySpan | None] | None:
    """Return the best of some TIMEX3 values, and the span of the second where it is close; None where none is a day.

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
    """How unlikely a reading is, in days."""
    if anchor in span:
        return 0
    if span.first > anchor:
        away = (span.first - anchor).days
        if tense is Tense.FUTURE:
            return away
        if asked:
            return away + 10_000  # a question looks back, however far
        return away + (against_tense if tense is Tense.PAST else FUTURE_UNSAID)
    away = (anchor - span.last).days
    return away + (against_tense + AGAINST_FUTURE if tense is Tense.FUTURE else 0)
