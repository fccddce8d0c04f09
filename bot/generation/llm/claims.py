"""A model's reply, which comes in pieces, as claims: sentences with the numbers of the passages they cite.

"The ferry struck the pier. [1] Seven were hurt [1, 2]."
  ->  "The ferry struck the pier." (1,)    "Seven were hurt." (1, 2)
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.qa.question import language_of
from index.ingest.sentences.splitting import split_sentences

LONGEST_REPLY = 12_000  # characters; what comes after is not read
SHORTEST_STEP = 40  # characters that must have come before a reply is read again: a short sentence
MOST_CITED = 6  # numbers a claim may carry: one that cites everything cites nothing

_NUMBERS = r"\d{1,3}(?:\s*[,;]\s*\d{1,3}|\s*[-–]\s*\d{1,3})*"
_MARK = re.compile(rf"\s*(?:\[\^?\s*({_NUMBERS})\s*\]|【\s*({_NUMBERS})\s*】)")
_AFTER_END = re.compile(rf"([.!?…]+[\"”»')]*)((?:\s*(?:\[\^?\s*{_NUMBERS}\s*\]|【\s*{_NUMBERS}\s*】))+)")
_BULLET = re.compile(r"^\s*(?:[-*•–]\s+|#{1,6}\s+|>\s+|\d{1,2}[.)]\s+)", re.MULTILINE)
_STRONG = re.compile(r"(\*\*|__|`|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w))")
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]")
_SOFT_BREAK = re.compile(r"(?<=[^\s.!?:…\]])\n(?=\s*[^\s\-*•#\d])")
_BEGUN = re.compile(r"[\[【][^\]】]*\Z")
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL | re.IGNORECASE)  # some models think aloud


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of a reply."""

    text: str  # without its numbers
    numbers: tuple[int, ...]  # as the model gave them; empty where it gave none


def read_claims(reply: str) -> list[Claim]:
    """Return the claims of a whole reply."""
    return list(_claims(_tidied(reply[:LONGEST_REPLY])))


def stream_claims(pieces: Iterable[str]) -> Iterator[Claim]:
    """Give each claim soon after the next one has begun, so that its numbers are all there.

    The reply is read again each time it has grown by an eighth, so that one that drips in takes linear time.
    """
    reply, length, next_look, done = list[str](), 0, SHORTEST_STEP, 0
    for piece in pieces:
        reply.append(piece)
        length += len(piece)
        if length >= next_look:
            next_look = length + max(SHORTEST_STEP, length // 8)
            ready = read_claims(_BEGUN.sub("", "".join(reply)))[:-1]  # "[1" may become "[12]"
            yield from ready[done:]
            done = max(done, len(ready))
        if length > LONGEST_REPLY:
            break
    yield from read_claims("".join(reply))[done:]


def _claims(text: str) -> Iterator[Claim]:
    opened = ""  # a quotation mark that the splitter has left with the sentence before
    for start, end in split_sentences(text, language_of(text)):
        sentence = opened + text[start:end]
        opened = sentence[-1] if sentence[-1] in "“«„" else ""
        sentence = sentence[: len(sentence) - len(opened)]
        numbers = tuple(dict.fromkeys(n for mark in _MARK.finditer(sentence) for n in _spelled(mark[1] or mark[2])))
        said = _EMPTY.sub("", _MARK.sub("", sentence))
        said = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(said.split()))
        if any(letter.isalnum() for letter in said):
            yield Claim(said, numbers)


def _tidied(reply: str) -> str:
    """Take off what shapes a text and what cannot be seen, and put numbers before the sentence's end."""
    text = _THOUGHT.sub("", reply)
    text = "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter)[0] != "C")
    text = _BULLET.sub("", _SOFT_BREAK.sub(" ", text))
    return _AFTER_END.sub(lambda found: f"{found[2]}{found[1]}", _STRONG.sub("", text))


def _spelled(numbers: str) -> Iterator[int]:
    """Read "1, 3" as 1 and 3, and "1-3" as 1, 2 and 3."""
    for part in re.split(r"\s*[,;]\s*", numbers.strip()):
        first, _, last = (piece.strip() for piece in part.replace("–", "-").partition("-"))
        yield from range(int(first), min(int(last or first), int(first) + MOST_CITED) + 1)
