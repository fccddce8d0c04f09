"""/follow, /following, and the button that drops what is followed."""

import asyncio
from datetime import datetime

from telegram import Message as Sent
from telegram import Update
from telegram.ext import ContextTypes

from bot.alerts.clocks import begin, guess_zone
from bot.alerts.follow_index import WIDEST
from bot.i18n.alert_phrases_ru import alert_phrases_for
from bot.qa.question import content_words, read_question
from bot.storage.alerts.follows import Follows
from bot.storage.alerts.schedules import Schedule, Schedules
from bot.storage.storage_thread import in_storage_thread
from bot.telegram.handlers.known_people import People
from bot.telegram.handlers.messages import acknowledge, behind_command, message_of
from bot.telegram.rendering.alert_messages import UNFOLLOW, render_following
from bot.telegram.rendering.richtext import sendable
from bot.telegram.transport.sending import put_in_place, reply, text_message
from config.settings import Settings
from index.archive import Archive

MOST_CHARACTERS = 200

Context = ContextTypes.DEFAULT_TYPE


class FollowCommands:
    """The handlers of what is followed. In private: an alert tells what a person waits for."""

    def __init__(
        self, settings: Settings, archive: Archive, follows: Follows, schedules: Schedules, people: People
    ) -> None:
        self._settings = settings
        self._archive = archive
        self._follows = follows
        self._schedules = schedules
        self._people = people

    async def follow(self, update: Update, context: Context) -> None:
        """Follow what stands behind the command."""
        message, language = message_of(update), self._people.language_of(update.effective_user)
        said = alert_phrases_for(language)
        if message.chat.type != message.chat.PRIVATE:
            await reply(message, text_message(said.follow_in_private))
            return
        text = " ".join(sendable(behind_command(message)).split())[:MOST_CHARACTERS]
        await reply(message, text_message(await asyncio.to_thread(self._follow, message.chat.id, text, language)))

    def _follow(self, chat_id: int, text: str, language: str) -> str:
        """Follow a text, and return what to say."""
        said, settings = alert_phrases_for(language), self._settings
        schedule = self._schedules.get(chat_id)
        zone = schedule.zone if schedule else guess_zone(language, settings.timezone)
        today = datetime.fromtimestamp(self._schedules.now, zone).date()
        question = read_question(text, today, self._archive.days.in_every_year)
        if not question.days and not content_words(question.topic, question.language):
            return said.empty_follow
        if any(asked.span.days > WIDEST for asked in question.days):
            return said.follow_long_time
        followed = self._follows.of(chat_id)
        if len(followed) >= settings.follows_each and question.text not in [one.question.text for one in followed]:
            return said.too_many_follows(settings.follows_each)
        if schedule is None:
            begin(self._schedules, Schedule(chat_id, language, zone, set_by=chat_id))
        added = self._follows.add(chat_id, question)
        return said.followed(question.text, settings.alerts_a_day) if added else said.follow_known

    async def following(self, update: Update, context: Context) -> None:
        """List what is followed."""
        message = message_of(update)
        said = alert_phrases_for(self._people.language_of(update.effective_user))
        await reply(message, render_following(await in_storage_thread(self._follows.of, message.chat.id), said))

    async def unfollow(self, update: Update, context: Context) -> None:
        """Drop what the button names."""
        query = update.callback_query
        assert query is not None
        said = alert_phrases_for(self._people.language_of(query.from_user))
        chat_id, number = query.from_user.id, int((query.data or "").removeprefix(UNFOLLOW))
        followed = {one.id: one for one in await in_storage_thread(self._follows.of, chat_id)}
        gone = await in_storage_thread(self._follows.remove, chat_id, number)
        text = followed[number].question.text if gone and number in followed else ""
        await acknowledge(query, said.unfollowed(text)[:200] if text else said.follow_gone)
        if text and isinstance(query.message, Sent) and (query.message.text or "").startswith(said.follows_head):
            left = [one for one in followed.values() if one.id != number]
            await put_in_place(query.message, render_following(left, said))
