"""Writes an article into the catalogue: its text, its passages with their days, and its cluster of near-duplicates."""

from dataclasses import dataclass

from index.model.article import Article
from index.model.passage import Passage
from index.model.stored import StoredArticle
from index.store.catalogue import Catalogue
from index.store.history import Past


@dataclass(frozen=True, slots=True)
class Written:
    """What was written of an article."""

    passages: tuple[Passage, ...]
    near: str  # the id of an article that it is a near-duplicate of; "" for none


class ArticleWriter:
    """Every way in which an article gets into the catalogue. All methods need a transaction around them.

    Every method raises StorageError if the catalogue cannot be written.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def put(self, article: Article, words_hash: str, whole_hash: str, added_at: str = "") -> Written:
        """Store an article in place of its earlier version; it counts as added now if `added_at` is empty."""
        # Imported here: questions are asked of an archive that writes nothing, and would wait for these imports.
        from index.ingest.dates.event_dates import read_passages
        from index.search.near_duplicates import join_cluster

        passages = read_passages(article, self._catalogue.articles.version(article.id) + 1)
        self._catalogue.copies.remove(article.id)
        key = self._catalogue.articles.put(article, words_hash, whole_hash, added_at)
        self._catalogue.passages.add(key, passages)
        return Written(tuple(passages), join_cluster(self._catalogue.clusters, key, article.text))

    def reread(self, stored: StoredArticle, article: Article) -> None:
        """Store an article with another publication date, or read its passages and days anew.

        Its hashes stay those of the article as it was given: adding the same file again changes nothing.
        """
        hashes = self._catalogue.articles.hashes(article.id)
        if hashes is None:
            raise ValueError(f"{article.id} is not stored")
        self.put(article, *hashes, stored.added_at.isoformat(timespec="seconds"))
        self._catalogue.history.follow(article.id, stored.version, stored.version + 1)

    def bring_back(self, past: Past) -> None:
        """Store an article as it was before, with its copies."""
        self.put(past.article, past.words_hash, past.whole_hash, past.added_at)
        self._catalogue.history.put_copies_back(past)
