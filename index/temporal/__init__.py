"""Days in text: date expressions found, and the days they name."""

from datetime import date

from index.temporal.grammars import grammar_of
from index.temporal.scanner import scan
from index.temporal.timex import Timex

__all__ = ["find_timexes"]


def find_timexes(
    text: str, anchor: date, language: str = "en", *, asked: bool = False, day_first: bool | None = None
) -> list[Timex]:
    """Return the date expressions of a text, in order, none over another.

    `anchor` is the publication date; for a question (`asked`), today. `day_first` says how 5/6/2023 is to be read
    where the text itself does not tell.

    "clashes on May 29"    published 2023-06-23  ->  "May 29" 2023-05-29
    "he said on Friday"    published 2023-06-23  ->  "Friday" 2023-06-23
    """
    return scan(text, anchor, grammar_of(language), asked, day_first)
