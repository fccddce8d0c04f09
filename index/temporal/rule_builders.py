"""Builders that any grammar may use, if it names its kinds as here.

MONTH MON 1–12        WEEKDAY WDAY 0–6       DAYWORD -1 "yesterday"       LAST THIS NEXT -1 0 1
ORDW CARD numbers     SEASON 1–4 from spring   FISCAL                   HALFW "half"
DAYU WEEKU WEEKENDU MONTHU QUARTERU YEARU DECADEU CENTURYU TIMEU units, their value the unit's letter;
DAYSU TIMESU the same in the plural
"""

import re

from index.temporal.grammar import Match
from index.temporal.meaning import (
    Base,
    Calendar,
    Century,
    Decade,
    InYear,
    NthWeekday,
    Plain,
    Shift,
    Unit,
    VectorSearch,
    Weekday,
    WeekOf,
)
from index.temporal.timex import TimexType

MONTHS = ("MONTH", "MON")
WEEKDAYS = ("WEEKDAY", "WDAY")
UNITS = ("DAYU", "WEEKU", "WEEKENDU", "MONTHU", "QUARTERU", "YEARU", "DECADEU", "CENTURYU", "TIMEU", "DAYSU", "TIMESU")
DAY_NUMBERS = ("NUM", "ORD", "ORDW", "CARD")
TURNS = ("LAST", "THIS", "NEXT")
SEASON_NAMES = ("SP", "SU", "FA", "WI")
MANY = "X"  # the count of "several years"


def unit_of(found: Match) -> Unit:
    """Return the last unit named."""
    letters = [t.value for t in found.tokens if t.kind in UNITS]
    return Unit(str(letters[-1]))


def turn_of(found: Match) -> int | None:
    """Return -1 for "last", 0 for "this", 1 for "next"."""
    return found.value(*TURNS)


def year_of(found: Match, pivot: int = 30) -> int | None:
    """Return the year said: "2019", "'82"."""
    year = found.value("YEAR")
    if year is None and (short := found.value("SHORT")) is not None:
        return (2000 if short <= pivot else 1900) + short
    return year


def number_of(found: Match) -> int | None:
    """Return the number said, in digits or words: "29", "29th", "twenty-ninth", "twenty-nine"; None for "several"."""
    digits = found.value("NUM", "INT", "YEAR", "ORD")
    if digits is not None:
        return digits
    words = list(found.values("CARD", "ORDW"))
    if len(words) == 2 and words[0] >= 20 > words[1]:
        return sum(words)
    if words or found.has("MANY"):
        return words[0] if words else None
    return found.value("COUPLE") or found.value("A")


def calendar(found: Match) -> VectorSearch:
    """May 29, 2023; 29 May; Friday, May 26; May; June of last year."""
    day = number_of(found.only(*DAY_NUMBERS)) if found.has(*DAY_NUMBERS) else None
    turn = turn_of(found)
    month, weekday = found.value(*MONTHS), found.value(*WEEKDAYS)
    if found.has("THAT", "SAME"):
        return Calendar(None, month, day, weekday, turn=0, base=Base.EARLIER)
    if found.has("YEARU"):
        return Calendar(year_of(found), month, day, weekday, turn=turn)
    return Calendar(year_of(found), month, day, weekday, near=turn)


def weekday(found: Match) -> VectorSearch:
    """Friday, last Friday, Friday last week."""
    day = found.value(*WEEKDAYS) or 0
    if found.has("WEEKU"):
        return Weekday(day, week=turn_of(found) or 0)
    return Weekday(day, turn_of(found))


def in_year(part: str, found: Match) -> VectorSearch:
    """Return a quarter, half or season of the year said, or of none."""
    turn = turn_of(found)
    fiscal = found.has("FISCAL")
    if found.has("THAT", "SAME"):
        return InYear(part, turn=0, fiscal=fiscal, base=Base.EARLIER)
    if found.has("YEARU"):
        return InYear(part, year_of(found), turn=turn or 0 if year_of(found) is None else None, fiscal=fiscal)
    return InYear(part, year_of(found), near=turn, fiscal=fiscal)


def quarter(found: Match) -> VectorSearch | None:
    """The third quarter of last year; Q3 2009; the final quarter."""
    number = found.value("QN", "FINAL") or number_of(found.only(*_COUNTED))
    rest = found.but("QN", "FINAL")
    return in_year(f"Q{number}", rest) if number in (1, 2, 3, 4) else None


_COUNTED = ("NUM", "ORD", "ORDW")


def season(found: Match) -> VectorSearch:
    """Last summer; the spring of 2009."""
    return in_year(SEASON_NAMES[(found.value("SEASON") or 1) - 1], found)


def nth_weekday(found: Match) -> VectorSearch | None:
    """The first Sunday in November; the last Friday of May 2019."""
    at = next(n for n, token in enumerate(found.tokens) if token.kind in WEEKDAYS)
    head, month = Match(found.text, found.tokens[:at]), calendar(Match(found.text, found.tokens[at + 1 :]))
    number = -1 if head.has("LAST", "FINAL") else number_of(head)
    return NthWeekday(found.value(*WEEKDAYS) or 0, number, month) if number and isinstance(month, Calendar) else None


def decade(found: Match) -> VectorSearch:
    """The 1990s; the '90s."""
    return Decade(found.value("DECADE") or 0)


def century(found: Match) -> VectorSearch | None:
    """The 19th century."""
    if found.after.lstrip().startswith(("BC", "B.C")):
        return None
    return Century(number_of(found) or 1)


def relative(found: Match) -> VectorSearch:
    """Last week; this month; next year."""
    return Shift(unit_of(found), turn_of(found) or 0)


def week_of(found: Match) -> VectorSearch | None:
    """The last week of March; the first weekend of May 2019."""
    at = next(n for n, token in enumerate(found.tokens) if token.kind in ("WEEKU", "WEEKENDU"))
    head, month = Match(found.text, found.tokens[:at]), Match(found.text, found.tokens[at + 1 :])
    number = -1 if head.has("LAST", "FINAL") else number_of(head)
    if not number or not -1 <= number <= 5:
        return None
    return WeekOf(calendar(month), number, Unit(str(found.tokens[at].value)))


def duration_value(found: Match) -> str:
    """Return the TIMEX3 value of a length: "P2D", "PT30M", "PXY" for "several years", "P20Y" for "two decades"."""
    unit, number = unit_of(found), number_of(found)
    if number is None and not found.has("MANY", "DAYSU", "TIMESU"):
        number = 1  # "per month", "the past week"
    times = {Unit.QUARTER: (3, "M"), Unit.DECADE: (10, "Y"), Unit.CENTURY: (100, "Y")}
    times |= {Unit.HOUR: (1, "H"), Unit.MINUTE: (1, "M"), Unit.SECOND: (1, "S")}
    each, letter = times.get(unit, (1, str(unit)))
    mark = "PT" if unit in (Unit.HOUR, Unit.MINUTE, Unit.SECOND) else "P"
    return f"{mark}{MANY if number is None else number * each}{letter}"


HALVES = {
    Unit.HOUR: (30, Unit.MINUTE),
    Unit.YEAR: (6, Unit.MONTH),
    Unit.DECADE: (5, Unit.YEAR),
    Unit.CENTURY: (50, Unit.YEAR),
}


def half_of(found: Match) -> tuple[int, Unit] | None:
    """Return half a unit in whole smaller ones: "half a century" 50 years, "a year and a half" 18 months."""
    if unit_of(found) not in HALVES:
        return None
    size, smaller = HALVES[unit_of(found)]
    wholes = number_of(found) or 0 if found.has("AND") else 0
    return size * (2 * wholes + 1), smaller


def duration(found: Match) -> VectorSearch:
    """Two days; nearly three years; 18 months."""
    return Plain(TimexType.DURATION, duration_value(found))


def turned_duration(found: Match) -> VectorSearch:
    """The past three years; the next six months: a duration, and days for a question."""
    number, unit = number_of(found) or 1, unit_of(found)
    sign = 1 if (turn_of(found) or -1) > 0 else -1
    counted = unit not in (Unit.HOUR, Unit.MINUTE, Unit.SECOND)
    back = Shift(unit, sign * number) if counted and number < 1000 else None
    return Plain(TimexType.DURATION, duration_value(found), back)


def shifted(found: Match, sign: int, base: Base | VectorSearch) -> VectorSearch | None:
    """Two days ago (-1, from the publication date); a month later (1, from the last day mentioned)."""
    number, unit = number_of(found), unit_of(found)
    if unit in (Unit.HOUR, Unit.MINUTE, Unit.SECOND):
        return Plain(TimexType.DURATION, duration_value(found))
    if number is None:
        return Plain(TimexType.DATE, "PAST_REF" if sign < 0 else "FUTURE_REF")
    return Shift(unit, sign * number, base) if number < 5000 else None


_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?")


def clock_value(written: str) -> str:
    """Return the time of a clock as TIMEX3 writes it: "5 p.m." -> "17:00", "16:15 UTC" -> "16:15Z"."""
    low = written.lower().replace(".m", "m")
    match = _CLOCK.search(low)
    hour, minutes = (int(match[1]), match[2] or "00") if match else (0, "00")
    if "pm" in low and hour < 12:
        hour += 12
    if "am" in low and hour == 12:
        hour = 0
    zone = "Z" if low.endswith(("utc", "gmt", "utc)", "gmt)")) else ""
    return f"{hour:02d}:{minutes}{zone}"
