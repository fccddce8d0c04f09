"""Small things that buttons and replies refer to, kept over restarts: a list's query, an article, a day asked for."""

import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from bot.storage.database import Database

MOST_KEPT = 50_000  # the oldest go first

_MAKE_ROOM = (
    "DELETE FROM callback_state WHERE id IN (SELECT id FROM callback_state ORDER BY made_at DESC LIMIT -1 OFFSET ?)"
)

DAY_ASKED = "day asked for"
ASKED_FOR_S = 600.0  # so long a day written without a reply is taken as the one asked for

About = dict[str, str]  # {"article": id} or {"delivery": id}


class CallbackState:
    """JSON objects by a short id that fits a button. May be called from any thread; raises StorageError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, kind: str, body: Mapping[str, Any], key: str = "") -> str:
        """Keep an object and return its id: equal for equal objects, if no `key` is given."""
        written = json.dumps(body, ensure_ascii=False, sort_keys=True)
        key = key or blake2b(f"{kind} {written}".encode(), digest_size=8).hexdigest()
        with self._database.transaction() as db:
            row = (key, kind, written, self._database.now)
            db.execute("INSERT OR REPLACE INTO callback_state VALUES (?, ?, ?, ?)", row)
            db.execute(_MAKE_ROOM, (MOST_KEPT,))
        return key

    def get(self, kind: str, key: str, *, not_older_than_s: float = float("inf")) -> dict[str, Any] | None:
        """Return an object; None if there is none of this kind and id, or it is too old."""
        rows = self._database.rows("SELECT body, made_at FROM callback_state WHERE id = ? AND kind = ?", key, kind)
        if not rows or self._database.now - rows[0][1] > not_older_than_s:
            return None
        body: dict[str, Any] = json.loads(rows[0][0])
        return body

    def all(self, kind: str) -> dict[str, tuple[dict[str, Any], float]]:
        """Return all objects of a kind by their id, each with when it was kept, in seconds since 1970."""
        rows = self._database.rows("SELECT id, body, made_at FROM callback_state WHERE kind = ?", kind)
        return {key: (json.loads(body), made_at) for key, body, made_at in rows}

    @property
    def now(self) -> float:
        """The clock this is kept by: seconds since 1970."""
        return self._database.now

    def forget(self, key: str) -> None:
        """Forget an object."""
        self._database.write("DELETE FROM callback_state WHERE id = ?", key)


class DayRequests:
    """The days that admins were asked for: what each is for, by the message that asks.

    They are in memory too, since every text an admin writes may be such a day: looking touches no disk. What writes
    raises StorageError.
    """

    def __init__(self, state: CallbackState) -> None:
        self._state = state
        self._asked = state.all(DAY_ASKED)

    def about(self, chat_id: int, message_id: int) -> About | None:
        """Return what a message asks a day for; None if it asks for none."""
        found = self._asked.get(f"{chat_id}:{message_id}")
        return found[0] if found else None

    def last_about(self, chat_id: int) -> About | None:
        """Return what the last day was asked for in a chat; None if that was answered, or is long ago."""
        found = self._asked.get(f"{chat_id}:now")
        return found[0] if found and self._state.now - found[1] <= ASKED_FOR_S else None

    def ask(self, chat_id: int, message_id: int, about: About) -> None:
        """Note that a message asks for a day."""
        for key in (f"{chat_id}:{message_id}", f"{chat_id}:now"):
            self._state.keep(DAY_ASKED, about, key)
            self._asked[key] = (about, self._state.now)

    def settle(self, chat_id: int) -> None:
        """Note that the last day asked for in a chat was given."""
        self._state.forget(f"{chat_id}:now")
        self._asked.pop(f"{chat_id}:now", None)
