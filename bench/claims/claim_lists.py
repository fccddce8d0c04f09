"""Lies and truths written by hand as a language model would say them, by itself or to get past the checks.

`lies.tsv` and `truths.tsv` hold a claim a line: passage, author, kind, claim. `invented.txt` holds the passages that
were written for them; the others are the sample's and the shared news', by article. No text of the shared news is
kept here: a run of its words stands as {sentence:first-last}, words counted from 0, and is filled in when it is read.

A claim "A. || B." is two sentences, of which the second is judged: whom does "he" speak of, behind A?
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain
from pathlib import Path

from bench.corpora import read_news, read_pair, read_sample
from index.ingest.dates.event_dates import read_passages
from index.model.article import Article, DateEvidence, Source
from index.model.passage import Basis, Hit, Passage

LIES = Path(__file__).with_name("lies.tsv")
TRUTHS = Path(__file__).with_name("truths.tsv")
INVENTED = Path(__file__).with_name("invented.txt")

MOST_PASSAGES = 6  # of an article: as many as one claim may cite
ALL_NEWS = 1_000_000  # items of `current-events`: more than there are
THEN = " || "

_RUN = re.compile(r"\{(\d+):(\d+)-(\d+)\}")
_LOOSE_MARK = re.compile(r"\s+([.,;:%)])|([($#])\s+|(?<=\w)\s+('s\b)")


class Author(StrEnum):
    """As whom a claim was written."""

    LIKELY = "likely"  # a lie: a model may slip so by itself
    ADVERSARY = "adversary"  # a lie: by somebody who knows the checks
    CLOSE = "close"  # a truth: close to the text, as the prompt asks
    PARAPHRASE = "paraphrase"  # a truth: in words of its own


@dataclass(frozen=True, slots=True)
class WrittenClaim:
    """One line of a list, as written."""

    passage: str  # "invented/NAME", "sample/ID", "wikinews-days/ID" or "current-events/ID"; two are joined by " + "
    author: Author
    kind: str  # "operator", "voice"…
    text: str  # runs of shared words as {sentence:first-last}

    @property
    def true(self) -> bool:
        """Whether the passage says so."""
        return self.author in (Author.CLOSE, Author.PARAPHRASE)


@dataclass(frozen=True, slots=True)
class ReadClaim:
    """A claim with the passages that it cites."""

    written: WrittenClaim
    before: str  # the sentence before it; "" if it stands alone
    text: str
    hits: tuple[Hit, ...]
    looked_at: bool  # else: kept aside while the checks are written


def read_written(path: Path) -> list[WrittenClaim]:
    """Return the lines of a list."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [WrittenClaim(passage, Author(author), kind, text) for passage, author, kind, text in rows]


def read_claims(data: Path) -> Iterator[ReadClaim]:
    """Give every claim whose passages are here; `data` is the folder of shared news, which may be absent.

    Every other passage, in the order of the lists, is looked at while the checks are written, with all its claims.
    """
    claims = [*read_written(LIES), *read_written(TRUTHS)]
    passages = list(dict.fromkeys(claim.passage for claim in claims))
    articles = _articles(data, {one for passage in passages for one in passage.split(" + ")})
    for claim in claims:
        names = claim.passage.split(" + ")
        if not all(name in articles for name in names):
            continue
        hits = tuple(chain.from_iterable(_hits(articles[name]) for name in names))[:MOST_PASSAGES]
        before, _, text = _filled(claim.text, hits).rpartition(THEN)
        yield ReadClaim(claim, before, text, hits, looked_at=passages.index(claim.passage) % 2 == 0)


def sentences_of(hits: Sequence[Hit]) -> list[str]:
    """Return the sentences of some passages, in order, as a claim would quote them."""
    return [_quoted(passage.text_of(one)) for passage in _passages(hits) for one in passage.sentences]


def _passages(hits: Iterable[Hit]) -> Iterator[Passage]:
    return (hit.passage for hit in hits)


def _filled(text: str, hits: Sequence[Hit]) -> str:
    """Put the words in place of each {sentence:first-last}."""
    sentences = sentences_of(hits) if "{" in text else []
    return _RUN.sub(lambda run: " ".join(sentences[int(run[1])].split()[int(run[2]) : int(run[3]) + 1]), text)


def _quoted(text: str) -> str:
    """Return tokenised text as people write it: "8.5 % , the highest" -> "8.5%, the highest"."""
    return _LOOSE_MARK.sub(lambda mark: mark[1] or mark[2] or mark[3], text)


def _hits(article: Article) -> list[Hit]:
    return [Hit(passage, article.source, 1.0, Basis.WORDS) for passage in read_passages(article, 1)]


def _articles(data: Path, wanted: set[str]) -> dict[str, Article]:
    """Return the wanted articles that are here, by "set/id"."""
    sets = {"invented": _invented(), "sample": read_sample().articles, **_shared(data)}
    found = {f"{name}/{article.id}": article for name, articles in sets.items() for article in articles}
    return {name: found[name] for name in wanted if name in found}


def _shared(data: Path) -> dict[str, Iterable[Article]]:
    news, folder = data / "current-events" / "days.jsonl.gz", data / "wikinews-days"
    sets: dict[str, Iterable[Article]] = {}
    if folder.exists():
        sets["wikinews-days"] = read_pair("", folder / "articles.jsonl", folder / "questions.jsonl").articles
    if news.exists():
        sets["current-events"] = read_news(news, ALL_NEWS)
    return sets


def _invented() -> Iterator[Article]:
    """Give the articles of `invented.txt`: "== name | language | published | title", and the text on the next line."""
    lines = INVENTED.read_text(encoding="utf-8").splitlines()
    for head, text in zip(lines[::2], lines[1::2], strict=True):
        name, language, published, title = head.removeprefix("== ").split(" | ")
        source = Source(title, date.fromisoformat(published), DateEvidence.FIELD, "The Post", language=language)
        yield Article(name, source, text, "bench")
