"""The vector index, in Chroma: one cosine collection for each embedding model, ids `article:version:number`.

Local Chroma filters slowly (100–680 ms at a hundred thousand records) and reads by id quickly: so days choose
first, in the full-text index, and `similarities` ranks those ids exactly.

Chroma is in the data directory, or is a server. A server may be away: then every call raises `VectorsAwayError`, soon,
and the server is not asked again for some seconds.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import DatelineError, VectorsAwayError
from index.search.chroma_folder import ChromaFolder
from index.search.chroma_server import ChromaServer, ServerAddress
from index.search.model_card import ModelCard

if TYPE_CHECKING:
    from index.search.embedding import Vector

WRITTEN_AT_ONCE = 5  # all of Python waits for a write: 10 records take 40 ms, 500 take 5 s
FORGOTTEN_AT_ONCE = 1_000
NOT_ASKED_AGAIN_S = 10.0  # after a server was away


class VectorIndex:
    """Passages by meaning. Chroma is imported and opened at the first use.

    Every method that looks into it raises VectorsAwayError if the server is away, and StorageError if the folder
    cannot be read or written.
    """

    def __init__(
        self, folder: Path, card: ModelCard, *, server: ServerAddress | None = None, archive: str = ""
    ) -> None:
        name = f"passages-{card.sha256[:12]}"
        if server:  # several archives may share it, each with articles of the same ids
            self._store: ChromaFolder | ChromaServer = ChromaServer(server, f"{name}-{archive}" if archive else name)
        else:
            self._store = ChromaFolder(folder, name)
        self._away_until = 0.0  # of time.monotonic

    def upsert(self, ids: Sequence[str], vectors: Sequence["Vector"]) -> None:
        """Store vectors under their passages' ids, at most `WRITTEN_AT_ONCE` a call."""
        with self._asked() as store:
            store.upsert(ids, vectors)

    def forget(self, ids: Sequence[str]) -> None:
        """Take passages out. An id that is not there does no harm."""
        for at in range(0, len(ids), FORGOTTEN_AT_ONCE):
            with self._asked() as store:
                store.forget(ids[at : at + FORGOTTEN_AT_ONCE])

    def clear(self) -> None:
        """Take everything out."""
        with self._asked() as store:
            store.clear()

    def count(self) -> int:
        """Return how many vectors there are."""
        with self._asked() as store:
            return store.count()

    def held(self, ids: Sequence[str]) -> set[str]:
        """Return those of these passages that have a vector."""
        with self._asked() as store:
            return set(store.held(ids))

    def search(self, vector: "Vector", limit: int) -> list[tuple[str, float]]:
        """Return (passage id, cosine similarity) of the nearest passages, nearest first."""
        with self._asked() as store:
            ids, distances = store.nearest(vector, limit)
        return [(passage_id, 1.0 - distance) for passage_id, distance in zip(ids, distances, strict=True)]

    def similarities(self, vector: "Vector", ids: Sequence[str]) -> dict[str, float]:
        """Return the cosine similarity of these passages; those without a vector yet are left out."""
        if not ids:
            return {}
        with self._asked() as store:
            held, vectors = store.get(ids)
        if not held:
            return {}
        import numpy as np

        scores = np.asarray(vectors, dtype=np.float32) @ vector
        return dict(zip(held, map(float, scores), strict=True))

    def is_away(self) -> bool:
        """Whether a server did not answer a moment ago."""
        return time.monotonic() < self._away_until

    def are_lost(self) -> bool:
        """Whether all that was built is gone: a folder that was removed, a server that began anew."""
        with self._asked() as store:
            return store.is_new()

    def wake(self) -> None:
        """Open Chroma in a thread, while the caller does something else."""
        if not self.is_away():
            threading.Thread(target=self._wake, name="chroma").start()

    def close(self) -> None:
        """Let go of files and connections."""
        self._store.close()

    def _wake(self) -> None:
        with suppress(DatelineError), self._asked() as store:  # whoever needs it is told
            store.open()

    @contextmanager
    def _asked(self) -> Iterator[ChromaFolder | ChromaServer]:
        """Yield the store, unless it is a server that was away a moment ago."""
        if self.is_away():
            raise VectorsAwayError("The Chroma server was away a moment ago.")
        try:
            yield self._store
        except VectorsAwayError:
            self._away_until = time.monotonic() + NOT_ASKED_AGAIN_S
            raise
