"""Answers as chat messages: what a reader sees.

Every word that is not ours goes through `Run`, so that nothing in it is taken for markup.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from telegram import InlineKeyboardMarkup

from bot.i18n.phrases import Phrases
from bot.i18n.wording import say_basis, say_published, say_span
from bot.qa.answer import Answer, Citation, CitedSentence, NothingFound, Question
from bot.qa.day_navigation import AdjacentDays
from bot.telegram.rendering.callback_data import write_link
from bot.telegram.rendering.keyboards import answer_keyboard, nothing_keyboard, timeline_keyboard
from bot.telegram.rendering.richtext import Rich, Run, shorten
from bot.telegram.rendering.spans import cut_pieces
from index.model.article import Source
from index.model.passage import Basis

TITLE_UNITS = 200
OUTLET_UNITS = 60
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

    With no id ("") it has no buttons.

    With the bot's `username`, as in a group, its numbers are links that open the passage in private.
    """
    username = username if answer_id else ""
    if isinstance(found, Answer):
        text = _answer(found, phrases, _Links(username, answer_id))
        if not answer_id:
            return Message(text)
        return Message(text, answer_keyboard(found, answer_id, phrases, adjacent, username))
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
    sentences = list(_told(answer, phrases))
    for heading, number in parts:
        told, sentences = sentences[:number], sentences[number:]
        if told:
            blocks += [[Run(heading, bold=True)], *told]
    return _joined([*blocks, _folded([Run(phrases.sources, bold=True), *_sources(answer.citations, phrases)])])


def render_sources(answer: Answer, phrases: Phrases) -> Message:
    """Return the sources of an answer by themselves."""
    return Message([Run(phrases.sources, bold=True), *_sources(answer.citations, phrases)])


@dataclass(frozen=True, slots=True)
class _Links:
    """Whether and how the numbers of an answer are links."""

    username: str
    answer_id: str

    def to(self, number: int) -> str:
        return write_link(self.username, self.answer_id, number) if self.username else ""


# An answer


def _answer(answer: Answer, phrases: Phrases, links: _Links) -> Rich:
    blocks = [
        *_head(answer.question, phrases),
        *_sentences(answer, phrases, links),
        _folded([Run(phrases.sources, bold=True), *_sources(answer.citations, phrases)]),
    ]
    return _joined(blocks)


def _head(question: Question, phrases: Phrases) -> Iterator[Rich]:
    """Say which days were read, the year where the question left it out, and what was kept from the one before."""
    lines: list[Run] = []
    if question.days:
        said = ", ".join(dict.fromkeys(say_span(asked.span, phrases.language) for asked in question.days))
        lines.append(Run(shorten(said, HEAD_UNITS), bold=True))
    notes = [
        phrases.year_taken(asked.span.first.year, asked.others[:8]) for asked in question.days if not asked.year_given
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
    """Give one block a sentence, and one a heading."""
    citations = {citation.number: citation for citation in answer.citations}
    for heading, sentences in answer.groups():
        if heading:
            yield [Run(phrases.heading(heading), bold=True)]
        for sentence in sentences:
            yield [*_words(sentence, citations), *_marks(sentence, links), *_notes(sentence, citations, phrases)]


def _told(answer: Answer, phrases: Phrases) -> Iterator[Rich]:
    """Give each sentence with its number and its notes, without headings."""
    citations, links = {citation.number: citation for citation in answer.citations}, _Links("", "")
    for sentence in answer.sentences:
        yield [*_words(sentence, citations), *_marks(sentence, links), *_notes(sentence, citations, phrases)]


def _words(sentence: CitedSentence, citations: dict[int, Citation]) -> Rich:
    """The sentence, its days in bold where it is quoted as it stands."""
    citation = citations[sentence.citations[0]]
    if sentence.text != citation.quote:
        return [Run(_one_line(sentence.text))]
    return [
        Run(_one_line(text), bold=is_day) for text, is_day in cut_pieces(citation.quote, citation.start, citation.days)
    ]


def _marks(sentence: CitedSentence, links: _Links) -> Rich:
    return [Run(" "), *(Run(f"[{number}]", link=links.to(number)) for number in dict.fromkeys(sentence.citations))]


def _notes(sentence: CitedSentence, citations: dict[int, Citation], phrases: Phrases) -> Rich:
    """How the sentence is tied to the day, where it is not by its own mention, and who else ran it."""
    published = citations[sentence.citations[0]].source.published
    notes = []
    if sentence.basis is Basis.CARRIED and sentence.day:  # "the same evening": which day that was
        notes.append(say_span(sentence.day, phrases.language))
    elif sentence.basis not in _PLAIN_BASES:
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
    yield [Run(phrases.sources, bold=True), *_sources([closest], phrases)]


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


def _joined(blocks: Iterable[Rich]) -> Rich:
    """Put a blank line between blocks."""
    runs: list[Run] = []
    for block in blocks:
        if runs:
            runs.append(Run("\n\n"))
        runs += block
    return runs


def _folded(runs: Rich) -> Rich:
    """Return runs in a quotation that is folded until it is tapped."""
    return [replace(run, folded=True) for run in runs]


def _one_line(text: str) -> str:
    """Turn line ends into blanks, one for one."""
    return text.replace("\n", " ")
