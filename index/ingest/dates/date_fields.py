"""The publication date out of a field's value, in any of the ways fields write it."""

import re
from datetime import UTC, date, datetime, timedelta

from index.ingest.dates.publication_date import FIRST_YEAR, LAST_YEAR, day_or_none, match_date

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_ANY_START = re.compile(r"[^\W\d_]+|\d+")
STARTS_TRIED = 8  # "Last updated on Friday, June 23, 2023": the date begins at the fourth word


def read_day(value: object) -> date | None:
    """Return the day a field's value names, as its own time zone has it; None if it names none.

    "2023-06-23T23:30:00+03:00"  ->  2023-06-23      "20230623"      ->  2023-06-23
    "Fri, 23 Jun 2023 10:00 GMT" ->  2023-06-23      1687514400(000) ->  2023-06-23 (UTC)
    "Friday, June 23, 2023"      ->  2023-06-23      "June 23"       ->  None
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _of_number(value)
    if isinstance(value, str):
        return _of_text(value.strip()[:200])
    if isinstance(value, dict) and value:  # {"$date": …}, {"@value": …}
        return read_day(next(iter(value.values()))) if len(value) <= 2 else None
    return read_day(value[0]) if isinstance(value, list) and value and not isinstance(value[0], list) else None


def _of_text(text: str) -> date | None:
    if _ISO.match(text):
        return day_or_none(int(text[:4]), int(text[5:7]), int(text[8:10]))
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return _of_number(float(text)) if len(text) < 24 else None
    for n, start in enumerate(_ANY_START.finditer(text)):
        if n == STARTS_TRIED:
            break
        if (written := match_date(text, start.start())) and written.full:
            return written.full
    return None


def _of_number(number: float) -> date | None:
    """Read 20230623, or the seconds, milliseconds, microseconds since 1970."""
    if FIRST_YEAR * 10_000 < number < (LAST_YEAR + 1) * 10_000 and number == int(number):
        return day_or_none(int(number) // 10_000, int(number) // 100 % 100, int(number) % 100)
    for per_second in (1, 1_000, 1_000_000, 1_000_000_000):
        seconds = number / per_second
        if 100_000_000 <= seconds < 4_102_444_800:  # 1973 to 2100: less is a count of something else
            return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).date()
    return None
