"""Small parts inside a sentence that may be left out: a phrase of time or place, a title before a name, a score."""

from collections.abc import Iterator

from bot.generation.verification.claim_tokens import TokenKind
from bot.generation.verification.parts.clause_row import ClauseRow, Run
from bot.generation.verification.word_classes import (
    ADVERBIAL,
    BEFORE_DAYS,
    CASTING_DOUBT,
    COMPLEMENT,
    CRAFT,
    JOINING,
    PARTS_OF_DAY,
    ROLES,
    SPEECH,
)

LONGEST_PHRASE = 10  # tokens
LONGEST_TITLE = 6  # tokens before a name

_PLACING = frozenset("in at near outside off on from by в на у около из под".split())
_HOLDING_DAYS = frozenset("since until before after from between to and of for by с до после от".split())
_COUNTING = frozenset({"by", "to", "for"})


def find_days_to_drop(row: ClauseRow) -> Iterator[Run]:
    """Give phrases that tell a day, "on Monday", and the part of a day that is told: "early", "evening"."""
    for at in range(len(row)):
        if not row.is_kind(at, TokenKind.DAY):
            continue
        for part in (at - 2, at - 1, at + 1):
            if part > 0 and row.key(part) in PARTS_OF_DAY:
                yield part, part + 1
        first = at - (row.key(at - 1) in BEFORE_DAYS)
        first -= row.key(first - 1) in PARTS_OF_DAY
        if row.is_free(at) and row.key(first - 1) not in _HOLDING_DAYS:
            yield first, at + 1 + (row.key(at + 1) in PARTS_OF_DAY)


def find_phrases(row: ClauseRow) -> Iterator[Run]:
    """Give phrases of time and place in the middle: "was stolen | from the Harden museum | in 1998"."""
    for start in range(2, len(row)):
        end = row.phrase_end(start)
        told, named = row.has_verb(0, start), any(row.is_kind(n, TokenKind.NAME) for n in range(start))
        if row.is_phrase(start) and (told or named or row.key(0) in ("a", "an")):
            stacked = told and (row.key(end) == "," or row.key(end) in ADVERBIAL | PARTS_OF_DAY)
            if end - start <= LONGEST_PHRASE and _may_follow(row, end) and (stacked or _tells_place(row, start, end)):
                yield start, end
        if row.key(start) in ("about", "over", "on") and named and not told and row.is_verb(end):
            yield start, end  # "Talks between Aland and Berin | about the border | resumed"


def find_scores(row: ClauseRow) -> Iterator[Run]:
    """Give the result of a match: "beat Vell | 3-1 | in the final"."""
    for start in range(1, len(row) - 1):
        pair = row.is_kind(start, TokenKind.NUMBER) and row.is_kind(start + 1, TokenKind.NUMBER)
        if pair and row.is_kind(start - 1, TokenKind.NAME):
            yield start, start + 2


def find_titles(row: ClauseRow) -> Iterator[Run]:
    """Give titles before a name: "harbour master | Ines Korda", "the ferry | Aurora"."""
    for end in range(1, len(row)):
        if row.key(end - 1) in CRAFT and row.key(end - 2) == "the" and row.names(end):
            yield end - 1, end
        if row.names(end) >= 2 and row.key(end) not in ROLES:  # one word alone may be the end of another name
            yield from ((start, end) for start in range(max(0, end - LONGEST_TITLE), end) if _is_title(row, start, end))


def _may_follow(row: ClauseRow, at: int) -> bool:
    """Return whether what stands here may follow what comes before a phrase: not "by 8 per cent" and not "to 5"."""
    return not (row.key(at) in _COUNTING and row.is_kind(at + 1, TokenKind.NUMBER)) and row.key(at) != "and"


def _tells_place(row: ClauseRow, start: int, end: int) -> bool:
    named = any(row.is_kind(n, TokenKind.NAME, TokenKind.DAY) for n in range(start, end))
    return row.key(start) in _PLACING and named


def _is_title(row: ClauseRow, start: int, end: int) -> bool:
    before = row.key(start - 1)
    begins = (
        start == 0 or row.is_verb(start - 1) or before in ADVERBIAL | COMPLEMENT | JOINING | {",", "—", "that", '"'}
    )
    plain = all(row.is_kind(n, TokenKind.WORD, TokenKind.NAME) for n in range(start, end))
    doubtful = row.has(ADVERBIAL | COMPLEMENT | JOINING | CASTING_DOUBT | SPEECH, start, end)
    part_of_name = row.is_kind(end - 1, TokenKind.NAME) and end - start == 1 and start > 0
    return begins and plain and not doubtful and not part_of_name and not row.has_verb(start, end)
