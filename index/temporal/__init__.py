"""Date expressions in text, and the days they name."""

from datetime import date

from index.temporal.grammars import grammar_of
from index.temporal.scanner import scan
from index.temporal.timex import Timex

__all__ = ["find_timexes"]


def find_timexes(
    text: str, anchor: date, language: str = "en", *, asked: bool = False, day_first: bool | None = None
) -> list[Timex]:
    """Return the date expressions of a text in order; they never overlap.

    `anchor` is the publication date; for a question (`asked`), today. `day_first` says how to read 5/6/2023 if the
    text itself does not tell; None leaves it to the language.

    "clashes on May 29"    published 2023-06-23  ->  "May 29" 2023-05-29
    "he said on Friday"    published 2023-06-23  ->  "Friday" 2023-06-23
    """
    return scan(text, anchor, grammar_of(language), asked, day_first)
