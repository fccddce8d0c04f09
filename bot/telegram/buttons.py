"""What the bot's buttons carry: a letter, the id of a remembered answer, and which of its parts was tapped.

    c:Zm9vYmFyYmF6:2    citation 2 of that answer
    d:Zm9vYmFyYmF6:0    the first of the nearest days offered with it

Telegram allows 64 bytes; these are at most 23.
"""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["c", "d"]
CITATION: Kind = "c"
DAY: Kind = "d"

_WRITTEN = re.compile(r"([cd]):([A-Za-z0-9_-]{1,24}):(\d{1,4})")


@dataclass(frozen=True, slots=True)
class Tap:
    """A button tapped."""

    kind: Kind
    answer_id: str
    number: int


def write_tap(kind: Kind, answer_id: str, number: int) -> str:
    """Write a button's data."""
    return f"{kind}:{answer_id}:{number}"


def read_tap(data: str) -> Tap | None:
    """Read a button's data; None where it is none of ours, which anyone can send."""
    found = _WRITTEN.fullmatch(data)
    if not found or not found[3].isascii():
        return None
    return Tap(CITATION if found[1] == CITATION else DAY, found[2], int(found[3]))
