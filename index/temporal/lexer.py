"""Text into a row of tokens: each word, number and mark with its kind. One pass, in linear time.

It is fast because a token costs one match and one dictionary look-up: the kind of a token as written is worked out once
and cached.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

from index.temporal.grammar import OTHER, Grammar, Token, WordContext
from index.temporal.meaning import Tense

_MARKS = {
    ",": "COMMA", ".": "DOT", "-": "DASH", "–": "DASH", "—": "DASH", "‑": "DASH", "−": "DASH", "/": "SLASH",
    "'": "APOSTROPHE", "’": "APOSTROPHE", "(": "OPEN", ")": "CLOSE", ":": "COLON", "%": "PERCENT",
    "#": "HASH", "№": "HASH",
    "$": "MONEY", "€": "MONEY", "£": "MONEY", "¥": "MONEY", "₽": "MONEY",
}  # fmt: skip

_CACHED = 200_000  # tokens as written; more than the vocabulary of most archives
_SPACE = r"(?:[^\S\n]|\n(?!\s*\n))*+"  # white space after a token; a blank line is a token of its own


Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Row:
    """A text as tokens, in parallel lists: an archive has millions of tokens, and few become objects."""

    text: str
    written: list[str]  # each token with the space after it; together they are the text
    starts: list[int]  # characters
    kinds: str  # one letter a token, see Grammar.letters

    def word(self, n: int) -> str:
        """Token `n` as written."""
        return self.written[n].rstrip()

    def end(self, n: int) -> int:
        """Where token `n` ends."""
        return self.starts[n] + len(self.word(n))


def lex(text: str, grammar: Grammar, asked: bool) -> Row:
    """Return the row of tokens of a text.

    "on May 29, 2023"  ->  OTHER MONTH NUM COMMA YEAR
    """
    lexer = lexer_of(grammar, asked)
    written = lexer.shapes.findall(text)
    starts = list(accumulate(map(len, written), initial=0))
    kinds = "".join(map(lexer.letters.__getitem__, written))
    row = Row(text, written, starts, kinds)
    refused = lexer.refused(row)
    if refused:
        letters = list(kinds)
        for n in refused:
            letters[n] = grammar.letters[OTHER]
        row = Row(text, written, starts, "".join(letters))
    return row


def tokens_of(row: Row, grammar: Grammar, first: int, last: int) -> list[Token]:
    """Return the tokens `[first, last)` as objects, with their values."""
    names, kinds, starts, written = grammar.names, row.kinds, row.starts, row.written
    tokens = []
    for n in range(first, last):
        word, kind, start = written[n].rstrip(), names[kinds[n]], starts[n]
        tokens.append(Token(kind, start, start + len(word), _value(kind, word, grammar)))
    return tokens


class Lexer:
    """The compiled shapes and the caches of one grammar."""

    def __init__(self, grammar: Grammar, asked: bool) -> None:
        self.grammar = grammar
        self.asked = asked
        self.shapes = _shapes(grammar, asked, named=False)
        self.letters = _Cache(_letter_by(grammar, asked))
        self.tenses: dict[str, Tense | None] = _Cache(lambda written: grammar.tense(written.rstrip().lower()))
        doubtful = {grammar.by_word[word] for word in grammar.guards if word in grammar.by_word}
        self._doubtful = re.compile(f"[{''.join(doubtful)}]" if doubtful else r"(?!)")

    def refused(self, row: Row) -> list[int]:
        """Return the tokens that are not date words here, as their guards say."""
        return [match.start() for match in self._doubtful.finditer(row.kinds) if not self._stands(row, match.start())]

    def _stands(self, row: Row, n: int) -> bool:
        word = row.word(n)
        guard = self.grammar.guards.get(word.lower())
        start = row.starts[n]
        return guard is None or guard(WordContext(row.text, start, start + len(word), self.asked))


_LEXERS: dict[tuple[int, bool], Lexer] = {}


def lexer_of(grammar: Grammar, asked: bool) -> Lexer:
    """Return the lexer of a grammar, the same one each time."""
    key = (id(grammar), asked)
    if key not in _LEXERS or _LEXERS[key].grammar is not grammar:
        _LEXERS[key] = Lexer(grammar, asked)
    return _LEXERS[key]


class _Cache(dict[str, Value]):
    """The results of a function for each token as written, up to a bound."""

    def __init__(self, work_out: Callable[[str], Value]) -> None:
        super().__init__()
        self.work_out = work_out

    def __missing__(self, written: str) -> Value:
        if len(self) >= _CACHED:
            self.clear()
        value = self[written] = self.work_out(written)
        return value


def _letter_by(grammar: Grammar, asked: bool) -> Callable[[str], str]:
    """Return the function that tells a token's letter from how it is written."""
    shapes = _shapes(grammar, asked, named=True)
    letters, by_word = grammar.letters, grammar.by_word

    def letter(written: str) -> str:
        match = shapes.match(written)
        shape, token = (match.lastgroup or OTHER, match[0].rstrip()) if match else (OTHER, written)
        if shape in ("word", "mess", "dotted", "code", "single"):
            return by_word.get(token.lower(), letters[OTHER])
        if shape in ("mark", "other"):
            return by_word.get(token) or letters[_MARKS.get(token, OTHER)]
        return letters.get(_number_kind(token) if shape == "number" else shape.upper(), letters[OTHER])

    return letter


def _shapes(grammar: Grammar, asked: bool, named: bool) -> re.Pattern[str]:
    """Return the pattern of all tokens; `named` gives each shape a named group.

    In a question a number may be glued to its month ("29may"), and a day stand without its year ("29/5").
    """
    letters = r"[^\W\d_]"
    mm, dd = "(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12]\\d|3[01])"
    day = r"\d{1,2}" if asked else r"\d\d"  # articles have versions and sums that look like 5.6.23
    date = rf"\d{{1,2}}(?:\.\d{{1,2}}\.|/\d{{1,2}}/|-\d{{1,2}}-)\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d\d|{day}\.{day}\.\d\d"
    bare = r"|\d{1,2}[./](?:0?[1-9]|1[0-2]|[12]\d|3[01])(?![\w./])" if asked else ""
    shapes = {
        "word": rf"{letters}{{2,}}+(?!\w)",
        "dotted": rf"{letters}(?:\.{letters})++(?!\w)\.?",  # p.m., U.S.
        "code": rf"{letters}\d(?!\w)" if asked else r"(?!)",  # Q1
        "single": rf"{letters}(?!\w)",
        "mark": r"[,.;:!?()\"“”]",
        "iso": rf"\d{{4}}(?:-{mm}-{dd}(?:T\d\d:\d\d(?::\d\d)?(?:\.\d+)?Z?)?|/{mm}/{dd}|\.{mm}\.{dd})(?![\w-]|[/.]\w)",
        "numeric": rf"(?:{date})(?!\w|[./-]\d){bare}",
        "clock": r"\d{1,2}(?::[0-5]\d){1,2}(?:[ap]m)?(?![\w:])|\d{1,2}[ap]m(?!\w)",
        "amount": r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w)|\d++\.\d++(?:\.\d++)*|\d++(?:/\d++){2,}",
        "ord": rf"\d{{1,4}}(?:{grammar.ordinal})(?!\w)",
        "decade": rf"['’‘`]?(?:[12]\d\d0|[1-9]0)(?:{grammar.decade})(?!\w)",
        "number": r"\d++" + ("" if asked else r"(?!\w)"),
        "short_year": r"['’‘`]\d\d(?!\w)",
        "gap": r"\n\s*\n\s*+",
        "mess": rf"{letters}++" if asked else r"\w++",
        "runs": r"-{2,}|\.{2,}|_+|\s+",
        "other": r"[^\w\s]",
    }
    opening = "(?P<{}>{}){}" if named else "(?:{1}){2}"
    return re.compile("|".join(opening.format(name, shape, _SPACE) for name, shape in shapes.items()))


def _value(kind: str, written: str, grammar: Grammar) -> int | str | None:
    if kind in _NUMBERS:
        if written.isdecimal():
            return int(written[:9])
        if digits := re.search(r"\d+", written):
            return int(digits[0][:9])
    if kind == "ISO":
        return written[:10].replace("/", "-").replace(".", "-") + written[10:]
    if kind in _AS_WRITTEN and written[0].isdigit():
        return written
    return grammar.words.get(written.lower(), (kind, None))[1]


_NUMBERS = frozenset(("NUM", "YEAR", "INT", "ORD", "DECADE", "SHORT_YEAR"))
_AS_WRITTEN = frozenset(("NUMERIC", "CLOCK", "AMOUNT"))


def _number_kind(digits: str) -> str:
    if len(digits) <= 2 and 1 <= int(digits) <= 31:
        return "NUM"
    if len(digits) == 4 and 1000 <= int(digits) < 2200:
        return "YEAR"
    return "INT"
