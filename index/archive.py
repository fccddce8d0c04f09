"""The archive: one truth and two indexes derived from it, opened together on one data directory."""

import hashlib
import json
import logging
import os
import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from index.corrections import Corrections
from index.errors import DatelineError, HeldError, UnknownArticleError
from index.ingest.dates.event_dates import read_passages
from index.model.article import Article, DateEvidence, Source
from index.model.dates import DaySpan
from index.model.passage import DayCount, Hit, Passage
from index.process_lock import ProcessLock
from index.scheduling import FairLock, ReadPriority
from index.search.embedding import Embedder, Vector
from index.search.fulltext import FullTextIndex, Tier
from index.search.ranking import Query, VectorSearch, search
from index.search.vectors import VectorIndex, VectorsAwayError
from index.store.catalogue import Catalogue, StoredArticle
from index.store.codec import StoredPassage
from index.store.history import Change, History
from index.sync import FullTextSync, Progress, VectorSync

logger = logging.getLogger(__name__)

# Stored together: one transaction and one commit of the word index, for which others who write must wait.
ARTICLES_AT_ONCE = 256
CHARACTERS_AT_ONCE = 1_000_000
FOUND_BY_A_WORD = 5_000  # passages, when articles are looked for
NEAR_A_WORD = 500  # … and when the nearest days are


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article that was added."""

    status: Literal["added", "updated", "unchanged", "copy"]
    article_id: str
    source: Source
    spans: tuple[DaySpan, ...] = ()  # event dates, sorted
    passages: int = 0
    copy_of: str = ""  # the title of the article whose words these are
    since: datetime | None = None  # where it was here already: when it came, in UTC
    near: str = ""  # the title of an article that this one is a near-copy of


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
    held_by: str  # who writes meanwhile; "" for nobody


class Archive:
    """Articles, found by day, word and meaning. Safe to use from several threads."""

    def __init__(self, data_dir: Path, *, write: bool, chroma_url: str, model_dir: Path | None, held_by: str) -> None:
        self.data_dir = data_dir
        self.held_by = held_by
        self._write = write
        self._writing = FairLock()
        self._turns = ReadPriority()
        self._catalogue = Catalogue(data_dir / "catalogue.sqlite", write=write)
        self._history = History(self._catalogue)
        self.corrections = Corrections(self._catalogue, self._history, self._changing)
        self._words = FullTextIndex(data_dir / "words", write=write)
        self._word_upkeep = FullTextSync(self._catalogue, self._words)
        self._embedder = Embedder(model_dir)
        self._beside = ThreadPoolExecutor(thread_name_prefix="question")
        self._vectors = VectorIndex(
            data_dir / "vectors", self._embedder.card, chroma_url=chroma_url, archive=self._own_name()
        )
        self._vector_upkeep = VectorSync(
            self._catalogue,
            self._vectors,
            self._embedder,
            hold=None if chroma_url else ProcessLock(data_dir / "vectors.lock"),
            writing=self._writing,
            turns=self._turns,
        )

    @classmethod
    def open(
        cls, data_dir: Path, *, write: bool = False, chroma_url: str = "", model_dir: Path | None = None
    ) -> "Archive":
        """Open the archive in a directory, for writing or beside a writer.

        Raises HeldError where another process writes, and DatelineError where there is nothing to read yet.
        """
        hold = ProcessLock(data_dir / "writer.lock")
        if not write and not (data_dir / "words" / "meta.json").exists():
            raise DatelineError(f"There are no articles in {data_dir} yet: add some with `dateline add PATH`.")
        data_dir.mkdir(parents=True, exist_ok=True)
        if write:
            if not hold.take():
                raise HeldError(f"{data_dir} is in use by {hold.holder()}: stop it, or wait until it has ended.")
            archive = cls(data_dir, write=True, chroma_url=chroma_url, model_dir=model_dir, held_by="")
            archive._hold = hold
            archive._word_upkeep.recover()
            return archive
        held_by = ""
        if hold.take():
            hold.release()
        else:
            held_by = hold.holder()
        return cls(data_dir, write=False, chroma_url=chroma_url, model_dir=model_dir, held_by=held_by)

    _hold: ProcessLock | None = None

    def close(self) -> None:
        """Let go of the files and locks."""
        self._beside.shutdown()
        self._words.close()
        self._catalogue.close()
        self._vector_upkeep.close()
        if self._hold:
            self._hold.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _own_name(self) -> str:
        """Return the archive's own name, given when it is first opened: it tells it from others on a Chroma server."""
        name = self._catalogue.fact("archive")
        if not name and self._write:
            name = os.urandom(4).hex()
            self._catalogue.note("archive", name)
        return name

    # ---- the update walk -------------------------------------------------------------------------------------

    def add(self, articles: Iterable[Article], batch: str = "") -> Iterator[Outcome]:
        """Store articles; each is answerable by words and days when its outcome is yielded.

        A batch is an addition by name. It can be undone, and begun again after a crash: what it had done by then
        gets the outcome it got the first time.
        """
        waiting = iter(articles)
        seen: set[str] = set()
        while some := take_some(waiting):
            with self._changing():
                outcomes = [self._store_once(article, batch, seen) for article in some]
            yield from outcomes

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Change the catalogue as a whole or not at all; the word index follows."""
        with self._writing:
            with self._catalogue.transaction():
                yield
            self._word_upkeep.follow()

    def _store_once(self, article: Article, batch: str, seen: set[str]) -> Outcome:
        """Store an article, and note in the batch what that changed."""
        before = self._history.change(batch, article.id) if batch and article.id not in seen else None
        seen.add(article.id)
        outcome = self._store(article, batch)
        if before and before.status != "removed" and outcome.status == "unchanged":
            return self._outcome(before.status, article, copy_of=self._catalogue.kept_for(article.id))
        return outcome

    def _store(self, article: Article, batch: str) -> Outcome:
        words_hash, whole_hash = hash_words(article), hash_whole(article)
        known = self._catalogue.hashes(article.id)
        if known and known[1] == whole_hash:
            return self._outcome("unchanged", article)
        if known:
            stored = self.article(article.id).article
            article = keep_admins_date(article, stored)
            if stored.source.evidence is DateEvidence.ADMIN and hash_whole(article) == hash_whole(stored):
                return self._outcome("unchanged", article)
        elif self._catalogue.is_copy(article.id, words_hash):
            return self._outcome("unchanged", article)
        kept = self._catalogue.same_words(words_hash)
        if kept and kept != article.id and not known:
            self._catalogue.add_copy(article, kept, words_hash)
            self._note(batch, article.id, "copy", None)
            return self._outcome("copy", article, copy_of=kept)
        past = self._history.keep(article.id, removed=False) if known and batch else None
        passages = read_passages(article, self._catalogue.version(article.id) + 1)
        near = self._catalogue.upsert(article, passages, words_hash, whole_hash)
        self._note(batch, article.id, "updated" if known else "added", past)
        return Outcome(
            "updated" if known else "added",
            article.id,
            article.source,
            tuple(sorted({span for one in passages for span in one.spans}, key=lambda span: (span.first, span.last))),
            len(passages),
            near=self.article(near).article.source.title if near else "",
        )

    def _note(self, batch: str, article_id: str, status: Literal["added", "updated", "copy"], past: int | None) -> None:
        if batch:
            self._history.note(batch, Change(article_id, status, self._catalogue.version(article_id), past))

    def _outcome(
        self, status: Literal["added", "updated", "unchanged", "copy"], article: Article, copy_of: str = ""
    ) -> Outcome:
        stored = self._catalogue.article(copy_of or article.id)
        if stored is None:  # unchanged, as a copy
            return Outcome(status, article.id, article.source)
        if copy_of:
            title = stored.article.source.title
            return Outcome(status, article.id, article.source, stored.spans, stored.passages, title)
        since = stored.added_at if status == "unchanged" else None
        return Outcome(status, article.id, stored.article.source, stored.spans, stored.passages, since=since)

    def remove(self, article_id: str) -> Source:
        """Take an article out, everywhere; it can be restored for 30 days."""
        return self.corrections.remove(article_id)

    # ---- the derived indexes ---------------------------------------------------------------------------------

    def catch_up(self, progress: Progress | None = None, stop: threading.Event | None = None) -> int:
        """Build the vectors that are missing, in small batches so that readers hardly wait; return how many.

        It may be stopped, or killed, at any time, and a Chroma server may go away: the next call goes on.
        """
        return self._vector_upkeep.catch_up(progress, stop)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Read every article's passages and days anew, and build both indexes from nothing."""
        with self._writing:
            ids = self._catalogue.ids()
            for done, article_id in enumerate(ids, start=1):
                with self._catalogue.transaction():
                    self.corrections.reread(article_id)
                if progress:
                    progress(done, len(ids))
            self._word_upkeep.build_anew()
            self._vector_upkeep.start_over()

    # ---- the ask walk ----------------------------------------------------------------------------------------

    def search(self, query: Query) -> list[Hit]:
        """Return the passages that best answer a query, best first."""
        if not self._write:
            self._words.refresh()
        with self._turns.reading():
            try:
                return search(query, self._catalogue, self._words, self._meaning(query))
            except VectorsAwayError as error:
                logger.warning("found by words and days alone: %s", error)
                return search(query, self._catalogue, self._words, None)

    def _meaning(self, query: Query) -> VectorSearch | None:
        """Return the vectors' help, where the model speaks the question's language and they can be used."""
        card = self._embedder.card
        if not query.words or query.language not in card.languages or not self._vector_upkeep.can_be_read():
            return None
        return VectorSearch(self._embed_question, self._vectors.search, self._vectors.similarities, card.near)

    def _embed_question(self, text: str) -> Future[Vector]:
        self._vectors.wake()  # meanwhile: to import Chroma and to load the model take most of a second each
        return self._beside.submit(self._embedder.embed_query, text)

    def document_frequency(self, word: str) -> tuple[int, int]:
        """Return (passages that have this word, passages in all)."""
        return self._words.document_frequency(word)

    def mend(self, word: str) -> str:
        """Return the word that was meant, where no passage has this one and one has another much like it; else ""."""
        return self._words.mend(word)

    def years_of(self, span: DaySpan) -> list[DayCount]:
        """Return a bare day, or days, in every year the archive speaks of them, newest first, with their passages.

        Years after the newest article come last: what was announced is not yet what happened. Where the archive speaks
        of them in no year: once, in the newest year it reaches, with 0 passages.
        """
        years, newest = self._catalogue.years_known()
        moved = [one for year in reversed(years) if (one := span.in_year(year))]
        moved.sort(key=lambda one: one.first > newest)  # a stable sort: each half stays newest first
        found = [DayCount(one.first, count) for one in moved if (count := self._words.count(one))]
        lately = [one for year in (newest.year, newest.year - 1) if year and (one := span.in_year(year))]
        return found or [DayCount(one.first, 0) for one in lately if one.first <= newest][:1]

    def nearest_days(self, spans: Sequence[DaySpan], words: str = "", limit: int = 4) -> list[DayCount]:
        """Return single days before and after these that passages name, nearest first.

        With words: days of passages that have one of them, where there are any; else days at all.
        """
        if not spans:
            return []
        near = self._days_with(words) if words else {}
        near = {day: count for day, count in near.items() if not any(day in span for span in spans)}
        if not near:
            near = self._catalogue.days_around(min(s.first for s in spans), max(s.last for s in spans), limit)
        ranked = sorted(near, key=lambda day: (min(_away(day, span) for span in spans), day))
        return [DayCount(day, near[day]) for day in ranked[:limit]]

    def _days_with(self, words: str) -> dict[date, int]:
        """Return the single days that passages with these words name, and how many of them do."""
        keys = [found.key for found in self._words.search(words, (), Tier.NAMED, NEAR_A_WORD)]
        spans = (span for one in self._catalogue.passages(keys).values() for span in one.passage.spans)
        return Counter(span.first for span in spans if span.days == 1)

    def days_around(self, span: DaySpan, limit: int = 1) -> list[DayCount]:
        """Return the single days that passages name next before and next after these, in order of time."""
        near = self._catalogue.days_around(span.first, span.last, limit)
        return [DayCount(day, near[day]) for day in sorted(near)]

    def newest_day(self, today: date) -> date | None:
        """Return the newest day, today at the latest, that a passage names or an article was published on."""
        return self._catalogue.newest_day(today)

    def day_counts(self, span: DaySpan) -> list[DayCount]:
        """Return the days among these that passages name, in order of time, with how many do."""
        counts = self._catalogue.day_counts(span.first, span.last)
        return [DayCount(day, counts[day]) for day in sorted(counts)]

    def passages_with(self, words: str, limit: int) -> list[StoredPassage]:
        """Return passages that have any of these words, those with the most of them first."""
        if not self._write:
            self._words.refresh()
        keys = [found.key for found in self._words.search(words, (), Tier.NAMED, limit)]
        found = self._catalogue.passages(keys)
        return [found[key] for key in keys if key in found]

    # ---- looking at it ---------------------------------------------------------------------------------------

    def article(self, article_id: str) -> StoredArticle:
        """Return an article; raise UnknownArticleError where there is none."""
        stored = self._catalogue.article(article_id)
        if stored is None:
            raise UnknownArticleError(f"There is no article {article_id}: `dateline articles` lists them.")
        return stored

    def articles(self, limit: int = 50, offset: int = 0) -> list[StoredArticle]:
        """Return articles, the newest publication date first."""
        return self._catalogue.articles(limit, offset)

    def find_articles(
        self, words: str, span: DaySpan | None, limit: int = 50, offset: int = 0
    ) -> tuple[list[StoredArticle], int]:
        """Return the articles that have all these words and are tied to these days, newest first, and their number."""
        keys: set[int] | None = None
        for word in words.split():
            found = self._words.search(word, (), Tier.NAMED, FOUND_BY_A_WORD)
            having = self._catalogue.article_keys([one.key for one in found])
            keys = having if keys is None else keys & having
        return self._catalogue.find_articles(None if keys is None else sorted(keys), span, limit, offset)

    def languages(self) -> list[str]:
        """Return the languages that articles are in, ISO 639-1, the most usual first."""
        return self._catalogue.languages()

    def ids(self) -> list[str]:
        """Return every article's id, in the order in which they came."""
        return self._catalogue.ids()

    def copies(self, article_id: str) -> list[dict[str, Any]]:
        """Return the rows of an article's copies, in the order in which they came."""
        return self._catalogue.copy_rows(article_id)

    def earlier_version(self, article_id: str, origin_before: str = "") -> StoredArticle | None:
        """Return another article that this one looks like a newer version of: of the same title and outlet, or of a
        file of the same name, whose origins begin with `origin_before`."""
        earlier = self._catalogue.earlier_version(article_id, origin_before)
        return self._catalogue.article(earlier) if earlier else None

    def passages(self, article_id: str) -> list[Passage]:
        """Return an article's passages in order."""
        self.article(article_id)
        return self._catalogue.passages_of(article_id)

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
            model=self._embedder.card.name,
            disk_bytes=sum(file.stat().st_size for file in self.data_dir.rglob("*") if file.is_file()),
            held_by=self.held_by,
        )


def take_some(articles: Iterator[Article]) -> list[Article]:
    """Return the next articles to be stored together: so many, or fewer where they are long; none at the end."""
    some, characters = list[Article](), 0
    for article in islice(articles, ARTICLES_AT_ONCE):
        some.append(article)
        characters += len(article.text)
        if characters >= CHARACTERS_AT_ONCE:
            break
    return some


def keep_admins_date(article: Article, stored: Article) -> Article:
    """Return an article with the date that an admin gave to its earlier version; their word stands over any other."""
    if stored.source.evidence is not DateEvidence.ADMIN or article.source.evidence is DateEvidence.ADMIN:
        return article
    source = replace(article.source, published=stored.source.published, evidence=DateEvidence.ADMIN)
    return replace(article, source=source)


def _away(day: date, span: DaySpan) -> int:
    """Days between a day and a span outside of it."""
    return max((span.first - day).days, (day - span.last).days)


_WORDS = re.compile(r"\w+")


def hash_words(article: Article) -> str:
    """Return a hash of a text's words alone: equal for copies, whatever their case, blanks and punctuation."""
    folded = unicodedata.normalize("NFKC", article.text).casefold()
    return hashlib.blake2b(" ".join(_WORDS.findall(folded)).encode(), digest_size=16).hexdigest()


def hash_whole(article: Article) -> str:
    """Return a hash of all that is stored of an article: equal where nothing changed."""
    values = json.dumps([asdict(article.source), article.text, article.extra], default=str, sort_keys=True)
    return hashlib.blake2b(values.encode(), digest_size=16).hexdigest()
