"""The one place where articles, passages and days become rows or JSON, and come back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from index.model.article import OCR_FIELD, Article, DateEvidence, Source, ocr_of
from index.model.dates import DaySpan, day_number, day_of_number
from index.model.passage import Mention, Passage, Sentence
from index.model.stored import StoredPassage

SOURCE_FIELDS = ("title", "published", "evidence", "outlet", "place", "url", "language")
ARTICLE_FIELDS = ("id", *SOURCE_FIELDS, "text", "origin", "extra")  # its columns, and its fields in JSON

# ---- days -------------------------------------------------------------------------------------------------------


def day_number_or_none(day: date | None) -> int | None:
    """Return the number of a day, or None: numbers sort as days do, and the full-text index stores them too."""
    return None if day is None else day_number(day)


def day_or_none(number: int | None) -> date | None:
    """Return the day of a number, or None."""
    return None if number is None else day_of_number(number)


def span_of(first: int, last: int) -> DaySpan:
    """Return the span between two day numbers."""
    return DaySpan(day_of_number(first), day_of_number(last))


def now() -> str:
    """Return the time as it is stored: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


# ---- articles ---------------------------------------------------------------------------------------------------


def article_to_row(article: Article) -> dict[str, Any]:
    """Return an article's own columns, by name."""
    source = article.source
    return {
        "id": article.id,
        "title": source.title,
        "published": day_number_or_none(source.published),
        "evidence": source.evidence.value,
        "outlet": source.outlet,
        "place": source.place,
        "url": source.url,
        "language": source.language,
        "text": article.text,
        "origin": article.origin,
        "extra": json.dumps(article.extra, ensure_ascii=False),
    }


def article_of_row(row: Mapping[str, Any]) -> Article:
    """Return the article whose columns `article_to_row` has made."""
    extra = json.loads(row["extra"])
    return Article(row["id"], source_of_row(row, ocr_of(extra)), row["text"], row["origin"], extra)


def source_of_row(row: Mapping[str, Any], ocr: int = 0) -> Source:
    """Return the source in an article's columns; `ocr` is what its `extra` tells of it."""
    return Source(
        row["title"],
        day_or_none(row["published"]),
        DateEvidence(row["evidence"]),
        row["outlet"],
        row["place"],
        row["url"],
        row["language"],
        ocr,
    )


def article_to_json(article: Article) -> dict[str, Any]:
    """Return an article as a JSON object for other programs: its columns, the day as "2023-05-29"."""
    published = article.source.published
    return article_to_row(article) | {
        "published": published.isoformat() if published else None,
        "extra": article.extra,
    }


def article_of_json(values: Mapping[str, Any]) -> Article:
    """Return the article in a JSON object that anybody may have written.

    Raises:
        ValueError, KeyError, TypeError: it is not one of `article_to_json`.
    """
    texts = {name: _text(values[name]) for name in ARTICLE_FIELDS if name not in ("published", "extra")}
    published = date.fromisoformat(values["published"]) if values["published"] else None
    extra = {_text(name): _text(value) for name, value in values["extra"].items()}
    row = texts | {"published": day_number_or_none(published), "extra": json.dumps(extra)}
    return article_of_row(row)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


# ---- passages ---------------------------------------------------------------------------------------------------

# SQLite's `substr` counts characters from the beginning of the text: over the 10,000 passages of a text of 5 MB that
# is quadratic. Passages that end behind this character are cut out of their article's text in Python.
SUBSTR_CHARACTERS = 50_000
# A passage's columns, then its article's source: what `passage_of_row` reads.
PASSAGE_COLUMNS = (
    "p.key, p.number, p.start, p.end, p.sentences, "
    f"CASE WHEN p.end <= {SUBSTR_CHARACTERS} THEN substr(a.text, p.start + 1, p.end - p.start) END, a.id, a.version, "
    + ", ".join(f"a.{name}" for name in SOURCE_FIELDS)
    + f", CASE WHEN instr(a.extra, '{OCR_FIELD}') THEN a.extra END"
)


def passage_of_row(row: Sequence[Any], texts: Mapping[str, str]) -> StoredPassage:
    """Return the passage in a row of `PASSAGE_COLUMNS`; `texts` has the articles whose passages stand far in, by id."""
    key, number, start, end, sentences, text, article_id, version = row[:8]
    text = texts[article_id][start:end] if text is None else text
    passage = Passage(article_id, version, number, start, end, text, sentences_of_json(sentences))
    ocr = ocr_of(json.loads(row[-1])) if row[-1] else 0
    return StoredPassage(key, passage, source_of_row(dict(zip(SOURCE_FIELDS, row[8:-1], strict=True)), ocr))


def sentences_to_json(sentences: Iterable[Sentence]) -> str:
    """Sentences as compact JSON: [start, end, [[start, end, first, last, year given]…], [[first, last]…]]."""
    return json.dumps(
        [
            [
                s.start,
                s.end,
                [
                    [m.start, m.end, day_number(m.span.first), day_number(m.span.last), int(m.year_given)]
                    for m in s.mentions
                ],
                [[day_number(c.first), day_number(c.last)] for c in s.carried],
            ]
            for s in sentences
        ],
        separators=(",", ":"),
    )


def sentences_of_json(packed: str) -> tuple[Sentence, ...]:
    """Return the sentences that `sentences_to_json` made JSON of."""
    return tuple(
        Sentence(
            start,
            end,
            tuple(Mention(a, b, span_of(first, last), bool(given)) for a, b, first, last, given in mentions),
            tuple(span_of(*one) for one in carried),
        )
        for start, end, mentions, carried in json.loads(packed)
    )
