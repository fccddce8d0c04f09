"""The feeds that are polled, how the last poll of each went, and which of their items are in the archive."""

from dataclasses import dataclass
from hashlib import blake2b

from bot.storage.database import Database

_COLUMNS = "url, name, etag, modified, next_at, failures, added_at, succeeded_at, new_at, trouble, told"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it stands. Times are seconds since 1970; 0 for never."""

    url: str
    name: str  # as it calls itself; "" until it was read
    etag: str
    modified: str  # its Last-Modified header
    next_at: float  # when it is polled next
    failures: int  # in a row
    added_at: float
    succeeded_at: float
    new_at: float  # when it last had an article that was new
    trouble: str  # why the last poll failed; "" if it did not
    told: int  # 1 if admins know of the trouble


class Feeds:
    """Feeds and their items. Every method may be called from any thread; what writes raises StorageError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, url: str) -> bool:
        """Add a feed, to be polled at once; False if it is there already."""
        now = self._database.now
        statement = "INSERT OR IGNORE INTO feeds (url, next_at, added_at) VALUES (?, ?, ?)"
        return self._database.write(statement, url, now, now) > 0

    def remove(self, url: str) -> bool:
        """Forget a feed; its articles stay. False if there is none of this address."""
        with self._database.transaction() as db:
            db.execute("DELETE FROM feed_items WHERE feed = ?", (url,))
            return db.execute("DELETE FROM feeds WHERE url = ?", (url,)).rowcount > 0

    def all(self) -> list[Feed]:
        """Return the feeds in the order in which they were added."""
        return self._read("ORDER BY added_at, url")

    def due(self) -> Feed | None:
        """Return the feed that has waited longest for its poll; None if none is due."""
        found = self._read("WHERE next_at <= ? ORDER BY next_at, url LIMIT 1", self._database.now)
        return found[0] if found else None

    def succeeded(self, feed: Feed, *, next_at: float, name: str, etag: str, modified: str, new: bool) -> None:
        """Note a poll that went well."""
        now = self._database.now
        self._database.write(
            "UPDATE feeds SET name = ?, etag = ?, modified = ?, next_at = ?, failures = 0, succeeded_at = ?,"
            " new_at = ?, trouble = '', told = 0 WHERE url = ?",
            name or feed.name, etag, modified, next_at, now, now if new else feed.new_at, feed.url,
        )  # fmt: skip

    def failed(self, feed: Feed, trouble: str, *, next_at: float) -> None:
        """Note a poll that failed, and why."""
        self._database.write(
            "UPDATE feeds SET next_at = ?, failures = failures + 1, trouble = ? WHERE url = ?",
            next_at, trouble, feed.url,
        )  # fmt: skip

    def set_told(self, url: str) -> None:
        """Note that admins have been told of a feed's trouble."""
        self._database.write("UPDATE feeds SET told = 1 WHERE url = ?", url)

    # Items

    def is_done(self, url: str, item: str) -> bool:
        """Whether an item is in the archive, or was given up."""
        query = "SELECT 1 FROM feed_items WHERE feed = ? AND item = ? AND done = 1"
        return bool(self._database.rows(query, url, _short(item)))

    def tried(self, url: str, item: str) -> int:
        """Count a try to fetch an item's page; return how many there were."""
        with self._database.transaction() as db:
            db.execute(
                "INSERT INTO feed_items (feed, item, tries) VALUES (?, ?, 1)"
                " ON CONFLICT (feed, item) DO UPDATE SET tries = tries + 1",
                (url, _short(item)),
            )
            found = db.execute("SELECT tries FROM feed_items WHERE feed = ? AND item = ?", (url, _short(item)))
            return int(found.fetchone()[0])

    def done(self, url: str, item: str) -> None:
        """Note that an item is in the archive."""
        self._database.write(
            "INSERT INTO feed_items (feed, item, done) VALUES (?, ?, 1)"
            " ON CONFLICT (feed, item) DO UPDATE SET done = 1",
            url, _short(item),
        )  # fmt: skip

    def _read(self, rest: str, *values: object) -> list[Feed]:
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM feeds {rest}", *values)
        return [Feed(*row) for row in rows]


def _short(item: str) -> bytes:
    return blake2b(item.encode("utf-8", "replace"), digest_size=8).digest()
