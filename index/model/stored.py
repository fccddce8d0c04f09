"""Articles and passages as the archive holds them."""

from dataclasses import dataclass
from datetime import datetime

from index.model.article import Article, Source
from index.model.dates import DaySpan
from index.model.passage import Passage


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as the archive holds it."""

    article: Article
    version: int  # 1, 2, 3…
    passages: int
    added_at: datetime  # UTC
    spans: tuple[DaySpan, ...]  # event dates, sorted
    copies: tuple[str, ...]  # outlets that ran the same words, or where they came from


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its key in the derived indexes, and its article's source."""

    key: int
    passage: Passage
    source: Source


@dataclass(frozen=True, slots=True)
class StoredCopy:
    """What is kept of a copy: another publication of an article's words."""

    id: str
    source: Source  # title, outlet, URL and publication date; the rest is not kept
    origin: str
