"""What the derived indexes hold of the catalogue, and what they have still to take in or to forget.

`passages.worded` and `passages.embedded` say what they hold already, and `gone` what they may still hold of what was
removed: a process may die at any moment, and the next one goes on.
"""

from collections.abc import Sequence
from enum import StrEnum

from index.model.stored import StoredPassage
from index.store.passage_table import PASSAGE_ID, PassageTable
from index.store.sqlite_file import Database


class Derived(StrEnum):
    """The two derived indexes, by the names of their files."""

    WORDS = "words"
    VECTORS = "vectors"


_HELD = {Derived.WORDS: "worded", Derived.VECTORS: "embedded"}


class IndexState:
    """Which passages each derived index holds. Methods that write need a transaction around them."""

    def __init__(self, db: Database, passages: PassageTable) -> None:
        self._db = db
        self._passages = passages

    def without_words(self, limit: int, after: int = 0) -> list[StoredPassage]:
        """Return passages that the full-text index does not hold yet, by key, from `after` on."""
        return self._passages.read("WHERE p.worded = 0 AND p.key > ? ORDER BY p.key LIMIT ?", (after, limit))

    def without_vectors(self, limit: int) -> list[StoredPassage]:
        """Return passages that the vector index does not hold yet, the newest articles first."""
        return self._passages.read("WHERE p.embedded = 0 ORDER BY p.key DESC LIMIT ?", (limit,))

    def with_vectors(self, limit: int, after: int = 0) -> list[tuple[int, str]]:
        """Return (key, passage id) of passages that the vector index should hold, by key, from `after` on."""
        return self._db.rows(
            f"SELECT p.key, {PASSAGE_ID} FROM passages p JOIN articles a ON a.key = p.article"
            " WHERE p.embedded = 1 AND p.key > ? ORDER BY p.key LIMIT ?",
            (after, limit),
        )

    def keys(self) -> list[int]:
        """Return the keys of all passages."""
        return [key for (key,) in self._db.rows("SELECT key FROM passages")]

    def set_held(self, index: Derived, keys: Sequence[int], *, held: bool = True) -> None:
        """Note that an index holds these passages, or that it does not."""
        self._db.write_many(f"UPDATE passages SET {_HELD[index]} = ? WHERE key = ?", [(int(held), key) for key in keys])

    def gone(self, index: Derived) -> list[tuple[int, str]]:
        """Return (key, passage id) of removed passages that an index may still hold."""
        return self._db.rows(f"SELECT key, id FROM gone WHERE in_{index} = 1")

    def set_forgotten(self, index: Derived, keys: Sequence[int]) -> None:
        """Note that an index no longer holds these removed passages."""
        self._db.write_many(f"UPDATE gone SET in_{index} = 0 WHERE key = ?", [(key,) for key in keys])
        self._db.write("DELETE FROM gone WHERE in_words = 0 AND in_vectors = 0")

    def set_empty(self, index: Derived) -> None:
        """Note that an index is empty."""
        self._db.write(f"UPDATE passages SET {_HELD[index]} = 0")
        self._db.write(f"UPDATE gone SET in_{index} = 0")
