"""Who may ask at all, and how often. It stands before every other handler."""

import asyncio
import logging
from collections.abc import Callable, Container

from telegram import Bot, Update
from telegram import Message as Sent
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, ContextTypes

from bot.i18n.phrases import Phrases
from bot.qa.talk.archive_guide import ArchiveGuide
from bot.storage.storage_thread import in_storage_thread
from bot.storage.users import Users
from bot.telegram.handlers.access_policy import Access
from bot.telegram.handlers.addressing import calls_us
from bot.telegram.handlers.locale import Locale
from bot.telegram.handlers.messages import acknowledge, behind_command
from bot.telegram.handlers.quota import Limit
from bot.telegram.rendering.callback_data import read_invitation
from bot.telegram.rendering.welcome import render_start
from bot.telegram.transport.sending import reply, text_message

Context = ContextTypes.DEFAULT_TYPE

log = logging.getLogger(__name__)

_FREE = ("/start", "/help", "/cancel", "/new", "/language", "/forget")  # commands that cost nothing


class AccessControl:
    """Handlers that let an update through, or end it."""

    def __init__(
        self,
        access: Access,
        people: Users,
        locale: Locale,
        *,
        person: Limit,
        group: Limit,
        admins: Container[int],
        guide: Callable[[Phrases], ArchiveGuide],
    ) -> None:
        self.access = access
        self.people = people
        self.locale = locale
        self.person = person
        self.group = group
        self.admins = admins
        self._guide = guide
        self._asked_to_wait: dict[int, int] = {}  # by chat: the message that was told to slow down last

    async def enter(self, update: Update, context: Context) -> None:
        """Let through who may ask; take invitations; tell others kindly, and groups nothing.

        What a channel posts is no question: whether it is read, its list in the settings decides. A chat that the bot
        is called to as a guest lets nobody in: its id may be that of another chat.
        """
        if update.channel_post or update.edited_channel_post:
            return
        person, chat = update.effective_user, update.effective_chat
        message = update.effective_message if update.message else None
        token = read_invitation(behind_command(message)) if message and _is_start(message) else ""
        person_id = person.id if person else 0
        chat_id = chat.id if chat and not update.guest_message else person_id
        if not token and self.access.lets_in(person_id, chat_id):
            return
        try:
            if token and message:
                await self._accept(message, person_id, token, update)
            else:
                await self._refuse(update, message)
        except TelegramError as error:  # an error would let the update go on to the other handlers
            log.warning("somebody who may not ask could not be told: %s", error)
        raise ApplicationHandlerStop

    async def _accept(self, message: Sent, person_id: int, token: str, update: Update) -> None:
        phrases = self.locale.of(update.effective_user)
        if self.access.lets_in(person_id, person_id):
            await reply(message, render_start(phrases, await asyncio.to_thread(self._guide, phrases)))
        elif await in_storage_thread(self.people.accept, person_id, token):
            await reply(message, text_message(phrases.invitation_welcome))
            await reply(message, render_start(phrases, await asyncio.to_thread(self._guide, phrases)))
        else:
            await reply(message, text_message(phrases.invitation_used_up))

    async def _refuse(self, update: Update, message: Sent | None) -> None:
        phrases = self.locale.of(update.effective_user)
        if update.callback_query:
            await acknowledge(update.callback_query, phrases.not_invited, alert=True)
        elif update.inline_query:
            await update.inline_query.answer([], 0, is_personal=True)
        elif message and message.chat.type == message.chat.PRIVATE:
            await reply(message, text_message(phrases.not_invited))

    async def pace(self, update: Update, context: Context) -> None:
        """Let through a question that is not one too many; the first too many is told so, the next wait in silence."""
        message = update.effective_message
        if not isinstance(message, Sent) or update.inline_query or not _is_for_us(update, message, context.bot):
            return
        person = update.effective_user
        if person and person.id in self.admins:
            return
        is_guest = update.guest_message is not None  # the bot cannot write there but for its one reply
        in_group = message.chat.id < 0 and not is_guest
        wait = _rounded(self.person.wait_s(person.id if person else message.chat.id))
        phrases = self.locale.of(person)
        said = phrases.slow_down(wait)
        if not wait and in_group:
            wait = _rounded(self.group.wait_s(message.chat.id))
            said = phrases.slow_group(wait)
        if not wait:
            self._asked_to_wait.pop(message.chat.id, None)
            return
        if update.callback_query:
            await acknowledge(update.callback_query, said, alert=True)
        elif not is_guest and message.chat.id not in self._asked_to_wait:
            self._asked_to_wait[message.chat.id] = message.message_id
            await reply(message, text_message(said))
        raise ApplicationHandlerStop


def _rounded(seconds: int) -> int:
    """Return seconds as one says them: 37 -> 40."""
    return -(-seconds // 10) * 10


def _is_start(message: Sent) -> bool:
    return (message.text or "").startswith("/start")


def _is_for_us(update: Update, message: Sent, bot: Bot) -> bool:
    """Whether an update may cost an answer: not what a group says among itself, nor a file."""
    if update.callback_query or update.guest_message:
        return True
    if message.voice:
        return message.chat.id > 0
    text = (message.text or message.caption or "").strip()
    if not text or text.startswith(_FREE):
        return False
    return message.chat.id > 0 or calls_us(message, bot)
