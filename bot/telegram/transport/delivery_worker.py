"""The line of deliveries: taken in turns from those who sent them, stored, and answered with a receipt.

A few are under way at a time, of different senders: one admin's big archive keeps nobody else waiting.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from weakref import WeakValueDictionary

from telegram import Bot, Chat, InputFile
from telegram import Message as Sent
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut

from bot.i18n.admin_phrases import AdminPhrases
from bot.i18n.languages import admin_phrases_for, phrases_for
from bot.intake.archiving import Stage, store
from bot.intake.incoming_files import Incoming
from bot.storage.deliveries import MOST_STARTS, Delivered, Deliveries, Delivery, Fate, State
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.receipts import ReceiptMessage, render_receipt
from bot.telegram.transport.rate_limiter import is_passing
from bot.telegram.transport.sending import put_in_place, say, send
from index.archive import Archive
from index.errors import StorageError
from index.ingest.sandbox import SandboxReader
from index.pipeline import AddReport

LANES = 4  # each has a child that reads while there is something to read
PROGRESS_EVERY_S = 2.0
LOOK_EVERY_S = 0.3  # while albums may be waiting to be whole
IDLE_S = 30.0
NO_ROOM_S = 30.0  # until a delivery that found the disk full is tried again
TELL_AGAIN_S = 60.0
STOP_WAIT_S = 20.0

log = logging.getLogger(__name__)


class StoppedError(Exception):
    """The bot is stopping in the midst of a delivery."""


@dataclass
class Progress:
    """How far a delivery is; written by the thread that stores it, read by the one that tells of it."""

    stage: Stage = Stage.READING
    done: int = 0
    of: int = 0

    def say(self, said: AdminPhrases) -> str:
        """Say it; empty where there is nothing to count."""
        if self.of < 2:
            return ""
        return (said.read_so_far if self.stage is Stage.READING else said.stored_so_far)(self.done, self.of)


class DeliveryWorker:
    """Serves deliveries, one after the other in each lane, until it is stopped."""

    def __init__(
        self,
        archive: Archive,
        deliveries: Deliveries,
        incoming: Incoming,
        *,
        is_stopping: Callable[[], bool],
        stored: Callable[[], None],
    ) -> None:
        self.archive = archive
        self.deliveries = deliveries
        self.incoming = incoming
        self._is_stopping = is_stopping
        self._stored = stored
        self._bot: Bot | None = None
        self._wake = asyncio.Event()
        self._busy: set[str] = set()
        self._paused: set[str] = set()  # sources whose delivery found the disk full
        self._telling: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._lanes: list[asyncio.Task[None]] = []

    # Life

    def start(self, bot: Bot) -> None:
        """Take up what an earlier run left, and begin to serve."""
        self._bot = bot
        self.deliveries.up()
        left = self.deliveries.under_way()
        waiting = [part.file for delivery in left for part in delivery.parts]
        self.incoming.sweep(waiting)
        if left:
            log.info("%d deliveries were left under way and are taken up again", len(left))
        self._lanes = [asyncio.create_task(self._lane(), name=f"lane {n}") for n in range(LANES)]
        self._lanes.append(asyncio.create_task(self._tell_rest([one for one in left if one.state is State.STORED])))

    async def stop(self) -> None:
        """End after what cannot be interrupted; the rest goes on at the next start."""
        self._wake.set()
        if self._lanes:
            _, late = await asyncio.wait(self._lanes, timeout=STOP_WAIT_S)
            for lane in late:
                lane.cancel()

    def nudge(self) -> None:
        """Say that a delivery has come."""
        self._wake.set()

    async def _lane(self) -> None:
        with SandboxReader() as reader:
            while not self._is_stopping():
                delivery = await self._next()
                if delivery is None:
                    if not await self._sleep():
                        await asyncio.to_thread(reader.close)  # its child's memory is not needed for now
                    continue
                try:
                    await self._serve(delivery, reader)
                except (OSError, StorageError, sqlite3.Error, MemoryError) as error:
                    await self._no_room(delivery, error)
                except Exception:  # the lane is an edge: one delivery's trouble is not the next one's
                    log.exception("delivery %s could not be served", delivery.id)
                    self._pause(delivery)
                finally:
                    self._busy.discard(delivery.source)

    async def _next(self) -> Delivery | None:
        self._wake.clear()
        busy = self._busy | self._paused
        try:
            # Not in a thread: between this question and `_busy` no other lane may ask.
            delivery = self.deliveries.next(busy)
        except sqlite3.Error:  # a full disk
            log.exception("the queue cannot be read")
            return None
        if delivery:
            self._busy.add(delivery.source)
        return delivery

    async def _sleep(self) -> bool:
        """Wait for a delivery, or to look again; return whether there is, or may be, one."""
        waits = self.deliveries.waiting()
        try:
            await asyncio.wait_for(self._wake.wait(), LOOK_EVERY_S if waits else IDLE_S)
        except TimeoutError:
            return waits > 0
        return True

    # One delivery

    async def _serve(self, delivery: Delivery, reader: SandboxReader) -> None:
        """Store a delivery and tell what became of it."""
        said = admin_phrases_for(delivery.language)
        if delivery.starts > MOST_STARTS:
            log.error("delivery %s was under way at %d stops and is set aside", delivery.id, delivery.starts - 1)
            delivered, fate = Delivered(AddReport((), ())), Fate.FAILED
        else:
            try:
                delivered, fate = await self._store(delivery, reader, said)
            except StoppedError:
                self.deliveries.put_off(delivery.id)
                return
        notes = tuple(said.not_understood(line) for part in delivery.parts for line in part.strange)
        self.deliveries.store(delivery.id, replace(delivered, notes=notes), fate)
        if fate is not Fate.FAILED:
            self._stored()
            for part in delivery.parts:
                await asyncio.to_thread(self.incoming.keep, part.file, part.origin)
        report = delivered.report
        log.info("a delivery gave %d articles and %d skipped", len(report.outcomes), len(report.skipped))
        await self.tell(delivery.id)

    async def _store(self, delivery: Delivery, reader: SandboxReader, said: AdminPhrases) -> tuple[Delivered, Fate]:
        """Store a delivery in a thread, telling now and then how far it is."""
        message = await self.acknowledge(delivery)
        if message and delivery.starts > 1:
            await _try_to_put(message, say(f"{reading(delivery, said)}\n{said.going_on}"))
        progress = Progress()

        def told(stage: Stage, done: int, of: int) -> None:
            progress.stage, progress.done, progress.of = stage, done, of
            if self._is_stopping():
                raise StoppedError

        work = asyncio.create_task(asyncio.to_thread(store, self.archive, delivery, self.incoming.folder, reader, told))
        shown = ""
        while not (await asyncio.wait({work}, timeout=PROGRESS_EVERY_S))[0]:
            if message and (now := progress.say(said)) and now != shown:
                await _try_to_put(message, say(f"{reading(delivery, said)}\n{now}"))
                shown = now
        try:
            return await work, Fate.NONE
        except (StoppedError, OSError, StorageError, sqlite3.Error, MemoryError):
            raise
        except Exception:
            log.exception("delivery %s could not be added", delivery.id)
            return Delivered(AddReport((), ())), Fate.FAILED

    async def _no_room(self, delivery: Delivery, error: BaseException) -> None:
        """Keep a delivery that the disk has no room for, and try it again in a while."""
        log.error("delivery %s waits: the disk cannot be written to (%s)", delivery.id, error)
        self._pause(delivery)
        said = admin_phrases_for(delivery.language)
        if message := self._message(self.deliveries.get(delivery.id) or delivery):
            await _try_to_put(message, say(f"{reading(delivery, said)}\n{said.waiting_for_disk}"))

    def _pause(self, delivery: Delivery) -> None:
        self._paused.add(delivery.source)
        asyncio.get_running_loop().call_later(NO_ROOM_S, self._go_on, delivery)

    def _go_on(self, delivery: Delivery) -> None:
        try:
            self.deliveries.put_off(delivery.id)
        except sqlite3.Error as error:
            log.warning("delivery %s waits on: %s", delivery.id, error)
            self._pause(delivery)
            return
        self._paused.discard(delivery.source)
        self._wake.set()

    # What the admin sees

    async def acknowledge(self, delivery: Delivery) -> Sent | None:
        """Tell that a delivery has come, once; return the message that tells it, None where nobody is told."""
        if not delivery.chat_id:
            return None
        async with self._turn(delivery.id):
            known = self.deliveries.get(delivery.id)
            if known and known.progress_id:
                return self._message(known)
            assert self._bot is not None
            said = admin_phrases_for(delivery.language)
            sent = await send(self._bot, delivery.chat_id, say(reading(delivery, said)))
            if sent:
                self.deliveries.set_progress(delivery.id, sent.message_id)
            return sent

    async def tell(self, key: str) -> None:
        """Put the receipt in place of what told that the delivery has come; where Telegram cannot be reached, later."""
        async with self._turn(key):
            delivery = self.deliveries.get(key)
            if delivery is None or delivery.delivered is None:
                return
            try:
                if delivery.chat_id:
                    await self._show(delivery)
            except (RetryAfter, NetworkError) as error:
                log.warning("the receipt of %s could not be sent (%s)", key, type(error).__name__)
                if is_passing(error) or isinstance(error, TimedOut):
                    asyncio.get_running_loop().call_later(TELL_AGAIN_S, self._tell_later, key)
                    return
            except TelegramError as error:  # the admin has blocked the bot, say
                log.warning("the receipt of %s was refused (%s)", key, type(error).__name__)
            if delivery.state is State.STORED:
                self.deliveries.told(key)

    async def _show(self, delivery: Delivery) -> None:
        receipt = render_receipt(delivery, phrases_for(delivery.language), admin_phrases_for(delivery.language))
        message = self._message(delivery)
        if message is None:
            assert self._bot is not None
            message = await send(self._bot, delivery.chat_id, receipt.message)
            if message:
                self.deliveries.set_progress(delivery.id, message.message_id)
        else:
            await put_in_place(message, receipt.message)
        if message and delivery.state is State.STORED:
            await _attach(message, receipt, delivery.language)

    async def _tell_rest(self, stored: list[Delivery]) -> None:
        for delivery in stored:
            for part in delivery.parts:
                if delivery.fate is not Fate.FAILED:
                    await asyncio.to_thread(self.incoming.keep, part.file, part.origin)
            await self.tell(delivery.id)

    def _tell_later(self, key: str) -> None:
        if not self._is_stopping():
            self._lanes.append(asyncio.create_task(self.tell(key)))

    def _message(self, delivery: Delivery) -> Sent | None:
        """Return the message that tells of a delivery, as far as editing it needs it."""
        if not delivery.progress_id:
            return None
        chat = Chat(delivery.chat_id, Chat.PRIVATE)
        message = Sent(delivery.progress_id, datetime.now(UTC), chat)
        message.set_bot(self._bot)
        return message

    def _turn(self, key: str) -> asyncio.Lock:
        turn = self._telling.get(key)
        if turn is None:
            turn = self._telling[key] = asyncio.Lock()
        return turn


def reading(delivery: Delivery, said: AdminPhrases) -> str:
    """Say that a delivery is being read."""
    if len(delivery.parts) == 1:
        return phrases_for(delivery.language).reading(delivery.parts[0].name)
    return said.reading_many(len(delivery.parts))


async def _attach(message: Sent, receipt: ReceiptMessage, language: str) -> None:
    """Send the list of all that was skipped, where the receipt names only the first."""
    if not receipt.skipped_list:
        return
    phrases = phrases_for(language)
    await message.reply_document(
        InputFile(receipt.skipped_list.encode(), filename=phrases.skipped_file),
        caption=phrases.all_skipped(len(receipt.skipped_list.splitlines())),
    )


async def _try_to_put(message: Sent, news: Message) -> None:
    """Edit a message; it is only news, so that it may fail."""
    try:
        await put_in_place(message, news)
    except TelegramError as error:
        log.info("progress could not be shown: %s", type(error).__name__)
