"""The word index, in tantivy: passages by their words, by the days they speak of, or by both at once."""

import logging
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from enum import StrEnum
from errno import ENOSPC
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import tantivy
from rapidfuzz.distance import OSA
from tantivy import FieldType, Filter, Occur, Order, Query, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from index.errors import MismatchError, StorageError, storage_error
from index.model.dates import DaySpan, day_number
from index.model.stored import StoredPassage
from index.search.segment_files import LinkedFolder, is_read_only

logger = logging.getLogger(__name__)

LANGUAGES = {"en": "english", "ru": "russian"}  # those with a stemmer here; every other language keeps its words whole
OTHER = "xx"
TITLE_WEIGHT = 1.6
SHORTEST_CORRECTED = 5  # letters of a word whose typing is corrected: shorter ones are too much like others
TERMS_TRIED = 5_000
TERMS_COMPARED = 20_000  # of one first letter, when a name is looked for that is written in another script
HEAP_BYTES = 64_000_000
NAMED_DAYS = 3  # a longer span names a period: "this week" says less of its Tuesday than "on Tuesday"
EXPANDED_DAYS = 14  # a longer span is kept as its month or year: "in 2014" says little of each of its days

_WORD = r"\d+(?:[.,:]\d+)+|\w+(?:['’]\w+)*"


class Tier(StrEnum):
    """A way in which a passage may be tied to a day, each a field of the index."""

    NAMED = "named"  # it names the day
    PERIOD = "period"  # it names a week, or a few days, with the day among them
    UNTIED = "untied"  # published that day, with a sentence that is tied to no other day
    CARRIED = "carried"  # the day of a sentence before goes on
    NEXT_DAY = "next_day"  # published the day after
    PAPER = "paper"  # published that day
    WIDER = "wider"  # it names the day's month or year


class Candidate(NamedTuple):  # a question makes over a thousand: no other class is made as quickly
    """A passage by its key, with what ranks it before it is read from the catalogue."""

    key: int
    score: float  # BM25 of its words; 0 where no word was asked for
    number: int  # of the passage within its article
    paper: int | None  # its publication date, 20230529


class FullTextIndex:
    """The word index of one archive. One writer, many readers.

    If it cannot be written, StorageError is raised, and nothing since the last commit is kept.
    """

    def __init__(self, folder: Path, *, write: bool) -> None:
        self._folder = folder
        self._write = write
        self._writer: Any = None
        self._schema = _schema()
        self._links: LinkedFolder | None = None
        if write:
            folder.mkdir(parents=True, exist_ok=True)
            self._index = _open_for_writing(folder, self._schema)
        else:
            self._links = LinkedFolder(folder) if is_read_only(folder) else None
            self._index = _open_for_reading(self._links.path if self._links else folder, self._schema)
        for language in (*LANGUAGES, OTHER):
            self._index.register_tokenizer(f"{language}_words", analyzer(language))
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
        for document in map(_document, passages):
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
        parts: list[tuple[Occur, Query]] = []
        if days:
            parts.append((Occur.Must, Query.const_score_query(self._day_query(days, tier), 0.0)))
        if words_query := self._word_query(words):
            parts.append((Occur.Should if days else Occur.Must, words_query))
        if not parts:
            return []
        query = Query.boolean_query(parts)
        if words_query:
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

        One query, where reading each passage's words anew would take a hundred times as long.
        """
        wanted = [query for word in _terms(words, language) if (query := self._word_query(word))]
        among = [(Occur.Should, Query.term_query(self._schema, "key", key)) for key in keys]
        if not wanted or not among:
            return {}
        parts = [(Occur.Must, Query.const_score_query(Query.boolean_query(among), 0.0))]
        parts += [(Occur.Should, Query.const_score_query(query, 1.0)) for query in wanted]
        hits = self._searcher.search(Query.boolean_query(parts), len(among), count=False).hits
        found = self._searcher.fast_field_values("key", [address for _, address in hits])
        return {key: score / len(wanted) for (score, _), key in zip(hits, found, strict=True) if score}

    def count(self, days: DaySpan) -> int:
        """Count the passages that name these days, or were published then and are tied to no other."""
        if days.days == 1 and not self._knows(day_number(days.first)):
            return 0  # a bare day is looked for in every year, and most have nothing
        tiers = [(Occur.Should, self._day_query([days], tier)) for tier in (Tier.NAMED, Tier.UNTIED)]
        return int(self._searcher.search(Query.boolean_query(tiers), 1).count)

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
        """Return the term that was most likely meant, where nobody wrote this word: "Kosvo" -> "kosovo"; else "".

        A letter may be missing, doubled or swapped with its neighbour, but for the first two. A letter put for another
        is left alone: that makes real words of real words ("price", "prime").
        """
        if len(word) < SHORTEST_CORRECTED or not word.isalpha() or self.document_frequency(word)[0]:
            return ""
        near: list[tuple[int, str]] = []
        for language in LANGUAGES:
            for term in analyze(word, language):
                for field in ("title", "body"):
                    known = self._searcher.terms_with_prefix(f"{language}_{field}", term[:2], limit=TERMS_TRIED)
                    near += [(-count, other) for other, count in known if _is_slip(term, other)]
        return min(near)[1] if near else ""

    def terms_from(self, prefix: str, language: str) -> list[tuple[str, int]]:
        """Return terms of a language that begin with a prefix, each with how many passages have it."""
        known: dict[str, int] = {}
        for field in ("title", "body"):
            for term, count in self._searcher.terms_with_prefix(f"{language}_{field}", prefix, limit=TERMS_COMPARED):
                known[term] = max(count, known.get(term, 0))
        return list(known.items())

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        """Yield the writer. One that has failed is let go of: its later commits succeed and hold nothing."""
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
            raise self._told(error) from error

    def _told(self, error: ValueError) -> StorageError:
        """Return one of tantivy's errors, which are told apart by their text alone, as a sentence."""
        number = re.search(r"os error (\d+)", str(error))
        if not number and shutil.disk_usage(self._folder).free < HEAP_BYTES:  # "a worker thread encountered an error"
            return storage_error(ENOSPC, self._folder)
        return storage_error(int(number[1]) if number else 0, self._folder, str(error))

    def _word_query(self, words: str) -> Query | None:
        parts: list[tuple[Occur, Query]] = []
        for language in (*LANGUAGES, OTHER):
            for term in dict.fromkeys(analyze(words, language)):
                body = Query.term_query(self._schema, f"{language}_body", term, "freq")
                title = Query.term_query(self._schema, f"{language}_title", term, "freq")
                parts.append((Occur.Should, body))
                parts.append((Occur.Should, Query.boost_query(title, TITLE_WEIGHT)))
        return Query.boolean_query(parts) if parts else None

    def _day_query(self, days: Sequence[DaySpan], tier: Tier) -> Query:
        field = Tier.NAMED if tier is Tier.WIDER else tier
        numbers = [n for span in days for n in (wider_ranges(span) if tier is Tier.WIDER else [day_range(span)])]
        return Query.boolean_query([(Occur.Should, self._range_query(field.value, low, high)) for low, high in numbers])

    def _range_query(self, field: str, low: int, high: int) -> Query:
        if low == high:  # twice as fast as a range of one
            return Query.term_query(self._schema, field, low)
        return Query.range_query(self._schema, field, FieldType.Integer, low, high)


def day_range(span: DaySpan) -> tuple[int, int]:
    """Return the range of day numbers a span asks for. A whole month or year asks for its own name too.

    29 May 2023       ->  20230529, 20230529
    May 2023          ->  20230500, 20230531   (20230500 is "in May 2023")
    2023              ->  20230000, 20231231   (20230000 is "in 2023")
    """
    low, high = day_number(span.first), day_number(span.last)
    if span.whole_years:
        return low - 101, high
    return (low - 1, high) if span.whole_months else (low, high)


def wider_ranges(span: DaySpan) -> list[tuple[int, int]]:
    """Return the months and years a span lies in, by their names: what "in May 2023" is found by.

    29 May 2023  ->  [(20230500, 20230500), (20230000, 20230000)]
    """
    low, high = day_number(span.first), day_number(span.last)
    return [(n // size * size, high // size * size) for size, n in ((100, low), (10_000, low))]


def day_numbers(span: DaySpan) -> list[int]:
    """Return what is indexed for a span: its days, or its month's or year's name where it is longer.

    26–28 May 2023  ->  [20230526, 20230527, 20230528]
    May 2023        ->  [20230500]
    spring 2023     ->  [20230300, 20230400, 20230500]
    2023            ->  [20230000]
    """
    if span.days <= EXPANDED_DAYS:
        return [day_number(day) for day in span]
    if span.days >= 365:
        return [year * 10_000 for year in range(span.first.year, span.last.year + 1)][:30]
    months = dict.fromkeys(day_number(day) // 100 * 100 for day in span)
    return list(months)


@lru_cache
def analyzer(language: str) -> TextAnalyzer:
    """Return how words become terms: split, lower case, accents and ё off, stop words out, stems."""
    build = TextAnalyzerBuilder(Tokenizer.regex(_WORD)).filter(Filter.remove_long(60)).filter(Filter.lowercase())
    build = build.filter(Filter.ascii_fold())
    if name := LANGUAGES.get(language):
        build = build.filter(Filter.stopword(name)).filter(Filter.stemmer(name))
    return build.build()


def analyze(text: str, language: str) -> list[str]:
    """Return the terms of a text, as the index of this language holds them."""
    terms: list[str] = analyzer(language).analyze(text)
    return terms


def _terms(words: str, language: str) -> list[str]:
    """Split words as the index does, without stop words and without repeating a term: "Boeing 737-MAX" -> 3 words."""
    first: dict[str, str] = {}
    for word in re.findall(_WORD, words):
        for term in analyze(word, language)[:1]:
            first.setdefault(term, word)
    return list(first.values())


def _open_for_writing(folder: Path, schema: tantivy.Schema) -> tantivy.Index:
    """Open an index; make it anew, and empty, where it was built by another version or is damaged."""
    try:
        return tantivy.Index(schema, path=str(folder))
    except ValueError as error:
        logger.warning("the word index is built anew: %s", error)
        shutil.rmtree(folder)
        folder.mkdir()
        return tantivy.Index(schema, path=str(folder))


def _open_for_reading(folder: Path, schema: tantivy.Schema) -> tantivy.Index:
    """Open an index, which the process that writes may be using."""
    try:
        return tantivy.Index(schema, path=str(folder))
    except ValueError as error:
        raise MismatchError("The word index was built by another version: run `dateline rebuild`.") from error


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("key", stored=False, indexed=True, fast=True)
    builder.add_integer_field("number", fast=True)
    builder.add_integer_field("published", fast=True)  # PAPER once more, to be read rather than searched
    for language in (*LANGUAGES, OTHER):
        for field in ("title", "body"):
            builder.add_text_field(f"{language}_{field}", tokenizer_name=f"{language}_words", index_option="freq")
    for tier in Tier:
        if tier is not Tier.WIDER:
            # Not fast: a range over a fast field reads its whole column; over an indexed one, those days alone.
            builder.add_integer_field(tier.value, indexed=True)
    return builder.build()


def _document(one: StoredPassage) -> tantivy.Document:
    passage, source = one.passage, one.source
    document = tantivy.Document()
    document.add_integer("key", one.key)
    document.add_integer("number", passage.number)
    language = source.language if source.language in LANGUAGES else OTHER
    document.add_text(f"{language}_title", source.title)
    document.add_text(f"{language}_body", f"{source.place} {passage.text}" if passage.number == 0 else passage.text)
    if source.published is not None:
        document.add_integer("published", day_number(source.published))
    for field, numbers in _days_of(one).items():
        for number in numbers:
            document.add_integer(field.value, number)
    return document


def _is_slip(typed: str, meant: str) -> bool:
    """Whether two terms differ by one letter too few or too many, or by two that are swapped; but for the end.

    A letter more or less at the end makes another word or form: "Easter", "eastern".
    """
    if min(len(typed), len(meant)) < SHORTEST_CORRECTED or typed.startswith(meant) or meant.startswith(typed):
        return False
    same_letters = len(typed) == len(meant) and sorted(typed) == sorted(meant)
    return (len(typed) != len(meant) or same_letters) and OSA.distance(typed, meant, score_cutoff=1) == 1


def _is_period(span: DaySpan) -> bool:
    return NAMED_DAYS < span.days <= EXPANDED_DAYS


def _days_of(one: StoredPassage) -> dict[Tier, Iterable[int]]:
    """Return the day numbers a passage is found by, for each tier."""
    sentences = one.passage.sentences
    spans = one.passage.spans
    named = dict.fromkeys(n for span in spans if not _is_period(span) for n in day_numbers(span))
    period = dict.fromkeys(n for span in spans if _is_period(span) for n in day_numbers(span))
    carried = dict.fromkeys(number for s in sentences for span in s.carried for number in day_numbers(span))
    fields: dict[Tier, Iterable[int]] = {Tier.NAMED: named, Tier.PERIOD: period, Tier.CARRIED: carried}
    published = one.source.published
    if published is not None:
        fields[Tier.PAPER] = [day_number(published)]
        fields[Tier.NEXT_DAY] = [day_number(published - timedelta(days=1))]
        if any(not s.mentions and not s.carried for s in sentences):
            fields[Tier.UNTIED] = [day_number(published)]
    return fields
