"""What admins and channels send, from the moment it is acknowledged to its receipt, and for as long as that lives.

The bytes of a delivery lie below `incoming/` and its row is in bot.sqlite, on disk, before anybody is told that it
came. It waits; is stored, which its report tells; and is told, once the receipt is out. A process may die anywhere
between: the next one goes on.
"""

import sqlite3
from collections.abc import Collection
from contextlib import AbstractContextManager
from math import inf
from secrets import token_urlsafe
from zlib import compress, decompress

from bot.storage.database import Database
from bot.storage.delivery import Delivered, Delivery, Fate, Part, Sender, State
from bot.storage.delivery_order import DeliveryOrder, Waiting
from bot.storage.sqlite.versioned_json import VersionedJson

MOST_JOINED = 100  # files that are sent one by one and make one delivery

_PART = VersionedJson(Part)
_DELIVERED = VersionedJson(Delivered)
_COLUMNS = "number, id, source, admin_id, chat_id, language, progress_id, state, fate, starts, received_at, album"


class Deliveries:
    """The queue, and the receipts after it. Every method may be called from any thread, and raises StorageError."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._order = DeliveryOrder(database.now)

    # Coming in

    def knows(self, update_id: int) -> bool:
        """Whether this update's delivery is here already."""
        return bool(self._database.rows("SELECT 1 FROM parts WHERE update_id = ?", update_id))

    def take(
        self, update_id: int, parts: Collection[Part], sender: Sender, *, album: str = "", joins_within_s: float = inf
    ) -> Delivery:
        """Write down what an update brought, as a delivery of its own or as part of its album's; return the delivery.

        It joins the album's delivery if that still waits and had its last part within so many seconds. What is in no
        album joins what waits from the same sender: a burst of files gives few receipts. An update that came before is
        the delivery it was.
        """
        now = self._database.now
        with self._database.transaction() as db:
            row = db.execute("SELECT delivery FROM parts WHERE update_id = ?", (update_id,)).fetchone()
            if row is None:
                key = _open_album(db, album, sender.source, now - joins_within_s) if album else _waiting_of(db, sender)
                key = key or _insert(db, sender, album, now)
                db.execute("UPDATE deliveries SET received_at = ? WHERE id = ?", (now, key))
                rows = [(update_id, n, key, _PART.write(part)) for n, part in enumerate(parts)]
                db.executemany("INSERT INTO parts VALUES (?, ?, ?, ?)", rows)
            else:
                key = row[0]
        found = self.get(key)
        assert found is not None
        return found

    def coming(self, source: str, album: str) -> AbstractContextManager[None]:
        """Keep an album waiting for a part that is being fetched. Touches no disk."""
        return self._order.coming(source, album)

    def up(self) -> None:
        """Note that the bot begins to take and to serve deliveries. Touches no disk."""
        self._order.began = self._database.now

    def set_progress(self, key: str, message_id: int) -> None:
        """Note which message tells of a delivery."""
        self._database.write("UPDATE deliveries SET progress_id = ? WHERE id = ?", message_id, key)

    # Its turn

    def next(self, busy: Collection[str] = ()) -> Delivery | None:
        """Return the delivery whose turn it is, of a source that is not busy; None for none. Its start is counted."""
        with self._database.transaction() as db:
            rows = db.execute(
                "SELECT id, source, starts, album, received_at FROM deliveries WHERE state = ? ORDER BY number",
                (State.WAITING,),
            ).fetchall()
            chosen = self._order.choose([Waiting(*row) for row in rows], self._database.now, busy)
            if chosen is None:
                return None
            db.execute("UPDATE deliveries SET starts = starts + 1 WHERE id = ?", (chosen.id,))
        return self.get(chosen.id)

    def waiting(self) -> int:
        """Return how many deliveries are not stored yet."""
        return int(self._database.rows("SELECT count(*) FROM deliveries WHERE state = ?", State.WAITING)[0][0])

    def store(self, key: str, delivered: Delivered, fate: Fate = Fate.NONE) -> None:
        """Note what became of a delivery."""
        change = "UPDATE deliveries SET state = ?, fate = ?, body = ? WHERE id = ?"
        self._database.write(change, State.STORED, fate, _pack(delivered), key)

    def told(self, key: str) -> None:
        """Note that the receipt of a delivery is out."""
        self._database.write("UPDATE deliveries SET state = ? WHERE id = ?", State.TOLD, key)

    def again(self, key: str) -> None:
        """Let a delivery that failed wait for another turn."""
        change = "UPDATE deliveries SET state = ?, fate = '', starts = 0 WHERE id = ? AND fate = ?"
        self._database.write(change, State.WAITING, key, Fate.FAILED)

    def put_off(self, key: str) -> None:
        """Do not count the last start of a delivery: it was stopped, and not by what is in it."""
        self._database.write("UPDATE deliveries SET starts = max(starts - 1, 0) WHERE id = ?", key)

    def progress_ids(self) -> set[int]:
        """Return the numbers of the messages that tell of deliveries."""
        return {row[0] for row in self._database.rows("SELECT progress_id FROM deliveries WHERE progress_id > 0")}

    def under_way(self) -> list[Delivery]:
        """Return what is not told yet, the oldest first."""
        rows = self._database.rows("SELECT id FROM deliveries WHERE state <> 'told' ORDER BY number")
        return [found for (key,) in rows if (found := self.get(key))]

    def files(self) -> list[str]:
        """Return the files that are still needed: of what is not told yet, or failed and may be tried again."""
        sql = "SELECT parts.body FROM parts JOIN deliveries ON id = delivery WHERE state <> 'told' OR fate = ?"
        return [_PART.read(body).file for (body,) in self._database.rows(sql, Fate.FAILED)]

    # Receipts

    def get(self, key: str) -> Delivery | None:
        """Return a delivery; None if there is none of this id."""
        rows = self._database.rows(f"SELECT {_COLUMNS}, body FROM deliveries WHERE id = ?", key)
        if not rows:
            return None
        *row, body = rows[0]
        parts = self._database.rows("SELECT body FROM parts WHERE delivery = ? ORDER BY update_id, place", key)
        given = dict(zip(_COLUMNS.split(", "), row, strict=True))
        given |= {"state": State(given["state"]), "fate": Fate(given["fate"])}
        read = tuple(_PART.read(text) for (text,) in parts)
        return Delivery(**given, parts=read, delivered=_DELIVERED.read(decompress(body)) if body else None)

    def set_fate(self, key: str, fate: Fate, delivered: Delivered) -> None:
        """Note what an admin made of a delivery."""
        change = "UPDATE deliveries SET fate = ?, body = ? WHERE id = ?"
        self._database.write(change, fate, _pack(delivered), key)


def _pack(delivered: Delivered) -> bytes:
    return compress(_DELIVERED.write(delivered).encode())


def _open_album(db: sqlite3.Connection, album: str, source: str, last_part_after: float) -> str:
    """Return the id of an album's delivery that may still grow, or ""."""
    row = db.execute(
        "SELECT id FROM deliveries WHERE album = ? AND source = ? AND state = ? AND starts = 0 AND received_at > ?",
        (album, source, State.WAITING, last_part_after),
    ).fetchone()
    return str(row[0]) if row else ""


def _waiting_of(db: sqlite3.Connection, sender: Sender) -> str:
    """Return the id of a sender's delivery that is in no album, has not been begun and has room for more, or ""."""
    row = db.execute(
        "SELECT id FROM deliveries WHERE source = ? AND chat_id = ? AND album = '' AND state = ? AND starts = 0"
        " AND (SELECT count(*) FROM parts WHERE delivery = deliveries.id) < ?",
        (sender.source, sender.chat_id, State.WAITING, MOST_JOINED),
    ).fetchone()
    return str(row[0]) if row else ""


def _insert(db: sqlite3.Connection, sender: Sender, album: str, now: float) -> str:
    key = token_urlsafe(9)
    row = (key, sender.source, sender.admin_id, sender.chat_id, sender.language, album, now, State.WAITING)
    db.execute(
        "INSERT INTO deliveries (id, source, admin_id, chat_id, language, album, received_at, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        row,
    )
    return key
