"""Whether a claim can be made from one sentence of an article by edits that keep it true.

The edits are an editor's: parts are left out (`parts/`), who said it moves from one end to the other, a day or a
condition moves to the front, a day is told in full, a number is rounded, a word stands for its synonym
(`same_meaning.py`). Every other word must stand in the sentence, in the same order: prepositions, "not" and "may" too.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, product

from bot.generation.verification.attribution import Attributed, attributions
from bot.generation.verification.claim_tokens import Token, TokenKind
from bot.generation.verification.moved_phrases import without_moved
from bot.generation.verification.parts.clause_row import Run
from bot.generation.verification.parts.removable_parts import find_removable
from bot.generation.verification.same_meaning import is_rounded
from bot.generation.verification.word_classes import (
    ARTICLES,
    BEFORE_DAYS,
    DROPPED_ADVERBS,
    NEUTRAL_SPEECH,
    PARTISAN,
    PARTS_OF_DAY,
    SPEECH,
    is_verb,
)
from index.model.dates import DaySpan

LONGEST_SENTENCE = 120  # tokens: four times a long sentence of the news; more are compared word for word only
MOST_READINGS = 8  # of who said what; a sentence of the news has one or two
MOST_MOVES = 12  # of phrases that stand elsewhere in the claim
FEWEST_WORDS = 3  # a claim of fewer words says nothing that could be checked

_Row = Sequence[Token]
_ALMOST_WORDS = frozenset({"few", "little", "only", "lot", "number", "half", "third", "quarter", "hundred", "dozen"})


def is_derived(claim: _Row, sentence: _Row, language: str, days: Sequence[DaySpan] = ()) -> bool:
    """Return whether edits of an editor make the claim from the sentence.

    `days` are those that the sentence is tied to without naming one.
    """
    if sum(token.kind is not TokenKind.MARK for token in claim) < FEWEST_WORDS or len(sentence) > LONGEST_SENTENCE:
        return False
    claims, sentences = ([*islice(attributions(row), MOST_READINGS)] for row in (claim, sentence))
    return any(
        _same_speaker(one, other, language) and _says_same(one.said, other.said, language, days)
        for one, other in product(claims, sentences)
    )


def _same_speaker(claim: Attributed, sentence: Attributed, language: str) -> bool:
    if not claim.speaker:
        return not sentence.speaker or _may_go_untold(sentence)
    if not sentence.speaker:
        return False
    both_neutral = claim.verb in NEUTRAL_SPEECH | {"according"} and sentence.verb in NEUTRAL_SPEECH | {"according"}
    same_verb = claim.verb == sentence.verb or both_neutral
    return (
        same_verb
        and _is_made_of(claim.speaker, sentence.speaker, language)
        and _is_made_of(claim.rest, sentence.rest, language)
    )


def _may_go_untold(one: Attributed) -> bool:
    """Return whether a speaker only tells a fact, behind it: ", police said"."""
    return one.trailing and one.verb in NEUTRAL_SPEECH and PARTISAN.isdisjoint(token.key for token in one.speaker)


def _says_same(claim: _Row, sentence: _Row, language: str, days: Sequence[DaySpan]) -> bool:
    if _is_made_of(claim, sentence, language):
        return True
    moved = (
        _is_made_of(one, other, language) for one, other in islice(without_moved(claim, sentence, language), MOST_MOVES)
    )
    return any(moved) or _tells_carried_day(claim, sentence, language, days)


def _tells_carried_day(claim: _Row, sentence: _Row, language: str, days: Sequence[DaySpan]) -> bool:
    """Return whether a claim adds the day that the sentence is tied to, and names none itself."""
    named = [n for n, token in enumerate(claim) if token.kind is TokenKind.DAY]
    if len(named) != 1 or any(token.kind is TokenKind.DAY for token in sentence):
        return False
    at = named[0]
    first = at - (at > 0 and claim[at - 1].key in ("on", "in"))
    return claim[at].span in days and _is_made_of([*claim[:first], *claim[at + 1 :]], sentence, language)


def _is_made_of(claim: _Row, sentence: _Row, language: str) -> bool:
    """Return whether leaving parts out of a sentence makes the claim: a walk through both, side by side."""
    claim = [token for token in claim if token.kind is not TokenKind.MARK or token.key == '"']
    if not claim or not sentence:
        return not claim
    after: dict[int, list[int]] = {}
    for start, end in find_removable(tuple(sentence), language):
        after.setdefault(start, []).append(end)
    seen: set[Run] = set()
    waiting = [(0, 0)]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        if here == (len(claim), len(sentence)):
            return True
        waiting += _steps(claim, sentence, here, language)
        waiting += [(here[0], end) for end in after.get(here[1], ())]
    return False


def _steps(claim: _Row, sentence: _Row, here: Run, language: str) -> Iterator[Run]:
    """Give where a walk may go on: over equal tokens, and over those that say nothing."""
    n, m = here
    one = claim[n] if n < len(claim) else None
    other = sentence[m] if m < len(sentence) else None
    if one and other:
        if _is_same(one, other):
            yield n + 1, m + 1
        if one.key.startswith("~") and n + 1 < len(claim) and other.kind is TokenKind.NUMBER:
            hedged = m > 0 and sentence[m - 1].key.startswith("~")
            if not hedged and is_rounded(one.key, claim[n + 1].key, other.key):
                yield n + 2, m + 1
    if one and one.key in PARTS_OF_DAY and _is_part_of(one, sentence[max(0, m - 1) : m + 2]):
        yield n + 1, m
    if one and _may_come(claim, n):
        yield n + 1, m
    if other and _may_go(sentence, m, language):
        yield n, m + 1


def _is_part_of(part: Token, near: _Row) -> bool:
    """Return whether a day that stands near is said with this part of it: "Tuesday evening"."""
    return any(token.kind is TokenKind.DAY and part.key in token.text.casefold().split() for token in near)


def _is_same(one: Token, other: Token) -> bool:
    if one.span and other.span:
        inside = other.span.first >= one.span.first and other.span.last <= one.span.last
        return one.span == other.span or (one.span.whole_months and inside)
    return one.key == other.key and (one.key != "may" or one.capital == other.capital)


def _may_come(row: _Row, at: int) -> bool:
    """Return whether a token of the claim may stand there without one in the sentence."""
    key, after = row[at].key, row[at + 1] if at + 1 < len(row) else None
    if key in ARTICLES:
        return after is not None and after.key not in _ALMOST_WORDS
    if key == "that":
        return at > 0 and row[at - 1].key in SPEECH
    return key == "on" and after is not None and after.kind is TokenKind.DAY


def _may_go(row: _Row, at: int, language: str) -> bool:
    """Return whether a token of the sentence may be left out alone."""
    token, after = row[at], row[at + 1] if at + 1 < len(row) else None
    if token.kind is TokenKind.MARK:
        return token.key != '"'
    if token.key in DROPPED_ADVERBS:
        return True
    if token.key == "had":
        return after is not None and after.key != "not" and is_verb(after.key, language)
    return _may_come(row, at) or (token.key in BEFORE_DAYS and after is not None and after.kind is TokenKind.DAY)
