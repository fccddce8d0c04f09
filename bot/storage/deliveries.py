"""What admins and channels hand in, from the moment it is acknowledged to its receipt, and for as long as that lives.

A delivery is a file, an album of files, a post or a text. Its bytes lie below `incoming/` and its row is in the bot's
SQLite file, on disk, before anybody is told that it came. It waits; is stored, which its report tells; and is told,
once the receipt is out. A process may die anywhere between: the next one goes on.
"""

import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf
from pathlib import Path
from secrets import token_urlsafe
from typing import Self
from zlib import compress, decompress

from pydantic import TypeAdapter

from bot.intake.caption_fields import Fields
from bot.storage.database import FILE_NAME
from index.pipeline import AddReport

ALBUM_QUIET_S = 1.0  # the parts of an album come one by one; so long after the last it is whole
ALBUM_RESUMES_S = 5.0  # after a stop: parts that were on their way then come again
# A delivery that was under way at so many crashes may be what they come from. It has to wait until the bot has been up
# for a while, twice as long each time, so that others are served meanwhile; in the end it is set aside.
DOUBTED_STARTS = 4
DOUBTED_WAITS_S = 30.0
MOST_STARTS = 10

_SCHEMA = """
CREATE TABLE IF NOT EXISTS deliveries (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT NOT NULL UNIQUE,
    source      TEXT NOT NULL,            -- who takes turns: "admin 42", "channel -1001"
    admin_id    INTEGER NOT NULL,         -- 0 for a channel
    chat_id     INTEGER NOT NULL,         -- where the receipt goes; 0 for nowhere
    language    TEXT NOT NULL,
    album       TEXT NOT NULL,
    received_at REAL NOT NULL,            -- seconds since 1970, of its last part
    progress_id INTEGER NOT NULL DEFAULT 0,
    state       TEXT NOT NULL,
    fate        TEXT NOT NULL DEFAULT '',
    starts      INTEGER NOT NULL DEFAULT 0,
    body        BLOB                      -- zlib over JSON: what became of it
);
CREATE INDEX IF NOT EXISTS deliveries_under_way ON deliveries (number) WHERE state <> 'told';
CREATE TABLE IF NOT EXISTS parts (
    update_id INTEGER NOT NULL,           -- an update comes again after a crash
    place     INTEGER NOT NULL,           -- 0, 1, 2… within its update
    delivery  TEXT NOT NULL,
    body      TEXT NOT NULL,
    PRIMARY KEY (update_id, place)
);
CREATE INDEX IF NOT EXISTS parts_by_delivery ON parts (delivery);
"""


class State(StrEnum):
    """How far a delivery is."""

    WAITING = "waiting"
    STORED = "stored"  # its report is written, its receipt may not be out
    TOLD = "told"


class Fate(StrEnum):
    """What an admin made of a delivery afterwards."""

    NONE = ""
    REPLACED = "replaced"  # the earlier versions are out
    KEPT_BOTH = "both"
    UNDONE = "undone"
    FAILED = "failed"  # it could not be stored for a reason nobody foresaw; its files are kept


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a delivery, as it lies in `incoming/`."""

    name: str  # as the admin knows it: "storm.txt"
    file: str  # its path below `incoming/`
    origin: str  # "telegram/storm.txt/3f2a91bc"
    sha256: str
    sent_at: float  # when it was sent, or first posted: the last evidence of its date
    named: bool = True  # whether its name was given by a person: another file of that name may be its newer version
    fields: Fields = field(default_factory=Fields)  # what came beside it and beats what it says
    lacking: Fields = field(default_factory=Fields)  # what came beside it and fills what it does not say
    strange: tuple[str, ...] = ()  # lines of its caption that name a field and could not be understood


@dataclass(frozen=True, slots=True)
class Earlier:
    """An article here that a delivered one looks like a newer version of."""

    new_id: str
    old_id: str
    title: str  # the old one's


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of a delivery."""

    report: AddReport
    earlier: tuple[Earlier, ...] = ()
    notes: tuple[str, ...] = ()  # sentences for the admin: a date that could not be read
    left: int = 0  # articles that an Undo could not take back


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery as it stands."""

    number: int
    id: str
    source: str
    admin_id: int
    chat_id: int
    language: str
    progress_id: int  # the message that becomes the receipt; 0 where there is none yet
    state: State
    fate: Fate
    starts: int
    received_at: float
    parts: tuple[Part, ...] = ()
    delivered: Delivered | None = None

    @property
    def batch(self) -> str:
        """The name under which the archive keeps what it changed."""
        return f"delivery {self.id}"


_PART = TypeAdapter(Part)
_DELIVERED = TypeAdapter(Delivered)
_COLUMNS = "number, id, source, admin_id, chat_id, language, progress_id, state, fate, starts, received_at"


class Deliveries:
    """The queue, and the receipts after it. Every method may be called from any thread."""

    def __init__(self, data_dir: Path, *, clock: Callable[[], float] = time.time) -> None:
        data_dir.mkdir(parents=True, exist_ok=True)
        self._clock = clock
        self._lock = threading.Lock()
        self._served: dict[str, int] = {}  # source -> when it had its last turn, in turns
        self._turns = 0
        self._began = clock()
        self._coming: Counter[tuple[str, str]] = Counter()  # parts on their way, by source and album
        self._db = sqlite3.connect(data_dir / FILE_NAME, check_same_thread=False, isolation_level=None, timeout=30)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")  # what is acknowledged is on disk, also after a power cut
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    # Coming in

    def knows(self, update_id: int) -> bool:
        """Whether this update's delivery is here already."""
        with self._lock:
            return self._db.execute("SELECT 1 FROM parts WHERE update_id = ?", (update_id,)).fetchone() is not None

    def take(
        self,
        update_id: int,
        parts: Collection[Part],
        *,
        source: str,
        admin_id: int,
        chat_id: int,
        language: str,
        album: str = "",
        joins_within_s: float = inf,
    ) -> Delivery:
        """Write down what an update brought, as a delivery of its own or as part of its album's; return the delivery.

        It joins the album's delivery where that still waits and had its last part within so many seconds. An update
        that came before is the delivery it was.
        """
        with self._writing() as db:
            row = db.execute("SELECT delivery FROM parts WHERE update_id = ?", (update_id,)).fetchone()
            if row is None:
                key = self._open_album(album, source, joins_within_s)
                key = key or self._new(source, admin_id, chat_id, language, album)
                db.execute("UPDATE deliveries SET received_at = ? WHERE id = ?", (self._clock(), key))
                rows = [(update_id, n, key, _PART.dump_json(part).decode()) for n, part in enumerate(parts)]
                db.executemany("INSERT INTO parts VALUES (?, ?, ?, ?)", rows)
            else:
                key = row[0]
        found = self.get(key)
        assert found is not None
        return found

    @contextmanager
    def coming(self, source: str, album: str) -> Iterator[None]:
        """Keep an album waiting for a part that is being fetched."""
        with self._lock:
            self._coming[source, album] += 1
        try:
            yield
        finally:
            with self._lock:
                self._coming[source, album] -= 1

    def up(self) -> None:
        """Note that the bot begins to take and to serve deliveries."""
        self._began = self._clock()

    def _open_album(self, album: str, source: str, within_s: float) -> str:
        if not album:
            return ""
        row = self._db.execute(
            "SELECT id FROM deliveries WHERE album = ? AND source = ? AND state = ? AND starts = 0 AND received_at > ?",
            (album, source, State.WAITING, self._clock() - within_s),
        ).fetchone()
        return str(row[0]) if row else ""

    def _new(self, source: str, admin_id: int, chat_id: int, language: str, album: str) -> str:
        key = token_urlsafe(9)
        row = (key, source, admin_id, chat_id, language, album, self._clock(), State.WAITING)
        self._db.execute(
            "INSERT INTO deliveries (id, source, admin_id, chat_id, language, album, received_at, state)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        return key

    def set_progress(self, key: str, message_id: int) -> None:
        """Note which message tells of a delivery."""
        self._set(key, "progress_id", message_id)

    # Its turn

    def next(self, busy: Collection[str] = ()) -> Delivery | None:
        """Return the delivery whose turn it is: of the source that was not served for the longest time.

        Sources that are busy are passed over, albums that may still grow, and for a while what was under way at many
        crashes. Its start is counted.
        """
        with self._writing() as db:
            rows = db.execute(
                "SELECT id, source, starts, album, received_at FROM deliveries WHERE state = ? ORDER BY number",
                (State.WAITING,),
            ).fetchall()
            free = [row for row in rows if row[1] not in busy and self._may_begin(*row[1:])]
            if not free:
                return None
            key, source, *_ = min(free, key=lambda row: self._served.get(row[1], 0))
            self._turns += 1
            self._served[source] = self._turns
            db.execute("UPDATE deliveries SET starts = starts + 1 WHERE id = ?", (key,))
        return self.get(key)

    def _may_begin(self, source: str, starts: int, album: str, received_at: float) -> bool:
        """Whether a delivery is whole, and not in doubt."""
        now = self._clock()
        if starts or not album:
            return now - self._began >= waits_s(starts)
        before = received_at < self._began
        quiet_since = self._began + ALBUM_RESUMES_S - ALBUM_QUIET_S if before else received_at
        return now - quiet_since >= ALBUM_QUIET_S and not self._coming[source, album]

    def waiting(self) -> int:
        """Return how many deliveries are not stored yet."""
        with self._lock:
            return int(
                self._db.execute("SELECT count(*) FROM deliveries WHERE state = ?", (State.WAITING,)).fetchone()[0]
            )

    def progress_ids(self) -> set[int]:
        """Return the numbers of the messages that tell of deliveries."""
        with self._lock:
            return {row[0] for row in self._db.execute("SELECT progress_id FROM deliveries WHERE progress_id > 0")}

    def store(self, key: str, delivered: Delivered, fate: Fate = Fate.NONE) -> None:
        """Note what became of a delivery."""
        with self._writing() as db:
            body = compress(_DELIVERED.dump_json(delivered))
            db.execute(
                "UPDATE deliveries SET state = ?, fate = ?, body = ? WHERE id = ?", (State.STORED, fate, body, key)
            )

    def told(self, key: str) -> None:
        """Note that the receipt of a delivery is out."""
        self._set(key, "state", State.TOLD)

    def again(self, key: str) -> None:
        """Let a delivery that failed wait for another turn."""
        with self._writing() as db:
            db.execute(
                "UPDATE deliveries SET state = ?, fate = '', starts = 0 WHERE id = ? AND fate = ?",
                (State.WAITING, key, Fate.FAILED),
            )

    def put_off(self, key: str) -> None:
        """Do not count the last start of a delivery: it was stopped, and not by what is in it."""
        with self._writing() as db:
            db.execute("UPDATE deliveries SET starts = max(starts - 1, 0) WHERE id = ?", (key,))

    def under_way(self) -> list[Delivery]:
        """Return what is not told yet, the oldest first."""
        with self._lock:
            rows = self._db.execute("SELECT id FROM deliveries WHERE state <> 'told' ORDER BY number").fetchall()
        return [found for (key,) in rows if (found := self.get(key))]

    # Receipts

    def get(self, key: str) -> Delivery | None:
        """Return a delivery; None where there is none of this id."""
        with self._lock:
            row = self._db.execute(f"SELECT {_COLUMNS}, body FROM deliveries WHERE id = ?", (key,)).fetchone()
            if row is None:
                return None
            parts = self._db.execute(
                "SELECT body FROM parts WHERE delivery = ? ORDER BY update_id, place", (key,)
            ).fetchall()
        delivered = _DELIVERED.validate_json(decompress(row[-1])) if row[-1] else None
        read = tuple(_PART.validate_json(body) for (body,) in parts)
        given = dict(zip(_COLUMNS.split(", "), row, strict=False))
        return Delivery(**given | {"state": State(row[7]), "fate": Fate(row[8]), "parts": read, "delivered": delivered})

    def set_fate(self, key: str, fate: Fate, delivered: Delivered) -> None:
        """Note what an admin made of a delivery."""
        with self._writing() as db:
            body = compress(_DELIVERED.dump_json(delivered))
            db.execute("UPDATE deliveries SET fate = ?, body = ? WHERE id = ?", (fate, body, key))

    # SQLite

    def _set(self, key: str, column: str, value: object) -> None:
        with self._writing() as db:
            db.execute(f"UPDATE deliveries SET {column} = ? WHERE id = ?", (value, key))

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, all of it or nothing."""
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            yield self._db


def waits_s(starts: int) -> float:
    """Return how long the bot has to be up before it begins a delivery that was begun so often: 3 -> 0, 5 -> 60 s."""
    return 0.0 if starts < DOUBTED_STARTS else DOUBTED_WAITS_S * 2.0 ** (starts - DOUBTED_STARTS)
