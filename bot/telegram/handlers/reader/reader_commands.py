"""What a reader does: ask, be welcomed, choose a language, and send things that cannot be read."""

import asyncio
from collections import deque
from collections.abc import Container

from telegram import Message as Sent
from telegram import Update, User
from telegram.ext import ContextTypes

from bot.i18n.languages import CATALOGUE
from bot.i18n.phrases import Phrases
from bot.qa.answer import Answer
from bot.storage.storage_thread import in_storage_thread
from bot.storage.users import Users
from bot.telegram.handlers.locale import Locale
from bot.telegram.handlers.reader.addressing import without_mention
from bot.telegram.handlers.reader.answering import Asking, who_sent
from bot.telegram.handlers.reader.callbacks import acknowledge, show_citation
from bot.telegram.handlers.reader.welcome import render_help, render_start
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.callback_data import LANGUAGE, read_link
from bot.telegram.rendering.keyboards import language_keyboard
from bot.telegram.rendering.richtext import Run
from bot.telegram.transport.sending import put_in_place, reply, say

ALBUMS_REMEMBERED = 100
EDITS_S = 900  # an edit later than this is not a question any more

Context = ContextTypes.DEFAULT_TYPE


class Reader:
    """Handlers for what anyone may do."""

    def __init__(self, asking: Asking, people: Users, locale: Locale, *, admins: Container[int]) -> None:
        self.asking = asking
        self.people = people
        self.locale = locale
        self.admins = admins
        self._albums: deque[str] = deque(maxlen=ALBUMS_REMEMBERED)

    # Asking

    async def question(self, update: Update, context: Context) -> None:
        """Answer a message's text; in a group, without the mention that called us."""
        message = message_of(update)
        await self.asking.answer(message, without_mention(message, context.bot.username), self._phrases(update))

    async def ask_command(self, update: Update, context: Context) -> None:
        """Answer what stands behind /ask."""
        message, phrases = message_of(update), self._phrases(update)
        if text := behind_command(message):
            await self.asking.answer(message, text, phrases)
        else:
            await reply(message, say(phrases.empty_ask))

    async def edited(self, update: Update, context: Context) -> None:
        """Answer an edited question anew, in place of its answer."""
        message = message_of(update)
        if message.edit_date and (message.edit_date - message.date).total_seconds() > EDITS_S:
            return
        text = without_mention(message, context.bot.username)
        if text.startswith("/"):
            text = behind_command(message) if text.lower().startswith("/ask") else ""
        if text:
            await self.asking.answer_anew(message, text, self._phrases(update))

    async def new(self, update: Update, context: Context) -> None:
        """Let the next question start afresh."""
        message = message_of(update)
        await in_storage_thread(self.asking.sessions.forget, *who_sent(message))
        await reply(message, say(self._phrases(update).new_begun))

    async def cancel(self, update: Update, context: Context) -> None:
        """Stop looking."""
        message, phrases = message_of(update), self._phrases(update)
        stopped = self.asking.turns.cancel(who_sent(message))
        await reply(message, say(phrases.cancelled if stopped else phrases.nothing_to_cancel))

    # Manners

    async def start(self, update: Update, context: Context) -> None:
        """Welcome a person; or open the passage that a link in a group leads to."""
        message, phrases = message_of(update), self._phrases(update)
        linked = read_link(behind_command(message))
        if linked is None:
            await reply(message, render_start(phrases))
            return
        found = await in_storage_thread(self.asking.answers.get, linked.answer_id)
        citations = found.citations if isinstance(found, Answer) else ()
        cited = {citation.number: citation for citation in citations}.get(linked.number)
        if cited is None:
            await reply(message, say(phrases.deep_link_gone))
        else:
            await reply(message, await asyncio.to_thread(show_citation, self.asking.archive, cited, linked, phrases))

    async def help(self, update: Update, context: Context) -> None:
        """Teach how to ask."""
        await reply(
            message_of(update), render_help(self._phrases(update), is_admin=self._is_admin(update.effective_user))
        )

    async def language(self, update: Update, context: Context) -> None:
        """Offer the languages we speak."""
        await reply(message_of(update), Message([Run(self._phrases(update).which_language)], language_keyboard()))

    async def language_tapped(self, update: Update, context: Context) -> None:
        """Speak the language that was chosen, from now on."""
        query = update.callback_query
        assert query is not None
        chosen = (query.data or "").removeprefix(LANGUAGE)
        await acknowledge(query)
        await in_storage_thread(self.people.choose_language, query.from_user.id, chosen)
        if isinstance(query.message, Sent):
            await put_in_place(query.message, say(CATALOGUE[chosen].language_set))

    async def unknown_command(self, update: Update, context: Context) -> None:
        """Say what to do instead of a command we do not have."""
        await reply(message_of(update), say(self._phrases(update).unknown_command))

    async def strange(self, update: Update, context: Context) -> None:
        """Say once, for an album too, that we read text."""
        message, phrases = message_of(update), self._phrases(update)
        album = message.media_group_id
        if album and album in self._albums:
            return
        if album:
            self._albums.append(album)
        await reply(message, say(phrases.as_a_file if self._is_admin(message.from_user) else phrases.only_text))

    def _is_admin(self, user: User | None) -> bool:
        return user is not None and user.id in self.admins

    def _phrases(self, update: Update) -> Phrases:
        return self.locale.of(update.effective_user)


def message_of(update: Update) -> Sent:
    """Return the message of an update; the filters let nothing else through."""
    message = update.effective_message
    assert message is not None
    return message


def behind_command(message: Sent) -> str:
    """Return what stands behind a command: "/ask@dateline_bot who?" -> "who?"."""
    _, _, rest = (message.text or "").strip().partition(" ")
    head, newline, below = (message.text or "").strip().partition("\n")
    if newline and " " not in head:  # the question stands on the line below
        return below.strip()
    return rest.strip()
