"""A full calendar date as papers and files write it beside an article: "June 23, 2023", "23 июня", "2023-06-23"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from index.ingest.calendar_names import ENGLISH_MONTHS, MONTHS, RUSSIAN_MONTHS, WEEKDAYS

FIRST_YEAR, LAST_YEAR = 1500, 2100  # what may be the year of an article

_WHOLE = {*ENGLISH_MONTHS, *RUSSIAN_MONTHS}  # a full stop after "May" is the sentence's, after "Jun." the month's
_MONTH = rf"(?:(?:{'|'.join(_WHOLE)})\b|(?:{'|'.join(sorted(MONTHS.keys() - _WHOLE, key=len, reverse=True))})\b\.?)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d|2100)(?![\d:])(?:\s?(?:г\.|г\b|года\b))?"
_WEEKDAY = rf"(?:(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\b\.?\s?,?\s?)?"
# Tokenised text parts its commas from the words: "March 01 , 2008".
_WORDED = re.compile(
    rf"{_WEEKDAY}(?:(?P<month1>{_MONTH})\s?(?P<day1>{_DAY})(?!\d)(?:\s?,?\s?(?P<year1>{_YEAR}))?"
    rf"|(?P<day2>{_DAY})\.?[\s-](?:of\s)?(?P<month2>{_MONTH})(?:\s?,?[\s-]?(?P<year2>{_YEAR}))?)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"(?<![\d.])(?:(?P<year>\d{4})(?P<mark>[-/._])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)"
    r"|(?P<solid>(?:1[5-9]|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)"
    r"|(?P<a>\d{1,2})(?P<between>[./-])(?P<b>\d{1,2})(?P=between)(?P<long>\d{4})(?!\d))"
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A day as written, its year perhaps left out."""

    start: int  # characters, [start, end)
    end: int
    year: int | None  # None if it is left out
    month: int
    day: int

    def on(self, year: int) -> date | None:
        """Return the day in `year`, or None if that year lacks it (29 February)."""
        return day_or_none(year, self.month, self.day)

    @property
    def full(self) -> date | None:
        """The day, if its year is written."""
        return None if self.year is None else self.on(self.year)


def match_date(text: str, start: int = 0) -> WrittenDate | None:
    """Return the date that begins exactly at `start`.

    "June 23, 2023 | Belgrade"  ->  2023, 6, 23      "Friday, 23 June"  ->  None, 6, 23
    "23 июня 2023 г."           ->  2023, 6, 23      "Jun. 31"          ->  None
    """
    for pattern, read in ((_WORDED, _worded), (_NUMBERS, _numbered)):
        if (found := pattern.match(text, start)) and (written := read(found)):
            return written
    return None


def find_dates(text: str) -> Iterator[WrittenDate]:
    """Yield the dates in a short piece of text, such as a file's name, the numbered ones first."""
    for pattern, read in ((_NUMBERS, _numbered), (_WORDED, _worded)):
        yield from filter(None, map(read, pattern.finditer(text)))


def day_or_none(year: int, month: int, day: int) -> date | None:
    """Return the day, or None if the calendar, or an archive of news, has no such day."""
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _worded(found: re.Match[str]) -> WrittenDate | None:
    month = MONTHS[(found["month1"] or found["month2"]).rstrip(".").lower()]
    day = int(re.sub(r"\D", "", found["day1"] or found["day2"]))
    year_text = found["year1"] or found["year2"]
    year = int(year_text[:4]) if year_text else None
    if day_or_none(year or 2000, month, day) is None:  # 2000 has a 29 February
        return None
    return WrittenDate(found.start(), found.end(), year, month, day)


def _numbered(found: re.Match[str]) -> WrittenDate | None:
    if solid := found["solid"]:
        year, month, day = int(solid[:4]), int(solid[4:6]), int(solid[6:])
    elif found["year"]:
        year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    else:
        year = int(found["long"])
        month, day = _month_and_day(int(found["a"]), int(found["b"]), found["between"])
    return WrittenDate(found.start(), found.end(), year, month, day) if day_or_none(year, month, day) else None


def _month_and_day(a: int, b: int, between: str) -> tuple[int, int]:
    """Tell month from day: "23.06" and "23/06" put the day first, "06/23" and the unsure "03/04" the month."""
    return (a, b) if between == "/" and a <= 12 else (b, a)
