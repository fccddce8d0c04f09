"""A model's reply as a plan: which sentences, in which order, without which parts, under which heading.

    {"answer": [{"s": 3, "cut": ["a"], "part": "happened"}, {"s": 1}]}

Small models that cannot write JSON may answer in lines: "3 cut a", "1". Whatever is not understood is passed over: a
plan holds numbers and letters that were offered, and nothing else.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.qa.answer import Section

LONGEST_REPLY = 4_000  # characters: eight choices take some 500
MOST_CHOICES = 8

SCHEMA: dict[str, Any] = {  # of the reply, for endpoints that can hold a model to one
    "type": "object",
    "properties": {
        "answer": {
            "type": "array",
            "maxItems": MOST_CHOICES,
            "items": {
                "type": "object",
                "properties": {
                    "s": {"type": "integer"},
                    "cut": {"type": "array", "items": {"type": "string"}},
                    "part": {"type": "string", "enum": [section.value for section in Section]},
                },
                "required": ["s", "cut", "part"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["answer"],
    "additionalProperties": False,
}

_EMPTY = re.compile(r'"answer"\s*:\s*\[\s*\]')
_OBJECT = re.compile(r"\{[^{}]*\}")
_LINE = re.compile(
    r"^\s*(?:[-*]\s*)?\[?S?(\d{1,2})\]?[.:)]?\s*(?:(?:cut|без)\s*:?\s*([a-z](?:\s*,\s*[a-z])*))?\s*$",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One sentence of the answer."""

    sentence: int  # 1, 2, 3… as offered
    cuts: frozenset[str] = frozenset()  # letters of the parts to leave out
    section: Section | None = None


def stream_choices(pieces: Iterable[str]) -> Iterator[Choice]:
    """Give each choice as soon as it is complete: at most `MOST_CHOICES`, each sentence once.

    Every character is looked at a constant number of times, however small the pieces are.
    """
    seen: set[int] = set()
    for choice in _choices(pieces):
        if choice.sentence not in seen:
            seen.add(choice.sentence)
            yield choice
        if len(seen) == MOST_CHOICES:
            return


def chooses_nothing(reply: str) -> bool:
    """Return whether a reply is an empty answer, and not one that cannot be understood."""
    return bool(_EMPTY.search(reply[:LONGEST_REPLY]))


def _choices(pieces: Iterable[str]) -> Iterator[Choice]:
    """Give the choices of a reply: its JSON objects, or its lines if it has none."""
    reply: list[str] = []
    length, any_object, waiting = 0, False, ""
    for piece in pieces:
        reply.append(piece)
        length += len(piece)
        waiting += piece
        if "}" in piece:
            for match in _OBJECT.finditer(waiting):
                if choice := _read_object(match[0]):
                    any_object = True
                    yield choice
            waiting = waiting[waiting.rfind("}") + 1 :]
        if length > LONGEST_REPLY:
            break
    if not any_object:
        for match in _LINE.finditer("".join(reply)[:LONGEST_REPLY]):
            yield Choice(int(match[1]), frozenset(re.findall("[a-z]", (match[2] or "").lower())))


def _read_object(written: str) -> Choice | None:
    try:
        said = json.loads(written)
    except ValueError:
        return None
    number = said.get("s")
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    cuts = said.get("cut")
    letters = frozenset(one for one in cuts if isinstance(one, str)) if isinstance(cuts, list) else frozenset()
    part = said.get("part")
    return Choice(number, letters, Section(part) if part in set(Section) else None)
