"""The days a TIMEX3 value names, and steps through the calendar."""

import re
from datetime import date
from functools import lru_cache

from index.model.dates import DAY, DaySpan, add_months
from index.temporal.meaning import Third, Unit

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month; a winter ends in the next year

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?(?:T.*)?"
)


@lru_cache(maxsize=10_000)
def span_of(value: str) -> DaySpan | None:
    """Return the days a TIMEX3 value names, None if it names none.

    "2023-05-29"  ->  29 May 2023          "2023-W21"  ->  22–28 May 2023
    "2023-Q1"     ->  1 January – 31 March "199"       ->  1990–1999
    """
    if re.fullmatch(r"FY\d{4}(-Q[1-4])?", value):
        return span_of(value[2:])
    if re.fullmatch(r"\d{2,3}", value):
        first = int(value.ljust(4, "0"))
        return DaySpan.of_years(first, first + (9 if len(value) == 3 else 99))
    match = _VALUE.fullmatch(value)
    try:
        return _span(match) if match else None
    except (ValueError, OverflowError):
        return None


def _span(match: re.Match[str]) -> DaySpan:
    year = int(match["year"])
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        return DaySpan(monday + 5 * DAY if match["weekend"] else monday, monday + 6 * DAY)
    if match["quarter"]:
        return DaySpan.of_months(year, 3 * int(match["quarter"]) - 2, 3)
    if match["half"]:
        return DaySpan.of_months(year, 6 * int(match["half"]) - 5, 6)
    if match["season"]:
        return DaySpan.of_months(year, SEASONS[match["season"]], 3)
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return DaySpan.of_day(day)
    if match["month"]:
        return DaySpan.of_months(year, int(match["month"]), 1)
    return DaySpan.of_years(year, year)


def third_of(span: DaySpan, part: Third) -> DaySpan:
    """Return a third or a half of a span.

    May, EARLY  ->  1–10 May         May, LATE  ->  22–31 May
    """
    if part in (Third.FIRST_HALF, Third.SECOND_HALF):
        middle = span.first + DAY * max(0, (span.days + 1) // 2 - 1)
        if part is Third.FIRST_HALF or middle == span.last:
            return DaySpan(span.first, middle)
        return DaySpan(middle + DAY, span.last)
    third = span.days / 3
    first, last = round(third * part), round(third * (part + 1)) - 1
    if last < first:  # fewer than three days
        return span
    if part is Third.LATE:
        last = span.days - 1
    return DaySpan(span.first + DAY * first, span.first + DAY * last)


def step(day: date, unit: Unit, by: int) -> str:
    """Return the TIMEX3 value of the unit that lies `by` units after the one that holds a day; `by` may be negative.

    2023-06-23, DAY, -1  ->  "2023-06-22"      2023-06-23, WEEK, -1  ->  "2023-W24"
    2023-06-23, MONTH, -1  ->  "2023-05"       2023-06-23, QUARTER, -1  ->  "2023-Q1"
    """
    if unit is Unit.DAY:
        return (day + DAY * by).isoformat()
    if unit in (Unit.WEEK, Unit.WEEKEND):
        return week_value(day + 7 * DAY * by) + ("-WE" if unit is Unit.WEEKEND else "")
    if unit is Unit.MONTH:
        year, month = add_months(day.year, day.month, by)
        return f"{year:04d}-{month:02d}"
    if unit is Unit.QUARTER:
        index = day.year * 4 + (day.month - 1) // 3 + by
        return f"{index // 4:04d}-Q{index % 4 + 1}"
    if unit is Unit.HALF:
        index = day.year * 2 + (day.month - 1) // 6 + by
        return f"{index // 2:04d}-H{index % 2 + 1}"
    if unit is Unit.DECADE:
        return f"{day.year // 10 + by:03d}"
    if unit is Unit.CENTURY:
        return f"{day.year // 100 + by:02d}"
    return f"{day.year + by:04d}"


def week_value(day: date) -> str:
    """Return the week that holds a day: 2023-05-29 -> "2023-W22"."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"
