"""The articles themselves, looked at and looked for: by id, by words, by days."""

from collections.abc import Iterable

from index.errors import UnknownArticleError
from index.model.article import GUESSED_DATES
from index.model.dates import DaySpan
from index.model.passage import Passage
from index.model.stored import StoredArticle, StoredCopy, StoredPassage
from index.search.fulltext.day_tiers import Tier
from index.search.fulltext.full_text_index import FullTextIndex
from index.store.catalogue import Catalogue

FOUND_BY_A_WORD = 5_000  # passages of a word, of which the articles are looked for


class ArticleReader:
    """What an archive holds, article by article. Every method raises StorageError if it cannot be read."""

    def __init__(self, catalogue: Catalogue, full_text: FullTextIndex) -> None:
        self._catalogue = catalogue
        self._full_text = full_text

    def get(self, article_id: str) -> StoredArticle:
        """Return an article.

        Raises:
            UnknownArticleError: there is none with this id.
        """
        stored = self._catalogue.articles.get(article_id)
        if stored is None:
            raise UnknownArticleError(f"There is no article {article_id}: `dateline articles` lists them.")
        return stored

    def passages(self, article_id: str) -> list[Passage]:
        """Return an article's passages in order.

        Raises:
            UnknownArticleError: there is no such article.
        """
        self.get(article_id)
        return self._catalogue.passages.of(article_id)

    def copies(self, article_id: str) -> list[StoredCopy]:
        """Return an article's copies, in the order in which they came."""
        return self._catalogue.copies.of(article_id)

    def newest(self, limit: int = 50, offset: int = 0) -> list[StoredArticle]:
        """Return articles, the newest publication date first."""
        return self._catalogue.articles.newest(limit, offset)

    def find(
        self, words: str, span: DaySpan | None, limit: int = 50, offset: int = 0
    ) -> tuple[list[StoredArticle], int]:
        """Return the articles that have all these words and are tied to these days, newest first, and their number."""
        keys: set[int] | None = None
        for word in words.split():
            found = self._full_text.search(word, (), Tier.NAMED, FOUND_BY_A_WORD)
            having = self._catalogue.articles.keys_of_passages([one.key for one in found])
            keys = having if keys is None else keys & having
        return self._catalogue.articles.find(None if keys is None else sorted(keys), span, limit, offset)

    def passages_with(self, words: str, limit: int) -> list[StoredPassage]:
        """Return passages that have any of these words, those with the most of them first."""
        self._full_text.follow_writer()
        keys = [found.key for found in self._full_text.search(words, (), Tier.NAMED, limit)]
        found = self._catalogue.passages.by_key(keys)
        return [found[key] for key in keys if key in found]

    def passages_after(self, key: int, limit: int) -> list[StoredPassage]:
        """Return the passages that were stored after the one with a key, in the order in which they came."""
        return self._catalogue.passages.read("WHERE p.key > ? ORDER BY p.key LIMIT ?", (key, limit))

    def last_key(self) -> int:
        """Return the key of the passage that was stored last; 0 if there is none."""
        return self._catalogue.passages.last_key()

    def clusters(self, article_ids: Iterable[str]) -> dict[str, int]:
        """Return the cluster of near-duplicates of each article that has one."""
        return self._catalogue.clusters.of(article_ids)

    def earlier_version(self, article_id: str, origin_before: str = "") -> StoredArticle | None:
        """Return another article that this one looks like a newer version of; None if there is none.

        It has the same title and outlet, or comes from a file of the same name, whose origin begins with
        `origin_before`.
        """
        earlier = self._catalogue.articles.earlier_version(article_id, origin_before)
        return self._catalogue.articles.get(earlier) if earlier else None

    def languages(self) -> list[str]:
        """Return the languages that articles are in, ISO 639-1, the most usual first."""
        return self._catalogue.articles.languages()

    def doubtful(self) -> list[str]:
        """Return the ids of the articles whose publication date is a guess or missing, the last added first."""
        return self._catalogue.articles.ids_dated_by(GUESSED_DATES)

    def ids(self) -> list[str]:
        """Return every article's id, in the order in which they came."""
        return self._catalogue.articles.ids()
