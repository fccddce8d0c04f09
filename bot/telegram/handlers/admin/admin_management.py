"""/admins: who looks after the archive, added by a reply to their message."""

import logging
from collections.abc import Callable

from telegram import Bot, MessageOriginUser, Update, User
from telegram import Message as Sent
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.i18n.admin_phrases import AdminPhrases
from bot.i18n.languages import admin_phrases_for
from bot.storage.admins import Admin
from bot.storage.storage_thread import in_storage_thread
from bot.telegram.handlers.known_people import People
from bot.telegram.handlers.messages import message_of
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.richtext import Run, shorten
from bot.telegram.transport.bot_profile import remove_admin_menu, set_admin_menu
from bot.telegram.transport.sending import reply, send, text_message
from config.shared_accounts import SHARED_ACCOUNTS

NAME_UNITS = 60
MOST_DIGITS = 15

Context = ContextTypes.DEFAULT_TYPE

log = logging.getLogger(__name__)


class AdminManagement:
    """The handler of /admins."""

    def __init__(self, people: People, phrases_of: Callable[[User | None], AdminPhrases]) -> None:
        self.admins = people.admins
        self._people = people
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
            await reply(message, text_message(await self._remove(context.bot, words[1:], phrases)))
        elif message.chat.type == message.chat.PRIVATE:
            await reply(message, self._list(phrases))

    async def _add(self, message: Sent, by: User, words: list[str], phrases: AdminPhrases) -> str:
        """Add the person whose message is replied to, or whose number is written; return what to say."""
        under = message.reply_to_message
        person = _writer(under) if under else None
        if person is not None:
            user_id, name = person.id, person.full_name
        elif words and (number := _number(words[0])):
            user_id, name = number, await _name_of(by.get_bot(), number)
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
        theirs = self._phrases_for(user_id, person, phrases)
        told = await _tell(by.get_bot(), user_id, theirs.you_are_admin(shorten(by.full_name, NAME_UNITS)))
        if told:
            await set_admin_menu(by.get_bot(), user_id)
        return f"{phrases.admin_added(name)} {phrases.admin_told if told else phrases.admin_not_told}"

    async def _remove(self, bot: Bot, words: list[str], phrases: AdminPhrases) -> str:
        number = _number(words[0]) if words else 0
        if not number:
            return phrases.admin_remove_whom
        if self.admins.is_fixed(number):
            return phrases.admin_fixed(str(number))
        name = await in_storage_thread(self.admins.remove, number)
        if name is None:
            return phrases.admin_unknown
        log.info("user %d is an admin no longer", number)
        if await _tell(bot, number, self._phrases_for(number, None, phrases).you_are_admin_no_more):
            await remove_admin_menu(bot, number)
        return phrases.admin_removed(name)

    def _phrases_for(self, user_id: int, person: User | None, otherwise: AdminPhrases) -> AdminPhrases:
        """Return the phrases for somebody; `otherwise` if nothing tells their language."""
        language = self._people.users.language_of(user_id) or (person.language_code if person else None)
        return admin_phrases_for(language) if language else otherwise

    def _list(self, phrases: AdminPhrases) -> Message:
        lines = [Run(f"\n• {_say(admin, phrases)}") for admin in self.admins]
        return Message([Run(phrases.admins_head, bold=True), *lines, Run("\n\n" + phrases.admins_how)])


async def _name_of(bot: Bot, user_id: int) -> str:
    """Return how somebody calls themselves; their number if they have never written to the bot."""
    try:
        chat = await bot.get_chat(user_id)
    except TelegramError:
        return str(user_id)
    return chat.effective_name or str(user_id)


async def _tell(bot: Bot, user_id: int, text: str) -> bool:
    """Write to somebody in private; return False if they have never written to the bot, or have blocked it."""
    try:
        await send(bot, user_id, text_message(text))
    except TelegramError as error:
        log.info("user %d could not be told (%s)", user_id, type(error).__name__)
        return False
    return True


def _say(admin: Admin, phrases: AdminPhrases) -> str:
    return f"{admin.id} ({phrases.in_settings})" if admin.fixed else f"{admin.name} ({admin.id})"


def _writer(message: Sent) -> User | None:
    """Return who wrote a message, its first author if it was forwarded; None if that is hidden."""
    origin = message.forward_origin
    if origin is None:
        return message.from_user
    return origin.sender_user if isinstance(origin, MessageOriginUser) else None


def _number(word: str) -> int:
    return int(word) if word.isascii() and word.isdigit() and len(word) <= MOST_DIGITS else 0
