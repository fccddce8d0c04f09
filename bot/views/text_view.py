"""What the terminal shows, as lines of styled pieces: one content for plain and for pretty output.

answer  ->  (("29 May 2023", "head"),)
            (("Some 30 soldiers were hurt.", ""), (" [1]", "number"))
"""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from bot.i18n.phrases import ENGLISH
from bot.i18n.relative_days import say_relative_day
from bot.i18n.wording import (
    say_basis,
    say_count,
    say_dated,
    say_day_counts,
    say_others,
    say_published,
    say_span,
    say_spans,
)
from bot.qa.answer import Answer, AskedDays, Citation, CitedSentence, NothingFound, Question
from bot.views.agreement_notes import agreement_notes
from bot.views.styled_text import Line, Piece, cut_days, cut_part
from index.model.article import Source
from index.model.passage import Basis, Hit, Passage
from index.temporal.timex import Timex

if TYPE_CHECKING:
    from index.adding import Outcome
    from index.archive import Status
    from index.model.stored import StoredArticle
    from index.pipeline import AddReport


_SPEAKS_FOR_ITSELF = (Basis.MENTION, Basis.WORDS, Basis.MEANING)
_BLANK: Line = ()


def answer_lines(answer: Answer | NothingFound) -> list[Line]:
    """Show an answer: the days read, its sentences with their numbers, its sources."""
    if isinstance(answer, NothingFound):
        return _nothing_lines(answer)
    cited = {citation.number: citation for citation in answer.citations}
    lines = [_days_read(answer.question.days), _BLANK] if answer.question.days else []
    lines += _kept(answer.question)
    lines += [((ENGLISH.unclear_date(one), "note"),) for one in answer.question.unclear]
    lines += [((f"I read “{word}” as “{meant}”.", "note"),) for word, meant in answer.question.corrections]
    lines += [((ENGLISH.model_note(answer.note), "note"),)] if answer.note else []
    for heading, sentences in answer.groups():
        lines += [((ENGLISH.heading(heading), "day"),)] if heading else []
        lines += [_sentence(sentence, cited) for sentence in sentences]
    return [*lines, _BLANK, *source_lines(answer.citations)]


def hit_lines(hits: Sequence[Hit]) -> list[Line]:
    """Show hits, two lines each: where it is and why it was taken, then its words."""
    lines: list[Line] = []
    for rank, hit in enumerate(hits, start=1):
        why = say_spans(hit.passage.spans, most=4)
        note = f" — {hit.basis.value}" + (f" — speaks of {why}" if why else "")
        lines.append(
            (
                (f"{rank}. ", "number"),
                (_flat(hit.source.title), "head"),
                (f" — {_paper(hit.source)}{note} — {hit.passage.id}", "note"),
            )
        )
        lines.append(((f"   {_flat(hit.passage.text)}{_also_in(hit.also_in)}", ""),))
    return lines or [(("Nothing found.", "head"),)]


def passage_lines(citation: Citation) -> list[Line]:
    """Show the passage a citation was taken from, with its quote and its date phrases marked."""
    start, end = citation.start - citation.passage_start, citation.end - citation.passage_start
    text = citation.passage_text
    source = citation.source
    quote = cut_days(text, [(s - citation.passage_start, e - citation.passage_start) for s, e in citation.days])
    marked = (
        *cut_part(quote, 0, start, ""),
        *cut_part(quote, start, end, "quote"),
        *cut_part(quote, end, len(text), ""),
    )
    lines = [((_flat(source.title), "head"),), ((_paper(source), "note"),), _BLANK, marked, _BLANK]
    return [*lines, ((source.url or f"article {citation.article_id}", "note"),)]


def article_lines(articles: Iterable["StoredArticle"]) -> list[Line]:
    """Show a list of articles, one line each, its id first."""
    return [
        (
            (f"{stored.article.id}", "number"),
            (f"  {_flat(stored.article.source.title)}", ""),
            (f" — {_paper(stored.article.source)}", "note"),
        )
        for stored in articles
    ]


def show_lines(stored: "StoredArticle", passages: Sequence[Passage]) -> list[Line]:
    """Show an article whole, its date phrases marked."""
    article, source = stored.article, stored.article.source
    mentions = [(m.start, m.end) for p in passages for s in p.sentences for m in s.mentions]
    about = [part for part in (source.outlet, source.place) if part]
    lines: list[Line] = [
        ((_flat(source.title), "head"),),
        ((", ".join([*about, say_dated(source.published, source.evidence)]), "note"),),
    ]
    if stored.spans:
        lines.append(((f"Speaks of {say_spans(stored.spans)}", "note"),))
    if source.url:
        lines.append(((source.url, "note"),))
    if stored.copies:
        lines.append(((f"Also in {', '.join(stored.copies)}", "note"),))
    styled = cut_days(article.text, mentions)
    return [*lines, _BLANK, cut_part(styled, 0, len(article.text), "")]


def report_lines(report: "AddReport", vectors: int, most: int | None = None) -> list[Line]:
    """Show what `add` did: each article, each file left out and why, the counts; `most` articles at most."""
    shown = report.outcomes[:most]
    lines = [_outcome(outcome) for outcome in shown]
    if len(shown) < len(report.outcomes):
        lines.append(((f"… and {len(report.outcomes) - len(shown):,} more", "note"),))
    lines += [((f"skipped  {_flat(s.path)}: {_flat(s.reason)}", "warning"),) for s in report.skipped]
    counts = (
        f"{report.added:,} added, {report.updated:,} updated, {report.unchanged:,} unchanged, "
        f"{say_count(report.copies, 'copy', 'copies')}, {len(report.skipped):,} skipped"
    )
    built = f"; {say_count(vectors, 'vector')} built" if vectors else ""
    return [*lines, ((f"{counts}{built}.", "head"),)]


def status_lines(status: "Status") -> list[Line]:
    """Show how the archive stands."""
    behind = f" ({status.vectors_behind:,} to come)" if status.vectors_behind else ""
    rows = [
        ("articles", f"{status.articles:,}"),
        ("copies", f"{status.copies:,}"),
        ("passages", f"{status.passages:,}"),
        ("published", _from_to(status.first_published, status.last_published)),
        ("speaks of", _from_to(status.first_day, status.last_day)),
        ("vectors", f"{status.vectors:,}{behind}"),
        ("model", status.model),
        ("disk", f"{status.disk_bytes / 1_000_000:,.1f} MB"),
        ("held by", status.held_by or "nobody"),
    ]
    return [((f"{name:<10}", "note"), (value, "")) for name, value in rows]


def timex_lines(timexes: Sequence[Timex]) -> list[Line]:
    """Show date expressions, one line each: as written, its value, the days it names."""
    return [
        (
            (f"{timex.start}-{timex.end}\t", "note"),
            (_flat(timex.text), "day"),
            (f"\t{timex.type.value}\t{timex.value}\t", "note"),
            (say_span(timex.span) if timex.span else "no days", ""),
            (f"\tor {say_span(timex.other)}" if timex.other else "", "note"),
        )
        for timex in timexes
    ] or [(("No date expression found.", "head"),)]


def _nothing_lines(nothing: NothingFound) -> list[Line]:
    question = nothing.question
    days = "; ".join(say_span(asked.span) for asked in question.days)
    about = _flat(question.kept or question.topic)
    topic = f' about "{about}"' if days and about else ""
    first = f"Nothing found for {days}{topic}." if days else "Nothing found: the archive does not tell."
    lines: list[Line] = [((ENGLISH.unclear_date(one), "note"),) for one in question.unclear]
    lines += [*_kept(question), ((first, "head"),)]
    if nothing.closest:
        lines.append((("The closest there is, which may not answer:", "note"),))
        lines.append(((_flat(nothing.closest.quote), ""), (" [1]", "number")))
        lines += [_BLANK, *source_lines([nothing.closest])]
    if nothing.nearest_days:
        lines.append((("Nearest days: ", "note"), (say_day_counts(nothing.nearest_days), "")))
    return lines


def _kept(question: Question) -> list[Line]:
    """Say which subject was kept from the question before."""
    return [((ENGLISH.kept_topic(question.kept), "note"),)] if question.kept else []


def _days_read(days: Sequence[AskedDays]) -> Line:
    """Say the days as read, and how a day without its year was read.

    29 May 2023 ("May 29"; also in 2019 (4), 2014 (1))
    """
    pieces: list[Piece] = []
    for asked in days:
        others = say_others(asked.span, asked.others)
        note = f' (for "{asked.text}"' + (f"; also {others}" if others else "") + ")"
        pieces.append(("; " if pieces else "", ""))
        pieces.append((say_span(asked.span), "head"))
        pieces.append(("" if asked.year_given and not others else note, "note"))
    return tuple(piece for piece in pieces if piece[0])


def _sentence(sentence: CitedSentence, cited: dict[int, Citation]) -> Line:
    first = cited[sentence.citations[0]]
    numbers = "".join(f"[{number}]" for number in sentence.citations)
    note = say_basis(sentence.basis, sentence.day, first.source.published)
    note = "" if sentence.basis in _SPEAKS_FOR_ITSELF or not note else f" ({note})"
    said = agreement_notes(sentence, first.source, ENGLISH)
    words = _resolved(sentence, first) if sentence.text == first.quote else [(sentence.text, "")]
    return (
        *((_flat(text), style) for text, style in words),
        (f" {numbers}", "number"),
        (note + _also_in(sentence.also_in) + (f" ({'; '.join(said)})" if said else ""), "note"),
    )


def _resolved(sentence: CitedSentence, citation: Citation) -> list[Piece]:
    """Return a quoted sentence, and behind a day that it names from its own, "yesterday", which day that is."""
    pieces: list[Piece] = []
    done = 0
    spans = zip_longest(citation.days, citation.spans)  # answers kept by 0.1.0 have no spans
    for (start, end), span in sorted(spans, key=lambda one: one[0]):
        start, end = start - citation.start, end - citation.start
        if done <= start < end <= len(sentence.text):
            phrase = sentence.text[start:end]
            said = say_relative_day(phrase, span, citation.source.published, "en") if span else ""
            pieces += [(sentence.text[done:start], ""), (phrase, "day"), (f" ({said})" if said else "", "note")]
            done = end
    return [piece for piece in [*pieces, (sentence.text[done:], "")] if piece[0]]


def source_lines(citations: Sequence[Citation]) -> list[Line]:
    """List the articles cited, each once, with all its numbers: "[1][3] Ferry strikes pier — …"."""
    numbers: dict[tuple[str, Source], list[int]] = {}
    for citation in citations:
        numbers.setdefault((citation.article_id, citation.source), []).append(citation.number)
    return [_source(source, article_id, cited) for (article_id, source), cited in numbers.items()]


def _source(source: Source, article_id: str, numbers: Sequence[int]) -> Line:
    where = f" — {source.url}" if source.url else ""
    return (
        ("".join(f"[{number}]" for number in numbers), "number"),
        (f" {_flat(source.title)}", ""),
        (f" — {_paper(source)}{where} — article {article_id}", "note"),
    )


def _outcome(outcome: "Outcome") -> Line:
    source = outcome.source
    paper = f"{source.outlet}, " if source.outlet else ""
    dated = f"{paper}{say_dated(source.published, source.evidence)}"
    copy_of = f" — a copy of {_flat(outcome.copy_of)}" if outcome.copy_of else ""
    return (
        (f"{outcome.status:<11}", "number"),
        (f"{_flat(source.title)}", ""),
        (f" — {dated} — article {outcome.article_id}{copy_of}", "note"),
    )


def _paper(source: Source) -> str:
    published = say_published(source.published)
    return f"{source.outlet}, {published}" if source.outlet else published


def _also_in(outlets: Sequence[str]) -> str:
    return f" (also in {', '.join(outlets)})" if outlets else ""


def _from_to(first: object, last: object) -> str:
    return f"{first} to {last}" if first and last else "no day yet"


def _flat(text: str) -> str:
    """Return a text on one line, its blanks at both ends kept to one."""
    flat = " ".join(text.split())
    if not flat:
        return " " if text else ""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{flat}{after}"
