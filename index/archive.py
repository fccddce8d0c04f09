"""The archive: one truth and two indexes derived from it, opened together on one data directory."""

import logging
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from index.adding import ArticleAdder, Outcome
from index.article_reader import ArticleReader
from index.article_writer import ArticleWriter
from index.corrections import Corrections
from index.errors import HeldError, StorageError, VectorsAwayError, storage_error
from index.health import Damage, check_before_reading, check_before_writing, find_damage
from index.identity import own_name
from index.model.article import Article
from index.model.passage import Hit
from index.process_lock import ProcessLock
from index.scheduling import FairLock, ReadPriority
from index.search.chroma_server import ServerAddress
from index.search.day_lookup import DayLookup
from index.search.fulltext.full_text_index import FullTextIndex
from index.search.model_card import read_card
from index.search.model_choice import default_model
from index.search.ranking import Query, VectorSearch, search
from index.search.vectors import VectorIndex
from index.store.catalogue import Catalogue
from index.sync import FullTextSync, Progress, VectorSync

if TYPE_CHECKING:
    from index.search.embedding import Embedder, Vector

logger = logging.getLogger(__name__)

SENTENCES_KEPT = 4_000  # vectors of sentences that were compared with questions: 1.5 KB each


@dataclass(frozen=True, slots=True)
class Status:
    """What the archive holds, and how far its vectors are."""

    articles: int
    passages: int
    copies: int
    first_day: date | None  # of the days spoken of
    last_day: date | None
    first_published: date | None
    last_published: date | None
    vectors: int
    vectors_behind: int
    model: str
    disk_bytes: int
    held_by: str  # the process that writes meanwhile; "" for none


class Archive:
    """Articles, found by day, word and meaning. Safe to use from several threads.

    What concerns articles, days, words or corrections alone is asked of its parts: `articles`, `days`, `full_text`,
    `corrections`. Every method raises StorageError if the data directory cannot be read or written.
    """

    def __init__(
        self, data_dir: Path, *, write: bool, server: ServerAddress | None, model_dir: Path | None, held_by: str
    ) -> None:
        self.data_dir = data_dir
        self.held_by = held_by
        self._write = write
        self._writing = FairLock()
        self._read_priority = ReadPriority()
        with ExitStack() as opened:
            self._catalogue = Catalogue(data_dir / "catalogue.sqlite", write=write)
            opened.callback(self._catalogue.close)
            self.full_text = FullTextIndex(data_dir / "words", write=write)
            opened.pop_all()
        self._full_text_sync = FullTextSync(self._catalogue, self.full_text)
        self.articles = ArticleReader(self._catalogue, self.full_text)
        self.days = DayLookup(self._catalogue, self.full_text)
        self._writer = ArticleWriter(self._catalogue)
        self._adder = ArticleAdder(self._catalogue, self._writer, self._changing)
        self.corrections = Corrections(self._catalogue, self.articles, self._writer, self._changing)
        self._model_dir = model_dir or default_model()
        self._card = read_card(self._model_dir)
        self._embedding = ThreadPoolExecutor(thread_name_prefix="question")
        self._sentence_vector = lru_cache(SENTENCES_KEPT)(lambda text: self._embedder.embed_passage(text))
        self.vectors = VectorIndex(
            data_dir / "vectors",
            self._card,
            server=server,
            archive=own_name(self._catalogue, data_dir, write=write),
        )
        self._has_vector_folder = server is None
        self._vector_sync = VectorSync(
            self._catalogue,
            self.vectors,
            self._card,
            lambda: self._embedder,
            lock=None if server else ProcessLock(data_dir / "vectors.lock"),
            writing=self._writing,
            read_priority=self._read_priority,
        )

    @classmethod
    def open(
        cls, data_dir: Path, *, write: bool = False, server: ServerAddress | None = None, model_dir: Path | None = None
    ) -> "Archive":
        """Open the archive in a directory, for writing or beside a writer; its vectors on a server if one is given.

        Raises:
            HeldError: it is to be written, and another process does so.
            DatelineError: it is to be read, and there is nothing yet.
            SchemaError: another version's files.
            StorageError: the files cannot be used.
        """
        hold = ProcessLock(data_dir / "writer.lock")
        if write:
            try:
                data_dir.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise storage_error(error.errno or 0, data_dir) from error
            if not hold.take():
                raise HeldError(f"{data_dir} is in use by {hold.holder()}: stop it, or wait until it has ended.")
            try:
                check_before_writing(data_dir)
                archive = cls(data_dir, write=True, server=server, model_dir=model_dir, held_by="")
                archive._full_text_sync.recover()
            except BaseException:
                hold.release()
                raise
            archive._hold = hold
            return archive
        check_before_reading(data_dir)
        held_by = hold.holder() if hold.is_held_elsewhere() else ""
        return cls(data_dir, write=False, server=server, model_dir=model_dir, held_by=held_by)

    _hold: ProcessLock | None = None

    def close(self) -> None:
        """Let go of the files and locks."""
        self._embedding.shutdown()
        self.full_text.close()
        self._catalogue.close()
        self.vectors.close()
        self._vector_sync.close()
        if self._hold:
            self._hold.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # ---- the update walk -------------------------------------------------------------------------------------

    def add(self, articles: Iterable[Article], batch: str = "") -> Iterator[Outcome]:
        """Store articles; each is answerable by words and days when its outcome is yielded. See `ArticleAdder.add`."""
        return self._adder.add(articles, batch)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Change the catalogue as a whole or not at all; the full-text index follows."""
        with self._writing:
            with self._catalogue.transaction():
                yield
            self._full_text_sync.follow()

    # ---- the derived indexes ---------------------------------------------------------------------------------

    def catch_up(self, progress: Progress | None = None, stop: threading.Event | None = None) -> int:
        """Build the vectors that are missing, in small batches so that readers hardly wait; return how many.

        It may be stopped, or killed, at any time, and a Chroma server may go away: the next call goes on.
        """
        return self._vector_sync.catch_up(progress, stop)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Read every article's passages and days anew, and build both indexes from nothing.

        Raises:
            VectorsAwayError: the Chroma server does not answer; words and days are built.
        """
        with self._writing:
            ids = self._catalogue.articles.ids()
            for done, article_id in enumerate(ids, start=1):
                stored = self.articles.get(article_id)
                with self._catalogue.transaction():
                    self._writer.reread(stored, stored.article)
                if progress:
                    progress(done, len(ids))
            self._full_text_sync.build_anew()
            self._vector_sync.start_over()

    # ---- the ask walk ----------------------------------------------------------------------------------------

    def search(self, query: Query) -> list[Hit]:
        """Return the passages that best answer a query, best first; by words and days alone if vectors cannot help."""
        self.full_text.follow_writer()
        with self._read_priority.reading():
            try:
                return search(query, self._catalogue, self.full_text, self._vector_search(query))
            except (VectorsAwayError, StorageError) as error:
                logger.warning("found by words and days alone: %s", error)
                return search(query, self._catalogue, self.full_text, None)

    def _vector_search(self, query: Query) -> VectorSearch | None:
        """Return how vectors help with a query; None if they cannot, or if the model does not know its language."""
        card = self._card
        if not query.words or query.language not in card.languages or not self._vector_sync.can_be_read():
            return None
        return VectorSearch(
            self._embed_question,
            self.vectors.search,
            self.vectors.similarities,
            self._embed_sentences,
            card.near,
            card.languages,
        )

    def _embed_question(self, text: str) -> "Future[Vector]":
        embedder = self._embedder  # imports NumPy, which must not be imported by two threads at once
        self.vectors.wake()  # meanwhile: importing Chroma and loading the model take most of a second each
        return self._embedding.submit(embedder.embed_query, text)

    @cached_property
    def _embedder(self) -> "Embedder":
        from index.search.embedding import Embedder  # with NumPy: a question about days alone needs neither

        return Embedder(self._model_dir)

    def _embed_sentences(self, texts: Sequence[str]) -> "list[Vector]":
        """Return the vectors of sentences; those that were asked for lately are kept."""
        return list(self._embedding.map(self._sentence_vector, texts))

    # ---- the whole of it -------------------------------------------------------------------------------------

    def find_damage(self) -> list[Damage]:
        """Return what is damaged in the data directory. Reads all of it, but for a Chroma server's vectors."""
        return find_damage(self.data_dir, self.vectors if self._has_vector_folder else None)

    def status(self) -> Status:
        """Return what the archive holds."""
        counts = self._catalogue.counts()
        return Status(
            counts.articles,
            counts.passages,
            counts.copies,
            counts.first_day,
            counts.last_day,
            counts.first_published,
            counts.last_published,
            vectors=counts.embedded,
            vectors_behind=counts.passages - counts.embedded,
            model=self._card.name,
            disk_bytes=sum(file.stat().st_size for file in self.data_dir.rglob("*") if file.is_file()),
            held_by=self.held_by,
        )
