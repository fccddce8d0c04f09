"""What the buttons under answers do, for the answer they belong to, however old it is."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial

from telegram import CallbackQuery, Update
from telegram import Message as Sent
from telegram.ext import ContextTypes

from bot.i18n.phrases import Phrases
from bot.qa.answer import Answer, Citation
from bot.qa.question import on_day
from bot.qa.quoting.parts import rest_of
from bot.storage.storage_thread import in_storage_thread
from bot.storage.users import Users
from bot.telegram.handlers.locale import Locale
from bot.telegram.handlers.messages import acknowledge
from bot.telegram.handlers.reader.answering import Answering, Found, send_below
from bot.telegram.handlers.reader.take_along import take_along
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.callback_data import ALONE, CITATION, DAY, FILE, MORE, VOTE, Tap, read_tap
from bot.telegram.rendering.passage_message import Steps, render_passage, view_citation, view_passage
from bot.telegram.transport.sending import put_in_place
from index.archive import Archive
from index.errors import UnknownArticleError
from index.model.passage import Passage

log = logging.getLogger(__name__)

Action = Callable[[], Awaitable[object]]
Reaction = tuple[str, Action]  # what the tap says at once, and what it does then


class Callbacks:
    """Handlers for buttons."""

    def __init__(self, answering: Answering, people: Users, locale: Locale) -> None:
        self.answering = answering
        self.people = people
        self.locale = locale

    async def tapped(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what a button says; say it kindly if its answer is forgotten."""
        query = update.callback_query
        assert query is not None
        phrases = self.locale.of(query.from_user)
        tap = read_tap(query.data or "")
        found = await in_storage_thread(self.answering.answers.get, tap.answer_id) if tap else None
        reaction = self._action(query, tap, found, phrases) if tap and found else None
        await acknowledge(query, reaction[0] if reaction else phrases.old_button, alert=reaction is None)
        if reaction:
            await reaction[1]()

    def _action(self, query: CallbackQuery, tap: Tap, found: Found, phrases: Phrases) -> Reaction | None:
        """Return what a button says and does; None if that part of its answer is not known."""
        if tap.kind == VOTE:
            return self._vote(query, tap, phrases)
        if tap.kind == DAY:
            if tap.day is None:
                return None
            question = on_day(found.question, tap.day)
            return "", partial(self.answering.answer_below, query, question, phrases)
        if tap.kind == ALONE:
            return "", partial(self.answering.answer_alone, query, found.question.text, phrases)
        if not isinstance(found, Answer):
            return None
        if tap.kind == MORE and (rest := rest_of(found, tap.number)) and tap.number:
            return "", partial(self.answering.tell_below, query, rest, phrases)
        if tap.kind == MORE:
            return "", partial(self.answering.answer_below, query, found.question, phrases, found.seen_ids)
        if tap.kind == FILE:
            return take_along(query, tap, found, phrases)
        cited = {citation.number: citation for citation in found.citations}.get(tap.number)
        if cited is None:
            return None
        return "", partial(self._open if tap.kind == CITATION else self._step, query, cited, tap, phrases)

    def _vote(self, query: CallbackQuery, tap: Tap, phrases: Phrases) -> Reaction:
        helped = tap.number == 1
        note = partial(self.people.vote, tap.answer_id, query.from_user.id, helped=helped)
        return (phrases.liked if helped else phrases.disliked), partial(in_storage_thread, note)

    async def _open(self, query: CallbackQuery, cited: Citation, tap: Tap, phrases: Phrases) -> None:
        await in_storage_thread(self.answering.reads.opened, cited.article_id)
        await send_below(query, await asyncio.to_thread(show_citation, self.answering.archive, cited, tap, phrases))

    async def _step(self, query: CallbackQuery, cited: Citation, tap: Tap, phrases: Phrases) -> None:
        """Turn a passage into the one before or after it; into the cited one if the article has changed since."""
        shown = await asyncio.to_thread(_show_place, self.answering.archive, cited, tap, phrases)
        if isinstance(query.message, Sent):
            await put_in_place(query.message, shown)
        else:
            await send_below(query, shown)


def show_citation(archive: Archive, cited: Citation, tap: Tap, phrases: Phrases) -> Message:
    """Return the passage that was cited; with steps through its article, if that is still the same."""
    passages = _article(archive, cited)
    place = next((p.number for p in passages if p.id == cited.passage_id), None)
    steps = None if place is None else Steps(tap.answer_id, tap.number, place, len(passages) - 1)
    return render_passage(view_citation(cited), phrases, steps)


def _show_place(archive: Archive, cited: Citation, tap: Tap, phrases: Phrases) -> Message:
    """Return a passage of the article behind a citation."""
    passages = _article(archive, cited)
    if tap.place >= len(passages) or passages[tap.place].id == cited.passage_id:
        return show_citation(archive, cited, tap, phrases)
    steps = Steps(tap.answer_id, tap.number, tap.place, len(passages) - 1)
    return render_passage(view_passage(cited.source, passages[tap.place]), phrases, steps)


def _article(archive: Archive, cited: Citation) -> list[Passage]:
    """Return the passages of the article that was cited; none if it is gone or has changed."""
    try:
        passages = archive.articles.passages(cited.article_id)
    except UnknownArticleError:
        return []
    return passages if any(p.id == cited.passage_id for p in passages) else []
