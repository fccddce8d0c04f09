"""Finds the date expressions of a text: tokens, then rules over their kinds, then each meaning resolved."""

from collections.abc import Iterator
from datetime import date

from index.temporal.date_order import written_order
from index.temporal.grammar import Grammar, Match
from index.temporal.lexer import Row, lex, tokens_of
from index.temporal.meaning import (
    Base,
    Built,
    Calendar,
    Decade,
    Meaning,
    Part,
    Piece,
    Plain,
    Range,
    Shift,
    Since,
    Tense,
    Time,
    Unit,
)
from index.temporal.resolver import Resolver
from index.temporal.tense import tense_at
from index.temporal.timex import Timex


def scan(text: str, anchor: date, grammar: Grammar, asked: bool, day_first: bool | None) -> list[Timex]:
    """Return the timexes of a text in order; they never overlap."""
    row = lex(text, grammar, asked)
    if day_first is None:
        day_first = written_order(text, grammar.day_first)
    resolver = Resolver(anchor, asked, day_first)
    timexes: list[Timex] = []
    for first, last, built in _matches(row, grammar):
        tense = tense_at(row, grammar, first, last, asked) if needs_tense(built) else Tense.UNKNOWN
        timexes += resolver.resolve(built, tense, text)
    return timexes


def _matches(row: Row, grammar: Grammar) -> Iterator[tuple[int, int, Piece | Range | Since]]:
    """Yield what the rules build from a row: token indices `[first, last)` and the piece there."""
    since_kind = grammar.letters.get("SINCE")
    for number, first, last in grammar.rulebook.fits(row.kinds):
        match = Match(row.text, tokens_of(row, grammar, first, last))
        if _goes_on(match):
            continue
        since = first > 0 and row.kinds[first - 1] == since_kind
        for piece in _pieces(match, grammar.rules[number].build(match)):
            yield first, last, Since(piece) if since and isinstance(piece, Piece) else piece


def _goes_on(match: Match) -> bool:
    """Whether a date in figures is the end of something longer: a web address, an order number."""
    return match.tokens[0].kind in _FIGURES and match.start > 0 and match.text[match.start - 1] in "/-._"


_FIGURES = ("ISO", "NUMERIC")
_BUILT = (Piece, Range, Since)
_HOLDERS = (Part, Time)
_ALWAYS_SAME = (Plain, Decade)


def needs_tense(built: Piece | Range | Since) -> bool:
    """Whether the day depends on the tense of a verb: "in 2019" does not."""
    if isinstance(built, Range):
        return True
    meaning: Meaning = built.first.meaning if isinstance(built, Since) else built.meaning
    while isinstance(meaning, _HOLDERS) and meaning.of is not None:
        meaning = meaning.of
    if isinstance(meaning, Time):
        return False  # its day is the last one mentioned, whatever the tense
    if isinstance(meaning, Calendar):
        return meaning.year is None and meaning.turn is None
    if isinstance(meaning, Shift):
        return meaning.unit is Unit.WEEKEND or not isinstance(meaning.base, Base)
    return not isinstance(meaning, _ALWAYS_SAME)


def _pieces(match: Match, built: Built) -> list[Piece | Range | Since]:
    if built is None:
        return []
    if isinstance(built, list):
        return list(built)
    if isinstance(built, _BUILT):
        return [built]
    meaning: Meaning = built
    return [match.piece(meaning)]
