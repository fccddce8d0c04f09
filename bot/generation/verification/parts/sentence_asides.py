"""What stands inside a sentence between marks, or as a clause with "who", and may be left out."""

from collections.abc import Iterator

from bot.generation.verification.claim_tokens import TokenKind
from bot.generation.verification.parts.clause_row import ClauseRow, Run
from bot.generation.verification.word_classes import (
    ADVERBIAL,
    ARTICLES,
    CONDITIONAL,
    HEARSAY,
    JOINING,
    NEGATIVE,
    RELATIVE,
    SPEECH,
    SUBORDINATE,
)

_CLOSING = {",": ",", "—": "—", "(": ")"}
_LIMITS = (CONDITIONAL - {"only"}) | SPEECH | HEARSAY
_GO_ON = (ADVERBIAL | SUBORDINATE | {"for", "to"}) - {"so", "так"}
_ADVERBS = frozenset({"never", "also", "not", "~almost", "soon", "later"})


def find_asides(row: ClauseRow) -> Iterator[Run]:
    """Give what stands between commas, dashes or brackets: an apposition, an age, a clause with "who" or "which"."""
    for start in range(1, len(row)):
        closing = _CLOSING.get(row.key(start), "")
        for end in row.places({closing}, start + 2, len(row)) if closing else ():
            if _is_aside(row, start, end):
                yield start, end + (closing == ")")
            if closing != ",":
                break


def find_relatives(row: ClauseRow) -> Iterator[Run]:
    """Give a clause with "that" or "who" behind "a painting" or "five men", up to the verb of the sentence."""
    for start in row.places({"that", "which", "who"}, 1, len(row)):
        about_one = row.key(0) in ("a", "an") and not row.has_verb(0, start)
        if not (about_one or row.is_kind(0, TokenKind.NUMBER)):
            continue
        verbs = [n for n in row.verbs(start + 1, len(row)) if not row.is_verb(n - 1)]
        if len(verbs) < 2 or verbs[0] > start + 2 or row.key(verbs[1] - 1) in RELATIVE | JOINING | SUBORDINATE:
            continue
        if not row.has(CONDITIONAL | SPEECH | {","}, start, verbs[1]):
            yield start, verbs[1]


def _is_aside(row: ClauseRow, start: int, end: int) -> bool:
    if row.has(_LIMITS, start, end) or row.key(start + 1) in NEGATIVE | JOINING:
        return row.key(start + 1) == "not" and not row.has(_LIMITS, start, end) and row.is_verb(end + 1)
    if row.key(start) != ",":
        return True
    if _has_list_comma(row, start + 1, end):
        return False
    if row.has_verb(0, start) and not row.is_verb(start - 1) and row.key(end + 1) in _GO_ON:
        return True
    goes_on = end + 1 >= len(row) or _verb_follows(row, end + 1) or row.is_kind(end + 1, TokenKind.MARK)
    return goes_on and (row.key(start + 1) in RELATIVE - {"that"} or _is_apposition(row, start, end))


def _verb_follows(row: ClauseRow, at: int) -> bool:
    """Return whether a verb stands here, or behind an adverb: "nearly wept"."""
    adverb = row.key(at).endswith("ly") or row.key(at) in _ADVERBS
    return row.is_verb(at) or (adverb and row.is_verb(at + 1))


def _has_list_comma(row: ClauseRow, start: int, end: int) -> bool:
    """Return whether a comma stands there that is not inside a place or before an age: "Medellín, Colombia"."""
    behind_name = (TokenKind.NAME, TokenKind.NUMBER)
    commas = row.places({","}, start, end)
    return any(not (row.is_kind(n - 1, TokenKind.NAME) and row.is_kind(n + 1, *behind_name)) for n in commas)


def _is_apposition(row: ClauseRow, start: int, end: int) -> bool:
    """Return whether a noun in other words stands between commas: ", the mayor of Marn,", ", opened in 2016,"."""
    first = start + 1
    relative = next(iter(row.places(RELATIVE, first, end)), end)
    owner = row.key(first) in ARTICLES | {"his", "her", "its", "their"}
    noun = (owner or row.is_kind(first, TokenKind.NAME, TokenKind.NUMBER)) and not row.is_verb(first)
    participle = row.key(first).endswith(("ed", "ing")) or (row.is_verb(first) and row.key(first + 1) in ADVERBIAL)
    noun_before = row.is_kind(start - 1, TokenKind.NAME, TokenKind.WORD) and not row.is_verb(start - 1)
    sentence_goes_on = row.has_verb(end, len(row)) or end + 1 >= len(row)
    plain = not row.has_verb(first + 2, relative)
    return plain and (noun or participle) and (noun_before or row.key(start - 1) == '"') and sentence_goes_on
