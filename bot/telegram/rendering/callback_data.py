"""What the bot's buttons carry: a letter, the id of a remembered answer, and which of its parts was tapped.

    c:Zm9vYmFyYmF6:2          citation 2 of that answer
    p:Zm9vYmFyYmF6:2:14       passage 14 of the article behind that citation
    d:Zm9vYmFyYmF6:20230529   the same question about that day
    m:Zm9vYmFyYmF6:0          more of the same answer
    o:Zm9vYmFyYmF6:0          the words of that question alone, without what was kept from the one before
    v:Zm9vYmFyYmF6:1          that answer helped (0: it did not)
    f:Zm9vYmFyYmF6:2          that answer as a file of the second format (0: offer the formats)

Telegram allows 64 bytes; these are at most 40.

    start=c2-Zm9vYmFyYmF6     a link that opens citation 2 of that answer in private
    start=i-Zm9vYmFyYmF6      an invitation
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["c", "p", "d", "m", "o", "v", "f"]
CITATION: Kind = "c"
PASSAGE: Kind = "p"
DAY: Kind = "d"
MORE: Kind = "m"
ALONE: Kind = "o"
VOTE: Kind = "v"
FILE: Kind = "f"
KINDS: dict[str, Kind] = {kind: kind for kind in (CITATION, PASSAGE, DAY, MORE, ALONE, VOTE, FILE)}
LANGUAGE = "l:"  # and the language: "l:ru"

_WRITTEN = re.compile(r"([cpdmovf]):([A-Za-z0-9_-]{1,24}):([0-9]{1,8})(?::([0-9]{1,6}))?")
_LINKED = re.compile(r"c([0-9]{1,4})-([A-Za-z0-9_-]{1,24})")
_INVITED = re.compile(r"i-([A-Za-z0-9_-]{1,40})")


@dataclass(frozen=True, slots=True)
class Tap:
    """A button tapped."""

    kind: Kind
    answer_id: str
    number: int
    place: int = 0  # of a passage in its article

    @property
    def day(self) -> date | None:
        """The day of a day button; None where it is none."""
        try:
            return date(self.number // 10_000, self.number // 100 % 100, self.number % 100)
        except ValueError:
            return None


def write_tap(kind: Kind, answer_id: str, number: int, place: int | None = None) -> str:
    """Write a button's data."""
    return f"{kind}:{answer_id}:{number}" + ("" if place is None else f":{place}")


def write_day_tap(answer_id: str, day: date) -> str:
    """Write the data of a day's button."""
    return write_tap(DAY, answer_id, day.year * 10_000 + day.month * 100 + day.day)


def read_tap(data: str) -> Tap | None:
    """Read a button's data; None where it is none of ours, which anyone can send."""
    found = _WRITTEN.fullmatch(data)
    return Tap(KINDS[found[1]], found[2], int(found[3]), int(found[4] or 0)) if found else None


def write_link(username: str, answer_id: str, number: int) -> str:
    """Write a link that opens a citation in private."""
    return f"https://t.me/{username}?start=c{number}-{answer_id}"


def write_invitation(username: str, token: str) -> str:
    """Write a link that lets somebody in."""
    return f"https://t.me/{username}?start=i-{token}"


def read_link(payload: str) -> Tap | None:
    """Read what stands behind /start, where it is a citation."""
    found = _LINKED.fullmatch(payload)
    return Tap(CITATION, found[2], int(found[1])) if found else None


def read_invitation(payload: str) -> str:
    """Read what stands behind /start, where it is an invitation: its token, else ""."""
    found = _INVITED.fullmatch(payload)
    return found[1] if found else ""
