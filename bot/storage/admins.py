"""Who looks after the archive: those in the settings, and those whom they have added."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.storage.database import Database
from config.shared_accounts import SHARED_ACCOUNTS


@dataclass(frozen=True, slots=True)
class Admin:
    """A person who looks after the archive."""

    id: int  # Telegram's user id
    name: str  # as they called themselves when they were added; empty for those in the settings
    fixed: bool  # named in the settings: cannot be removed here


class Admins:
    """The admins; `user_id in admins` tells whether somebody is one, without touching the disk. Safe in any thread."""

    def __init__(self, database: Database, fixed: frozenset[int]) -> None:
        self._database = database
        self._fixed = fixed
        self._added: dict[int, str] = dict(database.rows("SELECT id, name FROM admins ORDER BY added_at"))

    def __contains__(self, user_id: object) -> bool:
        return (user_id in self._fixed or user_id in self._added) and user_id not in SHARED_ACCOUNTS

    def __iter__(self) -> Iterator[Admin]:
        yield from (Admin(user_id, "", True) for user_id in sorted(self._fixed))
        yield from (Admin(key, name, False) for key, name in list(self._added.items()) if key not in self._fixed)

    def is_fixed(self, user_id: int) -> bool:
        """Whether an admin is named in the settings."""
        return user_id in self._fixed

    def add(self, user_id: int, name: str, added_by: int) -> bool:
        """Make somebody an admin; return False if they were one, or share the account with others.

        Raises: StorageError.
        """
        if user_id in self or user_id in SHARED_ACCOUNTS:
            return False
        row = (user_id, name, added_by, self._database.now)
        self._database.write("INSERT OR REPLACE INTO admins VALUES (?, ?, ?, ?)", *row)
        self._added[user_id] = name
        return True

    def remove(self, user_id: int) -> str | None:
        """Take somebody off the admins, and return their name; None if they were none, or are named in the settings.

        Raises: StorageError.
        """
        if user_id in self._fixed or user_id not in self._added:
            return None
        self._database.write("DELETE FROM admins WHERE id = ?", user_id)
        return self._added.pop(user_id)
