"""Resolves days of the week: which Friday is meant."""

from datetime import date, timedelta
from functools import lru_cache

from index.model.dates import DaySpan
from index.temporal.meaning import Base, Tense, Weekday
from index.temporal.resolution import Resolution, ResolutionContext, single

DAY = timedelta(days=1)
WEEK = 7 * DAY


def resolve_weekday(w: Weekday, context: ResolutionContext, tense: Tense) -> Resolution:
    """Resolve a weekday by the words beside it ("last", "next"), else by the tense of its verb.

    "on Friday", past     anchor Sunday 2019-06-02  ->  2019-05-31
    "on Friday", future   anchor Sunday 2019-06-02  ->  2019-06-07
    "last Sunday"         anchor Sunday 2019-06-02  ->  2019-05-26
    """
    if w.base is Base.EARLIER and context.mentions.day is not None:
        return _resolve(w, context.mentions.day, tense, context.asked)
    return _resolve(w, context.anchor, tense, context.asked)


@lru_cache(maxsize=4096)  # an article names the same few weekdays again and again
def _resolve(w: Weekday, anchor: date, tense: Tense, asked: bool) -> Resolution:
    if w.week is not None:
        return single(in_week(anchor + WEEK * w.week, w.weekday))
    past, coming = day_before(w.weekday, anchor), day_from(w.weekday, anchor)
    if w.near == -1:
        return single(past if past < anchor else past - WEEK)
    if w.near == 1:
        coming = coming if coming > anchor else coming + WEEK
        return single(coming)._replace(other=DaySpan(coming + WEEK, coming + WEEK))
    if w.near == 0 and asked:
        return single(in_week(anchor, w.weekday))
    return _by_tense(past, coming, tense, asked, said_this=w.near == 0)


def _by_tense(past: date, coming: date, tense: Tense, asked: bool, said_this: bool) -> Resolution:
    ahead = tense is Tense.FUTURE or (said_this and tense is not Tense.PAST)
    day, second = (coming, past) if ahead else (past, coming)
    unsure = second != day and tense is Tense.UNKNOWN and not asked
    return single(day)._replace(other=DaySpan(second, second)) if unsure else single(day)


def day_before(weekday: int, anchor: date) -> date:
    """Return the last day so named, the anchor's own day included."""
    return anchor - DAY * ((anchor.weekday() - weekday) % 7)


def day_from(weekday: int, anchor: date) -> date:
    """Return the next day so named, the anchor's own day included."""
    return anchor + DAY * ((weekday - anchor.weekday()) % 7)


def in_week(anchor: date, weekday: int) -> date:
    """Return the day so named in the anchor's week, Monday to Sunday."""
    return anchor + DAY * (weekday - anchor.weekday())
