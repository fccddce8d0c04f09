"""Articles, questions, and where in the articles the answers stand: what quality is measured on."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from index.errors import DatelineError
from index.ingest.files import find_files
from index.ingest.reader import read_file
from index.model.article import Article, DateEvidence, Source
from index.sample import ARTICLES, SampleQuestion, SampleSentence, read_questions

TODAY = date(2026, 11, 24)  # the day questions are asked on, where they do not say


@dataclass(frozen=True, slots=True)
class Place:
    """Characters [start, end) of an article."""

    article_id: str
    start: int
    end: int


def covers(passage: Place, sentence: Place) -> bool:
    """Whether a passage holds at least half of a sentence."""
    shared = min(passage.end, sentence.end) - max(passage.start, sentence.start)
    return passage.article_id == sentence.article_id and 2 * shared >= sentence.end - sentence.start


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the places that answer it."""

    id: str
    text: str
    kind: str
    today: date
    expected: tuple[Place, ...]  # empty: the articles cannot tell
    accepted: tuple[Place, ...] = ()  # not asked for, and not wrong
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """Articles and questions about them."""

    name: str
    articles: tuple[Article, ...]
    questions: tuple[Asked, ...]


def read_pair(name: str, articles: Path, questions: Path) -> Collection:
    """Read a pair of files.

    A line of articles: {"id", "title", "published", "text", "sentences": [[start, end]…]}
    A line of questions: {"id", "question", "day", "topic", "expected": [{"article", "sentence"}…]}
    """
    rows = [json.loads(line) for line in articles.read_text(encoding="utf-8").splitlines() if line.strip()]
    sentences = {str(row["id"]): row.get("sentences", []) for row in rows}
    asked = []
    for line in questions.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        places = [
            Place(str(one["article"]), *sentences[str(one["article"])][one["sentence"]]) for one in row["expected"]
        ]
        kind = "day and topic" if row.get("topic") else "day"
        asked.append(Asked(row["id"], row["question"], kind, TODAY, tuple(places), entity=row.get("topic") or ""))
    return Collection(name, tuple(map(_article, rows)), tuple(asked))


def _article(row: dict[str, str]) -> Article:
    published = date.fromisoformat(row["published"]) if row.get("published") else None
    evidence = DateEvidence.FIELD if published else DateEvidence.NONE
    title = row.get("title") or row["text"].partition("\n")[0][:100]
    return Article(str(row["id"]), Source(title, published, evidence, url=row.get("url", "")), row["text"], "bench")


def read_sample() -> Collection:
    """Return the articles and questions that come with Dateline."""
    paths = [_path(path) for path in find_files([ARTICLES])]
    found = [one for path in paths for one in read_file(path, origin=_origin(path))]
    articles = tuple(one for one in found if isinstance(one, Article))
    return Collection("sample", articles, tuple(_sampled(one, articles) for one in read_questions()))


def _origin(path: Path) -> str:
    """Return where a file of the sample comes from, wherever the sample lies."""
    return path.relative_to(ARTICLES.parents[1]).as_posix()


def _path(found: object) -> Path:
    if not isinstance(found, Path):
        raise DatelineError(f"the sample is incomplete: {found}")
    return found


def _sampled(one: SampleQuestion, articles: tuple[Article, ...]) -> Asked:
    expected, accepted = (tuple(_places(told, articles)) for told in (one.expected, one.accepted))
    return Asked(one.id, one.question, one.kind.value, one.today, expected, accepted)


def _places(told: tuple[SampleSentence, ...], articles: tuple[Article, ...]) -> Iterator[Place]:
    for one in told:
        for article in articles:
            same = article.id == one.article if one.article else article.origin.endswith(f"/{one.file}")
            start = article.text.find(one.sentence) if same else -1
            if start >= 0:
                yield Place(article.id, start, start + len(one.sentence))


def read_news(path: Path, limit: int) -> Iterator[Article]:
    """Yield the first items of `current-events` as articles: each is news of its day."""
    count = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            for number, item in enumerate(row["items"]):
                if count == limit:
                    return
                count += 1
                source = Source(
                    item["text"][:80], date.fromisoformat(row["day"]), DateEvidence.FIELD, item["category"] or ""
                )
                yield Article(f"{row['day']}-{number}", source, item["text"], "bench")


def read_folder(folder: Path) -> Iterator[Article]:
    """Yield the articles of any folder that Dateline can read."""
    for path in find_files([folder]):
        if isinstance(path, Path):
            yield from (one for one in read_file(path) if isinstance(one, Article))


def read_days(path: Path, least: int, most: int) -> Iterator[Article]:
    """Yield the days of `current-events` as one article each, those of so many characters: as long as news are."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = "\n".join(item["text"] for item in row["items"])
            if least <= len(text) <= most:
                source = Source(f"The news of {row['day']}", date.fromisoformat(row["day"]), DateEvidence.FIELD)
                yield Article(row["day"], source, text, "bench")
