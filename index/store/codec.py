"""Between SQLite's rows and our words: the catalogue's tables, and how days, sources and sentences are kept in them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from index.model.article import Article, DateEvidence, Source
from index.model.dates import DaySpan, day_number, day_of_number
from index.model.passage import Mention, Passage, Sentence

SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS articles (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    title TEXT NOT NULL, published INTEGER, evidence TEXT NOT NULL, outlet TEXT NOT NULL, place TEXT NOT NULL,
    url TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL, origin TEXT NOT NULL, extra TEXT NOT NULL,
    words_hash TEXT NOT NULL,  -- of the text's words alone: equal for copies
    whole_hash TEXT NOT NULL,  -- of everything: equal where nothing changed
    added_at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS articles_by_words ON articles (words_hash);
CREATE INDEX IF NOT EXISTS articles_by_day ON articles (published);
CREATE TABLE IF NOT EXISTS copies (
    id TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    title TEXT NOT NULL, outlet TEXT NOT NULL, url TEXT NOT NULL, published INTEGER, origin TEXT NOT NULL,
    words_hash TEXT NOT NULL, added_at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS copies_by_article ON copies (article);
CREATE TABLE IF NOT EXISTS passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again, so that a stale index entry points nowhere
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    number INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    sentences TEXT NOT NULL,
    worded INTEGER NOT NULL DEFAULT 0, embedded INTEGER NOT NULL DEFAULT 0,
    UNIQUE (article, number)
);
CREATE INDEX IF NOT EXISTS passages_without_words ON passages (key) WHERE worded = 0;
CREATE INDEX IF NOT EXISTS passages_without_vectors ON passages (key) WHERE embedded = 0;
CREATE TABLE IF NOT EXISTS mentions (
    passage INTEGER NOT NULL REFERENCES passages (key) ON DELETE CASCADE,
    first INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (first, last, passage)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mentions_by_passage ON mentions (passage);
CREATE TABLE IF NOT EXISTS likeness (
    article INTEGER PRIMARY KEY REFERENCES articles (key) ON DELETE CASCADE,
    family INTEGER NOT NULL,  -- the key of the first of some near-copies; an article's own where it has none
    signature BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS bands (
    band INTEGER NOT NULL, article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    PRIMARY KEY (band, article)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS bands_by_article ON bands (article);
CREATE TABLE IF NOT EXISTS gone (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL, in_words INTEGER NOT NULL, in_vectors INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS last_versions (id TEXT PRIMARY KEY, version INTEGER NOT NULL);  -- of removed articles
CREATE TABLE IF NOT EXISTS past (  -- articles removed, and words replaced, in the last weeks
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    removed INTEGER NOT NULL,  -- 1: the article went; 0: another version took its place
    body TEXT NOT NULL,        -- the article's row and its copies, as JSON
    gone_at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS past_by_id ON past (id);
CREATE TABLE IF NOT EXISTS changes (  -- what an addition that may be undone has done to which article
    batch TEXT NOT NULL, id TEXT NOT NULL, status TEXT NOT NULL, version INTEGER NOT NULL,
    past INTEGER,  -- the words before it
    PRIMARY KEY (batch, id)
);
"""

ARTICLE = "a.key, a.id, a.version, a.title, a.published, a.evidence, a.outlet, a.place, a.url, a.language"
PASSAGE = f"p.key, p.number, p.start, p.end, p.sentences, substr(a.text, p.start + 1, p.end - p.start), {ARTICLE}"


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its key in the derived indexes, and its article's source."""

    key: int
    passage: Passage
    source: Source


def number_of(day: date | None) -> int | None:
    """2023-05-29 -> 20230529: sorts as days do, and is what the word index stores too."""
    return None if day is None else day_number(day)


def day_of(number: int) -> date:
    """Return the day of a number: 20230529 -> 2023-05-29."""
    return day_of_number(number)


def maybe_day(number: int | None) -> date | None:
    """Return the day of a number, or None."""
    return None if number is None else day_of(number)


def span_of(first: int, last: int) -> DaySpan:
    """Return the span between two day numbers."""
    return DaySpan(day_of(first), day_of(last))


def now() -> str:
    """Return the time, as it is stored: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def source_of(row: Sequence[Any]) -> Source:
    """Return the source in a row that begins with `ARTICLE`."""
    _, _, _, title, published, evidence, outlet, place, url, language = row[:10]
    return Source(title, maybe_day(published), DateEvidence(evidence), outlet, place, url, language)


def pack(sentences: Iterable[Sentence]) -> str:
    """Sentences as compact JSON: [start, end, [[start, end, first, last, year given]…], [[first, last]…]]."""
    return json.dumps(
        [
            [
                s.start,
                s.end,
                [
                    [m.start, m.end, number_of(m.span.first), number_of(m.span.last), int(m.year_given)]
                    for m in s.mentions
                ],
                [[number_of(c.first), number_of(c.last)] for c in s.carried],
            ]
            for s in sentences
        ],
        separators=(",", ":"),
    )


def unpack(packed: str) -> tuple[Sentence, ...]:
    """Return the sentences that `pack` made JSON of."""
    return tuple(
        Sentence(
            start,
            end,
            tuple(Mention(a, b, span_of(first, last), bool(given)) for a, b, first, last, given in mentions),
            tuple(span_of(*one) for one in carried),
        )
        for start, end, mentions, carried in json.loads(packed)
    )


def stored_passage(row: Sequence[Any]) -> StoredPassage:
    """Return the passage in a row of `PASSAGE`."""
    key, number, start, end, sentences, text = row[:6]
    article_id, version = row[7:9]
    passage = Passage(article_id, version, number, start, end, text, unpack(sentences))
    return StoredPassage(key, passage, source_of(row[6:]))


def article_row(article: Article) -> dict[str, Any]:
    """Return an article's own columns."""
    source = article.source
    return {
        "id": article.id,
        "title": source.title,
        "published": number_of(source.published),
        "evidence": source.evidence,
        "outlet": source.outlet,
        "place": source.place,
        "url": source.url,
        "language": source.language,
        "text": article.text,
        "origin": article.origin,
        "extra": json.dumps(article.extra, ensure_ascii=False),
    }
