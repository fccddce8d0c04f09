"""A sentence as a row of tokens that can be compared one by one: every word counts, the little ones most of all.

"On Tuesday evening, seven men were hurt in the US."   (published 2023-05-31)
  ->  on  @2023-05-30  ,  #7  men  were  hurt  in  US
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from bot.generation.llm.number_words import find_numbers
from bot.generation.verification.date_phrases import Marked, find_days
from bot.generation.verification.same_meaning import LONGEST_PHRASE, shared_phrase
from bot.generation.verification.word_classes import LITTLE_WORDS
from index.model.dates import DaySpan

_QUOTE_MARKS = re.compile(r"``|''|[“”«»„]")
_APOSTROPHE = re.compile(r"[’‘`´]")
_SPLIT_NOT = re.compile(r"\b(\w+?)\s*n't\b", re.IGNORECASE)
_NOT_STEMS = {"ca": "can", "wo": "will", "sha": "shall"}
_PIECE = re.compile(
    r"(?P<initials>(?:[A-Z]\.){2,})|(?P<owner>(?<=[\w.])\s?'s\b)|(?P<word>[^\W_]+(?:(?:'(?!s\b)|-)[^\W_]+)*)"
    r"|(?P<sign>[%$€£₽])|(?P<mark>[,;:()\"]|[—–]|(?<=\s)--?(?=\s))"
)
_SIGNS = {"%": "percent", "$": "dollar", "€": "euro", "£": "pound", "₽": "руб"}
_CAPITALS = frozenset({"US", "WHO", "IT"})  # names that look like "us", "who" and "it"
_PART_OF_DAY = re.compile(
    r"\s+(?:early|late|morning|evening|night|afternoon|утром|днём|днем|вечером|ночью)$", re.IGNORECASE
)
_ABBREVIATED = re.compile(r"\bper\s+cent\b|\bpct\b", re.IGNORECASE)


class TokenKind(StrEnum):
    """What a token is."""

    WORD = "word"
    NAME = "name"  # a word with a capital letter that does not begin the sentence
    NUMBER = "number"
    DAY = "day"
    MARK = "mark"  # a comma, a dash, a bracket, a quotation mark


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a sentence."""

    key: str  # tokens with equal keys say the same
    kind: TokenKind
    text: str  # as written
    span: DaySpan | None = None  # of a DAY

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital letter."""
        return self.text[:1].isupper()


ANCHOR = Token("⚓", TokenKind.MARK, "")  # where a phrase stood that a claim tells elsewhere

_Found = tuple[int, int, Token]  # where it stands: characters, [start, end)


def read_source(text: str, marked: Iterable[Marked]) -> tuple[Token, ...]:
    """Return the tokens of a sentence whose date phrases are known."""
    return _tokens(text, sorted(marked))


def read_claim(text: str, anchor: date, language: str, source: str, marked: Iterable[Marked]) -> tuple[Token, ...]:
    """Return the tokens of a claim; a date phrase that the source has in the same words names the same day."""
    alone = find_days(text, anchor, language)
    same: list[Marked] = []
    for start, end, span in marked:
        written = source[start:end]
        for phrase in dict.fromkeys((written, _PART_OF_DAY.sub("", written))):
            found = re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)
            same += [(m.start(), m.end(), span) for m in found if not _goes_on(m.start(), m.end(), alone)]
    days = [*same, *(one for one in alone if not _goes_on(one[0], one[1] - 1, same))]
    return _tokens(text, sorted(days, key=lambda day: (day[0], -day[1])))  # the longest of those that begin together


def _goes_on(start: int, end: int, days: Iterable[Marked]) -> bool:
    """Return whether one of these days lies over a place and ends behind it: "30 May" of "30 May 2023"."""
    return any(start < other_end and other_start < end < other_end for other_start, other_end, _ in days)


def _tokens(text: str, days: Sequence[Marked]) -> tuple[Token, ...]:
    found: list[_Found] = []
    for start, end, span in days:
        if not found or start >= found[-1][1]:
            found.append((start, end, Token(_day_key(span), TokenKind.DAY, text[start:end], span)))
    gaps = [0, *(place for start, end, _ in found for place in (start, end)), len(text)]
    for start, end in zip(gaps[::2], gaps[1::2], strict=True):
        found += _pieces(text[start:end], start)
    row = [token for _, _, token in sorted(found, key=lambda one: (one[0], one[1]))]
    return tuple(_shared_phrases(_first_is_no_name(_days_told_twice(row))))


def _pieces(text: str, at: int) -> Iterator[_Found]:
    """Give the words, numbers and marks of a stretch without date phrases."""
    text = _ABBREVIATED.sub(lambda found: f"{'percent':<{len(found[0])}}", text)
    numbers = [one for one in find_numbers(text) if not text[one.start - 1 : one.start].isalpha() or not one.start]
    for number in numbers:
        token = Token(f"#{number.value}", TokenKind.NUMBER, text[number.start : number.end])
        yield at + number.start, at + number.end, token
    gaps = [0, *(place for one in numbers for place in (one.start, one.end)), len(text)]
    for start, end in zip(gaps[::2], gaps[1::2], strict=True):
        for place, token in _words(text[start:end]):
            yield at + start + place, at + start + place + 1, token


def _words(text: str) -> Iterator[tuple[int, Token]]:
    even = _even(text)
    for match in _PIECE.finditer(even):
        written = match[0]
        if match["mark"]:
            yield match.start(), Token("—" if written[0] in "—–-" else written, TokenKind.MARK, written)
        elif match["sign"]:
            yield match.start(), Token(_SIGNS[written], TokenKind.WORD, written)
        elif match["owner"]:
            yield match.start(), Token("'s", TokenKind.WORD, "'s")
        elif match["initials"]:
            yield match.start(), Token(written.replace(".", ""), TokenKind.NAME, written)
        else:
            for n, word in enumerate(_opened(written)):
                kind = TokenKind.NAME if word[0].isupper() else TokenKind.WORD
                yield match.start() + n, Token(word if word in _CAPITALS else _fold(word), kind, word)


def _opened(word: str) -> list[str]:
    """Return "didn't" as "did not", and "cannot" as "can not"."""
    if word.lower() == "cannot":
        return [word[:3], "not"]
    if found := _SPLIT_NOT.fullmatch(word):
        return [_NOT_STEMS.get(found[1].lower(), found[1]), "not"]
    return [word]


def _even(text: str) -> str:
    """Return a text of the same length in which marks of one meaning look alike."""
    text = _QUOTE_MARKS.sub(lambda mark: f"{chr(34):<{len(mark[0])}}", text)
    text = _APOSTROPHE.sub("'", text)
    return re.sub(r"(\w) n't\b", r"\1n't ", text)


def _fold(word: str) -> str:
    return word.casefold().replace("ё", "е")


def _shared_phrases(row: Sequence[Token]) -> list[Token]:
    """Return a row in which words and phrases of one meaning are one token: "called off" and "cancelled"."""
    made: list[Token] = []
    n = 0
    while n < len(row):
        length, key = shared_phrase([token.key for token in row[n : n + LONGEST_PHRASE + 1]])
        made.append(replace(row[n], key=key) if length else row[n])
        n += max(length, 1)
    return made


def _days_told_twice(row: Sequence[Token]) -> list[Token]:
    """Take a day for told once if it is named twice in a row: "on Tuesday, 30 May"."""
    said = [token for token in row if token.kind is not TokenKind.MARK]
    twice = {id(after) for one, after in pairwise(said) if one.key == after.key and one.kind is TokenKind.DAY}
    return [token for token in row if id(token) not in twice]


def _first_is_no_name(row: list[Token]) -> list[Token]:
    """Any first word has a capital letter; only a name's next word can tell, so it is taken for a word."""
    if row and row[0].kind is TokenKind.NAME and row[0].key not in _CAPITALS:
        is_name = any(token.kind is TokenKind.NAME for token in row[1:2]) and row[0].key not in LITTLE_WORDS
        row[0] = row[0] if is_name else replace(row[0], kind=TokenKind.WORD)
    return row


def _day_key(span: DaySpan) -> str:
    return f"@{span.first}" if span.first == span.last else f"@{span.first}..{span.last}"
