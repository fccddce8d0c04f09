"""A passage in its article, as a chat message: its source, and a quotation with what was cited marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.i18n.phrases import Phrases
from bot.i18n.wording import say_dated, say_published
from bot.qa.answer import Citation
from bot.telegram.rendering.answer_message import OUTLET_UNITS, TITLE_UNITS, Message
from bot.telegram.rendering.keyboards import passage_keyboard
from bot.telegram.rendering.richtext import Run, shorten, units
from bot.telegram.rendering.spans import cut_at, cut_pieces
from index.model.article import Source
from index.model.passage import Passage

COPIED_UNITS = 256  # as many as a button copies


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of an article. Places are characters into its text, [start, end)."""

    source: Source
    text: str
    start: int
    quote: tuple[int, int] | None  # the cited sentence; None where it stands in another passage
    days: tuple[tuple[int, int], ...]  # date phrases: of the cited sentence, or where there is none, of all


def view_citation(citation: Citation) -> View:
    """Return the passage that was cited, as it was then."""
    quote = (citation.start, citation.end)
    return View(citation.source, citation.passage_text, citation.passage_start, quote, citation.days)


def view_passage(source: Source, passage: Passage) -> View:
    """Return another passage of an article."""
    days = tuple((mention.start, mention.end) for sentence in passage.sentences for mention in sentence.mentions)
    return View(source, passage.text, passage.start, None, days)


@dataclass(frozen=True, slots=True)
class Steps:
    """Where a view stands in its article, so that one can step on; `last` is the number of the last passage."""

    answer_id: str
    number: int  # of the citation
    place: int
    last: int


def render_passage(view: View, phrases: Phrases, steps: Steps | None = None) -> Message:
    """Return a view as a message; without `steps` it stands alone."""
    source = view.source
    head = [Run(shorten(source.title, TITLE_UNITS), bold=True), Run(_outlet_and_date(source, phrases))]
    if source.url:
        head += [Run(" · "), Run(phrases.original, link=source.url)]
    at = steps or Steps("", 0, 0, 0)
    place = (at.number, at.place, at.last)
    buttons = passage_keyboard(at.answer_id, place, source.url, phrases, _copied(view, phrases))
    return Message([*head, Run("\n\n"), *_quotation(view)], buttons)


def _copied(view: View, phrases: Phrases) -> str:
    """Return the cited sentence with its source, as long as Telegram copies; empty if the view has none."""
    if view.quote is None:
        return ""
    source = view.source
    start, end = (place - view.start for place in view.quote)
    facts = [shorten(source.outlet, OUTLET_UNITS), say_published(source.published, phrases.language)]
    origin = ", ".join(fact for fact in [*facts, source.url] if fact and units(fact) < COPIED_UNITS // 2)
    quote = shorten(view.text[start:end], COPIED_UNITS - units(f"“” ({origin})"))
    return f"“{quote}” ({origin})"


def _outlet_and_date(source: Source, phrases: Phrases) -> str:
    dated = say_dated(source.published, source.evidence, phrases.language)
    when = phrases.as_published(dated) if source.published else dated
    return "\n" + " · ".join(fact for fact in (shorten(source.outlet, OUTLET_UNITS), when) if fact)


def _quotation(view: View) -> Iterator[Run]:
    """The passage: the cited sentence in bold, its days underlined as well."""
    quotes: Sequence[tuple[int, int]] = [view.quote] if view.quote else []
    for text, in_quote, start in cut_at(view.text, view.start, quotes):
        marks = view.days if in_quote or not view.quote else ()
        for piece, is_day in cut_pieces(text, start, marks):
            yield Run(piece, quote=True, bold=in_quote, underline=is_day)
