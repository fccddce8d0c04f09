"""Who looks after the archive: those in the settings, and those whom they have added."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.storage.database import Database

_SCHEMA = """
CREATE TABLE IF NOT EXISTS admins (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, added_by INTEGER NOT NULL, added_at REAL NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Admin:
    """A person who looks after the archive."""

    id: int  # Telegram's user id
    name: str  # as they called themselves when they were added; empty for those in the settings
    fixed: bool  # named in the settings: cannot be removed here


class Admins:
    """The admins; `user_id in admins` tells whether somebody is one. Safe to use from any thread."""

    def __init__(self, memory: Database, fixed: frozenset[int]) -> None:
        self._memory = memory
        self._fixed = fixed
        memory.have(_SCHEMA)
        self._added: dict[int, str] = dict(memory.rows("SELECT id, name FROM admins ORDER BY added_at"))

    def __contains__(self, user_id: object) -> bool:
        return user_id in self._fixed or user_id in self._added

    def __iter__(self) -> Iterator[Admin]:
        yield from (Admin(user_id, "", True) for user_id in sorted(self._fixed))
        yield from (Admin(key, name, False) for key, name in list(self._added.items()) if key not in self._fixed)

    def is_fixed(self, user_id: int) -> bool:
        """Whether an admin is named in the settings."""
        return user_id in self._fixed

    def add(self, user_id: int, name: str, added_by: int) -> bool:
        """Make somebody an admin; False where they were one."""
        if user_id in self:
            return False
        row = (user_id, name, added_by, self._memory.now)
        self._memory.write("INSERT OR REPLACE INTO admins VALUES (?, ?, ?, ?)", *row)
        self._added[user_id] = name
        return True

    def remove(self, user_id: int) -> str | None:
        """Let somebody be an admin no longer, and return their name; None where they were none, or must stay."""
        if user_id in self._fixed or user_id not in self._added:
            return None
        self._memory.write("DELETE FROM admins WHERE id = ?", user_id)
        return self._added.pop(user_id)
