"""A sentence as tokens, with what the rules about its parts ask of it: where its verbs are, where a phrase ends."""

from collections.abc import Sequence, Set
from itertools import takewhile

from bot.generation.verification.claim_tokens import Token, TokenKind
from bot.generation.verification.word_classes import (
    ADVERBIAL,
    ARTICLES,
    COMPLEMENT,
    JOINING,
    LITTLE_WORDS,
    NEGATIVE,
    RELATIVE,
    SCOPED,
    SUBORDINATE,
    is_verb,
    says_all,
)

Run = tuple[int, int]  # tokens, [start, end)
CLAUSE_MARKS = frozenset({",", ";", ":", "—", "("})
CLAUSE_JOINING = frozenset({"and", "but", "while", "whereas", "though", "although", "и", "а", "но"})

_NEVER_NOUNS = frozenset({"was", "is", "has", "does"})
_PARTICLES = frozenset({"off", "through", "around"})
_ENDING = ADVERBIAL | (COMPLEMENT - {"of"}) | SUBORDINATE | RELATIVE | JOINING


class ClauseRow:
    """The tokens of one sentence. Places are numbers of tokens; a place outside has the key "" and no verb."""

    def __init__(self, tokens: Sequence[Token], language: str) -> None:
        self.tokens = tokens
        self.language = language
        self.keys = [token.key for token in tokens]
        self._verbs = [
            token.kind is TokenKind.WORD and is_verb(token.key, language) and not self._is_noun(n)
            for n, token in enumerate(tokens)
        ]

    def __len__(self) -> int:
        return len(self.tokens)

    def key(self, at: int) -> str:
        """Return the key of a token."""
        return self.keys[at] if 0 <= at < len(self.keys) else ""

    def is_kind(self, at: int, *kinds: TokenKind) -> bool:
        """Return whether a token is of one of these kinds."""
        return 0 <= at < len(self.tokens) and self.tokens[at].kind in kinds

    def is_verb(self, at: int) -> bool:
        """Return whether a token may be a finite verb."""
        return 0 <= at < len(self.tokens) and self._verbs[at]

    def has_verb(self, start: int, end: int) -> bool:
        """Return whether a verb stands there."""
        return any(self._verbs[max(0, start) : end])

    def verbs(self, start: int, end: int) -> list[int]:
        """Return the places of the verbs there."""
        return [n for n in range(start, min(end, len(self))) if self._verbs[n]]

    def has(self, keys: Set[str], start: int, end: int) -> bool:
        """Return whether one of these keys stands there."""
        return not keys.isdisjoint(self.keys[start:end])

    def places(self, keys: Set[str], start: int, end: int) -> list[int]:
        """Return where one of these keys stands."""
        return [n for n in range(start, min(end, len(self))) if self.keys[n] in keys]

    def names(self, start: int) -> int:
        """Return how many words of a name stand here in a row."""
        return sum(1 for _ in takewhile(lambda token: token.kind is TokenKind.NAME, self.tokens[start:]))

    def is_free(self, at: int) -> bool:
        """Return whether nothing before in the clause says "all", "first" or "not": it would hold for more then."""
        clause = takewhile(lambda key: key not in (";", ":"), reversed(self.keys[:at]))
        return not any(says_all(key) for key in clause)

    def is_phrase(self, at: int) -> bool:
        """Return whether a phrase of time or place begins here, and what it stands in is true without it."""
        if self.key(at) not in ADVERBIAL or at + 1 >= len(self) or not self.is_free(at):
            return False
        after = self.key(at + 1)
        particle = self.key(at) in _PARTICLES and not self.is_kind(at + 1, TokenKind.NAME)
        particle = particle and (self.key(at) == "off" or after not in ARTICLES)  # "called off the strike"
        limits = self.key(at) == "at" and any(says_all(key) for key in self.keys[at + 1 : at + 3])  # "at the earliest"
        counts = self.is_kind(at + 1, TokenKind.NUMBER) and self.is_kind(at - 1, TokenKind.NUMBER)  # "9 in 10"
        scoped = self.has(SCOPED, 0, at) or (self.key(at) == "on" and not self._is_day_or_name(at + 1))
        return not (
            particle or limits or counts or scoped or after.endswith("ing") or after in JOINING | COMPLEMENT | NEGATIVE
        )

    def _is_day_or_name(self, at: int) -> bool:
        at += self.key(at) in ARTICLES
        return self.is_kind(at, TokenKind.DAY, TokenKind.NAME)

    def phrase_end(self, start: int) -> int:
        """Return where a phrase ends: before the next little word, verb or mark. "102 votes to 97" is one."""
        end = start + 1
        while end < len(self) and (not self._ends_phrase(end) or self._goes_on_to_number(end)):
            end += 1
        return end

    def starts_clause(self, at: int) -> bool:
        """Return whether a subject that anybody can tell begins here: a name, a number, "the"."""
        return self.is_kind(at, TokenKind.NAME, TokenKind.NUMBER) or self.key(at) in ARTICLES or self.key(at)[:1] == "~"

    def starts_plain(self, at: int) -> bool:
        """Return whether a subject without an article begins here: "prosecutors recommend"."""
        plain = self.is_kind(at, TokenKind.WORD) and not self.is_verb(at) and not self.key(at).endswith("ly")
        return plain and self.key(at) not in LITTLE_WORDS | SUBORDINATE | RELATIVE

    def _ends_phrase(self, at: int) -> bool:
        return self.keys[at] in _ENDING or self._verbs[at] or self.is_kind(at, TokenKind.MARK)

    def _goes_on_to_number(self, at: int) -> bool:
        numbers = self.is_kind(at + 1, TokenKind.NUMBER) and any(
            self.is_kind(n, TokenKind.NUMBER) for n in (at - 1, at - 2)
        )
        return self.keys[at] == "to" and numbers

    def _is_noun(self, at: int) -> bool:
        """Return whether a word that may be a verb is none here: "to work", "the fall", "203 votes"."""
        key = self.keys[at]
        counted = self.is_kind(at - 1, TokenKind.NUMBER) and key.endswith("s") and key not in _NEVER_NOUNS
        return self.key(at - 1) in ARTICLES | {"to"} or counted
