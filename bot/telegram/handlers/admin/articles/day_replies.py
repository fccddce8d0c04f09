"""The question on which day an article was published, and the replies of admins: the day, or the question again."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from telegram import Bot, CallbackQuery, ForceReply, Message, Update, User
from telegram.ext import ContextTypes, filters

from bot.i18n.admin_phrases import AdminPhrases
from bot.qa.talk.asked_day import is_cancelled, is_question, may_mean_a_day, read_day_answer
from bot.storage.callback_state import About, DayRequests
from bot.storage.deliveries import Deliveries
from bot.storage.storage_thread import in_storage_thread
from bot.telegram.handlers.messages import message_of
from bot.telegram.rendering.receipts import guessed
from bot.telegram.rendering.richtext import shorten
from bot.telegram.transport.receipt_sender import ReceiptSender
from bot.telegram.transport.sending import reply, text_message, topic_of
from index.adding import Outcome
from index.archive import Archive
from index.errors import UnknownArticleError
from index.model.stored import StoredArticle

SAID_UNITS = 60
MOST_CHARACTERS = 100  # of a reply that is meant as a day

Context = ContextTypes.DEFAULT_TYPE

log = logging.getLogger(__name__)


class DayReplies:
    """Asks for days, and sets those that are given."""

    def __init__(
        self,
        archive: Archive,
        deliveries: Deliveries,
        days_asked: DayRequests,
        receipts: ReceiptSender,
        phrases_of: Callable[[User | None], AdminPhrases],
        *,
        timezone: ZoneInfo,
    ) -> None:
        self.archive = archive
        self.deliveries = deliveries
        self.days_asked = days_asked
        self.receipts = receipts
        self._phrases_of = phrases_of
        self.timezone = timezone

    async def ask(self, query: CallbackQuery, about: About, question: str) -> None:
        """Ask the person who tapped for a day, and note what it is for.

        Raises: StorageError.
        """
        under = query.message
        chat_id = under.chat.id if under else query.from_user.id
        thread_id = topic_of(under) if isinstance(under, Message) else None
        await self._ask(query.get_bot(), chat_id, {**about, "question": question}, question, thread_id)

    async def given(self, update: Update, context: Context) -> None:
        """Set the date that an admin replies with; what is no day is told, and asked for again.

        Raises: StorageError.
        """
        message, user = message_of(update), update.effective_user
        phrases = self._phrases_of(user)
        text = message.text or ""
        about = asked_about(message, self.days_asked)
        if about is None:  # answered in the meantime, from another phone
            await reply(message, text_message(phrases.done_before))
            return
        if is_cancelled(text):
            await in_storage_thread(self.days_asked.settle, message.chat.id)
            await reply(message, text_message(phrases.date_left))
            return
        read = read_day_answer(text, self._today(), (user.language_code if user else None) or "en")
        if read.fault:
            said = phrases.no_day(read.fault, shorten(text, SAID_UNITS))
            question = f"{said} {about.get('question', phrases.which_day_again)}"
            await self._ask(context.bot, message.chat.id, about, question, topic_of(message))
        elif read.day:
            await in_storage_thread(self.days_asked.settle, message.chat.id)
            dated = await self._set_day(about, read.day)
            await reply(message, text_message(phrases.date_set(dated, read.day) if dated else phrases.article_gone))

    async def _ask(self, bot: Bot, chat_id: int, about: About, question: str, thread_id: int | None) -> None:
        sent = await bot.send_message(
            chat_id, question, reply_markup=ForceReply(selective=True), message_thread_id=thread_id
        )
        await in_storage_thread(self.days_asked.ask, chat_id, sent.message_id, about)

    async def _set_day(self, about: About, day: date) -> int:
        """Date an article, or those of a delivery; return how many there were."""
        article_id, delivery_id = about.get("article", ""), about.get("delivery", "")
        if delivery_id and (
            dated := await self.date_delivery(
                delivery_id, lambda outcome: day if article_id in ("", outcome.article_id) else None
            )
        ):
            return dated
        return int(await asyncio.to_thread(self._date, article_id, day) is not None)

    async def date_delivery(self, delivery_id: str, day_of: Callable[[Outcome], date | None]) -> int:
        """Date the articles of a delivery whose date is a guess, each with its day; return how many there were.

        Raises: StorageError.
        """
        delivery = await in_storage_thread(self.deliveries.get, delivery_id)
        if delivery is None or delivery.delivered is None:
            return 0
        report = delivery.delivered.report
        guesses = {outcome.article_id for outcome in guessed(report)}
        wanted = set(guesses)
        if len(report.outcomes) > 1:  # a date that somebody has set since is not a guess any more
            wanted &= set(await asyncio.to_thread(self.archive.articles.doubtful))
        outcomes, dated = list[Outcome](), 0
        for outcome in report.outcomes:
            day = day_of(outcome) if outcome.article_id in wanted else None
            new = await asyncio.to_thread(self._date, outcome.article_id, day) if day else None
            dated += new is not None
            if new is None and outcome.article_id in guesses:
                new = await asyncio.to_thread(self._stored, outcome.article_id)
            if new:
                outcome = replace(outcome, source=new.article.source, spans=new.spans, passages=new.passages)
            outcomes.append(outcome)
        delivered = replace(delivery.delivered, report=replace(report, outcomes=tuple(outcomes)))
        await in_storage_thread(self.deliveries.set_fate, delivery.id, delivery.fate, delivered)
        await self.receipts.tell(delivery.id)
        return dated

    def _date(self, article_id: str, day: date) -> StoredArticle | None:
        """Date an article; return what an outcome says of it now, None if the article is gone."""
        try:
            stored = self.archive.corrections.set_published(article_id, day)
        except UnknownArticleError:
            return None
        return stored

    def _stored(self, article_id: str) -> StoredArticle | None:
        try:
            return self.archive.articles.get(article_id)
        except UnknownArticleError:
            return None

    def _today(self) -> date:
        return datetime.now(self.timezone).date()


class GivesDay(filters.MessageFilter):
    """Lets through what answers the question for a day: a reply to it, or in private what soon follows it.

    A question stays a question, and a text a text, also as a reply: Telegram makes whatever is written next a reply.
    """

    def __init__(self, days_asked: DayRequests, timezone: ZoneInfo) -> None:
        super().__init__()
        self._days_asked = days_asked
        self._timezone = timezone

    def filter(self, message: Message) -> bool:
        """Whether the message answers the question."""
        user = message.from_user
        if user is None or not message.text:
            return False
        if asked_about(message, self._days_asked, replied=True):
            return len(message.text) <= MOST_CHARACTERS and not is_question(message.text)
        if message.chat.type != message.chat.PRIVATE or not asked_about(message, self._days_asked):
            return False
        today = datetime.now(self._timezone).date()
        return may_mean_a_day(message.text, today, user.language_code or "en")


def asked_about(message: Message, days_asked: DayRequests, *, replied: bool = False) -> About | None:
    """Return what the day in a message is for: by the question it replies to, else by the last one."""
    under = message.reply_to_message
    if under and (about := days_asked.about(message.chat.id, under.message_id)):
        return about
    return None if replied or under else days_asked.last_about(message.chat.id)
