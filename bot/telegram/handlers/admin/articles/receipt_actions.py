"""The buttons under receipts: for every admin, also after a restart."""

import asyncio
import logging
from dataclasses import replace
from weakref import WeakValueDictionary

from telegram import CallbackQuery

from bot.i18n.admin_phrases import AdminPhrases
from bot.storage.deliveries import Deliveries
from bot.storage.delivery import Delivered, Delivery, Fate
from bot.storage.storage_thread import in_storage_thread
from bot.telegram.handlers.admin.articles.day_replies import DayReplies
from bot.telegram.handlers.admin.articles.doubtful_dates import DoubtfulDates
from bot.telegram.rendering.admin_callback_data import AdminAction, AdminTap
from bot.telegram.rendering.receipts import guessed
from bot.telegram.rendering.richtext import shorten
from bot.telegram.transport.delivery_worker import DeliveryWorker
from index.archive import Archive

TITLE_UNITS = 200

log = logging.getLogger(__name__)


class ReceiptActions:
    """Handlers for what is done about a delivery afterwards."""

    def __init__(
        self,
        archive: Archive,
        deliveries: Deliveries,
        days: DayReplies,
        doubtful: DoubtfulDates,
        worker: DeliveryWorker,
    ) -> None:
        self.archive = archive
        self.deliveries = deliveries
        self.worker = worker
        self._days = days
        self._doubtful = doubtful
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
            delivered, fate = replace(delivered, left=undone.left, undone=undone.articles), Fate.UNDONE
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
        if len(outcomes) > 1:
            await self._doubtful.show_doubtful(query, delivery.id, phrases)
            return ""
        title = shorten(outcomes[0].source.title, TITLE_UNITS)
        await self._days.ask(query, {"delivery": delivery.id}, phrases.which_day(title))
        return ""
