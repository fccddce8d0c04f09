"""The parts of a grammar: a table of words, and rules over the kinds of words.

A text becomes a row of kinds ("MONTH NUM COMMA YEAR"), and a rule is a regular expression over such rows:

    Rule("MONTH NUM (COMMA? YEAR)?", calendar)

In a pattern every NAME in capitals is a kind, or a part (a named pattern) or a group of kinds; blanks mean nothing;
`? * + | ( )` and look-arounds are those of `re`. The first rule that fits wins, so longer ones stand first.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from index.temporal.meaning import Built, Meaning, Piece, Tense
from index.temporal.rule_matching import Rulebook

OTHER = "OTHER"  # the kind of every word that is not in the grammar

# Kinds the lexer gives by shape, in every language.
SHAPES = (
    "NUM",  # 1–31, value int
    "YEAR",  # 1000–2199 in four digits, value int
    "INT",  # any other whole number, value int
    "ORD",  # a number with the ending of an ordinal, "29th", value int
    "DECADE",  # "1990s", "90s", value int: 1990, 90
    "SHORT_YEAR",  # "'82", value int: 82
    "ISO",  # "2023-05-29", value str
    "NUMERIC",  # "29.05.2023", "5/29/23", value str
    "CLOCK",  # "15:00", "5pm", value str
    "AMOUNT",  # "4,907.20", "29.05", "2.2.1", value str
    "GAP",  # a blank line
    "COMMA", "DOT", "DASH", "SLASH", "APOSTROPHE", "OPEN", "CLOSE", "COLON", "MONEY", "PERCENT", "HASH",
)  # fmt: skip


class Token(NamedTuple):
    """A word, number or mark of the text. A tuple, because there are millions."""

    kind: str
    start: int  # characters, [start, end)
    end: int
    value: int | str | None  # by its kind: a MONTH is 1–12, a NUM its number


class Match:
    """The tokens a rule matched, and the text they stand in."""

    __slots__ = ("kinds", "text", "tokens")

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.kinds = {token.kind for token in tokens}

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    @property
    def words(self) -> str:
        """The words as written."""
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """The 40 characters before."""
        return self.text[max(0, self.start - 40) : self.start]

    @property
    def after(self) -> str:
        """The 40 characters after."""
        return self.text[self.end : self.end + 40]

    def has(self, *kinds: str) -> bool:
        """Whether a token is of one of these kinds."""
        return not self.kinds.isdisjoint(kinds)

    def value(self, *kinds: str) -> int | None:
        """The number of the first token of one of these kinds."""
        for token in self.tokens:
            if token.kind in kinds and isinstance(token.value, int):
                return token.value
        return None

    def values(self, *kinds: str) -> Iterator[int]:
        """The numbers of all tokens of these kinds, in order."""
        return (t.value for t in self.tokens if t.kind in kinds and isinstance(t.value, int))

    def word(self, *kinds: str) -> str | None:
        """The text value of the first token of one of these kinds."""
        return next((t.value for t in self.tokens if t.kind in kinds and isinstance(t.value, str)), None)

    def split(self, *kinds: str) -> list["Match"]:
        """The stretches between the tokens of these kinds."""
        parts: list[list[Token]] = [[]]
        for token in self.tokens:
            if token.kind in kinds:
                parts.append([])
            else:
                parts[-1].append(token)
        return [Match(self.text, part) for part in parts if part]

    def only(self, *kinds: str) -> "Match":
        """The tokens of these kinds."""
        return Match(self.text, [token for token in self.tokens if token.kind in kinds])

    def but(self, *kinds: str) -> "Match":
        """The tokens of all other kinds."""
        return Match(self.text, [token for token in self.tokens if token.kind not in kinds])

    def without(self, *kinds: str) -> "Match":
        """The match without the tokens of these kinds at its start and end."""
        if self.kinds.isdisjoint(kinds):
            return self
        tokens = list(self.tokens)
        while tokens and tokens[0].kind in kinds:
            tokens.pop(0)
        while tokens and tokens[-1].kind in kinds:
            tokens.pop()
        return Match(self.text, tokens)

    def piece(self, meaning: Meaning) -> Piece:
        """Return the piece that gives all these words one meaning."""
        return Piece(self.start, self.end, meaning)


Build = Callable[[Match], Built]
Word = tuple[str, int | str | None]  # kind and value: ("MONTH", 5)


class WordContext(NamedTuple):
    """A word that may or may not be part of a date, with the text around it: the input of a guard."""

    text: str
    start: int  # characters of the word, [start, end)
    end: int
    asked: bool  # the text is a question, typed carelessly

    @property
    def word(self) -> str:
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """The 40 characters before it."""
        return self.text[max(0, self.start - 40) : self.start]

    @property
    def after(self) -> str:
        """The 40 characters after it."""
        return self.text[self.end : self.end + 40]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over kinds, and the function that says what a match means."""

    pattern: str
    build: Build


@dataclass(frozen=True)
class Grammar:
    """One language: its words, its rules, its verbs."""

    language: str  # ISO 639-1
    words: Mapping[str, Word]  # lower case
    rules: tuple[Rule, ...]
    parts: Mapping[str, str] = field(default_factory=dict)  # named patterns, used in rules: {"DAY": "(NUM|ORD)"}
    guards: Mapping[str, Callable[[WordContext], bool]] = field(
        default_factory=dict
    )  # doubtful word -> is it a date word here?
    tense: Callable[[str], Tense | None] = lambda word: None  # of a lower-case word; None if it tells no tense
    auxiliaries: frozenset[str] = frozenset()  # words that make a past participle future: "*will be* held"
    verb_markers: Mapping[str, frozenset[str]] = field(default_factory=dict)  # noun or verb -> what marks the verb
    deadline: str = ""  # after an infinitive, this word before a date looks ahead: "told to leave *by* Tuesday"
    ordinal: str = r"(?!)"  # pattern of the endings that make a number an ORD: "st|nd|rd|th"
    decade: str = r"(?!)"  # pattern of the endings that make it a DECADE: "'?s"
    day_first: bool = True  # how to read 5/6/2023 if nothing else tells

    @cached_property
    def letters(self) -> dict[str, str]:
        """One character for each kind, so that a row of kinds is a string."""
        kinds = dict.fromkeys([OTHER, *SHAPES, *(kind for kind, _ in self.words.values())])
        return {kind: chr(0x4E00 + n) for n, kind in enumerate(kinds)}

    @cached_property
    def names(self) -> dict[str, str]:
        """The kind of each letter."""
        return {letter: kind for kind, letter in self.letters.items()}

    @cached_property
    def by_word(self) -> dict[str, str]:
        """The letter of each word."""
        return {word: self.letters[kind] for word, (kind, _) in self.words.items()}

    @cached_property
    def rulebook(self) -> Rulebook:
        """The rules, compiled."""
        return Rulebook([rule.pattern for rule in self.rules], self.parts, self.letters, self.letters[OTHER])
