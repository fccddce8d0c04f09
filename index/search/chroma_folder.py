"""Vectors in a folder: Chroma within this process. Importing Chroma takes most of a second."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import storage_error

if TYPE_CHECKING:
    from index.search.embedding import Vector


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

    def upsert(self, ids: Sequence[str], vectors: Sequence["Vector"]) -> None:
        """Store vectors under their ids."""
        with self._opened() as collection:
            collection.upsert(ids=list(ids), embeddings=list(vectors))

    def forget(self, ids: Sequence[str]) -> None:
        """Take vectors out. An id that is not there does no harm."""
        with self._opened() as collection:
            collection.delete(ids=list(ids))

    def clear(self) -> None:
        """Take all vectors out."""
        with self._opened():
            self._client.delete_collection(self._name)
            self._collection = None

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
        from chromadb.errors import InternalError, NotFoundError

        try:
            yield self._open()
        except (InternalError, NotFoundError) as error:
            raise storage_error(0, self._folder, str(error)) from error

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
