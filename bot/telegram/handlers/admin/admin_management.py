"""/admins: who looks after the archive, added by a reply to their message."""

import logging
from collections.abc import Callable

from telegram import Message as Sent
from telegram import MessageOriginUser, Update, User
from telegram.ext import ContextTypes

from bot.i18n.admin_phrases import AdminPhrases
from bot.storage.admins import Admin, Admins
from bot.storage.storage_thread import in_storage_thread
from bot.telegram.handlers.messages import message_of
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.richtext import Run, shorten
from bot.telegram.transport.sending import reply, text_message
from config.shared_accounts import SHARED_ACCOUNTS

NAME_UNITS = 60
MOST_DIGITS = 15

Context = ContextTypes.DEFAULT_TYPE

log = logging.getLogger(__name__)


class AdminManagement:
    """The handler of /admins."""

    def __init__(self, admins: Admins, phrases_of: Callable[[User | None], AdminPhrases]) -> None:
        self.admins = admins
        self._phrases_of = phrases_of

    async def manage(self, update: Update, context: Context) -> None:
        """List the admins, add one, or remove one."""
        message, user = message_of(update), update.effective_user
        assert user is not None  # an admin
        phrases = self._phrases_of(user)
        words = context.args or []
        what = words[0].casefold() if words else ""
        if what == "add":
            await reply(message, text_message(await self._add(message, user, words[1:], phrases)))
        elif what == "remove":
            await reply(message, text_message(await self._remove(words[1:], phrases)))
        elif message.chat.type == message.chat.PRIVATE:
            await reply(message, self._list(phrases))

    async def _add(self, message: Sent, by: User, words: list[str], phrases: AdminPhrases) -> str:
        """Add the person whose message is replied to, or whose number is written; return what to say."""
        under = message.reply_to_message
        person = _writer(under) if under else None
        if person is not None:
            user_id, name = person.id, person.full_name
        elif words and (number := _number(words[0])):
            user_id, name = number, str(number)
        else:
            return phrases.admin_hidden if under and under.forward_origin else phrases.admin_whom
        if user_id in SHARED_ACCOUNTS:
            return phrases.admin_shared
        if person is not None and person.is_bot:
            return phrases.admin_no_bot
        name = shorten(name, NAME_UNITS)
        if not await in_storage_thread(self.admins.add, user_id, name, by.id):
            return phrases.admin_already(name)
        log.info("user %d was made an admin by user %d", user_id, by.id)
        return phrases.admin_added(name)

    async def _remove(self, words: list[str], phrases: AdminPhrases) -> str:
        number = _number(words[0]) if words else 0
        if not number:
            return phrases.admin_remove_whom
        if self.admins.is_fixed(number):
            return phrases.admin_fixed(str(number))
        name = await in_storage_thread(self.admins.remove, number)
        if name is None:
            return phrases.admin_unknown
        log.info("user %d is an admin no longer", number)
        return phrases.admin_removed(name)

    def _list(self, phrases: AdminPhrases) -> Message:
        lines = [Run(f"\n• {_say(admin, phrases)}") for admin in self.admins]
        return Message([Run(phrases.admins_head, bold=True), *lines, Run("\n\n" + phrases.admins_how)])


def _say(admin: Admin, phrases: AdminPhrases) -> str:
    return f"{admin.id} ({phrases.in_settings})" if admin.fixed else f"{admin.name} ({admin.id})"


def _writer(message: Sent) -> User | None:
    """Return who wrote a message, first of all where it was forwarded; None where that is hidden."""
    origin = message.forward_origin
    if origin is None:
        return message.from_user
    return origin.sender_user if isinstance(origin, MessageOriginUser) else None


def _number(word: str) -> int:
    return int(word) if word.isascii() and word.isdigit() and len(word) <= MOST_DIGITS else 0
