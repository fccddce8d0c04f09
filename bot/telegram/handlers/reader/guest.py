"""Guest mode: who mentions the bot in a chat where it is no member gets one quick, cited reply there.

Telegram hands over the one message that mentions the bot, and takes one message back (Bot API 10.0). Nothing is
remembered of the chat, and there are no buttons: numbers are links that open the passage in private.
"""

import asyncio
import logging
import re
from dataclasses import replace

from telegram import InlineQueryResultArticle, InputTextMessageContent, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.i18n.phrases import Phrases
from bot.qa.answer import NothingFound
from bot.storage.storage_thread import in_storage_thread
from bot.telegram.handlers.locale import Locale
from bot.telegram.handlers.reader.answering import MOST_CHARACTERS, Answering
from bot.telegram.rendering.answer_message import Message, render
from bot.telegram.rendering.richtext import sendable, split, to_html
from bot.telegram.rendering.welcome import render_hello
from bot.telegram.transport.question_queue import StoppedByReaderError, TooSlowError
from bot.telegram.transport.sending import NO_PREVIEW, text_message

log = logging.getLogger(__name__)


class GuestMode:
    """The handler for messages that call the bot to a chat."""

    def __init__(self, answering: Answering, locale: Locale) -> None:
        self.answering = answering
        self.locale = locale

    async def called(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Reply to a message that calls the bot, once."""
        message, person = update.guest_message, update.effective_user
        if message is None or message.guest_query_id is None or person is None:
            return
        phrases = self.locale.of(person)
        name = re.compile(rf"@{re.escape(context.bot.username)}\b", re.IGNORECASE)
        text = sendable(name.sub(" ", message.text or message.caption or "")).strip(" ,:\n")
        said = await self._reply(person.id, text, phrases, context.bot.username)
        try:
            await context.bot.answer_guest_query(message.guest_query_id, _result(said, phrases))
        except BadRequest as error:
            log.info("a guest query could not be answered: %s", error)  # it has become too old

    async def _reply(self, person_id: int, text: str, phrases: Phrases, username: str) -> Message:
        if not text:
            return render_hello(phrases, await asyncio.to_thread(self.answering.guide, phrases))
        if len(text) > MOST_CHARACTERS:
            return text_message(phrases.too_long)
        who = (person_id, person_id)
        engine = self.answering.engine.asked_by(str(person_id))
        try:
            async with self.answering.queue.turn(who):
                found = await self.answering.queue.work(who, lambda: engine.ask(text, self.answering.today()))
        except (TooSlowError, StoppedByReaderError):
            return text_message(phrases.too_slow)
        if isinstance(found, NothingFound):
            await in_storage_thread(self.answering.unanswered.note, text)
            found = replace(found, nearest_days=())  # they would be buttons
        answer_id = await in_storage_thread(self.answering.answers.keep, found)
        return render(found, answer_id, phrases, username=username)


def _result(said: Message, phrases: Phrases) -> InlineQueryResultArticle:
    """Return a message as Telegram takes it from a guest: its first piece, without buttons."""
    (piece, *_) = split(said.text)
    content = InputTextMessageContent(to_html(piece, days=False), ParseMode.HTML, link_preview_options=NO_PREVIEW)
    return InlineQueryResultArticle("answer", phrases.command_ask, content)
