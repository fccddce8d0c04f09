"""Days that a text names from its own day, "yesterday", said as a calendar has them: an editor's mark for readers."""

import re
from datetime import date

from bot.i18n.wording import say_day_and_month, say_span
from index.model.dates import DaySpan

LONGEST = 31  # days: "this spring" says itself what it means

_SAYS_ITSELF = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|март|апр|ма[йяе]\b|июн|июл|авг|сен|окт|ноя|дек)",
    re.IGNORECASE,
)


def say_relative_day(phrase: str, span: DaySpan, published: date | None, language: str) -> str:
    """Return the day that a phrase names; empty if the phrase says it itself, or names a long time.

    "yesterday", in a paper of 23 November 2026   ->  "22 November"
    "last week"                                   ->  "16–22 November 2026"
    "May 29"                                      ->  ""
    """
    if _SAYS_ITSELF.search(phrase) or span.days > LONGEST:
        return ""
    if span.first == span.last and published and span.first.year == published.year:
        return say_day_and_month(span.first, language)
    return say_span(span, language)
