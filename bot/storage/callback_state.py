"""Small things that buttons and replies refer to, kept over restarts: a list's query, an article, a day asked for."""

import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from bot.storage.database import Database

MOST_NOTES = 50_000  # the oldest go first

_SCHEMA = """
CREATE TABLE IF NOT EXISTS notes (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, body TEXT NOT NULL, made_at REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS notes_by_time ON notes (made_at);
"""
_MAKE_ROOM = "DELETE FROM notes WHERE id IN (SELECT id FROM notes ORDER BY made_at DESC LIMIT -1 OFFSET ?)"


class CallbackState:
    """Notes by a short id that fits a button. Safe to use from any thread."""

    def __init__(self, memory: Database) -> None:
        self._memory = memory
        memory.have(_SCHEMA)

    def keep(self, kind: str, body: Mapping[str, Any], key: str = "") -> str:
        """Keep a note and return its id: equal for equal notes, if no `key` is given."""
        written = json.dumps(body, ensure_ascii=False, sort_keys=True)
        key = key or blake2b(f"{kind} {written}".encode(), digest_size=8).hexdigest()
        self._memory.write("INSERT OR REPLACE INTO notes VALUES (?, ?, ?, ?)", key, kind, written, self._memory.now)
        self._memory.write(_MAKE_ROOM, MOST_NOTES)
        return key

    def get(self, kind: str, key: str, *, not_older_than_s: float = float("inf")) -> dict[str, Any] | None:
        """Return a note; None where there is none of this kind and id, or it is too old."""
        rows = self._memory.rows("SELECT body, made_at FROM notes WHERE id = ? AND kind = ?", key, kind)
        if not rows or self._memory.now - rows[0][1] > not_older_than_s:
            return None
        body: dict[str, Any] = json.loads(rows[0][0])
        return body

    def forget(self, key: str) -> None:
        """Forget a note."""
        self._memory.write("DELETE FROM notes WHERE id = ?", key)
