"""One walk over a text: tokens, then rules over their kinds, then each meaning read against its days."""

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
    Part,
    Piece,
    Plain,
    Range,
    Shift,
    Since,
    Tense,
    Time,
    Unit,
    VectorSearch,
)
from index.temporal.resolver import Reader
from index.temporal.tense import tense_at
from index.temporal.timex import Timex


def scan(text: str, anchor: date, grammar: Grammar, asked: bool, day_first: bool | None) -> list[Timex]:
    """Return the timexes of a text, in order, none over another."""
    row = lex(text, grammar, asked)
    if day_first is None:
        day_first = written_order(text, grammar.day_first)
    reader = Reader(anchor, asked, day_first)
    timexes: list[Timex] = []
    for first, last, built in _matches(row, grammar):
        tense = tense_at(row, grammar, first, last, asked) if leans(built) else Tense.UNKNOWN
        timexes += reader.read(built, tense, text)
    return timexes


def _matches(row: Row, grammar: Grammar) -> Iterator[tuple[int, int, Piece | Range | Since]]:
    """Yield what the rules make of a row: token indices `[first, last)` and the pieces found there."""
    since_kind = grammar.letters.get("SINCE")
    for number, first, last in grammar.rulebook.fits(row.kinds):
        found = Match(row.text, tokens_of(row, grammar, first, last))
        if _goes_on(found):
            continue
        since = first > 0 and row.kinds[first - 1] == since_kind
        for piece in _pieces(found, grammar.rules[number].build(found)):
            yield first, last, Since(piece) if since and isinstance(piece, Piece) else piece


def _goes_on(found: Match) -> bool:
    """Whether a date in figures is the tail of something longer: a web address, an order number."""
    return found.tokens[0].kind in _FIGURES and found.start > 0 and found.text[found.start - 1] in "/-._"


_FIGURES = ("ISO", "NUMERIC")
_BUILT = (Piece, Range, Since)
_HOLDERS = (Part, Time)
_ALWAYS_SAME = (Plain, Decade)


def leans(built: Piece | Range | Since) -> bool:
    """Whether the tense of a verb may say which day is meant: it need not be looked for with "in 2019"."""
    if isinstance(built, Range):
        return True
    meaning: VectorSearch = built.first.meaning if isinstance(built, Since) else built.meaning
    while isinstance(meaning, _HOLDERS) and meaning.of is not None:
        meaning = meaning.of
    if isinstance(meaning, Time):
        return False  # its day is the last one mentioned
    if isinstance(meaning, Calendar):
        return meaning.year is None and meaning.turn is None
    if isinstance(meaning, Shift):
        return meaning.unit is Unit.WEEKEND or not isinstance(meaning.base, Base)
    return not isinstance(meaning, _ALWAYS_SAME)


def _pieces(found: Match, built: Built) -> list[Piece | Range | Since]:
    if built is None:
        return []
    if isinstance(built, list):
        return list(built)
    if isinstance(built, _BUILT):
        return [built]
    meaning: VectorSearch = built
    return [found.piece(meaning)]
