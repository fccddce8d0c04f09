"""The tense around a date: whether the nearest verb looks back or ahead."""

import re
from collections.abc import Mapping

from index.temporal.grammar import Grammar
from index.temporal.lexer import Row, lexer_of
from index.temporal.meaning import Tense

Tenses = Mapping[str, Tense | None]  # of a token as written

REACH = 14  # words on either side


def tense_at(row: Row, grammar: Grammar, first: int, last: int, asked: bool = False) -> Tense:
    """Return the tense of the verb nearest to the tokens `[first, last)`, within their sentence.

    "It will open on Friday"         ->  FUTURE
    "It opened on Friday"            ->  PAST
    "On Friday the court will sit"   ->  FUTURE
    """
    if _is_deadline(row, grammar, first):
        return Tense.FUTURE
    tenses = lexer_of(grammar, False).tenses
    before = _nearest(row, grammar, tenses, range(first - 1, max(-1, first - 1 - REACH), -1))
    after = _nearest(row, grammar, tenses, range(last, min(len(row.kinds), last + REACH)))
    if before is None and after is None:
        return Tense.UNKNOWN
    if asked and before is not None:  # the main verb comes first: "What did they say in May about what may come?"
        return before[0]
    if after is None or (
        before is not None and before[1] <= after[1] + 2
    ):  # a verb before the date governs it more often
        return before[0] if before else Tense.UNKNOWN
    return after[0]


def _nearest(row: Row, grammar: Grammar, tenses: Tenses, way: range) -> tuple[Tense, int] | None:
    """Return the first tense cue in that direction, and its distance in words."""
    stop, month, written, kinds = grammar.letters["DOT"], grammar.letters.get("MONTH"), row.written, row.kinds
    for n in way:
        if kinds[n] == stop:
            return None
        tense = tenses[written[n]]
        # "since May" is not the verb "may", "in return" not the verb "return".
        if tense is not None and kinds[n] != month and _is_verb(row, grammar, n):
            if tense is Tense.PAST and _to_come(row, grammar, n):
                tense = Tense.FUTURE
            return tense, abs(n - way.start)
    return None


def _is_verb(row: Row, grammar: Grammar, n: int) -> bool:
    """Whether a word that is a noun as often as a verb has the mark of a verb before it."""
    markers = grammar.verb_markers.get(row.word(n).lower())
    return markers is None or (n > 0 and row.word(n - 1).lower() in markers)


_INFINITIVE = re.compile(r"\bto (?!(?:the|an?|his|her|its|their|our|my|this|that)\b)[a-z]+\b[^.;:]*$")


def _is_deadline(row: Row, grammar: Grammar, first: int) -> bool:
    """Whether the tokens from `first` on are a deadline: "told to leave by Tuesday"."""
    if not grammar.deadline or first == 0 or row.word(first - 1).lower() != grammar.deadline:
        return False
    return bool(_INFINITIVE.search(row.text, max(0, row.starts[first] - 80), row.starts[first]))


def _to_come(row: Row, grammar: Grammar, n: int) -> bool:
    """Whether a past participle is part of a future form: "will be *held*", "is due to be *signed*"."""
    words = grammar.auxiliaries
    return (n > 0 and row.word(n - 1).lower() in words) or (n > 1 and row.word(n - 2).lower() in words)
