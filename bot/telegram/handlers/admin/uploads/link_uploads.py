"""Links that an admin sends: each page is fetched and written to the disk, and becomes a delivery as a file does."""

import asyncio
import logging
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from telegram import Message as Sent
from telegram import Update, User
from telegram.ext import ContextTypes, filters

from bot.i18n.languages import admin_phrases_for
from bot.storage.delivery import Delivery, Part, Sender
from bot.storage.storage_thread import in_storage_thread
from bot.telegram.handlers.admin.uploads.delivery_intake import DeliveryIntake
from bot.telegram.handlers.messages import message_of
from bot.telegram.transport.sending import reply, text_message, typing
from index.errors import StorageError
from index.ingest.skipped import Skipped
from index.ingest.web import Download, Fetcher, fetch_links, is_link

MOST_LINKS = 10  # in one message

log = logging.getLogger(__name__)


def links_of(text: str) -> list[str]:
    """Return the links of a text that holds nothing else; none if there is another word in it.

    "https://a.example/1 https://a.example/2"  ->  both        "Read https://a.example/1"  ->  []
    """
    words = text.split()
    return list(dict.fromkeys(words)) if words and all(map(is_link, words)) else []


class OnlyLinks(filters.MessageFilter):
    """Lets through a message that holds links and nothing else."""

    def filter(self, message: Sent) -> bool:
        """Whether it does."""
        return bool(links_of(message.text or ""))


class LinkUploads:
    """The handler for links from admins. Nothing is acknowledged that is not on the disk."""

    def __init__(self, intake: DeliveryIntake, fetcher: Fetcher, *, language_of: Callable[[User | None], str]) -> None:
        self.intake = intake
        self._fetcher = fetcher
        self._language_of = language_of

    async def take(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Fetch the links of an admin's message, and say which of them cannot be fetched."""
        message, user = message_of(update), update.effective_user
        phrases = admin_phrases_for(self._language_of(user))
        links = links_of(message.text or "")
        if len(links) > MOST_LINKS:
            await reply(message, text_message(phrases.too_many_links(MOST_LINKS)))
            return
        if await in_storage_thread(self.intake.deliveries.knows, update.update_id):
            return  # fetched before a crash: the worker goes on with it
        try:
            async with typing(message):
                parts, refused = await asyncio.to_thread(self._fetch, links, message.date.timestamp())
            delivery = await self._keep_delivery(update, parts) if parts else None
        except (OSError, StorageError):
            log.exception("the links of update %d could not be kept", update.update_id)
            await reply(message, text_message(phrases.disk_full))
            return
        if refused:
            await reply(
                message, text_message(phrases.links_not_fetched([f"{one.path}: {one.reason}" for one in refused]))
            )
        if delivery:
            try:
                await self.intake.worker.receipts.acknowledge(delivery)
            finally:
                self.intake.worker.nudge()

    async def _keep_delivery(self, update: Update, parts: list[Part]) -> Delivery:
        user = update.effective_user
        assert user is not None  # the filter sees to it
        sender = Sender(f"admin {user.id}", user.id, message_of(update).chat.id, self._language_of(user))
        return await in_storage_thread(self.intake.deliveries.take, update.update_id, parts, sender)

    def _fetch(self, links: list[str], sent: float) -> tuple[list[Part], list[Skipped]]:
        """Fetch pages and write them to the disk."""
        parts: list[Part] = []
        refused: list[Skipped] = []
        with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
            for found in fetch_links(self._fetcher, links, Path(folder)):
                if isinstance(found, Skipped):
                    refused.append(found)
                else:
                    parts.append(self._keep(found, sent))
        return parts, refused

    def _keep(self, page: Download, sent: float) -> Part:
        path = self.intake.incoming.place(page.path.name)
        shutil.move(page.path, path)
        file, sha256 = self.intake.incoming.settle(path, sent)
        return Part(page.url, file, page.url, sha256, sent, named=False)
