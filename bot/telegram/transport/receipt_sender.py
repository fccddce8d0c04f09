"""Tells admins of their deliveries: that one has come, how far it is, and its receipt. Storing never waits for this."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable
from datetime import UTC, datetime
from typing import Any
from weakref import WeakValueDictionary

from telegram import Bot, Chat, InputFile
from telegram import Message as Sent
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.i18n.languages import admin_phrases_for, phrases_for
from bot.intake.recovery import LOST_SENDER
from bot.storage.deliveries import Deliveries
from bot.storage.delivery import Delivery, Fate, State
from bot.storage.storage_thread import in_storage_thread
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.delivery_progress import render_reading
from bot.telegram.rendering.receipts import ReceiptMessage, render_receipt
from bot.telegram.rendering.richtext import Run
from bot.telegram.transport.rate_limiter import is_passing
from bot.telegram.transport.sending import put_in_place, send

TELL_AGAIN_S = 60.0
STOP_WAIT_S = 3.0

log = logging.getLogger(__name__)


class ReceiptSender:
    """Sends one message for each delivery, and edits it until it is the receipt.

    A channel is told nothing. What its posts have changed, and not only added, every admin is told.
    """

    def __init__(
        self,
        deliveries: Deliveries,
        *,
        is_stopping: Callable[[], bool],
        admins: Callable[[], Iterable[tuple[int, str]]] = tuple,
    ) -> None:
        """Tell of deliveries. `admins` returns each admin's number and language."""
        self._deliveries = deliveries
        self._is_stopping = is_stopping
        self._admins = admins
        self._bot: Bot | None = None
        self._coming: Callable[[], None] = lambda: None
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._telling: set[asyncio.Task[None]] = set()
        self._news: dict[str, asyncio.Task[None]] = {}  # by delivery: its last news on their way

    def start(self, bot: Bot) -> None:
        """Begin, with the bot to send by."""
        self._bot = bot

    async def stop(self) -> None:
        """Give what is on its way out a moment; the rest is told at the next start."""
        if self._telling:
            await asyncio.wait(self._telling, timeout=STOP_WAIT_S)
        for task in self._telling:
            task.cancel()

    def listen(self, coming: Callable[[], None]) -> None:
        """Have something called for each delivery that comes: it is stored while its sender waits to be told."""
        self._coming = coming

    async def acknowledge(self, delivery: Delivery) -> None:
        """Tell that a delivery has come, once.

        Raises: TelegramError; StorageError.
        """
        if not delivery.chat_id:
            self._coming()
            return
        async with self._turn(delivery.id):
            self._coming()  # only now, so that its receipt comes after this
            known = await in_storage_thread(self._deliveries.get, delivery.id)
            if known and known.progress_id:
                return
            assert self._bot is not None
            sent = await send(self._bot, delivery.chat_id, render_reading(known or delivery))
            if sent:
                await in_storage_thread(self._deliveries.set_progress, delivery.id, sent.message_id)

    def show_soon(self, key: str, news: str) -> None:
        """Say how far a delivery is, in the message that told of its coming, unless earlier news still wait to go."""
        if key not in self._news and not self._is_stopping():
            self._news[key] = self._begin(self._show_news(key, news))
            self._news[key].add_done_callback(lambda _: self._news.pop(key))

    def tell_soon(self, key: str) -> None:
        """Tell what became of a delivery, as soon as the chat may have another message."""
        if not self._is_stopping():
            self._begin(self.tell(key))

    async def tell(self, key: str) -> None:
        """Put the receipt in place of what told that the delivery has come; if Telegram cannot be reached, later.

        Raises: StorageError.
        """
        async with self._turn(key):
            delivery = await in_storage_thread(self._deliveries.get, key)
            if delivery is None or delivery.delivered is None:
                return
            try:
                if delivery.chat_id:
                    await self._show(delivery)
                elif _concerns_admins(delivery):
                    await self._show_admins(delivery)
            except (RetryAfter, NetworkError) as error:
                log.warning("the receipt of %s could not be sent (%s)", key, type(error).__name__)
                if is_passing(error) or isinstance(error, TimedOut):
                    asyncio.get_running_loop().call_later(TELL_AGAIN_S, self.tell_soon, key)
                    return
            except TelegramError as error:  # the admin has blocked the bot, say
                log.warning("the receipt of %s was refused (%s)", key, type(error).__name__)
            if delivery.state is State.STORED:
                await in_storage_thread(self._deliveries.told, key)

    def _begin(self, telling: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(telling)
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)
        return task

    async def _show_news(self, key: str, news: str) -> None:
        async with self._turn(key):  # so that no news come after the receipt
            delivery = await in_storage_thread(self._deliveries.get, key)
            message = self._message(delivery) if delivery and delivery.state is State.WAITING else None
            if delivery is None or message is None:
                return
            try:
                await put_in_place(message, render_reading(delivery, news))
            except TelegramError as error:  # it is only news
                log.info("progress could not be shown: %s", type(error).__name__)

    async def _show(self, delivery: Delivery) -> None:
        receipt = render_receipt(delivery, phrases_for(delivery.language), admin_phrases_for(delivery.language))
        message = self._message(delivery)
        if message is None:
            assert self._bot is not None
            message = await send(self._bot, delivery.chat_id, receipt.message)
            if message:
                await in_storage_thread(self._deliveries.set_progress, delivery.id, message.message_id)
        else:
            await put_in_place(message, receipt.message)
        if message and delivery.state is State.STORED:
            await _attach(message, receipt, delivery.language)

    async def _show_admins(self, delivery: Delivery) -> None:
        assert self._bot is not None
        for admin, language in self._admins():
            phrases, said = phrases_for(language), admin_phrases_for(language)
            receipt = render_receipt(delivery, phrases, said).message
            head = said.recovered if delivery.source == LOST_SENDER.source else said.changed_by_channel
            message = Message([Run(head + "\n"), *receipt.text], receipt.buttons)
            try:
                await send(self._bot, admin, message)
            except (BadRequest, Forbidden) as error:  # an admin who never wrote to the bot, or has blocked it
                log.info("an admin could not be told of a delivery: %s", type(error).__name__)

    def _message(self, delivery: Delivery) -> Sent | None:
        """Return the message that tells of a delivery, as far as editing it needs it."""
        if not delivery.progress_id:
            return None
        message = Sent(delivery.progress_id, datetime.now(UTC), Chat(delivery.chat_id, Chat.PRIVATE))
        message.set_bot(self._bot)
        return message

    def _turn(self, key: str) -> asyncio.Lock:
        turn = self._turns.get(key)
        if turn is None:
            turn = self._turns[key] = asyncio.Lock()
        return turn


def _concerns_admins(delivery: Delivery) -> bool:
    """Whether a delivery without a chat has changed articles, was undone by an admin, or has lost its sender."""
    assert delivery.delivered is not None
    has_changed = delivery.fate is Fate.UNDONE or delivery.delivered.report.updated > 0
    return has_changed or delivery.source == LOST_SENDER.source


async def _attach(message: Sent, receipt: ReceiptMessage, language: str) -> None:
    """Send the list of all that was skipped, if the receipt names only the first."""
    if not receipt.skipped_list:
        return
    phrases = phrases_for(language)
    await message.reply_document(
        InputFile(receipt.skipped_list.encode(), filename=phrases.skipped_file),
        caption=phrases.all_skipped(len(receipt.skipped_list.splitlines())),
    )
