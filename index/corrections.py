"""What people change about the archive afterwards: dates set, articles removed and restored, additions undone."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date

from index.errors import DatelineError, UnknownArticleError
from index.ingest.dates.event_dates import read_passages
from index.model.article import Article, DateEvidence, Source
from index.store.catalogue import Catalogue, StoredArticle
from index.store.history import Change, History, Past


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of an addition that was to be undone."""

    removed: int = 0  # articles and copies that it had added
    restored: int = 0  # articles that have their earlier words again
    left: int = 0  # articles that were changed again since, or that others rely on

    @property
    def nothing(self) -> bool:
        """Whether there was nothing to undo: it had changed nothing, or was undone before."""
        return not (self.removed or self.restored or self.left)


class Corrections:
    """Changes to what is stored; each is made whole, or not at all, and found at once."""

    def __init__(
        self, catalogue: Catalogue, history: History, changing: Callable[[], AbstractContextManager[None]]
    ) -> None:
        self._catalogue = catalogue
        self._history = history
        self._changing = changing  # a transaction, after which the word index follows

    def remove(self, article_id: str) -> Source:
        """Take an article out, everywhere; it can be restored for a while."""
        with self._changing():
            source = self._stored(article_id).article.source
            self._history.forget_old()
            self._history.keep(article_id, removed=True)
            self._catalogue.remove(article_id)
        return source

    def restore(self, article_id: str) -> Source:
        """Bring a removed article back, its copies too."""
        with self._changing():
            past = self._history.last_removed(article_id)
            if self._catalogue.article(article_id):
                raise DatelineError("This article is in the archive already.")
            if past is None:
                raise DatelineError("No article of this number was removed in the last 30 days.")
            self._bring_back(past)
        return past.article.source

    def removed(self, limit: int = 50, offset: int = 0) -> list[Past]:
        """Return the articles that can be restored, the last removed first."""
        return self._history.removed(limit, offset)

    def set_published(self, article_id: str, published: date) -> StoredArticle:
        """Set an article's publication date, for good, and read the days it speaks of anew."""
        with self._changing():
            stored = self._stored(article_id)
            source = replace(stored.article.source, published=published, evidence=DateEvidence.ADMIN)
            self._reread(stored, replace(stored.article, source=source))
        return self._stored(article_id)

    def replace(self, earlier_id: str, batch: str) -> bool:
        """Remove an article because a batch brought its newer version; False where it is gone already."""
        with self._changing():
            stored = self._catalogue.article(earlier_id)
            if stored is None:
                return False
            past = self._history.keep(earlier_id, removed=True)
            self._catalogue.remove(earlier_id)
            self._history.note(batch, Change(earlier_id, "removed", stored.version, past))
        return True

    def undo(self, batch: str) -> Undone:
        """Take back what a batch of additions did. What was changed again since stays as it is."""
        done = Undone()
        with self._changing():
            undone = []
            for change in self._history.changes(batch):
                how = self._undo(change)
                done = replace(done, **{how: getattr(done, how) + 1})
                if how != "left":
                    undone.append(change.id)
            self._history.forget_batch(batch, undone)
        return done

    def settle(self, batch: str) -> None:
        """Forget what a batch did, so that it can no longer be undone."""
        with self._changing():
            self._history.forget_batch(batch, [change.id for change in self._history.changes(batch)])

    def _undo(self, change: Change) -> str:
        """Undo one change; say which count of `Undone` it goes to."""
        stored = self._catalogue.article(change.id)
        if change.status == "copy":
            self._catalogue.remove_copy(change.id)
            return "removed"
        past = self._history.past(change.past) if change.past is not None else None
        if change.status == "removed":
            if stored or past is None:
                return "left"
            self._bring_back(past)
            return "restored"
        if stored is None:
            return "removed"  # somebody has done it already
        if stored.version != change.version:
            return "left"
        if change.status == "updated" and past is not None:
            self._bring_back(past)
            return "restored"
        if change.status == "updated" or stored.copies:
            return "left"
        self._history.keep(change.id, removed=True)
        self._catalogue.remove(change.id)
        return "removed"

    def _bring_back(self, past: Past) -> None:
        article = past.article
        passages = read_passages(article, self._catalogue.version(article.id) + 1)
        self._catalogue.upsert(article, passages, past.words_hash, past.whole_hash, past.added_at)
        self._history.put_copies_back(past)

    def reread(self, article_id: str) -> None:
        """Read an article's passages and days anew. For use inside a transaction."""
        stored = self._stored(article_id)
        self._reread(stored, stored.article)

    def _reread(self, stored: StoredArticle, article: Article) -> None:
        hashes = self._catalogue.hashes(article.id)
        assert hashes is not None
        passages = read_passages(article, stored.version + 1)
        # The hashes stay those of the article as it was given: the same file again changes nothing.
        self._catalogue.upsert(article, passages, *hashes, stored.added_at.isoformat(timespec="seconds"))
        self._history.follow(article.id, stored.version, stored.version + 1)

    def _stored(self, article_id: str) -> StoredArticle:
        stored = self._catalogue.article(article_id)
        if stored is None:
            raise UnknownArticleError(f"There is no article {article_id}: `dateline articles` lists them.")
        return stored
