"""The update walk's last step: articles go into the catalogue, each once, and copies are noted with their article."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Literal

from index.article_writer import ArticleWriter
from index.model.article import Article, DateEvidence, Source
from index.model.dates import DaySpan
from index.model.passage import Passage
from index.model.stored import StoredArticle
from index.store.catalogue import Catalogue
from index.store.history import Change

# Stored together, in one transaction and one commit of the full-text index; other writers wait for it.
ARTICLES_AT_ONCE = 256
CHARACTERS_AT_ONCE = 1_000_000

OutcomeStatus = Literal["added", "updated", "unchanged", "copy"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article that was added."""

    status: OutcomeStatus
    article_id: str
    source: Source
    spans: tuple[DaySpan, ...] = ()  # event dates, sorted
    passages: int = 0
    copy_of: str = ""  # the title of the article that has these words
    since: datetime | None = None  # if it was here already: when it came, in UTC
    near: str = ""  # the title of an article that this one is a near-duplicate of


class ArticleAdder:
    """Adds articles, several in one transaction."""

    def __init__(
        self, catalogue: Catalogue, writer: ArticleWriter, changing: Callable[[], AbstractContextManager[None]]
    ) -> None:
        self._catalogue = catalogue
        self._writer = writer
        self._changing = changing  # a transaction, after which the full-text index follows

    def add(self, articles: Iterable[Article], batch: str = "") -> Iterator[Outcome]:
        """Store articles; each is answerable by words and days when its outcome is yielded.

        A batch is an addition by name. It can be undone, and begun again after a crash: an article that it had stored
        before the crash gets the same outcome again.

        Raises:
            StorageError: they cannot be stored; those whose outcome was yielded are.
        """
        waiting = iter(articles)
        seen: set[str] = set()
        while some := take_some(waiting):
            with self._changing():
                outcomes = [self._add_once(article, batch, seen) for article in some]
            yield from outcomes

    def _add_once(self, article: Article, batch: str, seen: set[str]) -> Outcome:
        """Add an article; if this batch did so before a crash, return the outcome of that time."""
        before = self._catalogue.history.change(batch, article.id) if batch and article.id not in seen else None
        seen.add(article.id)
        outcome = self._add(article, batch)
        if before and outcome.status == "unchanged":
            if before.status == "copy":
                return self._copy(article, self._catalogue.copies.article_of(article.id))
            if before.status != "removed":
                return self._as_stored(article, before.status)
        return outcome

    def _add(self, article: Article, batch: str) -> Outcome:
        catalogue = self._catalogue
        words_hash, whole_hash = hash_words(article), hash_whole(article)
        known = catalogue.articles.hashes(article.id)
        if known and known[1] == whole_hash:
            return self._as_stored(article, "unchanged")
        if known and (stored := catalogue.articles.get(article.id)):
            article = keep_admins_date(article, stored.article)
            if stored.article.source.evidence is DateEvidence.ADMIN and hash_whole(article) == hash_whole(
                stored.article
            ):
                return self._as_stored(article, "unchanged")
        elif catalogue.copies.has(article.id, words_hash):
            return self._as_stored(article, "unchanged")
        kept = catalogue.articles.with_words(words_hash)
        if kept and not known:
            catalogue.copies.add(article, kept, words_hash)
            self._note(batch, article.id, "copy", None)
            return self._copy(article, kept)
        past = catalogue.history.keep(article.id, removed=False) if known and batch else None
        return self._put(article, (words_hash, whole_hash), batch, past, new=not known)

    def _put(self, article: Article, hashes: tuple[str, str], batch: str, past: int | None, *, new: bool) -> Outcome:
        written = self._writer.put(article, *hashes)
        status: Literal["added", "updated"] = "added" if new else "updated"
        self._note(batch, article.id, status, past)
        near = self._catalogue.articles.get(written.near) if written.near else None
        return Outcome(
            status,
            article.id,
            article.source,
            _sorted_spans(written.passages),
            len(written.passages),
            near=near.article.source.title if near else "",
        )

    def _note(self, batch: str, article_id: str, status: Literal["added", "updated", "copy"], past: int | None) -> None:
        if batch:
            version = self._catalogue.articles.version(article_id)
            self._catalogue.history.note(batch, Change(article_id, status, version, past))

    def _copy(self, article: Article, kept_id: str) -> Outcome:
        kept = self._catalogue.articles.get(kept_id)
        if kept is None:
            return Outcome("copy", article.id, article.source)
        return Outcome("copy", article.id, article.source, kept.spans, kept.passages, kept.article.source.title)

    def _as_stored(self, article: Article, status: Literal["added", "updated", "unchanged"]) -> Outcome:
        stored: StoredArticle | None = self._catalogue.articles.get(article.id)
        if stored is None:  # it is a copy
            return Outcome(status, article.id, article.source)
        since = stored.added_at if status == "unchanged" else None
        return Outcome(status, article.id, stored.article.source, stored.spans, stored.passages, since=since)


def take_some(articles: Iterator[Article]) -> list[Article]:
    """Return the next articles to be stored together, fewer if they are long; none at the end."""
    some, characters = list[Article](), 0
    for article in islice(articles, ARTICLES_AT_ONCE):
        some.append(article)
        characters += len(article.text)
        if characters >= CHARACTERS_AT_ONCE:
            break
    return some


def keep_admins_date(article: Article, stored: Article) -> Article:
    """Return an article with the date that an admin gave to its earlier version, which overrides any other."""
    if stored.source.evidence is not DateEvidence.ADMIN or article.source.evidence is DateEvidence.ADMIN:
        return article
    source = replace(article.source, published=stored.source.published, evidence=DateEvidence.ADMIN)
    return replace(article, source=source)


def _sorted_spans(passages: Iterable[Passage]) -> tuple[DaySpan, ...]:
    return tuple(sorted({span for one in passages for span in one.spans}))


_WORDS = re.compile(r"\w+")


def hash_words(article: Article) -> str:
    """Return a hash of a text's words alone: equal for copies, whatever their case, blanks and punctuation."""
    folded = unicodedata.normalize("NFKC", article.text).casefold()
    return hashlib.blake2b(" ".join(_WORDS.findall(folded)).encode(), digest_size=16).hexdigest()


def hash_whole(article: Article) -> str:
    """Return a hash of all that is stored of an article: equal if nothing changed."""
    source = asdict(article.source)
    del source["ocr"]  # it is part of `extra`
    values = json.dumps([source, article.text, article.extra], default=str, sort_keys=True)
    return hashlib.blake2b(values.encode(), digest_size=16).hexdigest()
