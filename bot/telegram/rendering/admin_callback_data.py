"""What the buttons of admins carry: a word for what to do, and the id of what to do it to.

    a:undo:Zm9vYmFyYmF6        a receipt's delivery
    a:page:Zm9vYmFyYmF6:2      the third page of a list

Telegram allows 64 bytes; ids stand for what is longer. Anyone can send such data: `AdminOnly` asks each time who did.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

PATTERN = r"^a:"

_WRITTEN = re.compile(r"a:([a-z]{1,12}):([A-Za-z0-9_-]{1,24})(?::(\d{1,6}))?", re.ASCII)


class AdminAction(StrEnum):
    """What an admin's button does."""

    UNDO = "undo"
    REPLACE = "replace"
    KEEP_BOTH = "both"
    FIX_DATES = "date"
    TRY_AGAIN = "again"
    TURN_PAGE = "page"
    OPEN = "open"
    PASSAGES = "passages"
    DOWNLOAD = "file"
    FIX_DATE = "dating"
    REMOVE = "remove"
    REMOVE_NOW = "yes"
    KEEP = "no"
    RESTORE = "back"
    ADD_TEXT = "add"
    AS_QUESTION = "question"
    ALL_OF_DELIVERY = "all"
    TURN_DELIVERY = "allpage"
    TURN_DOUBTFUL = "doubtful"
    AS_IN_TEXT = "astext"
    ONE_DAY = "oneday"
    KEEP_CASE = "case"


ON_RECEIPTS = (
    AdminAction.UNDO,
    AdminAction.REPLACE,
    AdminAction.KEEP_BOTH,
    AdminAction.FIX_DATES,
    AdminAction.TRY_AGAIN,
)

ON_DOUBTFUL = (AdminAction.TURN_DOUBTFUL, AdminAction.AS_IN_TEXT, AdminAction.ONE_DAY)
ON_DELIVERIES = (AdminAction.ALL_OF_DELIVERY, AdminAction.TURN_DELIVERY)
ON_PASTED = (AdminAction.ADD_TEXT, AdminAction.AS_QUESTION)


@dataclass(frozen=True, slots=True)
class AdminTap:
    """A button of an admin, tapped."""

    action: AdminAction
    key: str
    number: int = 0


def write_admin_tap(action: AdminAction, key: str, number: int = 0) -> str:
    """Write a button's data."""
    return f"a:{action}:{key}:{number}" if number else f"a:{action}:{key}"


def read_admin_tap(data: str) -> AdminTap | None:
    """Read a button's data; None if it is not one of ours."""
    found = _WRITTEN.fullmatch(data)
    if not found or found[1] not in set(AdminAction):
        return None
    return AdminTap(AdminAction(found[1]), found[2], int(found[3] or 0))
