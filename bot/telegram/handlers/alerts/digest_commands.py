"""/digest: each morning what happened the day before; its hour, clock and topic, and its end."""

import logging
from dataclasses import replace

from telegram import CallbackQuery, ChatMember, Update, User
from telegram import Message as Sent
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.alerts.clocks import begin, find_zone, guess_zone, near_zones, read_wish
from bot.i18n.alert_phrases import AlertPhrases
from bot.i18n.alert_phrases_ru import alert_phrases_for
from bot.storage.alerts.schedules import Schedule, Schedules
from bot.storage.storage_thread import in_storage_thread
from bot.telegram.handlers.known_people import People
from bot.telegram.handlers.messages import acknowledge, behind_command, message_of
from bot.telegram.rendering.alert_messages import CLOCK, OFF, clock_keyboard
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.richtext import Run, sendable
from bot.telegram.transport.sending import put_in_place, reply, text_message
from config.settings import Settings

MOST_CHARACTERS = 200
WHOLE = ("all", "everything", "всё", "все")
ENDS = (OFF, "stop", "нет", "стоп")

Context = ContextTypes.DEFAULT_TYPE

log = logging.getLogger(__name__)


class DigestCommands:
    """The handlers of the digest. In a group, its admins and those of the archive choose."""

    def __init__(self, settings: Settings, schedules: Schedules, people: People) -> None:
        self._settings = settings
        self._schedules = schedules
        self._people = people

    async def digest(self, update: Update, context: Context) -> None:
        """Begin a digest, change it as the words behind the command say, or end it."""
        message, user = message_of(update), update.effective_user
        language = self._people.language_of(user)
        said = alert_phrases_for(language)
        if message.chat.type != message.chat.PRIVATE and not await self._may_choose(message, user):
            await reply(message, text_message(said.digest_admins_only))
            return
        text = " ".join(sendable(behind_command(message)).split())[:MOST_CHARACTERS]
        before = await in_storage_thread(self._schedules.get, message.chat.id)
        if text.casefold() in ENDS:
            await in_storage_thread(self._end, before)
            await reply(message, text_message(said.digest_off if before and before.digest else said.digest_none))
            return
        if "/" in text and not _names_zone(text):
            await reply(message, text_message(_unknown(text, said)))
            return
        usual = Schedule(message.chat.id, language, guess_zone(language, self._settings.timezone))
        schedule = _wished(before or usual, text, user.id if user else message.chat.id)
        await in_storage_thread(begin, self._schedules, replace(schedule, language=language))
        asks_clock = (before is None or not before.digest) and schedule.zone == usual.zone
        await reply(message, Message([Run(_confirmed(schedule, said))], clock_keyboard() if asks_clock else None))

    async def tapped(self, update: Update, context: Context) -> None:
        """Take the clock that was tapped, or end the digest."""
        query = update.callback_query
        assert query is not None
        said = alert_phrases_for(self._people.language_of(query.from_user))
        chosen = (query.data or "").removeprefix(CLOCK)
        under = query.message
        if under and under.chat.id < 0 and not await self._may_tap(query):
            await acknowledge(query, said.digest_admins_only, alert=True)
            return
        await acknowledge(query)
        schedule = await in_storage_thread(self._schedules.get, under.chat.id if under else query.from_user.id)
        zone = find_zone(chosen)
        if schedule is None or not isinstance(under, Sent):
            return
        if chosen == OFF:
            await in_storage_thread(self._end, schedule)
            await reply(under, text_message(said.digest_off))
        elif zone:
            schedule = replace(schedule, zone=zone)
            await in_storage_thread(begin, self._schedules, schedule)
            await put_in_place(under, text_message(_confirmed(schedule, said)))

    def _end(self, schedule: Schedule | None) -> None:
        if schedule:
            self._schedules.put(replace(schedule, digest=False))

    async def _may_choose(self, message: Sent, user: User | None) -> bool:
        """Whether somebody may choose for a group; an anonymous admin writes as the group itself."""
        if message.sender_chat and message.sender_chat.id == message.chat.id:
            return True
        return user is not None and await self._is_admin_of(message, user.id)

    async def _may_tap(self, query: CallbackQuery) -> bool:
        return isinstance(query.message, Sent) and await self._is_admin_of(query.message, query.from_user.id)

    async def _is_admin_of(self, message: Sent, user_id: int) -> bool:
        if user_id in self._people.admins:
            return True
        try:
            member = await message.chat.get_member(user_id)
        except TelegramError as error:
            log.info("who is an admin of a group is not known: %s", error)
            return False
        return member.status in (ChatMember.ADMINISTRATOR, ChatMember.OWNER)


def _wished(schedule: Schedule, text: str, by: int) -> Schedule:
    """Return a schedule as the words behind the command want it; what they do not name stays."""
    if text.casefold() in WHOLE:
        return replace(schedule, digest=True, topic="", set_by=by)
    wish = read_wish(text)
    return replace(
        schedule,
        digest=True,
        minute=schedule.minute if wish.minute is None else wish.minute,
        zone=wish.zone or schedule.zone,
        topic=("" if wish.topic.casefold() in WHOLE else wish.topic) or schedule.topic,
        set_by=by,
    )


def _names_zone(text: str) -> bool:
    return any(find_zone(word) for word in text.split() if "/" in word)


def _unknown(text: str, said: AlertPhrases) -> str:
    name = next(word for word in text.split() if "/" in word)
    return said.unknown_zone(name, near_zones(name))


def _confirmed(schedule: Schedule, said: AlertPhrases) -> str:
    return said.digest_on(f"{schedule.minute // 60}:{schedule.minute % 60:02}", schedule.zone, schedule.topic)
