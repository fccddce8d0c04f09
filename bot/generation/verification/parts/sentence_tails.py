"""What stands at the end of a sentence and may be left out: behind a mark or "and", or a phrase of time or place."""

from collections.abc import Iterator

from bot.generation.verification.claim_tokens import TokenKind
from bot.generation.verification.parts.clause_row import CLAUSE_JOINING, CLAUSE_MARKS, ClauseRow, Run
from bot.generation.verification.word_classes import (
    ADVERBIAL,
    CONDITIONAL,
    HEARSAY,
    JOINING,
    NEUTRAL_SPEECH,
    PARTISAN,
    PARTS_OF_DAY,
    RELATIVE,
    SEASONS,
    SPEECH,
    SUBORDINATE,
)

LEAST_BEFORE = 5  # tokens that must stand before a mark if no verb is known among them

_LIMITS = (CONDITIONAL - {"until", "only"}) | HEARSAY  # "unless it rains", "allegedly": what is left would say more
_PAIRING = frozenset({"between", "both", "either", "от", "между"})
_WITH_REASON = frozenset(
    "arrested charged fined jailed sentenced praised criticised criticized thanked blamed suspended sued".split()
)
_OF_VERBS = frozenset({"over", "about", "for", "against", "to"})  # behind a day they belong to no noun


def find_tails(row: ClauseRow) -> Iterator[Run]:
    """Give every tail that may be left out.

    "The road was closed | on Monday | after a fire | , police said"
    """
    end = len(row)
    for start in range(2, end):
        if row.has(_LIMITS, start, end):
            continue
        has_verb = row.has_verb(0, start)
        if row.key(start) in CLAUSE_MARKS and (has_verb or (start >= LEAST_BEFORE and row.key(0) not in ADVERBIAL)):
            if row.key(0) not in SUBORDINATE and _may_lose_speech(row, start):
                yield start, end
        elif has_verb and _starts_here(row, start) and (not row.has(SPEECH, start, end) or _speaks_itself(row, start)):
            yield start, end


def _starts_here(row: ClauseRow, start: int) -> bool:
    """Return whether a tail without a mark may begin here."""
    key = row.key(start)
    if key in JOINING:
        return key != "or" and _joins_clause(row, start)
    if not row.is_free(start):
        return False
    if key == "that":
        return row.has({"a", "an"}, max(0, start - 3), start)  # "a ballot that ends in May": the ballot is held anyway
    if key in RELATIVE:
        return key != "whose" and row.key(start - 1) not in ADVERBIAL and start + 1 < len(row)
    if key in SUBORDINATE and row.has_verb(start, len(row)):
        return True
    if key in _OF_VERBS and (row.key(start - 1) in PARTS_OF_DAY or row.is_kind(start - 1, TokenKind.DAY)):
        return True
    if key == "for" and row.has(_WITH_REASON, 0, start):
        return True
    if key == "over" and row.has(SEASONS, start + 1, start + 3):
        return True
    return row.is_phrase(start) or row.is_kind(start, TokenKind.DAY)


def _joins_clause(row: ClauseRow, start: int) -> bool:
    """Return whether "and" may go with what follows: not "rose 12 and 3 per cent", not "between A and B"."""
    counts = row.is_kind(start + 1, TokenKind.NUMBER, TokenKind.DAY) and not row.has_verb(start + 1, start + 5)
    return start + 1 < len(row) and not counts and not row.has(_PAIRING, max(0, start - 8), start)


def _may_lose_speech(row: ClauseRow, start: int) -> bool:
    """Return whether nobody is left out who tells more than a plain fact: ", police said" may go."""
    end = len(row)
    if row.key(start) == "," and row.has(SPEECH, start, end) and _speaks_itself(row, start + 1):
        return True
    clause_end = next(iter(row.places({";"}, start + 1, end)), end)
    said = row.places(SPEECH, start, clause_end)
    if said and said[0] == start + 1 and row.key(start + 2) in ADVERBIAL:
        said = said[1:]  # ", promised in 2011": nobody speaks
    neutral = all(row.key(n) in NEUTRAL_SPEECH for n in said)
    return neutral and not (said and row.has(PARTISAN, start, clause_end))


def _speaks_itself(row: ClauseRow, start: int) -> bool:
    """Return whether a tail is a clause of its own in which somebody speaks: "while Berin claims a strip"."""
    said = row.places(SPEECH, start, len(row))
    joined = row.key(start) in CLAUSE_JOINING
    return joined and bool(said) and said[0] < len(row) - 1 and not row.has({","}, start, said[0])
