"""The days each sentence of an article speaks of: its own, or carried over from the sentence before."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from index.ingest.dates.dateline import Dateline, find_dateline
from index.ingest.sentences.noise import is_noise
from index.ingest.sentences.splitting import Bounds, split_passages, split_sentences
from index.model.article import Article
from index.model.dates import DaySpan
from index.model.passage import Mention, Passage, Sentence
from index.temporal import find_timexes
from index.temporal.timex import Anchor, Timex, TimexType

CARRIED_DAYS = 7  # only days and weeks are carried over: "in 2014" says little of the sentences after it
CARRIED_SENTENCES = 3  # and not into the next paragraph: further on, an article is back at its own day
HEAD_CHARACTERS = 400  # up to here, a line with nothing but the publication date is a heading

_PARAGRAPH = re.compile(r"\n\s*\n")


def read_passages(article: Article, version: int) -> list[Passage]:
    """Split an article into passages, and read the days each sentence speaks of.

    Noise stays in the text of a passage, but is none of its sentences: it is not quoted, and its dates are not events.

    Published 2023-06-23: "Clashes began on May 26. Police moved in. On Friday …"
      -> mentions 2023-05-26 | carried 2023-05-26 | mentions 2023-06-23
    """
    text, language = article.text, article.source.language
    bounds = _without_noise(text, _after_dateline(split_sentences(text, language), find_dateline(text)))
    sentences = _with_days(text, bounds, find_event_timexes(article))
    passages = []
    for number, members in enumerate(split_passages(text, bounds)):
        start, end = bounds[members[0]][0], bounds[members[-1]][1]
        own = tuple(sentences[i] for i in members)
        passages.append(Passage(article.id, version, number, start, end, text[start:end], own))
    return passages


def find_event_timexes(article: Article) -> list[Timex]:
    """Return the date expressions that name an article's days, in order. A dateline is not an event."""
    published = article.source.published
    timexes = find_timexes(article.text, published or date.max.replace(year=2100), article.source.language)
    dateline = find_dateline(article.text)
    return [
        t
        for t in timexes
        if t.span is not None
        and t.type is not TimexType.SET
        and not (dateline and dateline.start <= t.start < dateline.end)
        and not _is_heading(article.text, t, published)
        # Without a publication date, only days that state their year can be resolved.
        and (published is not None or t.anchor is Anchor.NOTHING)
    ]


def _after_dateline(bounds: Sequence[Bounds], dateline: Dateline | None) -> list[Bounds]:
    """Leave a dateline out of the first sentence: it belongs to the article, not to what the sentence says."""
    if dateline is None:
        return list(bounds)
    kept = []
    for start, end in bounds:
        if start < dateline.end < end and dateline.start <= start:
            start = dateline.end
        if not dateline.start <= start < end <= dateline.end:
            kept.append((start, end))
    return kept


def _without_noise(text: str, bounds: Sequence[Bounds]) -> list[Bounds]:
    """Leave out the sentences that tell nothing; all are kept of a text that has no others."""
    telling = [(start, end) for start, end in bounds if not is_noise(text[start:end])]
    return telling or list(bounds)


def _is_heading(text: str, timex: Timex, published: date | None) -> bool:
    """Whether a timex is the publication date on a line of its own, under or above the title."""
    if published is None or timex.start > HEAD_CHARACTERS or timex.span != DaySpan(published, published):
        return False
    start = text.rfind("\n", 0, timex.start) + 1
    end = text.find("\n", timex.end)
    rest = text[start : timex.start] + text[timex.end : end if end >= 0 else len(text)]
    return not any(character.isalnum() for character in rest)


def _with_days(text: str, bounds: Sequence[Bounds], timexes: Sequence[Timex]) -> list[Sentence]:
    """Give each sentence its own mentions and their second readings, or the days of a sentence shortly before it."""
    sentences = []
    carried: tuple[DaySpan, ...] = ()
    left = 0  # sentences that the days may still be carried to
    waiting = list(reversed(timexes))
    end_before = 0
    for start, end in bounds:
        own: list[Timex] = []
        while waiting and waiting[-1].start < end:
            timex = waiting.pop()
            if timex.start >= start:  # else it is in the noise before the sentence
                own.append(timex)
        if _PARAGRAPH.search(text, end_before, start):
            left = 0
        end_before = end
        # "At 5 p.m." alone names no day: the sentence goes on with the last one, also in another paragraph.
        timed = any(t.anchor is Anchor.STORY for t in own)
        own = [t for t in own if t.anchor is not Anchor.STORY]
        mentions = tuple(Mention(t.start, t.end, t.span, t.year_given) for t in own if t.span)
        days = _short(t.span for t in own)
        second = tuple(span for span in _short(t.other for t in own) if span not in days)
        sentences.append(Sentence(start, end, mentions, second if days else carried if left or timed else ()))
        left = max(0, left - 1)
        if days:
            carried, left = days, CARRIED_SENTENCES
    return sentences


def _short(spans: Iterable[DaySpan | None]) -> tuple[DaySpan, ...]:
    """Return the days and weeks among some spans, each once."""
    return tuple(dict.fromkeys(span for span in spans if span and span.days <= CARRIED_DAYS))
