"""The vector index, in Chroma: one cosine collection for each embedding model, ids `article:version:number`.

Local Chroma filters slowly (100–680 ms at a hundred thousand records) and reads by id quickly: so days choose
first, in the word index, and `similarities` ranks those ids exactly.

Chroma lives in the data directory, or is a server, which may be away: then every call raises `VectorsAwayError`, soon,
and the server is left alone for some seconds.
"""

import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import EIO
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from index.errors import DatelineError
from index.search.embedding import ModelCard, Vectors

WRITTEN_AT_ONCE = 5  # all of Python waits for a write: 10 records take 40 ms, 500 take 5 s
ANSWERS_WITHIN_S = 3.0  # a server that takes longer is away: a reader waits for it
LEFT_ALONE_S = 10.0  # after it was away

_loading = threading.Lock()


class VectorsAwayError(DatelineError):
    """The Chroma server does not answer. Words and days do."""


class VectorIndex:
    """Passages by meaning. Opens Chroma at its first use: importing it takes most of a second."""

    def __init__(self, folder: Path, card: ModelCard, *, chroma_url: str = "", archive: str = "") -> None:
        self._folder = folder
        self._url = chroma_url
        # A folder belongs to one archive; on a server there may be several, and each has articles of the same ids.
        self._name = f"passages-{card.sha256[:12]}" + (f"-{archive}" if chroma_url and archive else "")
        self._opening = threading.RLock()
        self._client: Any = None
        self._collection: Any = None
        self._away_until = 0.0  # of time.monotonic

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Store vectors under their passages' ids, at most `WRITTEN_AT_ONCE` a call."""
        with self._open() as collection:
            collection.upsert(ids=list(ids), embeddings=vectors)

    def forget(self, ids: Sequence[str]) -> None:
        """Take passages out. An id that is not there does no harm."""
        for at in range(0, len(ids), 1_000):
            with self._open() as collection:
                collection.delete(ids=list(ids[at : at + 1_000]))

    def clear(self) -> None:
        """Take everything out."""
        with self._open():
            self._client.delete_collection(self._name)
            self._collection = None

    def count(self) -> int:
        """Return how many vectors there are."""
        with self._open() as collection:
            return int(collection.count())

    def held(self, ids: Sequence[str]) -> set[str]:
        """Return those of these passages that have a vector."""
        with self._open() as collection:
            return set(collection.get(ids=list(ids), include=[])["ids"])

    def search(self, vector: npt.NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """Return (passage id, cosine similarity) of the nearest passages, nearest first."""
        with self._open() as collection:
            found = collection.query(query_embeddings=[vector], n_results=limit, include=["distances"])
        return [(i, 1.0 - d) for i, d in zip(found["ids"][0], found["distances"][0], strict=True)]

    def similarities(self, vector: npt.NDArray[np.float32], ids: Sequence[str]) -> dict[str, float]:
        """Return the cosine similarity of these passages; those without a vector yet are left out."""
        if not ids:
            return {}
        with self._open() as collection:
            found = collection.get(ids=list(ids), include=["embeddings"])
        if not found["ids"]:
            return {}
        scores = np.asarray(found["embeddings"], dtype=np.float32) @ vector
        return dict(zip(found["ids"], map(float, scores), strict=True))

    def is_away(self) -> bool:
        """Whether a server did not answer a moment ago."""
        return time.monotonic() < self._away_until

    def are_lost(self) -> bool:
        """Whether what was built is there no more: a folder that was removed, a server that began anew."""
        return not self.count() if self._url else not (self._folder / "chroma.sqlite3").exists()

    def wake(self) -> None:
        """Open Chroma in a thread, while the caller does something else."""
        if self._collection is None and not self.is_away():
            threading.Thread(target=self._wake, name="chroma").start()

    def _wake(self) -> None:
        with suppress(DatelineError), self._open():  # the call that needs it is told
            pass

    @contextmanager
    def _open(self) -> Iterator[Any]:
        """Yield the collection. A server that does not answer as it should is away for some seconds.

        Raises VectorsAwayError, and OSError where a folder cannot be read or written: a full disk, say.
        """
        if self.is_away():
            raise VectorsAwayError(f"The Chroma server at {self._url} was away a moment ago.")
        try:
            yield self._opened()
        except Exception as error:
            import httpx

            if isinstance(error, httpx.HTTPError):
                raise self._away(error) from error
            from chromadb.errors import InternalError, NotFoundError

            if not isinstance(error, InternalError | NotFoundError):
                raise
            if not self._url:
                raise OSError(EIO, f"the vector index cannot be used ({error})", str(self._folder)) from error
            self._collection = None  # a server that began anew does not know it: ask for it again
            raise self._away(error) from error

    def _away(self, error: Exception) -> VectorsAwayError:
        self._away_until = time.monotonic() + LEFT_ALONE_S
        return VectorsAwayError(f"The Chroma server at {self._url} does not answer ({type(error).__name__}).")

    def _opened(self) -> Any:
        with self._opening:
            if self._client is None:
                self._client = self._connect() if self._url else self._open_folder()
            if self._collection is None:
                self._collection = self._client.get_or_create_collection(
                    self._name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
                )
            return self._collection

    def _open_folder(self) -> Any:
        with _loaded_lightly():
            import chromadb
            from chromadb.config import Settings

            return chromadb.PersistentClient(str(self._folder), settings=Settings(anonymized_telemetry=False))

    def _connect(self) -> Any:
        import httpx

        address = urlsplit(self._url)
        secure, host = address.scheme == "https", address.hostname or "localhost"
        port = address.port or (443 if secure else 80)
        # Chroma's client waits for ever: ask first whether there is anybody, and let it wait for a while only.
        httpx.get(f"{self._url}/api/v2/heartbeat", timeout=ANSWERS_WITHIN_S).raise_for_status()
        try:
            with _loaded_lightly():
                import chromadb
                from chromadb.config import Settings

                client = chromadb.HttpClient(host, port, ssl=secure, settings=Settings(anonymized_telemetry=False))
        except ValueError as error:  # its word for a server that does not answer
            raise httpx.ConnectError(str(error)) from error
        client._server._session.timeout = httpx.Timeout(ANSWERS_WITHIN_S)
        return client


@contextmanager
def _loaded_lightly() -> Iterator[None]:
    """Load Chroma without two things that take a third of that time and change nothing: a first question waits for it.

    For each of its methods, `overrides` takes the class around it apart to compare signatures, which are what they were
    when Chroma was released; and httpx brings a command line along.
    """
    try:
        checks = vars(import_module("overrides.overrides"))
    except ModuleNotFoundError:  # a Chroma that does without
        checks = {}

    def mark(method: Any, *_: object) -> Any:
        method.__override__ = True
        return method

    with _loading:  # each puts back what was there before it
        compare = checks.get("_overrides")
        checks["_overrides"] = mark
        sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # "is not installed", to whoever asks
        try:
            yield
        finally:
            checks["_overrides"] = compare
