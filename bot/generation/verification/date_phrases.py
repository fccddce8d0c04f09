"""The date phrases of a claim that stands by itself."""

import re
from dataclasses import replace
from datetime import date

from index.model.dates import DaySpan
from index.temporal import find_timexes
from index.temporal.timex import Timex, TimexType

Marked = tuple[int, int, DaySpan]  # a date phrase: characters, [start, end), and the days it names

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_ABSOLUTE = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр"
    r"|октябр|ноябр|декабр)",
    re.IGNORECASE,
)


def find_days(text: str, anchor: date, language: str) -> list[Marked]:
    """Return the date phrases of a sentence that stands by itself. Times of day stay words and numbers.

    "At 19:04 on 29 May 2023 …"  ->  "29 May 2023"
    """
    timexes = find_timexes(text, anchor, language)
    dates = [_date_in(timex, anchor, language) for timex in timexes if timex.type in (TimexType.DATE, TimexType.TIME)]
    return [(one.start, one.end, one.span) for one in dates if one and one.span and not _is_relative(one)]


def _date_in(timex: Timex, anchor: date, language: str) -> Timex | None:
    """Return a date phrase without its time of day: "in the evening of 29 May 2023" -> "29 May 2023"."""
    if timex.type is TimexType.DATE:
        return timex
    words = list(_WORD.finditer(timex.text))
    parts = [(word.start(), len(timex.text)) for word in words[1:]] + [(0, word.end()) for word in reversed(words[:-1])]
    for start, end in parts:
        found = find_timexes(timex.text[start:end], anchor, language)
        if len(found) == 1 and found[0].type is TimexType.DATE and found[0].span == timex.span:
            one = found[0]
            return replace(one, start=timex.start + start + one.start, end=timex.start + start + one.end)
    return None


def _is_relative(timex: Timex) -> bool:
    """Whether the words mean another day for whoever reads them elsewhere: "yesterday". They are compared as words."""
    return not _ABSOLUTE.search(timex.text)
