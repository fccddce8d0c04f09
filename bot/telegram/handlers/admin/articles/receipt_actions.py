"""The buttons under receipts, and the days that admins reply with: for every admin, also after a restart."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from weakref import WeakValueDictionary
from zoneinfo import ZoneInfo

from telegram import CallbackQuery, ForceReply, Message, Update, User
from telegram.ext import ContextTypes, filters

from bot.i18n.admin_phrases import AdminPhrases
from bot.intake.caption_fields import read_asked_day
from bot.storage.callback_state import DayRequests
from bot.storage.deliveries import Deliveries
from bot.storage.delivery import Delivered, Delivery, Fate
from bot.storage.storage_thread import in_storage_thread
from bot.telegram.handlers.messages import message_of
from bot.telegram.rendering.admin_callback_data import AdminAction, AdminTap
from bot.telegram.rendering.receipts import guessed
from bot.telegram.rendering.richtext import shorten
from bot.telegram.transport.delivery_worker import DeliveryWorker
from bot.telegram.transport.sending import reply, text_message
from index.adding import Outcome
from index.archive import Archive
from index.errors import UnknownArticleError
from index.model.stored import StoredArticle

TITLE_UNITS = 200

Context = ContextTypes.DEFAULT_TYPE

log = logging.getLogger(__name__)


class ReceiptActions:
    """Handlers for what is done about a delivery afterwards."""

    def __init__(
        self,
        archive: Archive,
        deliveries: Deliveries,
        days_asked: DayRequests,
        line: DeliveryWorker,
        phrases_of: Callable[[User | None], AdminPhrases],
        *,
        timezone: ZoneInfo,
    ) -> None:
        self.archive = archive
        self.deliveries = deliveries
        self.days_asked = days_asked
        self.worker = line
        self.timezone = timezone
        self._phrases_of = phrases_of
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    # Buttons

    async def receipt(self, query: CallbackQuery, tap: AdminTap, phrases: AdminPhrases) -> str:
        """Do what a receipt's button says; return the sentence to show over the chat, "" for none."""
        turn = self._turns.setdefault(tap.key, asyncio.Lock())
        async with turn:
            delivery = await in_storage_thread(self.deliveries.get, tap.key)
            if delivery is None or delivery.delivered is None:
                return phrases.old_receipt
            if tap.action is AdminAction.FIX_DATES:
                return await self._ask_day_of(query, delivery, delivery.delivered, phrases)
            if tap.action is AdminAction.TRY_AGAIN:
                await in_storage_thread(self.deliveries.again, delivery.id)
                self.worker.nudge()
                return ""
            return await self._change(delivery, delivery.delivered, tap.action, phrases)

    async def _change(
        self, delivery: Delivery, delivered: Delivered, action: AdminAction, phrases: AdminPhrases
    ) -> str:
        """Undo a delivery, or settle which of two versions stay."""
        if delivery.fate is Fate.UNDONE or (action is not AdminAction.UNDO and delivery.fate is not Fate.NONE):
            await self.worker.receipts.tell(delivery.id)
            return phrases.done_before
        corrections = self.archive.corrections
        if action is AdminAction.UNDO:
            undone = await asyncio.to_thread(corrections.undo, delivery.batch)
            delivered, fate = replace(delivered, left=undone.left), Fate.UNDONE
            log.info("a delivery was undone: %d out, %d back, %d left", undone.removed, undone.restored, undone.left)
        elif action is AdminAction.REPLACE:
            for earlier in delivered.earlier:
                await asyncio.to_thread(corrections.replace, earlier.old_id, delivery.batch)
            fate = Fate.REPLACED
        else:
            fate = Fate.KEPT_BOTH
        await in_storage_thread(self.deliveries.set_fate, delivery.id, fate, delivered)
        await self.worker.receipts.tell(delivery.id)
        return ""

    # Days

    async def _ask_day_of(
        self, query: CallbackQuery, delivery: Delivery, delivered: Delivered, phrases: AdminPhrases
    ) -> str:
        outcomes = guessed(delivered.report)
        if not outcomes or delivery.fate is Fate.UNDONE:
            return phrases.done_before
        title = shorten(outcomes[0].source.title, TITLE_UNITS)
        question = phrases.which_day(title) if len(outcomes) == 1 else phrases.which_day_many(len(outcomes))
        await self.ask_day(query, {"delivery": delivery.id}, question)
        return ""

    async def ask_day(self, query: CallbackQuery, about: dict[str, str], question: str) -> None:
        """Ask the person who tapped for a day, and note what it is for."""
        chat_id = query.message.chat.id if query.message else query.from_user.id
        sent = await query.get_bot().send_message(chat_id, question, reply_markup=ForceReply(selective=True))
        await in_storage_thread(self.days_asked.ask, chat_id, sent.message_id, about)

    async def day_given(self, update: Update, context: Context) -> None:
        """Set the date that an admin replies with."""
        message, user = message_of(update), update.effective_user
        language = (user.language_code if user else None) or "en"
        phrases = self._phrases_of(user)
        about = asked_about(message, self.days_asked)
        day = read_asked_day(message.text or "", self._today(), language)
        if about is None or day is None:
            await reply(message, text_message(phrases.no_such_day))
            return
        await in_storage_thread(self.days_asked.settle, message.chat.id)
        dated = await self._set_day(about, day)
        await reply(message, text_message(phrases.date_set(dated, day) if dated else phrases.article_gone))

    async def _set_day(self, about: dict[str, str], day: date) -> int:
        """Date an article, or those of a delivery; return how many there were."""
        if article_id := about.get("article"):
            return int(await asyncio.to_thread(self._date, article_id, day) is not None)
        delivery = await in_storage_thread(self.deliveries.get, about.get("delivery", ""))
        if delivery is None or delivery.delivered is None:
            return 0
        wanted = {outcome.article_id for outcome in guessed(delivery.delivered.report)}
        outcomes, dated = list[Outcome](), 0
        for outcome in delivery.delivered.report.outcomes:
            new = await asyncio.to_thread(self._date, outcome.article_id, day) if outcome.article_id in wanted else None
            dated += new is not None
            if new:
                outcome = replace(outcome, source=new.article.source, spans=new.spans, passages=new.passages)
            outcomes.append(outcome)
        report = replace(delivery.delivered.report, outcomes=tuple(outcomes))
        delivered = replace(delivery.delivered, report=report)
        await in_storage_thread(self.deliveries.set_fate, delivery.id, delivery.fate, delivered)
        await self.worker.receipts.tell(delivery.id)
        return dated

    def _date(self, article_id: str, day: date) -> StoredArticle | None:
        """Date an article; return what an outcome says of it now, None where the article is gone."""
        try:
            stored = self.archive.corrections.set_published(article_id, day)
        except UnknownArticleError:
            return None
        return stored

    def _today(self) -> date:
        return datetime.now(self.timezone).date()


class GivesDay(filters.MessageFilter):
    """Lets through a reply to the question for a day, or a day written soon after it."""

    def __init__(self, days_asked: DayRequests, timezone: ZoneInfo) -> None:
        super().__init__()
        self._days_asked = days_asked
        self._timezone = timezone

    def filter(self, message: Message) -> bool:
        """Whether the message gives a day that was asked for."""
        user = message.from_user
        if user is None or not message.text:
            return False
        if asked_about(message, self._days_asked, replied=True):
            return True
        if not asked_about(message, self._days_asked):
            return False
        today = datetime.now(self._timezone).date()
        return read_asked_day(message.text, today, user.language_code or "en") is not None


def asked_about(message: Message, days_asked: DayRequests, *, replied: bool = False) -> dict[str, str] | None:
    """Return what the day in a message is for: by the question it replies to, else by the last one."""
    under = message.reply_to_message
    if under and (about := days_asked.about(message.chat.id, under.message_id)):
        return about
    return None if replied or under else days_asked.last_about(message.chat.id)
