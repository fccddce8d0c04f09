"""The vector index, in Chroma: one cosine collection for each embedding model, ids `article:version:number`.

Local Chroma filters slowly (100–680 ms at a hundred thousand records) and reads by id quickly: so days choose
first, in the word index, and `similarities` ranks those ids exactly.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from index.embedding import ModelCard, Vectors
from index.errors import DatelineError

WRITTEN_AT_ONCE = 20  # reads wait for writes: 20 records take 64 ms, 500 take 5 s


class VectorIndex:
    """Passages by meaning. Opens Chroma at its first use: importing it takes most of a second."""

    def __init__(self, folder: Path, card: ModelCard, *, chroma_url: str = "") -> None:
        self._folder = folder
        self._card = card
        self._url = chroma_url

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Store vectors under their passages' ids, at most `WRITTEN_AT_ONCE` a call."""
        self._collection.upsert(ids=list(ids), embeddings=vectors)

    def forget(self, ids: Sequence[str]) -> None:
        """Take passages out. An id that is not there does no harm."""
        for at in range(0, len(ids), 1_000):
            self._collection.delete(ids=list(ids[at : at + 1_000]))

    def clear(self) -> None:
        """Take everything out."""
        assert self._collection is not None  # Chroma deletes only what exists
        self._client.delete_collection(self._name)
        self.__dict__.pop("_collection", None)

    def count(self) -> int:
        """Return how many vectors there are."""
        return int(self._collection.count())

    def search(self, vector: npt.NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """Return (passage id, cosine similarity) of the nearest passages, nearest first."""
        found = self._collection.query(query_embeddings=[vector], n_results=limit, include=["distances"])
        return [(i, 1.0 - d) for i, d in zip(found["ids"][0], found["distances"][0], strict=True)]

    def similarities(self, vector: npt.NDArray[np.float32], ids: Sequence[str]) -> dict[str, float]:
        """Return the cosine similarity of these passages; those without a vector yet are left out."""
        if not ids:
            return {}
        found = self._collection.get(ids=list(ids), include=["embeddings"])
        if not found["ids"]:
            return {}
        scores = np.asarray(found["embeddings"], dtype=np.float32) @ vector
        return dict(zip(found["ids"], map(float, scores), strict=True))

    @property
    def _name(self) -> str:
        return f"passages-{self._card.sha256[:12]}"

    @cached_property
    def _client(self) -> Any:
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if not self._url:
            return chromadb.PersistentClient(str(self._folder), settings=settings)
        address = urlsplit(self._url)
        try:
            return chromadb.HttpClient(
                host=address.hostname or "localhost",
                port=address.port or (443 if address.scheme == "https" else 8000),
                ssl=address.scheme == "https",
                settings=settings,
            )
        except Exception as error:  # chromadb raises ValueError, httpx errors and its own alike
            raise DatelineError(f"No Chroma server answers at {self._url}: {error}") from error

    @cached_property
    def _collection(self) -> Any:
        return self._client.get_or_create_collection(
            self._name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
