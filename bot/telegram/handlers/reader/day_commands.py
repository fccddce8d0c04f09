"""/day, /today, /latest and /timeline: days as something to walk through."""

import asyncio
import contextlib
from dataclasses import replace

from telegram import Message as Sent
from telegram import Update
from telegram.ext import ContextTypes

from bot.i18n.phrases import Phrases
from bot.i18n.wording import say_span
from bot.qa.answer import AskedDays, Question
from bot.qa.question import read_question
from bot.qa.timeline import Timeline, make_timeline
from bot.telegram.handlers.locale import Locale
from bot.telegram.handlers.messages import behind_command, message_of
from bot.telegram.handlers.reader.answering import Answering, who_sent
from bot.telegram.rendering.answer_message import render_timeline
from bot.telegram.rendering.richtext import sendable, shorten
from bot.telegram.rich.rich_sender import RichSender
from bot.telegram.rich.rich_timeline import write_timeline
from bot.telegram.transport.question_queue import StoppedByReaderError, TooSlowError
from bot.telegram.transport.sending import reply, reply_all, send_picture, text_message, topic_of, typing
from bot.views.timeline_picture import draw_timeline
from index.model.dates import DaySpan

CAPTION_TOPIC_UNITS = 100
MOST_CHARACTERS = 300

Context = ContextTypes.DEFAULT_TYPE


class DayCommands:
    """Handlers for days."""

    def __init__(self, answering: Answering, locale: Locale, rich: RichSender) -> None:
        self.answering = answering
        self.locale = locale
        self.rich = rich

    async def day(self, update: Update, context: Context) -> None:
        """Tell what happened on a day."""
        message, phrases = message_of(update), self.locale.of(update.effective_user)
        question = await asyncio.to_thread(self._read, behind_command(message))
        if question.days:
            await self.answering.answer_question(message, question, phrases)
        else:
            await reply(message, text_message(phrases.empty_day))

    async def today(self, update: Update, context: Context) -> None:
        """Tell what happened today."""
        today = self.answering.today()
        phrases = self.locale.of(update.effective_user)
        asked = AskedDays(today.isoformat(), DaySpan(today, today), year_given=True)
        question = Question(phrases.ask_day(today), today, phrases.language, (asked,), "")
        await self.answering.answer_question(message_of(update), question, phrases)

    async def latest(self, update: Update, context: Context) -> None:
        """Tell the latest about a topic; without one, about the newest day that has something."""
        message = message_of(update)
        await self.tell_latest(message, behind_command(message), self.locale.of(update.effective_user))

    async def tell_latest(self, message: Sent, text: str, phrases: Phrases) -> None:
        """Tell the latest about what a text names; if it names nothing, about the newest day that has something."""
        question = await asyncio.to_thread(self._read, text)
        if question.topic:
            question = replace(question, latest=True)
        else:
            question = await asyncio.to_thread(self._newest_day, question)
        await self.answering.answer_question(message, question, phrases)

    async def timeline(self, update: Update, context: Context) -> None:
        """Tell a topic day by day, with a picture."""
        message, phrases = message_of(update), self.locale.of(update.effective_user)
        text = sendable(behind_command(message))[:MOST_CHARACTERS]
        if not text:
            await reply(message, text_message(phrases.empty_timeline))
            return
        who = who_sent(message)
        with contextlib.suppress(StoppedByReaderError):
            async with self.answering.queue.turn(who), typing(message):
                try:
                    made = await self.answering.queue.work(who, lambda: self._make(text, phrases))
                except TooSlowError:
                    await reply(message, text_message(phrases.too_slow))
                    return
                await self._show(message, made, phrases)

    async def _show(self, message: Sent, made: "_Made | None", phrases: Phrases) -> None:
        if made is None:
            await reply(message, text_message(phrases.empty_timeline_days))
            return
        in_group = message.chat.id < 0
        await send_picture(
            message.get_bot(),
            message.chat.id,
            made[1],
            _caption(made[0], phrases),
            reply_to=message.message_id if in_group else None,
            thread_id=topic_of(message),
        )
        username = message.get_bot().username if in_group else ""
        answer, answer_id = made[0].answer, made[2]
        told = render_timeline(answer, answer_id, phrases, username)
        table = write_timeline(answer, answer_id, phrases, username if answer_id else "")
        if not await self.rich.reply(message, table, told.buttons):
            await reply_all(message, told)

    # In a thread

    def _read(self, text: str) -> Question:
        return read_question(sendable(text), self.answering.today(), self.answering.archive.days.in_every_year)

    def _newest_day(self, question: Question) -> Question:
        """Ask about the newest day, not after today, on which something was published or happened."""
        newest = self.answering.archive.days.newest(question.today)
        day = newest or question.today
        return replace(question, days=(AskedDays(day.isoformat(), DaySpan(day, day), year_given=True),))

    def _make(self, text: str, phrases: Phrases) -> "_Made | None":
        made = make_timeline(self.answering.archive, self.answering.quoting, self._read(text))
        if made is None:
            return None
        return made, draw_timeline(made, phrases), self.answering.answers.keep(made.answer)


_Made = tuple[Timeline, bytes, str]  # with its picture, and the id its answer is remembered by


def _caption(timeline: Timeline, phrases: Phrases) -> str:
    days = say_span(timeline.span, phrases.language)
    topic = shorten(timeline.answer.question.topic, CAPTION_TOPIC_UNITS)
    counts = phrases.timeline_counts(timeline.passages, len(timeline.counts))
    return f"{topic} · {days}\n{counts}" if topic else f"{days}\n{counts}"
