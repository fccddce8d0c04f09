"""Answers as chat messages: what a reader sees.

Every word that is not ours goes through `Run`, so that nothing in it is taken for markup.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from telegram import InlineKeyboardMarkup

from bot.i18n.phrases import Phrases
from bot.i18n.relative_days import say_relative_day
from bot.i18n.wording import say_basis, say_published, say_span
from bot.qa.answer import Answer, Citation, CitedSentence, NothingFound, Question
from bot.qa.day_navigation import AdjacentDays
from bot.qa.quoting.parts import first_part
from bot.telegram.rendering.callback_data import write_link
from bot.telegram.rendering.keyboards import answer_keyboard, nothing_keyboard, timeline_keyboard
from bot.telegram.rendering.richtext import Rich, Run, shorten
from bot.telegram.rendering.spans import cut_at
from bot.views.agreement_notes import agreement_notes
from index.model.article import Source
from index.model.passage import Basis

TITLE_UNITS = 200
OUTLET_UNITS = 60
NOTE_UNITS = 120
HEAD_UNITS = 300
ALONE = AdjacentDays()

# Why these were taken needs no saying: the sentence itself tells the day, or no day was asked for.
_PLAIN_BASES = (Basis.MENTION, Basis.WORDS, Basis.MEANING)


@dataclass(frozen=True, slots=True)
class Message:
    """A message, of any length, and the buttons under its end."""

    text: Rich
    buttons: InlineKeyboardMarkup | None = None


def render(
    found: Answer | NothingFound, answer_id: str, phrases: Phrases, adjacent: AdjacentDays = ALONE, username: str = ""
) -> Message:
    """Return the message for an answer, or for the lack of one; `answer_id` is what its buttons will ask for.

    Of a long answer the first part is told, and a button asks for the rest. With no id ("") it has no buttons.

    With the bot's `username`, as in a group, its numbers are links that open the passage in private.
    """
    username = username if answer_id else ""
    if isinstance(found, Answer):
        part = first_part(found)
        text = _answer(part, phrases, _Links(username, answer_id))
        if not answer_id:
            return Message(text)
        left = len(part.sentences) if len(part.sentences) < len(found.sentences) else 0
        return Message(text, answer_keyboard(part, answer_id, phrases, adjacent, username, left))
    text = _nothing(found, phrases, _Links(username, answer_id))
    return Message(text, nothing_keyboard(found, answer_id, phrases, username) if answer_id else None)


def render_draft(answer: Answer, phrases: Phrases) -> Message:
    """Return what is written of an answer so far; it may still be taken back, and has no buttons."""
    return Message([*_joined(_sentences(answer, phrases, _Links("", ""))), Run(" …")])


def render_timeline(answer: Answer, answer_id: str, phrases: Phrases, username: str = "") -> Message:
    """Return the text of a timeline: its main events by day."""
    text = _answer(answer, phrases, _Links(username, answer_id))
    return Message(text, timeline_keyboard(answer, answer_id, phrases, username) if answer_id else None)


def render_parts(answer: Answer, parts: Sequence[tuple[str, int]], phrases: Phrases, head: str = "") -> Rich:
    """Return an answer in parts: a heading and a number of sentences each; a part of none is left out."""
    blocks: list[Rich] = [[Run(head, bold=True)]] if head else []
    citations = {citation.number: citation for citation in answer.citations}
    sentences = list(answer.sentences)
    for heading, number in parts:
        told, sentences = sentences[:number], sentences[number:]
        if told:
            blocks += [[Run(heading, bold=True)], *_told(told, citations, phrases, _Links("", ""))]
    return _joined([*blocks, _folded(list(_sources(answer.citations, phrases)))])


def render_sources(answer: Answer, phrases: Phrases) -> Message:
    """Return the sources of an answer by themselves."""
    return Message([Run(phrases.sources, bold=True), Run("\n"), *_sources(answer.citations, phrases)])


@dataclass(frozen=True, slots=True)
class _Links:
    """Whether and how the numbers of an answer are links."""

    username: str
    answer_id: str

    def to(self, number: int) -> str:
        return write_link(self.username, self.answer_id, number) if self.username else ""


# An answer


def _answer(answer: Answer, phrases: Phrases, links: _Links) -> Rich:
    head = list(_head(answer.question, phrases))
    told = list(_sentences(answer, phrases, links))
    above = [_joined(head, "\n")] if head else []
    said = _joined([*above, *told]) if len(told) > 1 else _joined([*above, *told], "\n")
    return _joined([said, _folded(list(_sources(answer.citations, phrases)))], "\n")


def _head(question: Question, phrases: Phrases) -> Iterator[Rich]:
    """Say which days were read, the year where the question left it out, and what was kept from the one before."""
    lines: list[Run] = []
    if question.days:
        said = ", ".join(dict.fromkeys(say_span(asked.span, phrases.language) for asked in question.days))
        only = question.days[0].span if len(question.days) == 1 else None
        day = only.first if only and only.days == 1 else None
        lines.append(Run(shorten(said, HEAD_UNITS), bold=True, day=day))
    # The other years are buttons, as long as one day is asked about.
    others = [() if len(question.days) == 1 else asked.others[:8] for asked in question.days]
    notes = [
        phrases.year_taken(asked.span.first.year, also)
        for asked, also in zip(question.days, others, strict=True)
        if not asked.year_given
    ]
    notes += [phrases.unclear_date(one) for one in question.unclear]
    if question.kept:
        notes.append(_kept(question, phrases))
    notes += [
        phrases.read_as(shorten(written, TITLE_UNITS), shorten(meant, TITLE_UNITS))
        for written, meant in question.corrections
    ]
    for note in notes:
        lines += [*([Run("\n")] if lines else []), Run(note, italic=True)]
    if lines:
        yield lines


def _kept(question: Question, phrases: Phrases) -> str:
    return phrases.kept_topic(shorten(question.kept, TITLE_UNITS))


def _sentences(answer: Answer, phrases: Phrases, links: _Links) -> Iterator[Rich]:
    """Give one block a heading with what stands under it; without headings, one block for all."""
    citations = {citation.number: citation for citation in answer.citations}

    def article_of(sentence: CitedSentence) -> str:
        return citations[sentence.citations[0]].article_id

    for heading, sentences in answer.groups():
        head = [[Run(phrases.heading(heading), bold=True)]] if heading else []
        paragraphs = [
            _joined(_told(list(of_one_article), citations, phrases, links), " ")
            for _, of_one_article in groupby(sentences, key=article_of)
        ]
        if len(paragraphs) > 1:
            paragraphs = [[Run("• "), *paragraph] for paragraph in paragraphs]
        yield _joined([*head, *paragraphs], "\n")


def _told(
    sentences: Sequence[CitedSentence], citations: dict[int, Citation], phrases: Phrases, links: _Links
) -> Iterator[Rich]:
    """Give the sentences of an article; a note that holds for several is said behind the last."""
    notes = [_notes(sentence, citations, phrases) for sentence in sentences]
    for at, sentence in enumerate(sentences):
        words = _words(sentence, citations, phrases.language)
        note = notes[at] if at + 1 == len(notes) or notes[at] != notes[at + 1] else []
        yield [*words, *_marks(sentence, links), *note]


def _words(sentence: CitedSentence, citations: dict[int, Citation], language: str) -> Rich:
    """The sentence, its days in bold and told where it is quoted as it stands."""
    citation = citations[sentence.citations[0]]
    if sentence.text != citation.quote:
        return [Run(_one_line(sentence.text))]
    return list(_quote(citation, language))


def _quote(citation: Citation, language: str) -> Iterator[Run]:
    """The quoted words, and behind a day that they name from their own, "yesterday", which day that is."""
    named = dict(zip(citation.days, citation.spans, strict=False))
    for text, is_day, start in cut_at(citation.quote, citation.start, citation.days):
        span = named.get((start, start + len(text))) if is_day else None
        yield Run(_one_line(text), bold=is_day, day=span.first if span and span.days == 1 else None)
        said = say_relative_day(text, span, citation.source.published, language) if span else ""
        if said:
            yield Run(" ")
            yield Run(f"({said})", italic=True)


def _marks(sentence: CitedSentence, links: _Links) -> Rich:
    return [Run(" "), *(Run(f"[{number}]", link=links.to(number)) for number in dict.fromkeys(sentence.citations))]


def _notes(sentence: CitedSentence, citations: dict[int, Citation], phrases: Phrases) -> Rich:
    """How the sentence is tied to the day, where it is not by its own mention, and who else ran it."""
    source = citations[sentence.citations[0]].source
    published = source.published
    notes = []
    if sentence.basis is Basis.CARRIED and sentence.day:  # "the same evening": which day that was
        notes.append(say_relative_day("", sentence.day, published, phrases.language))
    elif sentence.basis not in _PLAIN_BASES:
        notes.append(say_basis(sentence.basis, sentence.day, published, phrases.language))
    if sentence.also_in:
        notes.append(phrases.also_in([shorten(outlet, OUTLET_UNITS) for outlet in sentence.also_in]))
    notes += [shorten(note, NOTE_UNITS) for note in agreement_notes(sentence, source, phrases)]
    said = "; ".join(note for note in notes if note)
    return [Run(" "), Run(f"({said})", italic=True)] if said else []


def _sources(citations: Sequence[Citation], phrases: Phrases) -> Iterator[Run]:
    """One line an article, with the numbers of all its citations."""
    by_article: dict[tuple[str, Source], list[int]] = {}
    for citation in citations:
        by_article.setdefault((citation.article_id, citation.source), []).append(citation.number)
    for at, ((_, source), numbers) in enumerate(by_article.items()):
        yield Run(("\n" if at else "") + "".join(f"[{number}]" for number in numbers) + " ")
        yield Run(shorten(source.title, TITLE_UNITS), link=source.url)
        facts = [shorten(source.outlet, OUTLET_UNITS), say_published(source.published, phrases.language)]
        yield Run(" — " + ", ".join(fact for fact in facts if fact))


# Nothing found


def _nothing(nothing: NothingFound, phrases: Phrases, links: _Links) -> Rich:
    days = nothing.question.days
    kept = [Run(_kept(nothing.question, phrases), italic=True), Run("\n")] if nothing.question.kept else []
    blocks: list[Rich] = [[*kept, Run(_nothing_said(nothing, phrases))]]
    years = [phrases.year_taken(asked.span.first.year, asked.others[:8]) for asked in days if not asked.year_given]
    blocks += [[Run(year, italic=True)] for year in years]
    if nothing.closest:
        blocks += _closest(nothing.closest, phrases, links)
    if nothing.nearest_days:
        blocks.append([Run(phrases.nearest)])
    return _joined(blocks)


def _closest(closest: Citation, phrases: Phrases, links: _Links) -> Iterator[Rich]:
    """Show the passage that comes closest, quoted, with its source."""
    yield [Run(_one_line(closest.quote), quote=True), Run(" "), Run("[1]", link=links.to(1))]
    yield list(_sources([closest], phrases))


def _nothing_said(nothing: NothingFound, phrases: Phrases) -> str:
    question = nothing.question
    if not question.days and question.unclear:
        return " ".join(phrases.unclear_date(one) for one in question.unclear)
    if not question.days:
        return phrases.nothing_but_close if nothing.closest else phrases.nothing
    days = shorten(", ".join(say_span(asked.span, phrases.language) for asked in question.days), HEAD_UNITS)
    if nothing.closest and question.kept:
        return phrases.nothing_but_close
    topic = shorten(question.kept or question.topic, TITLE_UNITS)
    return phrases.nothing_about(topic, days) if topic else phrases.nothing_on(days)


# Small parts


def _joined(blocks: Iterable[Rich], between: str = "\n\n") -> Rich:
    """Put blocks one after the other, a blank line between them."""
    runs: list[Run] = []
    for block in blocks:
        if runs:
            runs.append(Run(between))
        runs += block
    return runs


def _folded(runs: Rich) -> Rich:
    """Return runs in a quotation that is folded until it is tapped."""
    return [replace(run, folded=True) for run in runs]


def _one_line(text: str) -> str:
    """Turn line ends into blanks, one for one."""
    return text.replace("\n", " ")
