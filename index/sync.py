"""What keeps the full-text index and the vector index in step with the catalogue.

The full-text index follows every change at once; the vectors follow in the background.
"""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING

from index.errors import DamagedError, MismatchError, ReadOnlyError, VectorsAwayError
from index.model.stored import StoredPassage
from index.process_lock import ProcessLock
from index.scheduling import FairLock, ReadPriority, step_back
from index.search.fulltext.full_text_index import FullTextIndex
from index.search.model_card import ModelCard
from index.search.vectors import WRITTEN_AT_ONCE, VectorIndex
from index.store.catalogue import Catalogue
from index.store.index_state import Derived

if TYPE_CHECKING:
    from index.search.embedding import Embedder

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], None]  # (done, of how many)

PASSAGES_AT_ONCE = 500
EMBEDDED_AT_ONCE = 60
LOCK_WAIT_S = 20.0
VECTORS_IN_DOUBT = "vectors_in_doubt"  # a fact of the catalogue: single vectors may be missing


class FullTextSync:
    """Makes the full-text index hold what the catalogue holds. The catalogue must be open for writing."""

    def __init__(self, catalogue: Catalogue, full_text: FullTextIndex) -> None:
        self._catalogue = catalogue
        self._state = catalogue.index_state
        self._full_text = full_text
        self._in_doubt = True  # the index may hold passages of which the catalogue does not know

    def follow(self) -> None:
        """Bring the index up to date. May be repeated at any time, also after it failed."""
        doubtful, self._in_doubt = self._in_doubt, True
        gone = [key for key, _ in self._state.gone(Derived.WORDS)]
        added: list[int] = []
        while batch := self._state.without_words(PASSAGES_AT_ONCE, after=added[-1] if added else 0):
            keys = [one.key for one in batch]
            if doubtful:  # else some would be there twice
                self._full_text.forget(keys)
            self._full_text.add(batch)
            added += keys
        self._full_text.forget(gone)
        if gone or added:
            self._full_text.commit()
            with self._catalogue.transaction():
                self._state.set_held(Derived.WORDS, added)
                self._state.set_forgotten(Derived.WORDS, gone)
        self._in_doubt = False

    def recover(self) -> None:
        """Finish what a process that died had begun, and see that the index is whole."""
        self.follow()
        held, passages = self._full_text.keys(), self._state.keys()
        if sorted(held) == sorted(passages):
            return
        logger.warning(
            "the full-text index holds %d passages, the catalogue %d: it is built anew", *map(len, (held, passages))
        )
        self.build_anew()
        with self._catalogue.transaction():  # an earlier catalogue was put back: the vectors may differ, too
            self._catalogue.note(VECTORS_IN_DOUBT, "yes")

    def build_anew(self) -> None:
        """Build the index from nothing."""
        self._full_text.clear()
        self._full_text.commit()
        with self._catalogue.transaction():
            self._state.set_empty(Derived.WORDS)
        self.follow()


class VectorSync:
    """Builds the vectors that are missing, and knows whether they may be read.

    A folder of vectors is open in one process at a time, which has its `lock`; a Chroma server needs none.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        vectors: VectorIndex,
        card: ModelCard,
        embedder: "Callable[[], Embedder]",
        *,
        lock: ProcessLock | None,
        writing: FairLock,
        read_priority: ReadPriority,
    ) -> None:
        self._catalogue = catalogue
        self._state = catalogue.index_state
        self._vectors = vectors
        self._card = card
        self._embedder = embedder  # made when it is first needed: that imports NumPy
        self._lock = lock
        self._writing = writing
        self._read_priority = read_priority

    def close(self) -> None:
        """Let go of the vectors: another process may open them."""
        if self._lock:
            self._lock.release()

    def can_be_read(self) -> bool:
        """Whether there are vectors, of this model, and no other process has them open.

        Raises:
            MismatchError: they are another model's.
        """
        if not self._catalogue.fact("model") or self._vectors.is_away() or not self._can_open():
            return False
        self._check_model()
        return True

    def catch_up(self, progress: Progress | None = None, stop: threading.Event | None = None) -> int:
        """Build the vectors that are missing; return how many. See `Archive.catch_up`."""
        try:
            return self._catch_up(progress, stop or threading.Event())
        except (VectorsAwayError, DamagedError) as error:
            logger.warning("vectors stay behind: %s", error)
            return 0

    def start_over(self) -> None:
        """Take all vectors out, of whichever model; they are built anew from now on."""
        if self._wait_until_open(threading.Event()):
            self._vectors.clear()
            with self._catalogue.transaction():
                self._state.set_empty(Derived.VECTORS)
                self._catalogue.note("model", self._model_fact())

    def _catch_up(self, progress: Progress | None, stop: threading.Event) -> int:
        self._check_model()
        if not self._wait_until_open(stop):
            logger.warning("vectors stay behind: %s has them open", self._lock and self._lock.holder())
            return 0
        self._vectors.wake()
        self._forget_gone()
        missing, done = self._count_missing(), 0
        while not stop.is_set() and (batch := self._state.without_vectors(EMBEDDED_AT_ONCE)):
            for built in self._build(batch):
                done += built
                if progress:
                    progress(done, max(done, missing))
                if stop.is_set():
                    break
        self._forget_gone()  # of articles that were removed meanwhile
        return done

    def _build(self, batch: Sequence[StoredPassage]) -> Iterator[int]:
        """Embed passages, and store their vectors a few at a time while the next are embedded; yield how many.

        Embedding takes long, and has the lowest priority. Storing does not: Chroma holds Python's lock meanwhile, and
        readers would wait for a thread of low priority.
        """
        texts = [f"{one.source.title}\n{one.passage.text}" for one in batch]
        with closing(self._embedder().embed_each(texts, step_back, self._read_priority.give_way)) as vectors:
            for at in range(0, len(batch), WRITTEN_AT_ONCE):
                some = batch[at : at + WRITTEN_AT_ONCE]
                made = list(islice(vectors, len(some)))
                self._read_priority.give_way()
                self._vectors.upsert([one.passage.id for one in some], made)
                with self._writing, self._catalogue.transaction():
                    self._state.set_held(Derived.VECTORS, [one.key for one in some])
                yield len(some)

    def _count_missing(self) -> int:
        """Return how many vectors are missing, those that were lost too: these are noted first."""
        counts = self._catalogue.counts()
        embedded = counts.embedded
        if embedded and self._vectors.are_lost():
            logger.warning("the vectors are gone: they are built anew")
            with self._writing, self._catalogue.transaction():
                self._state.set_empty(Derived.VECTORS)
            embedded = 0
        elif embedded > self._vectors.count() or self._catalogue.fact(VECTORS_IN_DOUBT):
            embedded -= self._notice_lost()
        return counts.passages - embedded

    def _notice_lost(self) -> int:
        """Note which vectors are missing, after a power cut for example; return how many."""
        after, lost = 0, list[int]()
        while some := self._state.with_vectors(PASSAGES_AT_ONCE, after):
            held = self._vectors.held([passage_id for _, passage_id in some])
            lost += [key for key, passage_id in some if passage_id not in held]
            after = some[-1][0]
        if lost:
            logger.warning("%d vectors were lost: they are built again", len(lost))
        with self._writing, self._catalogue.transaction():
            self._state.set_held(Derived.VECTORS, lost, held=False)
            self._catalogue.note(VECTORS_IN_DOUBT, "")
        return len(lost)

    def _forget_gone(self) -> None:
        if gone := self._state.gone(Derived.VECTORS):
            self._vectors.forget([passage_id for _, passage_id in gone])
            with self._writing, self._catalogue.transaction():
                self._state.set_forgotten(Derived.VECTORS, [key for key, _ in gone])

    def _can_open(self) -> bool:
        try:
            return self._lock is None or self._lock.take()
        except ReadOnlyError:
            return False

    def _wait_until_open(self, stop: threading.Event) -> bool:
        """Wait for a reader that has the vectors open; return whether this process has them now."""
        until = time.monotonic() + LOCK_WAIT_S
        while not self._can_open():
            if time.monotonic() > until or stop.wait(0.1):
                return False
        return True

    def _model_fact(self) -> str:
        card = self._card
        return json.dumps({"name": card.name, "dims": card.dims, "sha256": card.sha256}, sort_keys=True)

    def _check_model(self) -> None:
        """Note the model with the first vectors; raise MismatchError if they come from another one."""
        noted, mine = self._catalogue.fact("model"), self._model_fact()
        if not noted:
            self._catalogue.note("model", mine)
        elif noted != mine:
            raise MismatchError(
                f"The vectors here were built with {json.loads(noted)['name']}, and the setting names "
                f"{self._card.name}: run `dateline rebuild`, or name the other model again."
            )
