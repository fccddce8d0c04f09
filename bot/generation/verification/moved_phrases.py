"""Phrases that may stand at the front or at the end: a day, a place with a name, a condition.

"Police arrested him on Tuesday in Marn."   ->  "On Tuesday, police arrested him in Marn."
"The road stays closed unless it thaws."    ->  "Unless it thaws, the road stays closed."

A day belongs to its verb: one that stands in a clause with "who" or "after" is that clause's, and stays there.
"""

from collections.abc import Iterator, Sequence

from bot.generation.verification.claim_tokens import ANCHOR, Token, TokenKind
from bot.generation.verification.parts.clause_row import CLAUSE_MARKS, ClauseRow, Run
from bot.generation.verification.word_classes import (
    AUXILIARY,
    BEFORE_DAYS,
    IF,
    JOINING,
    PARTS_OF_DAY,
    RELATIVE,
    SUBORDINATE,
)

LONGEST_PLACE = 7  # tokens
_HOURS = frozenset({"midnight", "noon", "dawn", "dusk"})
_BEHIND_PLACE = JOINING | BEFORE_DAYS | PARTS_OF_DAY
_CLAUSE_IF_VERB = frozenset({"before", "after", "since"})  # else they are prepositions
_PLACE = frozenset({"in", "at", "by", "near", "outside", "off", "в", "на", "у"})


def without_moved(
    claim: Sequence[Token], sentence: Sequence[Token], language: str
) -> Iterator[tuple[Sequence[Token], Sequence[Token]]]:
    """Give claim and sentence without a phrase that stands elsewhere in each and belongs to the main clause in both.

    In the sentence an `ANCHOR` is left where it stood.
    """
    for one in _movable(ClauseRow(claim, language)):
        for other in _movable(ClauseRow(sentence, language)):
            if _same(claim[slice(*one)], sentence[slice(*other)]):
                yield [*claim[: one[0]], *claim[one[1] :]], [*sentence[: other[0]], ANCHOR, *sentence[other[1] :]]


def _movable(row: ClauseRow) -> Iterator[Run]:
    """Give the phrases that belong to the main clause."""
    for at, key in enumerate(row.keys):
        if row.is_kind(at, TokenKind.DAY):
            start = at - (row.key(at - 1) in BEFORE_DAYS)
            start -= row.key(start - 1) in PARTS_OF_DAY
            end = at + 1 + (row.key(at + 1) in PARTS_OF_DAY)
            if _is_main(row, start) or _is_before_verb(row, start, end):
                yield start, end
        elif key in _PLACE and _is_main(row, at):
            yield from _places(row, at)
        elif key in IF and at == 0:
            yield from ((0, end) for end in row.places({","}, 0, len(row)))
        elif key in IF and at > 2:
            yield at, len(row)


def _places(row: ClauseRow, start: int) -> Iterator[Run]:
    for end in range(start + 2, min(start + LONGEST_PLACE, len(row)) + 1):
        named = any(row.is_kind(n, TokenKind.NAME) for n in range(start, end)) and row.key(start) != "by"
        named = named or row.has(_HOURS, start, end)
        ends = end == len(row) or row.is_kind(end, TokenKind.MARK) or row.key(end) in _BEHIND_PLACE
        if named and (ends or (start == 0 and row.starts_clause(end))):
            yield start, end


def _is_main(row: ClauseRow, at: int) -> bool:
    """Return whether a phrase at this place tells of the verb of the main clause."""
    if at == 0:
        return True
    waiting = subordinate = False  # for the verb of a relative clause; inside another clause
    main = False
    for n, key in enumerate(row.keys[:at]):
        if key in RELATIVE and n:
            waiting = True
        elif key in _CLAUSE_IF_VERB:
            subordinate = row.has_verb(n + 1, at)
        elif key in SUBORDINATE and n:
            subordinate = True
        elif main and key in JOINING | CLAUSE_MARKS:
            return False
        elif row.is_verb(n) and not row.is_verb(n - 1):
            main, waiting = (main, False) if waiting else (not subordinate, waiting)
    return main and not waiting and not subordinate


def _is_before_verb(row: ClauseRow, start: int, end: int) -> bool:
    """Return whether a phrase stands between subject and verb: "The council on Monday voted".

    "The vote on Monday was cancelled" is another matter: that day is the vote's.
    """
    marked = any(row.is_kind(n, TokenKind.MARK) for n in range(start))
    plain = not row.has_verb(0, start) and not row.has(RELATIVE, 0, start) and not marked
    return plain and row.is_verb(end) and row.key(end) not in AUXILIARY


def _same(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Return whether two phrases have the same words; a part of the day may be left out of the claim's."""
    mine = [token.key for token in one if token.kind is not TokenKind.MARK]
    theirs = [token.key for token in other if token.kind is not TokenKind.MARK]
    rest = [key for key in theirs if key not in PARTS_OF_DAY | {"on"}]
    return mine == theirs or [key for key in mine if key != "on"] == rest
