"""The JSON of the command line: our types under the names that other programs rely on.

Keys may be added; those that are there keep their names and meaning.
"""

import dataclasses
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.qa.answer import Answer, AskedDays, Citation, CitedSentence, NothingFound, Question
from index.model.dates import DaySpan
from index.model.passage import DayCount, Hit, Passage
from index.temporal.timex import Timex
from index.temporal.unclear_dates import UnclearDate

if TYPE_CHECKING:  # they bring the stores, which a plain question should not wait for
    from index.archive import Status
    from index.model.stored import StoredArticle
    from index.pipeline import AddReport

Payload = dict[str, Any]


def answer_payload(answer: Answer | NothingFound, took_ms: float) -> Payload:
    """`ask --json`. Nothing found has no sentences and no citations."""
    found = isinstance(answer, Answer)
    return {
        "question": answer.question.text,
        "found": found,
        "read_as": _read_as(answer.question),
        "sentences": [_sentence(s) for s in answer.sentences] if isinstance(answer, Answer) else [],
        "citations": [_citation(c) for c in answer.citations] if isinstance(answer, Answer) else [],
        "nearest_days": [] if isinstance(answer, Answer) else [_day_count(c) for c in answer.nearest_days],
        "took_ms": round(took_ms, 1),
        **({"closest": _citation(answer.closest)} if isinstance(answer, NothingFound) and answer.closest else {}),
        **({"note": answer.note.value} if isinstance(answer, Answer) and answer.note else {}),
    }


def search_payload(question: Question, hits: Sequence[Hit], took_ms: float) -> Payload:
    """`search --json`."""
    return {
        "question": question.text,
        "read_as": _read_as(question),
        "hits": [_hit(rank, hit) for rank, hit in enumerate(hits, start=1)],
        "took_ms": round(took_ms, 1),
    }


def timex_payload(timex: Timex) -> Payload:
    """One of `timexes` of `days --json`; `first` and `last` are null where it names no days."""
    return {
        "start": timex.start,
        "end": timex.end,
        "text": timex.text,
        "type": timex.type.value,
        "value": timex.value,
        "first": timex.span.first.isoformat() if timex.span else None,
        "last": timex.span.last.isoformat() if timex.span else None,
        "year_given": timex.year_given,
    }


def show_payload(stored: "StoredArticle", passages: Sequence[Passage]) -> Payload:
    """`show --json`: an article whole, and where its passages lie in it."""
    return {
        **article_payload(stored),
        "text": stored.article.text,
        "passages": [
            {"passage_id": p.id, "start": p.start, "end": p.end, "days": [_span(s) for s in p.spans]} for p in passages
        ],
    }


def article_payload(stored: "StoredArticle") -> Payload:
    """One of `articles --json`; `passages` counts them."""
    source = stored.article.source
    return {
        "article_id": stored.article.id,
        "title": source.title,
        "outlet": source.outlet,
        "published": _day(source.published),
        "evidence": source.evidence.value,
        "place": source.place,
        "url": source.url,
        "language": source.language,
        "origin": stored.article.origin,
        "version": stored.version,
        "added_at": stored.added_at.isoformat(),
        "passages": stored.passages,
        "days": [_span(span) for span in stored.spans],
        "copies": list(stored.copies),
    }


def add_payload(report: "AddReport", vectors: int) -> Payload:
    """`add --json`; `vectors` is how many were built at once."""
    return {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "copies": report.copies,
        "skipped": [{"path": s.path, "reason": s.reason} for s in report.skipped],
        "vectors": vectors,
    }


def status_payload(status: "Status") -> Payload:
    """`status --json`, and what `rebuild --json` ends with."""
    return {
        "articles": status.articles,
        "passages": status.passages,
        "copies": status.copies,
        "first_day": _day(status.first_day),
        "last_day": _day(status.last_day),
        "first_published": _day(status.first_published),
        "last_published": _day(status.last_published),
        "vectors": status.vectors,
        "vectors_behind": status.vectors_behind,
        "model": status.model,
        "disk_bytes": status.disk_bytes,
        "held_by": status.held_by,
    }


def _read_as(question: Question) -> Payload:
    return {
        "days": [_asked(asked) for asked in question.days],
        "topic": question.topic,
        "mended": [list(pair) for pair in question.corrections],
        "language": question.language,
        **({"unclear": [_unclear(one) for one in question.unclear]} if question.unclear else {}),
    }


def _unclear(unclear: UnclearDate) -> Payload:
    return {"text": unclear.text, "fault": unclear.fault.value, "readings": [_span(span) for span in unclear.readings]}


def _asked(asked: AskedDays) -> Payload:
    return {
        "text": asked.text,
        **_span(asked.span),
        "year_given": asked.year_given,
        "others": [_day_count(other) for other in asked.others],
    }


def _sentence(sentence: CitedSentence) -> Payload:
    return {
        "text": sentence.text,
        "citations": list(sentence.citations),
        "basis": sentence.basis.value,
        "day": _span(sentence.day) if sentence.day else None,
        "also_in": list(sentence.also_in),
        "section": sentence.section.value if sentence.section else None,
        **({"agreeing": sentence.agreeing} if sentence.agreeing else {}),
        **(
            {"other_numbers": [dataclasses.asdict(one) for one in sentence.other_numbers]}
            if sentence.other_numbers
            else {}
        ),
    }


def _citation(citation: Citation) -> Payload:
    return {
        "number": citation.number,
        "article_id": citation.article_id,
        "title": citation.source.title,
        "outlet": citation.source.outlet,
        "published": _day(citation.source.published),
        "url": citation.source.url,
        "passage_id": citation.passage_id,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        **({"ocr": citation.source.ocr} if citation.source.ocr else {}),
    }


def _hit(rank: int, hit: Hit) -> Payload:
    passage = hit.passage
    return {
        "rank": rank,
        "score": round(hit.score, 6),
        "article_id": passage.article_id,
        "passage_id": passage.id,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "title": hit.source.title,
        "outlet": hit.source.outlet,
        "published": _day(hit.source.published),
        "days": [_span(span) for span in passage.spans],
        "basis": hit.basis.value,
        "also_in": list(hit.also_in),
    }


def _span(span: DaySpan) -> Payload:
    return {"first": span.first.isoformat(), "last": span.last.isoformat()}


def _day_count(count: DayCount) -> Payload:
    return {"day": count.day.isoformat(), "passages": count.passages}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
