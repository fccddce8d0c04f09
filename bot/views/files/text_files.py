"""An answer as Markdown and as CSV."""

import csv
import io
import re

from bot.i18n.languages import phrases_for
from bot.i18n.wording import say_published
from bot.qa.answer import Answer, Citation, CitedSentence
from index.model.article import Source

COLUMNS = (
    *("number", "first_day", "last_day", "basis", "sentence", "quote"),
    *("title", "outlet", "place", "published", "url", "article_id", "also_in"),
)

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet takes a cell that begins so for a formula


def write_markdown(answer: Answer) -> str:
    """Return an answer in Markdown: the question, its sentences with their numbers, and the sources by number."""
    said = phrases_for(answer.question.language)
    lines = [f"# {_escape(answer.question.text)}", ""]
    for heading, sentences in answer.groups():
        lines += [f"## {_escape(said.heading(heading))}", ""] if heading else []
        for sentence in sentences:
            lines += [_sentence(sentence, said.also_in(sentence.also_in) if sentence.also_in else ""), ""]
    lines += [f"## {said.sources}", ""]
    lines += [f"{one.number}. {_reference(one.source, answer.question.language)}" for one in answer.citations]
    return "\n".join(lines) + "\n"


def write_csv(answer: Answer) -> str:
    """Return an answer as CSV (RFC 4180), a row for each citation of each sentence, under the names of `COLUMNS`.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    cited = {citation.number: citation for citation in answer.citations}
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    for sentence in answer.sentences:
        rows.writerows(_row(sentence, cited[number]) for number in sentence.citations)
    return written.getvalue()


def _sentence(sentence: CitedSentence, note: str) -> str:
    numbers = "".join(f" [{number}]" for number in dict.fromkeys(sentence.citations))
    return _escape(sentence.text) + numbers + (f" *({_escape(note)})*" if note else "")


def _reference(source: Source, language: str) -> str:
    title = _escape(source.title)
    linked = f"[{title}](<{source.url}>)" if re.fullmatch(r"https?://[^\s<>]+", source.url) else title
    facts = (_escape(source.outlet), say_published(source.published, language))
    return f"{linked} — " + ", ".join(fact for fact in facts if fact)


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _row(sentence: CitedSentence, citation: Citation) -> list[str]:
    source, day = citation.source, sentence.day
    cells = [
        str(citation.number),
        day.first.isoformat() if day else "",
        day.last.isoformat() if day else "",
        sentence.basis.value,
        sentence.text,
        citation.quote,
        source.title,
        source.outlet,
        source.place,
        source.published.isoformat() if source.published else "",
        source.url,
        citation.article_id,
        "; ".join(sentence.also_in),
    ]
    return [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]
