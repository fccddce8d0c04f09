"""Vectors on a Chroma server, spoken to in its REST API (version 2, https://docs.trychroma.com/reference/server).

Chroma's own client can be given no time limit and takes most of a second to import; a reader waits for both.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from index.errors import VectorsAwayError

if TYPE_CHECKING:
    from httpx import Client

    from index.search.embedding import Vector

ANSWERS_WITHIN_S = 3.0  # a server that takes longer is away: a reader waits for it


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a Chroma server is, and what it asks of who comes."""

    url: str  # its root: "http://127.0.0.1:8000"; may hold a user and a password
    token: str = field(default="", repr=False)  # "" for none
    tenant: str = "default_tenant"
    database: str = "default_database"

    @property
    def shown(self) -> str:
        """The URL without user and password."""
        parts = urlsplit(self.url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


class ChromaServer:
    """One collection on a server. Safe to use from several threads.

    Every method raises VectorsAwayError if the server does not answer in time, or not as a Chroma server does.
    """

    def __init__(self, address: ServerAddress, collection: str) -> None:
        self._address = address
        self._name = collection
        self._opening = threading.Lock()
        self._client: Client | None = None
        self._collection_id = ""  # as the server knows the collection; "" if it was not asked yet

    def upsert(self, ids: Sequence[str], vectors: Sequence["Vector"]) -> None:
        """Store vectors under their ids."""
        self._post("upsert", ids=list(ids), embeddings=[vector.tolist() for vector in vectors])

    def forget(self, ids: Sequence[str]) -> None:
        """Take vectors out. An id that is not there does no harm."""
        self._post("delete", ids=list(ids))

    def clear(self) -> None:
        """Take all vectors out."""
        self._find_collection()
        self._ask("DELETE", f"/collections/{quote(self._name)}")
        self._collection_id = ""

    def count(self) -> int:
        """Return how many vectors there are."""
        return self._number(self._ask("GET", f"/collections/{self._find_collection()}/count"))

    def held(self, ids: Sequence[str]) -> list[str]:
        """Return those of these ids that have a vector."""
        (held,) = self._fields(self._post("get", ids=list(ids), include=[]), "ids")
        return list(held)

    def get(self, ids: Sequence[str]) -> tuple[list[str], Any]:
        """Return those of these ids that have a vector, and their vectors, shape (ids, dims)."""
        held, vectors = self._fields(self._post("get", ids=list(ids), include=["embeddings"]), "ids", "embeddings")
        return held, vectors

    def nearest(self, vector: "Vector", limit: int) -> tuple[list[str], list[float]]:
        """Return the ids of the nearest vectors, nearest first, and their cosine distances."""
        found = self._post("query", query_embeddings=[vector.tolist()], n_results=limit, include=["distances"])
        ids, distances = self._fields(found, "ids", "distances")
        return ids[0], distances[0]

    def is_new(self) -> bool:
        """Whether the server holds no vectors: it began anew."""
        return not self.count()

    def check(self) -> None:
        """Ask the server for something that a server of another kind would not know."""
        self._number(self._ask("GET", "/collections_count"))

    def open(self) -> None:
        """Find the collection, if that was not done yet."""
        self._find_collection()

    def close(self) -> None:
        """Close the connections."""
        with self._opening:
            client, self._client = self._client, None
            if client is not None:
                client.close()

    def _find_collection(self) -> str:
        """Return the id of the collection, made if it is not there."""
        if not self._collection_id:
            found = self._ask(
                "POST",
                "/collections",
                {"name": self._name, "get_or_create": True, "configuration": {"hnsw": {"space": "cosine"}}},
            )
            (self._collection_id,) = self._fields(found, "id")
        return self._collection_id

    def _post(self, action: str, **values: Any) -> Any:
        return self._ask("POST", f"/collections/{self._find_collection()}/{action}", values)

    def _ask(self, method: str, path: str, values: dict[str, Any] | None = None) -> Any:
        import httpx

        address = self._address
        root = f"/api/v2/tenants/{quote(address.tenant, safe='')}/databases/{quote(address.database, safe='')}"
        try:
            answer = self._connected().request(method, root + path, json=values)
            answer.raise_for_status()
            return answer.json()
        except httpx.HTTPStatusError as error:
            self._collection_id = ""  # a server that began anew does not know it: ask for it again
            raise VectorsAwayError(
                f"The Chroma server at {address.shown} refuses ({error.response.status_code} "
                f"{error.response.reason_phrase})."
            ) from error
        except httpx.HTTPError as error:
            raise VectorsAwayError(
                f"The Chroma server at {address.shown} does not answer ({type(error).__name__})."
            ) from error
        except ValueError as error:
            raise self._another_kind() from error

    def _fields(self, found: Any, *names: str) -> list[Any]:
        if not isinstance(found, dict) or any(name not in found for name in names):
            raise self._another_kind()
        return [found[name] for name in names]

    def _number(self, found: Any) -> int:
        if not isinstance(found, int):
            raise self._another_kind()
        return found

    def _another_kind(self) -> VectorsAwayError:
        return VectorsAwayError(f"What answers at {self._address.shown} is not a Chroma server.")

    def _connected(self) -> "Client":
        import httpx

        with self._opening:
            if self._client is None:
                token = self._address.token
                headers = {"Authorization": f"Bearer {token}", "X-Chroma-Token": token} if token else {}
                self._client = httpx.Client(base_url=self._address.url, headers=headers, timeout=ANSWERS_WITHIN_S)
            return self._client
