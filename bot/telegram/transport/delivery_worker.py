"""Stores deliveries in the order `DeliveryOrder` chooses, and has their receipts told.

A few are under way at a time, of different senders: one admin's big archive keeps nobody else waiting.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from telegram import Bot

from bot.i18n.languages import admin_phrases_for
from bot.intake.archiving import Stage, store
from bot.intake.incoming_files import Incoming
from bot.intake.ocr_notes import ocr_notes
from bot.storage.deliveries import Deliveries
from bot.storage.delivery import Delivered, Delivery, Fate, State
from bot.storage.delivery_order import MOST_STARTS
from bot.storage.storage_thread import in_storage_thread
from bot.telegram.rendering.delivery_progress import say_progress
from bot.telegram.rendering.richtext import shorten
from bot.telegram.transport.receipt_sender import ReceiptSender
from index.archive import Archive
from index.errors import StorageError
from index.ingest.sandbox import ReadingStoppedError, SandboxReader
from index.pipeline import AddReport

LANES = 4  # each has a child process that reads, while there is something to read
PROGRESS_EVERY_S = 2.0
LOOK_EVERY_S = 0.3  # while albums may be waiting to be whole
IDLE_S = 30.0
NO_ROOM_S = 30.0  # until a delivery that found the disk full is tried again
STOP_WAIT_S = 4.0
STRANGE_SHOWN = 3  # lines of captions that could not be understood
STRANGE_UNITS = 40

log = logging.getLogger(__name__)


class StoppedError(Exception):
    """The bot is stopping in the midst of a delivery."""


@dataclass
class Progress:
    """How far a delivery is; written by the thread that stores it, read by the event loop."""

    stage: Stage = Stage.READING
    done: int = 0
    of: int = 0


class DeliveryWorker:
    """Serves deliveries, one after the other in each lane, until it is stopped."""

    def __init__(
        self,
        archive: Archive,
        deliveries: Deliveries,
        incoming: Incoming,
        receipts: ReceiptSender,
        *,
        is_stopping: Callable[[], bool],
        stored: Callable[[], None],
    ) -> None:
        self.archive = archive
        self.deliveries = deliveries
        self.incoming = incoming
        self.receipts = receipts
        receipts.listen(self.nudge)
        self._is_stopping = is_stopping
        self._stored = stored
        self._wake = asyncio.Event()
        self._choosing = asyncio.Lock()
        self._busy: set[str] = set()
        self._paused: set[str] = set()  # sources whose delivery found the disk full
        self._lanes: list[asyncio.Task[None]] = []
        self._readers: list[SandboxReader] = []
        self._returning: set[asyncio.Task[None]] = set()  # sources that are about to be served again

    # Life

    async def start(self, bot: Bot) -> None:
        """Take up what an earlier run left, and begin to serve.

        Raises: StorageError.
        """
        self.receipts.start(bot)
        self.deliveries.up()
        left = await in_storage_thread(self.deliveries.under_way)
        await asyncio.to_thread(self.incoming.sweep, await in_storage_thread(self.deliveries.files))
        if left:
            log.info("%d deliveries were left under way and are taken up again", len(left))
        self._lanes = [asyncio.create_task(self._lane(), name=f"lane {n}") for n in range(LANES)]
        for delivery in left:
            if delivery.state is State.STORED:
                await self._keep_originals(delivery, delivery.fate)
                self.receipts.tell_soon(delivery.id)

    async def stop(self) -> None:
        """End in a few seconds; what is not stored by then goes on at the next start."""
        self._wake.set()
        for reader in self._readers:
            reader.interrupt()
        ending = asyncio.create_task(self.receipts.stop())
        if self._lanes:
            _, late = await asyncio.wait(self._lanes, timeout=STOP_WAIT_S)
            for lane in late:
                lane.cancel()
        await ending

    def nudge(self) -> None:
        """Say that a delivery has come."""
        self._wake.set()

    async def _lane(self) -> None:
        reader = SandboxReader()
        self._readers.append(reader)
        try:
            while not self._is_stopping():
                delivery = await self._next()
                if delivery:
                    await self._try_to_serve(delivery, reader)
                elif not await self._sleep():
                    await asyncio.to_thread(reader.close)  # its child's memory is not needed for now
        finally:
            await asyncio.to_thread(reader.close)

    async def _try_to_serve(self, delivery: Delivery, reader: SandboxReader) -> None:
        try:
            await self._serve(delivery, reader)
        except (OSError, StorageError, MemoryError) as error:
            self._wait_for_room(delivery, error)
        except Exception:  # the lane is an edge: one delivery's trouble is not the next one's
            log.exception("delivery %s could not be served", delivery.id)
            self._pause(delivery)
        finally:
            self._busy.discard(delivery.source)

    async def _next(self) -> Delivery | None:
        self._wake.clear()
        async with self._choosing:  # between the choice and `_busy` no other lane may choose
            try:
                delivery = await in_storage_thread(self.deliveries.next, self._busy | self._paused)
            except StorageError:
                log.exception("the queue cannot be read")
                return None
            if delivery:
                self._busy.add(delivery.source)
            return delivery

    async def _sleep(self) -> bool:
        """Wait for a delivery, or to look again; return whether there is, or may be, one."""
        try:
            waits = await in_storage_thread(self.deliveries.waiting)
        except StorageError:
            waits = 0
        try:
            await asyncio.wait_for(self._wake.wait(), LOOK_EVERY_S if waits else IDLE_S)
        except TimeoutError:
            return waits > 0
        return True

    # One delivery

    async def _serve(self, delivery: Delivery, reader: SandboxReader) -> None:
        """Store a delivery, and have its receipt told."""
        try:
            delivered, fate = await self._store(delivery, reader)
        except StoppedError:
            await in_storage_thread(self.deliveries.put_off, delivery.id)
            return
        said = admin_phrases_for(delivery.language)
        strange = [shorten(line, STRANGE_UNITS) for part in delivery.parts for line in part.strange]
        recognised = await asyncio.to_thread(ocr_notes, self.archive, delivered.report, said)
        notes = (*([said.not_understood(strange[:STRANGE_SHOWN])] if strange else []), *recognised)
        await in_storage_thread(self.deliveries.store, delivery.id, replace(delivered, notes=notes), fate)
        if fate is not Fate.FAILED:
            self._stored()
        await self._keep_originals(delivery, fate)
        report = delivered.report
        log.info("a delivery gave %d articles and %d skipped", len(report.outcomes), len(report.skipped))
        self.receipts.tell_soon(delivery.id)

    async def _store(self, delivery: Delivery, reader: SandboxReader) -> tuple[Delivered, Fate]:
        """Store a delivery in a thread, telling now and then how far it is."""
        if delivery.starts > MOST_STARTS:
            log.error("delivery %s was under way at %d stops and is set aside", delivery.id, delivery.starts - 1)
            return Delivered(AddReport((), ())), Fate.FAILED
        progress = Progress()

        def note_progress(stage: Stage, done: int, of: int) -> None:
            progress.stage, progress.done, progress.of = stage, done, of
            if self._is_stopping():
                raise StoppedError

        telling = asyncio.create_task(self._tell_progress(delivery, progress))
        try:
            folder = self.incoming.folder
            return await asyncio.to_thread(store, self.archive, delivery, folder, reader, note_progress), Fate.NONE
        except ReadingStoppedError as error:
            raise StoppedError from error
        except (StoppedError, OSError, StorageError, MemoryError):
            raise
        except Exception:
            log.exception("delivery %s could not be added", delivery.id)
            return Delivered(AddReport((), ())), Fate.FAILED
        finally:
            telling.cancel()

    async def _tell_progress(self, delivery: Delivery, progress: Progress) -> None:
        """Tell how far a delivery is, until this is cancelled."""
        said = admin_phrases_for(delivery.language)
        shown = ""
        if delivery.starts > 1:
            self.receipts.show_soon(delivery.id, said.going_on)
        while True:
            await asyncio.sleep(PROGRESS_EVERY_S)
            now = say_progress(progress.stage, progress.done, progress.of, said)
            if now and now != shown:
                self.receipts.show_soon(delivery.id, now)
                shown = now

    async def _keep_originals(self, delivery: Delivery, fate: Fate) -> None:
        if fate is not Fate.FAILED:
            for part in delivery.parts:
                await asyncio.to_thread(self.incoming.keep, part.file, part.origin)

    # Trouble

    def _wait_for_room(self, delivery: Delivery, error: BaseException) -> None:
        """Keep a delivery that the disk has no room for, and try it again in a while."""
        log.error("delivery %s waits: the disk cannot be written to (%s)", delivery.id, error)
        self._pause(delivery)
        self.receipts.show_soon(delivery.id, admin_phrases_for(delivery.language).waiting_for_disk)

    def _pause(self, delivery: Delivery) -> None:
        self._paused.add(delivery.source)
        asyncio.get_running_loop().call_later(NO_ROOM_S, self._go_on_soon, delivery)

    def _go_on_soon(self, delivery: Delivery) -> None:
        task = asyncio.create_task(self._go_on(delivery))
        self._returning.add(task)
        task.add_done_callback(self._returning.discard)

    async def _go_on(self, delivery: Delivery) -> None:
        try:
            await in_storage_thread(self.deliveries.put_off, delivery.id)
        except StorageError as error:
            log.warning("delivery %s waits on: %s", delivery.id, error)
            self._pause(delivery)
            return
        self._paused.discard(delivery.source)
        self._wake.set()
