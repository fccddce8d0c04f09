"""The full-text index of one archive: written, read and searched."""

import logging
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import ENOSPC
from pathlib import Path
from typing import Any, NamedTuple

import tantivy
from tantivy import Order, Query

from index.errors import MismatchError, StorageError, storage_error
from index.model.dates import DaySpan, day_number
from index.model.stored import StoredPassage
from index.search.fulltext.analyzers import LANGUAGES, OTHER, analyze, analyzer, distinct_words
from index.search.fulltext.day_tiers import Tier
from index.search.fulltext.misspellings import may_be_misspelt, nearest_term
from index.search.fulltext.passage_fields import make_schema, to_document, tokenizer_name
from index.search.fulltext.segment_files import LinkedFolder, is_read_only
from index.search.fulltext.tier_queries import days_query, filtered_query, keys_query, words_query

logger = logging.getLogger(__name__)

TERMS_TRIED = 5_000  # of those that begin like a word whose spelling is corrected
TERMS_COMPARED = 20_000  # of one first letter, when a name is looked for that is written in another script
HEAP_BYTES = 64_000_000


class Candidate(NamedTuple):  # a question makes over a thousand: no other class is made as quickly
    """A passage by its key, with what ranks it before it is read from the catalogue."""

    key: int
    score: float  # BM25 of its words; 0 if no word was asked for
    number: int  # of the passage within its article
    paper: int | None  # its publication date, 20230529


class FullTextIndex:
    """The full-text index of one archive. One writer, many readers.

    Raises:
        MismatchError: it was built by another version, and is opened for reading.
        StorageError: it cannot be written; nothing since the last commit is kept.
    """

    def __init__(self, folder: Path, *, write: bool) -> None:
        self._folder = folder
        self._write = write
        self._writer: Any = None
        self._schema = make_schema()
        self._links: LinkedFolder | None = None
        if write:
            folder.mkdir(parents=True, exist_ok=True)
            self._index = _open_for_writing(folder, self._schema)
        else:
            self._links = LinkedFolder(folder) if is_read_only(folder) else None
            self._index = _open_for_reading(self._links.path if self._links else folder, self._schema)
        for language in (*LANGUAGES, OTHER):
            self._index.register_tokenizer(tokenizer_name(language), analyzer(language))
        self._index.config_reader("manual", 1)
        self._reload()

    def follow_writer(self) -> None:
        """See what the process that writes has committed, if it is another one."""
        if not self._write:
            self._reload()

    def _reload(self) -> None:
        if self._links:
            self._links.follow()
        self._index.reload()
        self._searcher = self._index.searcher()

    def add(self, passages: Iterable[StoredPassage]) -> None:
        """Add passages; they are found after `commit`."""
        for document in map(to_document, passages):
            with self._writing() as writer:
                writer.add_document(document)

    def forget(self, keys: Iterable[int]) -> None:
        """Take passages out; they are gone after `commit`. A key that is not there does no harm."""
        with self._writing() as writer:
            for key in keys:
                writer.delete_documents_by_term("key", key)

    def clear(self) -> None:
        """Take everything out, after `commit`."""
        with self._writing() as writer:
            writer.delete_all_documents()

    def commit(self) -> None:
        """Make what was added and forgotten lasting, and seen by searches from now on."""
        with self._writing() as writer:
            writer.commit()
            self._reload()

    def __len__(self) -> int:
        """Return how many passages are held."""
        return int(self._searcher.num_docs)

    def keys(self) -> list[int]:
        """Return the keys of all passages that are held; one that is held twice is there twice."""
        hits = self._searcher.search(Query.all_query(), max(1, len(self)), count=False).hits
        return list(self._searcher.fast_field_values("key", [address for _, address in hits]))

    def close(self) -> None:
        """Wait for the index's own threads, and let go of its lock."""
        if self._links:
            self._links.remove()
        writer, self._writer = self._writer, None
        if writer is not None:
            try:
                writer.wait_merging_threads()
            except ValueError as error:  # what was committed stays
                logger.warning("the word index was not tidied up: %s", error)

    def search(self, words: str, days: Sequence[DaySpan], tier: Tier, limit: int) -> list[Candidate]:
        """Return the passages that speak of `days` in this way and of any of the words, best first.

        Without words: all that speak of the days. Without days: all with any of the words.
        """
        asked = words_query(self._schema, words)
        if days:
            query = filtered_query(days_query(self._schema, days, [tier]), [] if asked is None else [asked])
        elif asked is not None:
            query = asked
        else:
            return []
        if asked is not None:
            hits = self._searcher.search(query, limit, count=False).hits
        else:  # the leads of all articles before anybody's second passage
            ordered = self._searcher.search(query, limit, count=False, order_by_field="number", order=Order.Asc).hits
            hits = [(0.0, address) for _, address in ordered]
        addresses = [address for _, address in hits]
        fields = [self._searcher.fast_field_values(name, addresses) for name in ("key", "number", "published")]
        return [
            Candidate(key, score, number, paper) for (score, _), key, number, paper in zip(hits, *fields, strict=True)
        ]

    def shares(self, words: str, language: str, keys: Iterable[int]) -> dict[int, float]:
        """Return what share of the words each of these passages has, in text or title: 0..1; one with none is left out.

        It is one query: reading each passage's words again would take a hundred times as long.
        """
        among = list(keys)
        queries = [words_query(self._schema, word) for word in distinct_words(words, language)]
        wanted = [Query.const_score_query(query, 1.0) for query in queries if query is not None]
        if not wanted or not among:
            return {}
        query = filtered_query(keys_query(self._schema, among), wanted)
        hits = self._searcher.search(query, len(among), count=False).hits
        found = self._searcher.fast_field_values("key", [address for _, address in hits])
        return {key: score / len(wanted) for (score, _), key in zip(hits, found, strict=True) if score}

    def count(self, days: DaySpan) -> int:
        """Count the passages that name these days, or were published then and are tied to no other."""
        if days.days == 1 and not self._knows(day_number(days.first)):
            return 0  # a bare day is looked for in every year, and most have nothing
        query = days_query(self._schema, [days], (Tier.NAMED, Tier.UNTIED))
        return int(self._searcher.search(query, 1).count)

    def _knows(self, day: int) -> bool:
        """Whether any passage, though it may be forgotten by now, names a day or was published on it."""
        have = self._searcher.doc_freq
        return bool(have("named", day) or have("untied", day))

    def document_frequency(self, word: str) -> tuple[int, int]:
        """Return (passages that have this word in text or title, passages in all)."""
        have = max(
            self._searcher.doc_freq(f"{language}_{field}", term)
            for language in (*LANGUAGES, OTHER)
            for term in analyze(word, language) or [word]
            for field in ("body", "title")
        )
        return have, int(self._searcher.num_docs)

    def correct_spelling(self, word: str) -> str:
        """Return the term that was most likely meant, if no passage has this word: "Kosvo" -> "kosovo"; else ""."""
        if not may_be_misspelt(word) or self.document_frequency(word)[0]:
            return ""
        return nearest_term(word, lambda prefix, language: self._terms(prefix, language, TERMS_TRIED))

    def terms_from(self, prefix: str, language: str) -> list[tuple[str, int]]:
        """Return terms of a language that begin with a prefix, each with how many passages have it."""
        known: dict[str, int] = {}
        for term, count in self._terms(prefix, language, TERMS_COMPARED):
            known[term] = max(count, known.get(term, 0))
        return list(known.items())

    def _terms(self, prefix: str, language: str, limit: int) -> Iterator[tuple[str, int]]:
        """Yield the terms of titles, then those of bodies, at most `limit` of each."""
        for field in ("title", "body"):
            yield from self._searcher.terms_with_prefix(f"{language}_{field}", prefix, limit=limit)

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        """Yield the writer. One that has failed is dropped: its later commits would succeed and hold nothing."""
        if not self._write:
            raise RuntimeError("this word index was opened for reading")
        try:
            if self._writer is None:
                self._writer = self._index.writer(HEAP_BYTES, 1)
            yield self._writer
        except ValueError as error:  # tantivy's only one
            writer, self._writer = self._writer, None
            if writer is not None:  # whatever still refers to it, the next one must have the index's lock
                with suppress(ValueError):
                    writer.wait_merging_threads()
            raise self._as_storage_error(error) from error

    def _as_storage_error(self, error: ValueError) -> StorageError:
        """Return one of tantivy's errors, which differ only in their text, as an error of storage."""
        number = re.search(r"os error (\d+)", str(error))
        if not number and shutil.disk_usage(self._folder).free < HEAP_BYTES:  # "a worker thread encountered an error"
            return storage_error(ENOSPC, self._folder)
        return storage_error(int(number[1]) if number else 0, self._folder, str(error))


def _open_for_writing(folder: Path, schema: tantivy.Schema) -> tantivy.Index:
    """Open an index; make it anew, and empty, if it was built by another version or is damaged."""
    try:
        return tantivy.Index(schema, path=str(folder))
    except ValueError as error:
        logger.warning("the word index is built anew: %s", error)
        shutil.rmtree(folder)
        folder.mkdir()
        return tantivy.Index(schema, path=str(folder))


def _open_for_reading(folder: Path, schema: tantivy.Schema) -> tantivy.Index:
    """Open an index, which the process that writes may be using.

    Raises:
        MismatchError: it was built by another version.
    """
    try:
        return tantivy.Index(schema, path=str(folder))
    except ValueError as error:
        raise MismatchError("The word index was built by another version: run `dateline rebuild`.") from error
