"""A sentence as a row of terms that can be compared: stems, numbers and days, each where it stands.

"On 29 May seven men were hurt."   (published 2023-06-23)
  ->  @2023-05-29  #7  men  hurt
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.generation.llm.number_words import find_numbers
from bot.generation.verification.vocabulary import GLUE, OPERATORS, meanings
from index.model.dates import DaySpan
from index.search.fulltext.analyzers import analyze
from index.temporal import find_timexes
from index.temporal.timex import Timex, TimexType

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SIGNS = {"%": "percent", "$": "dollar", "€": "euro", "£": "pound", "₽": "рубл"}
_SIGN = re.compile("[%$€£₽]")
_END = re.compile(
    r",(?!\s*(?:что|чтобы|будто)\b)|[;:—–()“”«»\"]|\s-\s|\b(?:and|but|while|whereas|и|а|но)\b", re.IGNORECASE
)

_SPEECH = re.compile(r"[“”«»\"]|``|''")

_ABSOLUTE = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр"
    r"|октябр|ноябр|декабр)",
    re.IGNORECASE,
)

Marked = tuple[int, int, DaySpan]  # a date phrase: characters, [start, end), and the days it names


class Kind(StrEnum):
    """What a term is."""

    WORD = "word"
    NAME = "name"  # a word with a capital letter
    NUMBER = "number"
    DAY = "day"
    OPERATOR = "operator"  # "not", "would", "said"


_Found = tuple[str, Kind, int, int, DaySpan | None]  # key, kind, start, end, the span of a day


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a sentence."""

    key: str  # terms with equal keys say the same
    kind: Kind
    at: int  # characters into the sentence
    clause: int  # the number of the clause it stands in
    span: DaySpan | None = None  # of a DAY
    quoted: bool = False  # somebody's words
    of_day: str = ""  # the key of the DAY whose date phrase it is a word of


@dataclass(frozen=True, slots=True)
class Terms:
    """A sentence that can be compared."""

    text: str
    row: tuple[Term, ...]

    @property
    def days(self) -> list[Term]:
        """Its days, in order."""
        return [term for term in self.row if term.kind is Kind.DAY]

    @property
    def operators(self) -> list[Term]:
        """What turns it round, in order."""
        return [term for term in self.row if term.kind is Kind.OPERATOR]

    @property
    def words(self) -> list[Term]:
        """What it says, in order: words, names and numbers."""
        return [term for term in self.row if term.kind not in (Kind.DAY, Kind.OPERATOR)]


def read_terms(text: str, language: str, marked: Iterable[Marked], *, keep_words: bool = False) -> Terms:
    """Return the terms of a sentence whose date phrases are known; `keep_words` keeps these as words too: "Monday"."""
    days = sorted(marked)
    found: list[_Found] = [(_day_key(span), Kind.DAY, start, end, span) for start, end, span in days]
    found += _uncovered(_numbers(text), [] if keep_words else found)
    found += _uncovered(_operators(text), found)
    found += _uncovered(_words(text, language), [one for one in found if not (keep_words and one[1] is Kind.DAY)])
    ends = [match.start() for match in _END.finditer(text)]
    speech = _speech(text)
    row = [
        Term(
            key,
            kind,
            at,
            bisect_right(ends, at),
            span,
            any(start <= at < end for start, end in speech),
            next((_day_key(day) for start, end, day in days if start <= at < end and kind is not Kind.DAY), ""),
        )
        for key, kind, at, _, span in sorted(found, key=lambda one: one[2])
    ]
    return Terms(text, tuple(row))


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


def _numbers(text: str) -> Iterator[_Found]:
    for number in find_numbers(text):
        yield f"#{number.value}", Kind.NUMBER, number.start, number.end, None


def _operators(text: str) -> Iterator[_Found]:
    for kind, pattern in OPERATORS.items():
        for match in pattern.finditer(text):
            yield f"!{kind}", Kind.OPERATOR, match.start(), match.end(), None


def _words(text: str, language: str) -> Iterator[_Found]:
    same = meanings(language)
    for match in _SIGN.finditer(text):
        yield _SIGNS[match[0]], Kind.WORD, match.start(), match.end(), None
    for match in _WORD.finditer(text):
        word = match[0]
        if word.lower() in GLUE:
            continue
        kind = Kind.NAME if word[0].isupper() and match.start() > 0 else Kind.WORD
        for stem in analyze(word, language):
            yield same.get(stem, stem), kind, match.start(), match.end(), None


def _uncovered(more: Iterable[_Found], found: Sequence[_Found]) -> list[_Found]:
    """Leave out what stands in something found before: the "29" of a day is no number."""
    return [one for one in more if not any(start <= one[2] < end for _, _, start, end, _ in found)]


def _speech(text: str) -> list[tuple[int, int]]:
    """Return where somebody's words stand; a mark without its partner reaches to the sentence's end or start."""
    marks = [match.start() for match in _SPEECH.finditer(text)]
    if len(marks) % 2:
        marks = [*marks, len(text)] if marks[0] < len(text) / 2 and text[marks[0]] not in "”»" else [0, *marks]
    return list(zip(marks[::2], marks[1::2], strict=True))


def _day_key(span: DaySpan) -> str:
    return f"@{span.first}" if span.first == span.last else f"@{span.first}..{span.last}"
