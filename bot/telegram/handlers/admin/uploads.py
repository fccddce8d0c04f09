"""What admins and channels send: fetched, written to the disk, acknowledged, and handed to the line."""

import asyncio
import logging
import shutil
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import date, datetime
from math import inf
from pathlib import Path
from zoneinfo import ZoneInfo

from telegram import Message as Sent
from telegram import Update, User
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.i18n.admin_phrases import AdminPhrases
from bot.i18n.languages import admin_phrases_for, phrases_for
from bot.i18n.phrases import Phrases
from bot.intake.caption_fields import read_caption, split_fields
from bot.intake.incoming_files import Incoming, clean_name
from bot.storage.admins import Admins
from bot.storage.deliveries import Deliveries
from bot.storage.delivery import Fields, Part, Sender
from bot.storage.delivery_order import ALBUM_QUIET_S
from bot.storage.storage_thread import in_storage_thread
from bot.telegram.handlers.admin.channel_posts import Post, is_listed, read_post
from bot.telegram.transport.delivery_worker import DeliveryWorker
from bot.telegram.transport.file_download import TooBigError, fetch, is_too_big
from bot.telegram.transport.sending import reply, say, typing
from index.errors import StorageError

FORWARDED = "forwarded"  # posts forwarded together are one delivery, as an album is

NOTHING_SAID = Fields()

Context = ContextTypes.DEFAULT_TYPE

log = logging.getLogger(__name__)


class Intake:
    """Handlers for what is to be added. Nothing is acknowledged that is not on the disk."""

    def __init__(
        self,
        deliveries: Deliveries,
        incoming: Incoming,
        line: DeliveryWorker,
        admins: Admins,
        *,
        timezone: ZoneInfo,
        channels: frozenset[str] = frozenset(),
        language_of: Callable[[User | None], str],
    ) -> None:
        self.deliveries = deliveries
        self.incoming = incoming
        self.line = line
        self.admins = admins
        self.timezone = timezone
        self.channels = channels
        self._language_of = language_of

    async def document(self, update: Update, context: Context) -> None:
        """Take in a file from an admin, forwarded or their own; kindly decline anyone else's."""
        message, user = _message(update), update.effective_user
        if user is None or user.id not in self.admins:
            await reply(message, say(self._phrases(user)[0].no_files))
        else:
            await self._take_file(update, message, user)

    async def post(self, update: Update, context: Context) -> None:
        """Take in a channel's post that an admin has forwarded."""
        message, user = _message(update), update.effective_user
        assert user is not None  # the filter sees to it
        await self._take_words_of(update, message, user)

    async def add(self, update: Update, context: Context) -> None:
        """Take in the text behind /add, or the message that it replies to."""
        message, user = _message(update), update.effective_user
        _, said = self._phrases(user)
        if user is None or user.id not in self.admins:
            await reply(message, say(said.only_admins))
            return
        text = "".join((message.text or "").split(None, 1)[1:])
        if text:
            await self._take_text(update, message, user, text)
        elif message.reply_to_message is None:
            await reply(message, say(said.add_what))
        elif message.reply_to_message.document:
            await self._take_file(update, message.reply_to_message, user)
        else:
            await self._take_words_of(update, message.reply_to_message, user)

    async def channel_post(self, update: Update, context: Context) -> None:
        """Take in a post of a channel in which the bot is, or its new words where it was edited."""
        message = _message(update)
        post = read_post(message)
        if post is None or not is_listed(message.chat, self.channels):
            return
        if message.document and not is_too_big(message.document):
            await self._take_file(update, message, None)
        elif post.words.strip():
            await self._take_post(update, post, None)

    # What can be taken in

    async def _take_words_of(self, update: Update, message: Sent, user: User) -> None:
        """Take in a message's words, as a post where it is one."""
        post = read_post(message)
        words = message.text or message.caption or ""
        if message.document:
            await self._take_file(update, message, user)
        elif not words.strip():
            if not message.media_group_id:  # in an album only one picture has words
                await reply(_message(update), say(self._phrases(user)[1].nothing_to_add))
        elif post:
            await self._take_post(update, post, user)
        else:
            await self._take_text(update, message, user, words)

    async def _take_post(self, update: Update, post: Post, user: User | None) -> None:
        content = post.export(self.timezone)
        origin = f"telegram/{post.name.replace('/', '-')}"

        def write(path: Path) -> None:
            path.write_bytes(content)

        await self._take(
            update, post.name, write, user, sent=post.sent, origin=origin, album=FORWARDED if user else "", named=False,
            source="" if user else f"channel {post.channel.id}",
        )  # fmt: skip

    async def _take_text(self, update: Update, message: Sent, user: User, text: str) -> None:
        fields, text = split_fields(text, self._today(), self._language_of(user))
        name = self._phrases(user)[1].your_text

        def write(path: Path) -> None:
            path.write_text(text, encoding="utf-8")

        await self._take(update, name, write, user, sent=_sent(message), fields=fields, named=False, ending=".txt")

    async def _take_file(self, update: Update, message: Sent, user: User | None) -> None:
        """Fetch a file, and take it in with what its caption or its post says."""
        document = message.document
        assert document is not None
        phrases, said = self._phrases(user)
        name = clean_name(document.file_name)
        too_big = say(f"{phrases.file_too_big(name)}\n\n{said.bigger_ways}")
        if is_too_big(document):
            await reply(_message(update), too_big)
            return
        if await in_storage_thread(
            self.deliveries.knows, update.update_id
        ):  # fetched before a crash: the line goes on with it
            return
        post, forwarded = read_post(message), message.forward_origin is not None
        caption = "" if forwarded or post else message.caption or ""
        fields, strange = read_caption(caption, self._today(), self._language_of(user))
        source, album = f"admin {user.id}" if user else f"channel {message.chat.id}", message.media_group_id or ""
        with self.deliveries.coming(source, album):
            path = None
            try:
                path = await asyncio.to_thread(self.incoming.place, name)
                async with _waiting(message, user):
                    await fetch(document, path)
            except TooBigError:
                await reply(_message(update), too_big)
            except TelegramError as error:
                log.warning("the file of update %d could not be fetched: %s", update.update_id, type(error).__name__)
                if user:
                    await reply(_message(update), say(phrases.download_failed))
            except OSError:
                await self._no_room(update, user, said)
            else:
                await self._take(
                    update, name, path, user, sent=_sent(message), fields=fields, strange=strange,
                    lacking=post.fields(self.timezone) if post else NOTHING_SAID, album=album, source=source,
                )  # fmt: skip
                return
            if path:
                await asyncio.to_thread(_remove, path)

    async def _take(
        self,
        update: Update,
        name: str,
        content: Path | Callable[[Path], None],
        user: User | None,
        *,
        sent: datetime,
        fields: Fields = NOTHING_SAID,
        lacking: Fields = NOTHING_SAID,
        strange: tuple[str, ...] = (),
        origin: str = "",
        album: str = "",
        source: str = "",
        named: bool = True,
        ending: str = "",
    ) -> None:
        """Write a file and its row to the disk, then say that it came, and hand it to the line."""

        path = content if isinstance(content, Path) else None
        sender = Sender(
            source or f"admin {user.id if user else 0}",
            admin_id=user.id if user else 0,
            chat_id=_message(update).chat.id if user else 0,
            language=self._language_of(user),
        )

        def keep() -> Part:
            nonlocal path
            if callable(content):
                path = self.incoming.place(clean_name(name) + ending)
                content(path)
            assert path is not None
            file, sha256 = self.incoming.settle(path, sent.timestamp())
            where = origin or f"telegram/{path.name}/{sha256[:8]}"
            return Part(name, file, where, sha256, sent.timestamp(), named, fields, lacking, strange)

        try:
            part = await asyncio.to_thread(keep)
            joins_within_s = ALBUM_QUIET_S if album == FORWARDED else inf
            delivery = await in_storage_thread(
                self.deliveries.take, update.update_id, [part], sender, album=album, joins_within_s=joins_within_s
            )
        except (OSError, StorageError):
            log.exception("update %d could not be kept", update.update_id)
            if path:
                await asyncio.to_thread(_remove, path)
            await self._no_room(update, user, self._phrases(user)[1])
            return
        try:
            await self.line.receipts.acknowledge(delivery)
        finally:
            self.line.nudge()

    async def _no_room(self, update: Update, user: User | None, said: AdminPhrases) -> None:
        if user:
            await reply(_message(update), say(said.disk_full))

    def _phrases(self, user: User | None) -> tuple[Phrases, AdminPhrases]:
        language = self._language_of(user)
        return phrases_for(language), admin_phrases_for(language)

    def _today(self) -> date:
        return datetime.now(self.timezone).date()


def _waiting(message: Sent, user: User | None) -> AbstractAsyncContextManager[None]:
    """Show that something is being done while a file is fetched, where somebody waits for it."""
    return typing(message) if user else nullcontext()


def _sent(message: Sent) -> datetime:
    """Return when a message was written, or first posted."""
    return message.forward_origin.date if message.forward_origin else message.date


def _remove(path: Path) -> None:
    shutil.rmtree(path.parent, ignore_errors=True)


def _message(update: Update) -> Sent:
    message = update.effective_message
    assert message is not None  # the filters let nothing else through
    return message
