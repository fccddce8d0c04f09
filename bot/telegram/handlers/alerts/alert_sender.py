"""Sends what people waited for: alerts by day, so many and no more; digests in the morning; each at most once.

Before a message is sent, that is noted; whatever happens then, it is not sent again, unless Telegram says that it did
not take it. A crash in that moment can lose a message, and never doubles one.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace

from telegram import Bot
from telegram.error import Forbidden, TelegramError

from bot.alerts.clocks import due_day, is_quiet, local_time, midnight
from bot.alerts.digest import Digest, kept_alone, make_digest
from bot.alerts.matching import Matcher
from bot.i18n.alert_phrases_ru import alert_phrases_for
from bot.i18n.languages import phrases_for
from bot.qa.answer import Answer
from bot.qa.engine import Engine
from bot.storage.alerts.alert_queue import Alert, AlertQueue
from bot.storage.alerts.follows import Follow, Follows
from bot.storage.alerts.schedules import Schedule, Schedules, forget_chat
from bot.storage.answers import Answers
from bot.storage.database import Database
from bot.storage.storage_thread import in_storage_thread
from bot.telegram.rendering.alert_messages import render_alert, render_digest
from bot.telegram.rendering.answer_message import Message
from bot.telegram.transport.rate_limiter import is_passing
from bot.telegram.transport.sending import send
from index.archive import Archive

log = logging.getLogger(__name__)


class AlertSender:
    """Finds what is new and sends what is due; `look` is called now and then, and after something was stored."""

    def __init__(
        self,
        archive: Archive,
        database: Database,
        follows: Follows,
        schedules: Schedules,
        *,
        alerts_a_day: int,
        may_be_told: Callable[[int, int], bool],
    ) -> None:
        self._database = database
        self._follows = follows
        self._schedules = schedules
        self._alerts_a_day = alerts_a_day
        self._may_be_told = may_be_told  # (person, chat)
        self._queue = AlertQueue(database)
        self._answers = Answers(database)
        self._engine = Engine(archive)  # quotes: a model would be asked for each chat
        self._matcher = Matcher(archive, database)

    async def begin(self) -> None:
        """Take what is stored now for old: before the first update is handled.

        Raises: StorageError.
        """
        await asyncio.to_thread(self._matcher.begin)

    async def look(self, bot: Bot) -> None:
        """Match what is new, and send what is due.

        Raises: StorageError.
        """
        await asyncio.to_thread(self._matcher.match_new, self._follows.changes)
        for chat_id in await in_storage_thread(self._queue.chats_waiting):
            await self._send_alerts(bot, chat_id)
        for schedule in await in_storage_thread(self._schedules.all):
            if day := due_day(schedule, self._schedules.now):
                await self._send_morning(bot, schedule, day)

    # Alerts

    async def _send_alerts(self, bot: Bot, chat_id: int) -> None:
        schedule = await in_storage_thread(self._schedules.get, chat_id)
        now = self._schedules.now
        if schedule is None or is_quiet(now, schedule.zone) or not self._may_be_told(chat_id, chat_id):
            return
        sent = await in_storage_thread(self._queue.sent_since, chat_id, midnight(now, schedule.zone))
        waiting = await in_storage_thread(self._queue.waiting, chat_id)
        free = max(0, self._alerts_a_day - sent)
        await in_storage_thread(self._queue.set_state, [one.number for one in waiting[free:]], "kept")
        follows = {one.id: one for one in await in_storage_thread(self._follows.of, chat_id)}
        for alert in waiting[:free]:
            if not await self._send_alert(bot, alert, follows.get(alert.follow), schedule):
                return

    async def _send_alert(self, bot: Bot, alert: Alert, follow: Follow | None, schedule: Schedule) -> bool:
        """Send an alert; False if the chat cannot be reached now."""
        answer = await in_storage_thread(self._answers.get, alert.answer_id)
        await in_storage_thread(self._queue.set_state, [alert.number], "sending")
        if follow is None or not isinstance(answer, Answer):
            return True
        phrases, said = phrases_for(schedule.language), alert_phrases_for(schedule.language)
        sent = await self._send(bot, alert.chat_id, render_alert(answer, alert.answer_id, follow, phrases, said))
        await in_storage_thread(self._queue.set_state, [alert.number], "sent" if sent else "waiting")
        return sent

    # Mornings

    async def _send_morning(self, bot: Bot, schedule: Schedule, day: str) -> None:
        """Send the digest of a morning, or what was kept for it; nothing if there is nothing to tell."""
        chat_id = schedule.chat_id
        if not await in_storage_thread(self._schedules.claim, chat_id, day):
            return
        kept = await in_storage_thread(self._queue.waiting, chat_id, "kept")
        if not (schedule.digest or kept) or not self._may_be_told(schedule.set_by, chat_id):
            return
        digest, answer_id = await asyncio.to_thread(self._make, schedule, kept)
        await in_storage_thread(self._queue.set_state, [one.number for one in kept], "sent")
        if digest is None:
            return
        phrases, said = phrases_for(schedule.language), alert_phrases_for(schedule.language)
        message = render_digest(digest, answer_id, phrases, said, daily=schedule.digest)
        if not await self._send(bot, chat_id, message):
            await in_storage_thread(self._queue.set_state, [one.number for one in kept], "kept")
            await in_storage_thread(self._schedules.give_back, chat_id, schedule.last_day)

    def _make(self, schedule: Schedule, kept: list[Alert]) -> tuple[Digest | None, str]:
        """Make a digest and keep its answer, so that its numbers work."""
        found = [self._answers.get(one.answer_id) for one in kept]
        answers = [one for one in found if isinstance(one, Answer)]
        today = local_time(self._schedules.now, schedule.zone).date()
        wanted = schedule.digest
        digest = make_digest(self._engine, schedule.topic, today, answers) if wanted else kept_alone(answers)
        if digest is None:
            return None, ""
        question = replace(digest.answer.question, language=schedule.language)
        return digest, self._answers.keep(replace(digest.answer, question=question))

    # Sending

    async def _send(self, bot: Bot, chat_id: int, message: Message) -> bool:
        """Send a message; False if it surely was not sent and can be later. Who blocked the bot is forgotten."""
        try:
            await send(bot, chat_id, message)
        except Forbidden:
            log.info("a chat that the bot may no longer write to is forgotten")
            await in_storage_thread(forget_chat, self._database, chat_id)
        except TelegramError as error:
            log.warning("what a chat waits for could not be sent: %s", type(error).__name__)
            return not is_passing(error)
        return True
