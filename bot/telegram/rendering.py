"""Answers and passages as chat messages: what a reader sees.

Every word that is not ours goes through `Run`, so that nothing in it is taken for markup.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.answer import Answer, AskedDays, Citation, CitedSentence, NothingFound
from bot.phrases import Phrases
from bot.telegram.buttons import CITATION, DAY, write_tap
from bot.telegram.richtext import Rich, Run, shorten
from bot.wording import say_basis, say_dated, say_day, say_published, say_span
from index.article import Source
from index.passage import Basis

BUTTONS_A_ROW = 3
MOST_BUTTONS = 90  # Telegram takes 100
BUTTON_UNITS = 24  # what a phone shows of one button in three
TITLE_UNITS = 200
OUTLET_UNITS = 60
HEAD_UNITS = 300

# Why these were taken needs no saying: the sentence itself tells the day, or no day was asked for.
_PLAIN_BASES = (Basis.MENTION, Basis.WORDS, Basis.MEANING)


@dataclass(frozen=True, slots=True)
class Message:
    """A message, of any length, and the buttons under its end."""

    text: Rich
    buttons: InlineKeyboardMarkup | None = None


def render(found: Answer | NothingFound, answer_id: str, phrases: Phrases) -> Message:
    """Return the message for an answer, or for the lack of one; `answer_id` is what its buttons will ask for."""
    if isinstance(found, Answer):
        return Message(_answer(found, phrases), _citation_buttons(found, answer_id))
    return Message(_nothing(found, phrases), _day_buttons(found, answer_id, phrases))


def render_passage(citation: Citation, phrases: Phrases) -> Message:
    """Return a passage in its article: its source, and a quotation with the cited sentence and its days marked."""
    source = citation.source
    head = [Run(shorten(source.title, TITLE_UNITS), bold=True), Run(_outlet_and_date(source, phrases))]
    if source.url:
        head += [Run(" · "), Run(phrases.original, link=source.url)]
    return Message([*head, Run("\n\n"), *_passage(citation)])


# An answer


def _answer(answer: Answer, phrases: Phrases) -> Rich:
    blocks = [
        *_head(answer.question.days, phrases),
        *_sentences(answer, phrases),
        [Run(phrases.sources, bold=True), *_sources(answer.citations, phrases)],
    ]
    return _joined(blocks)


def _head(days: Sequence[AskedDays], phrases: Phrases) -> Iterator[Rich]:
    """Say which days were read, and the year where the question left it out."""
    if not days:
        return
    said = ", ".join(dict.fromkeys(say_span(asked.span, phrases.language) for asked in days))
    lines = [Run(shorten(said, HEAD_UNITS), bold=True)]
    for asked in days:
        if not asked.year_given:
            lines += [Run("\n"), Run(phrases.year_taken(asked.span.first.year, asked.others[:8]), italic=True)]
    yield lines


def _sentences(answer: Answer, phrases: Phrases) -> Iterator[Rich]:
    """One block a sentence; days as headings where the sentences are of several."""
    citations = {citation.number: citation for citation in answer.citations}
    several = len({sentence.day for sentence in answer.sentences}) > 1
    for day, sentences in groupby(answer.sentences, key=lambda sentence: sentence.day):
        if several and day:
            yield [Run(say_span(day, phrases.language), bold=True)]
        for sentence in sentences:
            yield [*_words(sentence, citations), Run(_marks(sentence)), *_notes(sentence, citations, phrases)]


def _words(sentence: CitedSentence, citations: dict[int, Citation]) -> Rich:
    """The sentence, its days in bold where it is quoted as it stands."""
    citation = citations[sentence.citations[0]]
    if sentence.text != citation.quote:
        return [Run(_one_line(sentence.text))]
    return [
        Run(_one_line(text), bold=is_day) for text, is_day in _pieces(citation.quote, citation.start, citation.days)
    ]


def _marks(sentence: CitedSentence) -> str:
    return " " + "".join(f"[{number}]" for number in dict.fromkeys(sentence.citations))


def _notes(sentence: CitedSentence, citations: dict[int, Citation], phrases: Phrases) -> Rich:
    """How the sentence is tied to the day, where it is not by its own mention, and who else ran it."""
    published = citations[sentence.citations[0]].source.published
    notes = []
    if sentence.basis not in _PLAIN_BASES:
        notes.append(say_basis(sentence.basis, sentence.day, published, phrases.language))
    if sentence.also_in:
        notes.append(phrases.also_in([shorten(outlet, OUTLET_UNITS) for outlet in sentence.also_in]))
    said = "; ".join(note for note in notes if note)
    return [Run(" "), Run(f"({said})", italic=True)] if said else []


def _sources(citations: Sequence[Citation], phrases: Phrases) -> Iterator[Run]:
    """One line an article, with the numbers of all its citations."""
    by_article: dict[tuple[str, Source], list[int]] = {}
    for citation in citations:
        by_article.setdefault((citation.article_id, citation.source), []).append(citation.number)
    for (_, source), numbers in by_article.items():
        yield Run("\n" + "".join(f"[{number}]" for number in numbers) + " ")
        yield Run(shorten(source.title, TITLE_UNITS), link=source.url)
        facts = [shorten(source.outlet, OUTLET_UNITS), say_published(source.published, phrases.language)]
        yield Run(" — " + ", ".join(fact for fact in facts if fact))


def _citation_buttons(answer: Answer, answer_id: str) -> InlineKeyboardMarkup:
    buttons = [
        InlineKeyboardButton(_label(citation), callback_data=write_tap(CITATION, answer_id, citation.number))
        for citation in answer.citations
    ]
    return _rows(buttons)


def _label(citation: Citation) -> str:
    """Name a button by its number and who wrote it: "1 · TASS"."""
    name = shorten(citation.source.outlet, BUTTON_UNITS) or shorten(citation.source.title, BUTTON_UNITS)
    return shorten(f"{citation.number} · {name}" if name else str(citation.number), BUTTON_UNITS)


# Nothing found


def _nothing(nothing: NothingFound, phrases: Phrases) -> Rich:
    days = nothing.question.days
    blocks: list[Rich] = [[Run(_nothing_said(nothing, phrases))]]
    years = [phrases.year_taken(asked.span.first.year, asked.others[:8]) for asked in days if not asked.year_given]
    blocks += [[Run(year, italic=True)] for year in years]
    if nothing.nearest_days:
        blocks.append([Run(phrases.nearest)])
    return _joined(blocks)


def _nothing_said(nothing: NothingFound, phrases: Phrases) -> str:
    question = nothing.question
    if not question.days:
        return phrases.nothing
    days = shorten(", ".join(say_span(asked.span, phrases.language) for asked in question.days), HEAD_UNITS)
    topic = shorten(question.topic, TITLE_UNITS)
    return phrases.nothing_about(topic, days) if topic else phrases.nothing_on(days)


def _day_buttons(nothing: NothingFound, answer_id: str, phrases: Phrases) -> InlineKeyboardMarkup | None:
    buttons = [
        InlineKeyboardButton(
            f"{say_day(near.day, phrases.language)} ({near.passages})",
            callback_data=write_tap(DAY, answer_id, number),
        )
        for number, near in enumerate(nothing.nearest_days)
    ]
    return _rows(buttons, a_row=2) if buttons else None


# A passage in its article


def _outlet_and_date(source: Source, phrases: Phrases) -> str:
    dated = say_dated(source.published, source.evidence, phrases.language)
    when = phrases.as_published(dated) if source.published else dated
    return "\n" + " · ".join(fact for fact in (shorten(source.outlet, OUTLET_UNITS), when) if fact)


def _passage(citation: Citation) -> Iterator[Run]:
    """The passage as a quotation: the cited sentence in bold, its days underlined as well."""
    quote = (citation.start, citation.end)
    for text, in_quote, start in _cut_at(citation.passage_text, citation.passage_start, [quote]):
        marks = citation.days if in_quote else ()
        for piece, is_day in _pieces(text, start, marks):
            yield Run(piece, quote=True, bold=in_quote, underline=is_day)


def _pieces(text: str, start: int, marks: Iterable[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Cut a text that begins at `start` of its article where marks begin and end."""
    return [(piece, marked) for piece, marked, _ in _cut_at(text, start, marks)]


def _cut_at(text: str, start: int, marks: Iterable[tuple[int, int]]) -> Iterator[tuple[str, bool, int]]:
    """Yield the parts of a text, whether each is marked, and where it begins in the article.

    Marks that overlap or reach outside the text count as far as they are new and inside.
    """
    at = start
    end = start + len(text)
    for first, last in sorted(marks):
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        if first > at:
            yield text[at - start : first - start], False, at
        yield text[first - start : last - start], True, first
        at = last
    if at < end:
        yield text[at - start :], False, at


# Small parts


def _rows(buttons: Sequence[InlineKeyboardButton], a_row: int = BUTTONS_A_ROW) -> InlineKeyboardMarkup:
    shown = buttons[:MOST_BUTTONS]
    return InlineKeyboardMarkup([shown[at : at + a_row] for at in range(0, len(shown), a_row)])


def _joined(blocks: Iterable[Rich]) -> Rich:
    """Put a blank line between blocks."""
    runs: list[Run] = []
    for block in blocks:
        if runs:
            runs.append(Run("\n\n"))
        runs += block
    return runs


def _one_line(text: str) -> str:
    """Turn line ends into blanks, one for one."""
    return text.replace("\n", " ")
