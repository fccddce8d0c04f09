"""Texts that look like articles, pasted or forwarded by an admin: offered to be added, never silently a question."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from weakref import WeakValueDictionary
from zoneinfo import ZoneInfo

from telegram import CallbackQuery, Chat, MessageOriginChannel, Update, User
from telegram import Message as Sent
from telegram.ext import ContextTypes, filters

from bot.i18n.admin_phrases import AdminPhrases
from bot.i18n.languages import admin_phrases_for
from bot.intake.pasted_text import join_parts, looks_like_article, understand
from bot.storage.callback_state import CallbackState
from bot.storage.retention import PASTED
from bot.storage.storage_thread import in_storage_thread
from bot.telegram.handlers.admin.uploads.uploads import Uploads, sent_at
from bot.telegram.handlers.messages import message_of
from bot.telegram.rendering.admin_callback_data import AdminAction, AdminTap
from bot.telegram.rendering.pasted_offer import render_offer
from bot.telegram.transport.sending import put_in_place, reply, text_message

SPLIT_FROM = 3_000  # characters: Telegram's programs split a longer text near 4,096 of them, at a blank
GATHER_S = 1.0  # so long the rest of a text that was split is waited for
NEXT_WITHIN_S = 2  # the parts are sent so soon after each other

Context = ContextTypes.DEFAULT_TYPE
Ask = Callable[[Update, Context], Awaitable[None]]

log = logging.getLogger(__name__)


class PastedText(filters.MessageFilter):
    """Lets through what looks like an article, what a person or group said first, and the rest of a split text."""

    def __init__(self, open_texts: "OpenTexts") -> None:
        super().__init__()
        self._open = open_texts

    def filter(self, message: Sent) -> bool:
        """Whether the message may be an article."""
        text = message.text or ""
        if not any(letter.isalpha() for letter in text):
            return False
        forwarded = message.forward_origin is not None and not isinstance(message.forward_origin, MessageOriginChannel)
        return forwarded or self._open.continued_by(message) is not None or looks_like_article(text)


class OpenTexts:
    """Texts whose rest may still come, by chat: for a second, in memory."""

    def __init__(self) -> None:
        self._parts: dict[int, list[Sent]] = {}

    def begin(self, message: Sent) -> list[Sent]:
        """Begin a text; return the list that its parts will be in."""
        self._parts[message.chat.id] = [message]
        return self._parts[message.chat.id]

    def end(self, parts: list[Sent]) -> None:
        """Note that a text is whole."""
        chat_id = parts[0].chat.id
        if self._parts.get(chat_id) is parts:  # another may have been begun since
            del self._parts[chat_id]

    def continued_by(self, message: Sent) -> list[Sent] | None:
        """Return the parts of the text that a message goes on with; None if it begins anew."""
        parts = self._parts.get(message.chat.id)
        if not parts or len(parts[-1].text or "") < SPLIT_FROM:
            return None
        last = parts[-1]
        soon = (message.date - last.date).total_seconds() <= NEXT_WITHIN_S
        same = (message.forward_origin is None) is (last.forward_origin is None)
        return parts if soon and same and message.message_id > last.message_id else None


class PastedTexts:
    """Handlers that offer to add a text, and do what is chosen."""

    def __init__(
        self,
        uploads: Uploads,
        state: CallbackState,
        ask: Ask,
        *,
        timezone: ZoneInfo,
        language_of: Callable[[User | None], str],
    ) -> None:
        self.uploads = uploads
        self.state = state
        self.open_texts = OpenTexts()
        self._ask = ask
        self._timezone = timezone
        self._language_of = language_of
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def offer(self, update: Update, context: Context) -> None:
        """Show what an admin's text would be as an article, and ask whether it is one.

        Raises: StorageError.
        """
        message = message_of(update)
        if (parts := self.open_texts.continued_by(message)) is not None:
            parts.append(message)
            return
        parts = [message]
        if len(message.text or "") >= SPLIT_FROM:
            parts = self.open_texts.begin(message)
            try:
                await asyncio.sleep(GATHER_S)
            finally:
                self.open_texts.end(parts)
        text = join_parts([part.text or "" for part in parts])
        language = self._language_of(update.effective_user)
        phrases = admin_phrases_for(language)
        sent = sent_at(message)
        understood = await asyncio.to_thread(understand, text, sent, datetime.now(self._timezone).date(), language)
        if understood.source is None:  # it only looked like one
            await self._ask(update, context)
            return
        body = {"text": text, "sent": sent.timestamp(), "message": message.message_id, "at": message.date.timestamp()}
        key = await in_storage_thread(self.state.keep, PASTED, body)
        await reply(message, render_offer(understood.source, understood.others, phrases, key))

    async def tapped(self, update: Update, context: Context, tap: AdminTap, phrases: AdminPhrases) -> str:
        """Add the text or answer it as a question; return the sentence to show over the chat, "" for none.

        Raises: StorageError.
        """
        turn = self._turns.setdefault(tap.key, asyncio.Lock())
        async with turn:  # a second tap finds the first one done
            return await self._do(update, context, tap, phrases)

    async def _do(self, update: Update, context: Context, tap: AdminTap, phrases: AdminPhrases) -> str:
        query = update.callback_query
        kept = await in_storage_thread(self.state.get, PASTED, tap.key)
        if query is None or kept is None or not isinstance(query.message, Sent):
            return phrases.pasted_done_before
        text = str(kept["text"])
        if tap.action is AdminAction.ADD_TEXT:
            await put_in_place(query.message, text_message(phrases.pasted_added))
            await self.uploads.take_text(update, text, datetime.fromtimestamp(kept["sent"], UTC))
        else:
            await put_in_place(query.message, text_message(phrases.pasted_asked))
            await self._ask(Update(update.update_id, message=_written(query, kept, text)), context)
        # Only now: after a crash the tap comes again, and neither is done twice.
        await in_storage_thread(self.state.forget, tap.key)
        return ""


def _written(query: CallbackQuery, kept: dict[str, float], text: str) -> Sent:
    """Return the message that was written, as far as answering it needs it."""
    assert query.message is not None
    when = datetime.fromtimestamp(kept["at"], UTC)
    chat = Chat(query.message.chat.id, Chat.PRIVATE)
    message = Sent(int(kept["message"]), when, chat, from_user=query.from_user, text=text)
    message.set_bot(query.get_bot())
    return message
