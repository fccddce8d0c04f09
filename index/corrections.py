"""What people change about the archive afterwards: dates set, articles removed and restored, additions undone."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date

from index.article_reader import ArticleReader
from index.article_writer import ArticleWriter
from index.errors import DatelineError
from index.model.article import DateEvidence, Source
from index.model.stored import StoredArticle
from index.store.catalogue import Catalogue
from index.store.history import KEPT_DAYS, Change, Past


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of an addition that was to be undone."""

    removed: int = 0  # articles and copies that it had added
    restored: int = 0  # articles that have their earlier words again
    left: int = 0  # articles that were changed again since, or that have copies
    # Each article's id with the field above that counts it.
    articles: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @property
    def nothing(self) -> bool:
        """Whether there was nothing to undo: it had changed nothing, or was undone before."""
        return not (self.removed or self.restored or self.left)


class Corrections:
    """Changes to what is stored; each is made whole, or not at all, and is found at once.

    Every method that changes something raises StorageError if it cannot be stored.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        reader: ArticleReader,
        writer: ArticleWriter,
        changing: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._catalogue = catalogue
        self._history = catalogue.history
        self._reader = reader
        self._writer = writer
        self._changing = changing  # a transaction, after which the full-text index follows

    def remove(self, article_id: str) -> Source:
        """Take an article out, everywhere; it can be restored for a while.

        Raises:
            UnknownArticleError: there is no such article.
        """
        with self._changing():
            source = self._reader.get(article_id).article.source
            self._history.forget_old()
            self._history.keep(article_id, removed=True)
            self._catalogue.articles.remove(article_id)
        return source

    def restore(self, article_id: str) -> Source:
        """Bring a removed article back, with its copies.

        Raises:
            DatelineError: it is in the archive, or was not removed in the last `KEPT_DAYS`.
        """
        with self._changing():
            past = self._history.last_removed(article_id)
            if self._catalogue.articles.get(article_id):
                raise DatelineError("This article is in the archive already.")
            if past is None:
                raise DatelineError(f"No article of this number was removed in the last {KEPT_DAYS} days.")
            self._writer.bring_back(past)
        return past.article.source

    def removed(self, limit: int = 50, offset: int = 0) -> list[Past]:
        """Return the articles that can be restored, the last removed first."""
        return self._history.removed(limit, offset)

    def set_published(self, article_id: str, published: date) -> StoredArticle:
        """Set an article's publication date, for good, and read the days it speaks of anew.

        Raises:
            UnknownArticleError: there is no such article.
        """
        with self._changing():
            stored = self._reader.get(article_id)
            source = replace(stored.article.source, published=published, evidence=DateEvidence.ADMIN)
            self._writer.reread(stored, replace(stored.article, source=source))
        return self._reader.get(article_id)

    def replace(self, earlier_id: str, batch: str) -> bool:
        """Remove an article because a batch brought its newer version; return False if it is gone already."""
        with self._changing():
            stored = self._catalogue.articles.get(earlier_id)
            if stored is None:
                return False
            past = self._history.keep(earlier_id, removed=True)
            self._catalogue.articles.remove(earlier_id)
            self._history.note(batch, Change(earlier_id, "removed", stored.version, past))
        return True

    def undo(self, batch: str) -> Undone:
        """Take back what a batch of additions did. What was changed again since stays as it is."""
        done, articles = Undone(), list[tuple[str, str]]()
        with self._changing():
            undone = []
            for change in self._history.changes(batch):
                how = self._undo(change)
                done = replace(done, **{how: getattr(done, how) + 1})
                articles.append((change.id, how))
                if how != "left":
                    undone.append(change.id)
            self._history.forget_batch(batch, undone)
        return replace(done, articles=tuple(articles))

    def settle(self, batch: str) -> None:
        """Forget what a batch did, so that it can no longer be undone."""
        with self._changing():
            self._history.forget_batch(batch, [change.id for change in self._history.changes(batch)])

    def _undo(self, change: Change) -> str:
        """Undo one change; return the field of `Undone` that counts it."""
        if change.status == "copy":
            self._catalogue.copies.remove(change.id)
            return "removed"
        stored = self._catalogue.articles.get(change.id)
        past = self._history.past(change.past) if change.past is not None else None
        if change.status == "removed":
            return self._bring_back(past) if stored is None else "left"
        if stored is None:
            return "removed"  # somebody else has removed it
        if stored.version != change.version:
            return "left"
        if change.status == "updated":
            return self._bring_back(past)
        if stored.copies:
            return "left"
        self._history.keep(change.id, removed=True)
        self._catalogue.articles.remove(change.id)
        return "removed"

    def _bring_back(self, past: Past | None) -> str:
        if past is None:
            return "left"
        self._writer.bring_back(past)
        return "restored"
