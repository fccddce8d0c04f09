"""What the buttons of admins carry: a word for what to do, and the id of what to do it to.

    a:undo:Zm9vYmFyYmF6        a receipt's delivery
    a:page:Zm9vYmFyYmF6:2      the third page of a list

Telegram allows 64 bytes; ids stand for what is longer. Anyone can send such data: who taps is looked at each time.
"""

import re
from dataclasses import dataclass

PATTERN = r"^a:"

_WRITTEN = re.compile(r"a:([a-z]{1,12}):([A-Za-z0-9_-]{1,24})(?::(\d{1,6}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class AdminTap:
    """A button of an admin, tapped."""

    action: str
    key: str
    number: int = 0


def write_admin_tap(action: str, key: str, number: int = 0) -> str:
    """Write a button's data."""
    return f"a:{action}:{key}:{number}" if number else f"a:{action}:{key}"


def read_admin_tap(data: str) -> AdminTap | None:
    """Read a button's data; None where it is none of ours."""
    found = _WRITTEN.fullmatch(data)
    return AdminTap(found[1], found[2], int(found[3] or 0)) if found else None
