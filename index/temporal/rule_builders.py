"""Builders that any grammar may use, if it names its kinds as here.

MONTH MONTH_SHORT 1–12      WEEKDAY WEEKDAY_SHORT 0–6      DAY_WORD -1 "yesterday"      LAST THIS NEXT -1 0 1
ORDINAL CARDINAL numbers    SEASON 1–4 from spring         FISCAL                       HALF_WORD "half"
DAY_UNIT WEEK_UNIT WEEKEND_UNIT MONTH_UNIT QUARTER_UNIT YEAR_UNIT DECADE_UNIT CENTURY_UNIT CLOCK_UNIT units, their
value the unit's letter; DAY_UNITS CLOCK_UNITS the same in the plural
"""

import re

from index.temporal.grammar import Match
from index.temporal.meaning import (
    Base,
    Calendar,
    Century,
    Decade,
    InYear,
    Meaning,
    NthWeekday,
    Plain,
    Shift,
    Unit,
    Weekday,
    WeekOf,
)
from index.temporal.timex import TimexType

MONTHS = ("MONTH", "MONTH_SHORT")
WEEKDAYS = ("WEEKDAY", "WEEKDAY_SHORT")
UNITS = (
    "DAY_UNIT",
    "WEEK_UNIT",
    "WEEKEND_UNIT",
    "MONTH_UNIT",
    "QUARTER_UNIT",
    "YEAR_UNIT",
    "DECADE_UNIT",
    "CENTURY_UNIT",
    "CLOCK_UNIT",
    "DAY_UNITS",
    "CLOCK_UNITS",
)
DAY_NUMBERS = ("NUM", "ORD", "ORDINAL", "CARDINAL")
TURNS = ("LAST", "THIS", "NEXT")
SEASON_NAMES = ("SP", "SU", "FA", "WI")
MANY = "X"  # the count of "several years"


def unit_of(match: Match) -> Unit:
    """Return the last unit named."""
    letters = [t.value for t in match.tokens if t.kind in UNITS]
    return Unit(str(letters[-1]))


def turn_of(match: Match) -> int | None:
    """Return -1 for "last", 0 for "this", 1 for "next"."""
    return match.value(*TURNS)


def year_of(match: Match, pivot: int = 30) -> int | None:
    """Return the stated year: "2019", "'82"."""
    year = match.value("YEAR")
    if year is None and (short := match.value("SHORT_YEAR")) is not None:
        return (2000 if short <= pivot else 1900) + short
    return year


def number_of(match: Match) -> int | None:
    """Return the stated number, in digits or words: "29", "29th", "twenty-ninth", "twenty-nine"; None for "several"."""
    digits = match.value("NUM", "INT", "YEAR", "ORD")
    if digits is not None:
        return digits
    words = list(match.values("CARDINAL", "ORDINAL"))
    if len(words) == 2 and words[0] >= 20 > words[1]:
        return sum(words)
    if words or match.has("MANY"):
        return words[0] if words else None
    return match.value("COUPLE") or match.value("A")


def calendar(match: Match) -> Meaning:
    """May 29, 2023; 29 May; Friday, May 26; May; June of last year."""
    day = number_of(match.only(*DAY_NUMBERS)) if match.has(*DAY_NUMBERS) else None
    turn = turn_of(match)
    month, weekday = match.value(*MONTHS), match.value(*WEEKDAYS)
    if match.has("THAT", "SAME"):
        return Calendar(None, month, day, weekday, turn=0, base=Base.EARLIER)
    if match.has("YEAR_UNIT"):
        return Calendar(year_of(match), month, day, weekday, turn=turn)
    return Calendar(year_of(match), month, day, weekday, near=turn)


def weekday(match: Match) -> Meaning:
    """Friday, last Friday, Friday last week."""
    day = match.value(*WEEKDAYS) or 0
    if match.has("WEEK_UNIT"):
        return Weekday(day, week=turn_of(match) or 0)
    return Weekday(day, turn_of(match))


def in_year(part: str, match: Match) -> Meaning:
    """Return a quarter, half or season of the stated year, if one is stated."""
    turn = turn_of(match)
    fiscal = match.has("FISCAL")
    if match.has("THAT", "SAME"):
        return InYear(part, turn=0, fiscal=fiscal, base=Base.EARLIER)
    if match.has("YEAR_UNIT"):
        return InYear(part, year_of(match), turn=turn or 0 if year_of(match) is None else None, fiscal=fiscal)
    return InYear(part, year_of(match), near=turn, fiscal=fiscal)


def quarter(match: Match) -> Meaning | None:
    """The third quarter of last year; Q3 2009; the final quarter."""
    number = match.value("QUARTER_CODE", "FINAL") or number_of(match.only(*_COUNTED))
    rest = match.but("QUARTER_CODE", "FINAL")
    return in_year(f"Q{number}", rest) if number in (1, 2, 3, 4) else None


_COUNTED = ("NUM", "ORD", "ORDINAL")


def season(match: Match) -> Meaning:
    """Last summer; the spring of 2009."""
    return in_year(SEASON_NAMES[(match.value("SEASON") or 1) - 1], match)


def nth_weekday(match: Match) -> Meaning | None:
    """The first Sunday in November; the last Friday of May 2019."""
    at = next(n for n, token in enumerate(match.tokens) if token.kind in WEEKDAYS)
    head, month = Match(match.text, match.tokens[:at]), calendar(Match(match.text, match.tokens[at + 1 :]))
    number = -1 if head.has("LAST", "FINAL") else number_of(head)
    return NthWeekday(match.value(*WEEKDAYS) or 0, number, month) if number and isinstance(month, Calendar) else None


def decade(match: Match) -> Meaning:
    """The 1990s; the '90s."""
    return Decade(match.value("DECADE") or 0)


def century(match: Match) -> Meaning | None:
    """The 19th century."""
    if match.after.lstrip().startswith(("BC", "B.C")):
        return None
    return Century(number_of(match) or 1)


def relative(match: Match) -> Meaning:
    """Last week; this month; next year."""
    return Shift(unit_of(match), turn_of(match) or 0)


def week_of(match: Match) -> Meaning | None:
    """The last week of March; the first weekend of May 2019."""
    at = next(n for n, token in enumerate(match.tokens) if token.kind in ("WEEK_UNIT", "WEEKEND_UNIT"))
    head, month = Match(match.text, match.tokens[:at]), Match(match.text, match.tokens[at + 1 :])
    number = -1 if head.has("LAST", "FINAL") else number_of(head)
    if not number or not -1 <= number <= 5:
        return None
    return WeekOf(calendar(month), number, Unit(str(match.tokens[at].value)))


def duration_value(match: Match) -> str:
    """Return the TIMEX3 value of a length: "P2D", "PT30M", "PXY" for "several years", "P20Y" for "two decades"."""
    unit, number = unit_of(match), number_of(match)
    if number is None and not match.has("MANY", "DAY_UNITS", "CLOCK_UNITS"):
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


def half_of(match: Match) -> tuple[int, Unit] | None:
    """Return half a unit in whole smaller ones: "half a century" 50 years, "a year and a half" 18 months."""
    if unit_of(match) not in HALVES:
        return None
    size, smaller = HALVES[unit_of(match)]
    wholes = number_of(match) or 0 if match.has("AND") else 0
    return size * (2 * wholes + 1), smaller


def duration(match: Match) -> Meaning:
    """Two days; nearly three years; 18 months."""
    return Plain(TimexType.DURATION, duration_value(match))


def turned_duration(match: Match) -> Meaning:
    """The past three years; the next six months: a duration, and days for a question."""
    number, unit = number_of(match) or 1, unit_of(match)
    sign = 1 if (turn_of(match) or -1) > 0 else -1
    counted = unit not in (Unit.HOUR, Unit.MINUTE, Unit.SECOND)
    back = Shift(unit, sign * number) if counted and number < 1000 else None
    return Plain(TimexType.DURATION, duration_value(match), back)


def shifted(match: Match, sign: int, base: Base | Meaning) -> Meaning | None:
    """Two days ago (-1, from the publication date); a month later (1, from the last day mentioned)."""
    number, unit = number_of(match), unit_of(match)
    if unit in (Unit.HOUR, Unit.MINUTE, Unit.SECOND):
        return Plain(TimexType.DURATION, duration_value(match))
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
