"""Dates in a question that cannot be read for sure: those no calendar has, and those of two readings.

"31 February", "45 May", "2023-02-30"  ->  impossible
"05/06/2010", in English               ->  ambiguous: 5 June or 6 May 2010
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from index.model.dates import DaySpan
from index.temporal.date_order import written_order
from index.temporal.grammar import Grammar
from index.temporal.grammars import grammar_of
from index.temporal.lexer import Row, lex, tokens_of

LEAP_YEAR = 2000  # 29 February is possible if no year is stated


class Fault(StrEnum):
    """Why a date cannot be read for sure."""

    IMPOSSIBLE = "impossible"  # the calendar has no such day
    AMBIGUOUS = "ambiguous"  # day first or month first


@dataclass(frozen=True, slots=True)
class UnclearDate:
    """A date as written, and why it is unclear."""

    start: int  # characters, [start, end)
    end: int
    text: str
    fault: Fault
    readings: tuple[DaySpan, ...] = ()  # if ambiguous: both, the one that is usual in the language first


def find_unclear_dates(text: str, language: str = "en") -> list[UnclearDate]:
    """Return the dates of a question that no calendar has or that have two readings, in order.

    "What happened on 31 February?"  ->  "31 February", IMPOSSIBLE
    "What happened on 05/06/2010?"   ->  "05/06/2010", AMBIGUOUS, 6 May and 5 June 2010
    """
    grammar = grammar_of(language)
    row = lex(text, grammar, asked=True)
    return sorted([*_worded(row, grammar), *_in_figures(row, grammar)], key=lambda one: one.start)


# ── In words: "31 February", "May 45, 2010" ──


def _worded(row: Row, grammar: Grammar) -> Iterator[UnclearDate]:
    for match in _pattern(grammar).finditer(row.kinds):
        tokens = tokens_of(row, grammar, *match.span())
        month = next(t.value for t in tokens if t.kind in ("MONTH", "MONTH_SHORT"))
        day = next(t.value for t in tokens if t.kind in ("NUM", "INT", "ORD"))
        year = next((t.value for t in tokens if t.kind == "YEAR"), None)
        if not isinstance(month, int) or not isinstance(day, int) or day > 99:
            continue  # "May 1066", "300 May"
        if tokens[-1].kind in ("NUM", "INT") and _YEAR_WORD.match(row.text, tokens[-1].end):
            continue  # "в мае 45 года"
        length = monthrange(year if isinstance(year, int) else LEAP_YEAR, month)[1]
        if not 1 <= day <= length:
            yield _unclear(row.text, tokens[0].start, tokens[-1].end, Fault.IMPOSSIBLE)


_YEAR_WORD = re.compile(r"\s*(?:-?го\s*)?г(?:\.|од\w*\b)")


def _pattern(grammar: Grammar) -> re.Pattern[str]:
    """Return the pattern of a day and a month, in either order, over the letters of a row."""

    def kinds(*names: str) -> str:
        return "[" + "".join(grammar.letters[name] for name in names if name in grammar.letters) + "]"

    number, month = kinds("NUM", "INT", "ORD"), kinds("MONTH", "MONTH_SHORT")
    of, the, dot = kinds("OF", "DOT"), kinds("THE", "DOT"), kinds("DOT")
    year = f"(?:{kinds('COMMA')}?{kinds('YEAR')})?"
    return re.compile(f"{number}{of}?{month}{dot}?{year}|{month}{dot}?{the}?{number}{year}")


# ── In figures: "2023-02-30", "31.02.2023", "05/06/2010" ──


def _in_figures(row: Row, grammar: Grammar) -> Iterator[UnclearDate]:
    for n, letter in enumerate(row.kinds):
        kind = grammar.names[letter]
        if kind not in ("ISO", "NUMERIC"):
            continue
        word, start = row.word(n), row.starts[n]
        readings = _readings(word, kind, written_order(row.text, grammar.day_first))
        if not readings:
            yield _unclear(row.text, start, start + len(word), Fault.IMPOSSIBLE)
        elif len(readings) == 2 and not grammar.day_first:  # where the day always comes first, nothing is open
            yield _unclear(row.text, start, start + len(word), Fault.AMBIGUOUS, readings)


def _readings(written: str, kind: str, day_first: bool) -> tuple[DaySpan, ...]:
    """Return the days that a date in figures may mean, the usual one first; none if the calendar has none."""
    numbers = [int(number) for number in re.findall(r"\d+", written)[:3]]
    if kind == "ISO":
        return _days([(numbers[0], numbers[1], numbers[2])])
    first, second = numbers[:2]
    year = numbers[2] if len(numbers) > 2 else LEAP_YEAR
    if len(numbers) > 2 and year < 100:
        year += 2000
    orders = [(year, second, first), (year, first, second)]  # day first, month first
    if "/" not in written:
        return _days(orders[:1]) or _days(orders[1:])
    found = _days(orders if day_first else orders[::-1])
    # Without its year the day is looked for in every year: which of two is meant is for the reader to say by a month.
    return found if len(numbers) > 2 else found[:1]


def _days(orders: list[tuple[int, int, int]]) -> tuple[DaySpan, ...]:
    days: list[DaySpan] = []
    for year, month, day in orders:
        try:
            days.append(DaySpan.of_day(date(year, month, day)))
        except ValueError:
            continue
    return tuple(dict.fromkeys(days))


def _unclear(text: str, start: int, end: int, fault: Fault, readings: tuple[DaySpan, ...] = ()) -> UnclearDate:
    return UnclearDate(start, end, text[start:end], fault, readings)
