"""Every part of a sentence that may be left out."""

from functools import lru_cache

from bot.generation.verification.claim_tokens import ANCHOR, Token
from bot.generation.verification.parts.clause_row import CLAUSE_MARKS, ClauseRow, Run
from bot.generation.verification.parts.sentence_asides import find_asides, find_relatives
from bot.generation.verification.parts.sentence_heads import find_first_verbs, find_heads, find_roles
from bot.generation.verification.parts.sentence_phrases import (
    find_days_to_drop,
    find_phrases,
    find_scores,
    find_titles,
)
from bot.generation.verification.parts.sentence_tails import find_tails
from bot.generation.verification.word_classes import ELSEWHERE, JOINING

_WAYS = (
    find_tails,
    find_heads,
    find_first_verbs,
    find_roles,
    find_asides,
    find_relatives,
    find_days_to_drop,
    find_phrases,
    find_scores,
    find_titles,
)


@lru_cache(maxsize=512)
def find_removable(tokens: tuple[Token, ...], language: str) -> frozenset[Run]:
    """Return the parts that may be left out, alone or together; they may lie over each other."""
    if not tokens:
        return frozenset()
    row = ClauseRow(tokens, language)
    return frozenset(run for find in _WAYS for run in find(row) if _may_be_cut(row, run))


def _may_be_cut(row: ClauseRow, run: Run) -> bool:
    """Return whether a part holds whole quotations, no phrase that the claim has taken from it, and no other world.

    "The president is shot | in the film"  ->  False
    """
    start, end = run
    if row.has(ELSEWHERE, start, end) and row.key(start) not in CLAUSE_MARKS | JOINING:
        return False
    if ANCHOR in row.tokens[start:end]:
        anchor = row.tokens.index(ANCHOR)
        if end < len(row) or row.has_verb(start, anchor):
            return False
    return row.keys[start:end].count('"') % 2 == 0 and row.keys[:start].count('"') % 2 == 0
