"""An upload on its way in: written to the disk with its row, acknowledged, and handed to the delivery worker."""

import asyncio
import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from math import inf
from pathlib import Path

from telegram import Update

from bot.intake.incoming_files import Incoming, clean_name
from bot.storage.deliveries import Deliveries
from bot.storage.delivery import Fields, Part, Sender
from bot.storage.delivery_order import ALBUM_QUIET_S
from bot.storage.storage_thread import in_storage_thread
from bot.telegram.transport.delivery_worker import DeliveryWorker
from index.errors import StorageError

FORWARDED = "forwarded"  # posts forwarded together are one delivery, as an album is

NO_FIELDS = Fields()

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Upload:
    """What somebody sent, before it is kept."""

    name: str  # as its sender knows it
    content: Path | Callable[[Path], None]  # a file in its place already, or what writes it there
    sent: datetime
    fields: Fields = NO_FIELDS  # said by its caption
    lacking: Fields = NO_FIELDS  # used if neither caption nor article says them
    not_understood: tuple[str, ...] = ()  # lines of the caption
    origin: str = ""  # empty: made from the file's name and its bytes
    album: str = ""
    named: bool = True  # whether the name is a file's, and so may tell a date
    ending: str = ""  # of the file that is written


class DeliveryIntake:
    """Takes uploads in. Nothing is acknowledged that is not on the disk."""

    def __init__(self, deliveries: Deliveries, incoming: Incoming, worker: DeliveryWorker) -> None:
        self.deliveries = deliveries
        self.incoming = incoming
        self.worker = worker

    async def take(self, update: Update, upload: Upload, sender: Sender) -> None:
        """Keep an upload, say that it came, and let it be stored.

        Raises: OSError, StorageError if it cannot be kept; TelegramError if its sender cannot be told.
        """
        path = upload.content if isinstance(upload.content, Path) else None

        def keep() -> Part:
            nonlocal path
            if callable(upload.content):
                path = self.incoming.place(clean_name(upload.name) + upload.ending)
                upload.content(path)
            assert path is not None
            file, sha256 = self.incoming.settle(path, upload.sent.timestamp())
            path = self.incoming.folder / file
            origin = upload.origin or f"telegram/{path.name}/{sha256[:8]}"
            return Part(
                upload.name, file, origin, sha256, upload.sent.timestamp(), upload.named,
                upload.fields, upload.lacking, upload.not_understood,
            )  # fmt: skip

        joins_within_s = ALBUM_QUIET_S if upload.album == FORWARDED else inf
        try:
            part = await asyncio.to_thread(keep)
            delivery = await in_storage_thread(
                self.deliveries.take,
                update.update_id,
                [part],
                sender,
                album=upload.album,
                joins_within_s=joins_within_s,
            )
        except (OSError, StorageError):
            log.exception("update %d could not be kept", update.update_id)
            if path:
                await asyncio.to_thread(remove_upload, path)
            raise
        try:
            await self.worker.receipts.acknowledge(delivery)
        finally:
            self.worker.nudge()


def remove_upload(path: Path) -> None:
    """Remove a file that was placed, with the folder made for it."""
    shutil.rmtree(path.parent, ignore_errors=True)
