"""What a reader does: ask, be welcomed, choose a language, and send things that cannot be read."""

import asyncio
from collections import deque

from telegram import Message as Sent
from telegram import Update
from telegram.ext import ContextTypes

from bot.i18n.languages import CATALOGUE
from bot.i18n.phrases import Phrases
from bot.qa.answer import Answer
from bot.qa.talk.archive_guide import ArchiveGuide
from bot.qa.talk.small_talk import read_small_talk, split_questions
from bot.storage.storage_thread import in_storage_thread
from bot.storage.users import Users
from bot.telegram.handlers.addressing import without_mention
from bot.telegram.handlers.locale import Locale
from bot.telegram.handlers.messages import acknowledge, behind_command, message_of
from bot.telegram.handlers.reader.answering import Answering, who_sent
from bot.telegram.handlers.reader.callbacks import show_citation
from bot.telegram.handlers.reader.conversation import Conversation
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.callback_data import LANGUAGE, read_link
from bot.telegram.rendering.keyboards import language_keyboard
from bot.telegram.rendering.richtext import Run
from bot.telegram.rendering.welcome import render_help, render_start
from bot.telegram.transport.sending import put_in_place, reply, text_message

ALBUMS_REMEMBERED = 100
EDITS_S = 900  # an edit later than this is not a question any more

Context = ContextTypes.DEFAULT_TYPE


class ReaderCommands:
    """Handlers for what anyone may do."""

    def __init__(self, answering: Answering, conversation: Conversation, people: Users, locale: Locale) -> None:
        self.answering = answering
        self.conversation = conversation
        self.people = people
        self.locale = locale
        self._albums: deque[str] = deque(maxlen=ALBUMS_REMEMBERED)

    # Answering

    async def question(self, update: Update, context: Context) -> None:
        """Answer a message's text or caption, question after question; in a group, without the mention of us."""
        message, phrases = message_of(update), self._phrases(update)
        text = without_mention(message, context.bot.username)
        if kind := read_small_talk(text):
            await self.conversation.reply(message, kind, phrases)
        else:
            await self.answering.answer(message, split_questions(text), phrases)

    async def ask_command(self, update: Update, context: Context) -> None:
        """Answer what stands behind /ask."""
        message, phrases = message_of(update), self._phrases(update)
        if text := behind_command(message):
            await self.answering.answer(message, split_questions(text), phrases)
        else:
            await reply(message, text_message(phrases.empty_ask))

    async def edited(self, update: Update, context: Context) -> None:
        """Answer an edited question anew, in place of its answer."""
        message = message_of(update)
        if message.edit_date and (message.edit_date - message.date).total_seconds() > EDITS_S:
            return
        text = without_mention(message, context.bot.username)
        if text.startswith("/"):
            text = behind_command(message) if text.lower().startswith("/ask") else ""
        if text:
            await self.answering.answer_anew(message, text, self._phrases(update))

    async def new(self, update: Update, context: Context) -> None:
        """Let the next question start afresh."""
        message = message_of(update)
        await in_storage_thread(self.answering.sessions.forget, *who_sent(message))
        await reply(message, text_message(self._phrases(update).new_begun))

    async def cancel(self, update: Update, context: Context) -> None:
        """Stop looking."""
        message, phrases = message_of(update), self._phrases(update)
        stopped = self.answering.queue.cancel(who_sent(message))
        await reply(message, text_message(phrases.cancelled if stopped else phrases.nothing_to_cancel))

    # Manners

    async def start(self, update: Update, context: Context) -> None:
        """Welcome a person; or open the passage that a link in a group leads to."""
        message, phrases = message_of(update), self._phrases(update)
        linked = read_link(behind_command(message))
        if linked is None:
            await reply(message, render_start(phrases, await self._guide(phrases)))
            return
        found = await in_storage_thread(self.answering.answers.get, linked.answer_id)
        citations = found.citations if isinstance(found, Answer) else ()
        cited = {citation.number: citation for citation in citations}.get(linked.number)
        if cited is None:
            await reply(message, text_message(phrases.deep_link_gone))
        else:
            await reply(message, await asyncio.to_thread(show_citation, self.answering.archive, cited, linked, phrases))

    async def help(self, update: Update, context: Context) -> None:
        """Teach how to ask."""
        phrases = self._phrases(update)
        await reply(message_of(update), render_help(phrases, await self._guide(phrases)))

    async def help_for_admins(self, update: Update, context: Context) -> None:
        """Teach an admin how to ask, and how to look after the archive."""
        phrases = self._phrases(update)
        await reply(message_of(update), render_help(phrases, await self._guide(phrases), for_admins=True))

    async def greet_group(self, update: Update, context: Context) -> None:
        """Say what we do, and how to address us, to a group that has added us."""
        message = message_of(update)
        if any(member.id == context.bot.id for member in message.new_chat_members):
            await reply(message, text_message(self._phrases(update).greet_group))

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
            await put_in_place(query.message, text_message(CATALOGUE[chosen].language_set))

    async def unknown_command(self, update: Update, context: Context) -> None:
        """Say what to do instead of a command we do not have."""
        await reply(message_of(update), text_message(self._phrases(update).unknown_command))

    async def strange(self, update: Update, context: Context) -> None:
        """Say once, for an album too, that we read text."""
        await self._reply_once(message_of(update), self._phrases(update).only_text)

    async def not_a_file(self, update: Update, context: Context) -> None:
        """Tell an admin once, for an album too, how to send an article."""
        await self._reply_once(message_of(update), self._phrases(update).as_a_file)

    async def decline_file(self, update: Update, context: Context) -> None:
        """Decline a file of somebody who is no admin, kindly and unread."""
        await reply(message_of(update), text_message(self._phrases(update).no_files))

    async def _reply_once(self, message: Sent, text: str) -> None:
        album = message.media_group_id
        if album and album in self._albums:
            return
        if album:
            self._albums.append(album)
        await reply(message, text_message(text))

    async def _guide(self, phrases: Phrases) -> ArchiveGuide:
        return await asyncio.to_thread(self.answering.guide, phrases)

    def _phrases(self, update: Update) -> Phrases:
        return self.locale.of(update.effective_user)
