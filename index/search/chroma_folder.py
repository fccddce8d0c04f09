"""Vectors in a folder: Chroma within this process. Importing Chroma takes most of a second."""

import logging
import re
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from errno import ENOSPC, EROFS
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import DamagedError, StorageError, storage_error

if TYPE_CHECKING:
    from index.search.embedding import Vector


logger = logging.getLogger(__name__)

_FULL, _READ_ONLY = "13", "8"  # SQLite's codes, in Chroma's texts


class ChromaFolder:
    """One collection in a folder, which one process at a time may have open. Safe to use from several threads.

    Every method raises StorageError if the folder cannot be read or written.
    """

    def __init__(self, folder: Path, collection: str) -> None:
        self._folder = folder
        self._name = collection
        self._opening = threading.Lock()
        self._client: Any = None
        self._collection: Any = None
        self._failed: StorageError | None = None

    def upsert(self, ids: Sequence[str], vectors: Sequence["Vector"]) -> None:
        """Store vectors under their ids."""
        with self._opened() as collection:
            collection.upsert(ids=list(ids), embeddings=list(vectors))

    def forget(self, ids: Sequence[str]) -> None:
        """Take vectors out. An id that is not there does no harm."""
        with self._opened() as collection:
            collection.delete(ids=list(ids))

    def clear(self) -> None:
        """Take all vectors out. A folder that cannot be used is moved away, and begun anew."""
        try:
            with self._opened():
                self._client.delete_collection(self._name)
                self._collection = None
        except StorageError as error:
            self._move_away(error)

    def _move_away(self, error: StorageError) -> None:
        from chromadb.api.client import SharedSystemClient

        self.close()
        away = self._folder.with_name(self._folder.name + ".damaged")
        logger.warning("%s It is now %s.", error, away)
        try:
            shutil.rmtree(away, ignore_errors=True)
            self._folder.rename(away)
        except OSError as refused:
            raise storage_error(refused.errno or 0, self._folder) from refused
        SharedSystemClient.clear_system_cache()  # Chroma keeps what it could not open, by its path
        self._failed = None

    def count(self) -> int:
        """Return how many vectors there are."""
        with self._opened() as collection:
            return int(collection.count())

    def held(self, ids: Sequence[str]) -> list[str]:
        """Return those of these ids that have a vector."""
        with self._opened() as collection:
            return list(collection.get(ids=list(ids), include=[])["ids"])

    def get(self, ids: Sequence[str]) -> tuple[list[str], Any]:
        """Return those of these ids that have a vector, and their vectors, shape (ids, dims)."""
        with self._opened() as collection:
            found = collection.get(ids=list(ids), include=["embeddings"])
        return found["ids"], found["embeddings"]

    def nearest(self, vector: "Vector", limit: int) -> tuple[list[str], list[float]]:
        """Return the ids of the nearest vectors, nearest first, and their cosine distances."""
        with self._opened() as collection:
            found = collection.query(query_embeddings=[vector], n_results=limit, include=["distances"])
        return found["ids"][0], found["distances"][0]

    def is_new(self) -> bool:
        """Whether the folder was never written to, or was removed."""
        return not (self._folder / "chroma.sqlite3").exists()

    def open(self) -> None:
        """Import Chroma and open the folder, if that was not done yet."""
        with self._opened():
            pass

    def close(self) -> None:
        """Let go of the folder's files."""
        with self._opening:
            client, self._client, self._collection = self._client, None, None
            if client is not None:
                client.close()

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        if self._failed:
            raise self._failed
        try:
            yield self._open()
        except StorageError:
            raise
        except Exception as error:  # of a damaged folder Chroma raises what its parts raise: there is no common class
            refused = _as_storage_error(error, self._folder)
            if self._collection is None and isinstance(refused, DamagedError):
                self._failed = refused  # it would not open the second time either
            raise refused from error

    def _open(self) -> Any:
        import chromadb
        from chromadb.config import Settings

        with self._opening:
            if self._client is None:
                settings = Settings(anonymized_telemetry=False)
                self._client = chromadb.PersistentClient(str(self._folder), settings=settings)
            if self._collection is None:
                self._collection = self._client.get_or_create_collection(
                    self._name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
                )
            return self._collection


def _as_storage_error(error: Exception, folder: Path) -> StorageError:
    """Return one of Chroma's errors as a sentence that says what to do."""
    code = re.search(r"\(code: (\d+)\)", str(error))
    if code and code[1] in (_FULL, _READ_ONLY):
        return storage_error(ENOSPC if code[1] == _FULL else EROFS, folder)
    return DamagedError(f"The vectors in {folder} cannot be used ({error}): `dateline rebuild` makes them anew.")
