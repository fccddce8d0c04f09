"""What admins and channels send: files, forwarded posts, texts behind /add, and the posts of listed channels."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from telegram import Document, Update, User
from telegram import Message as Sent
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.i18n.languages import admin_phrases_for, phrases_for
from bot.intake.caption_fields import read_caption, read_header, split_fields
from bot.intake.incoming_files import clean_name
from bot.storage.delivery import Sender
from bot.storage.storage_thread import in_storage_thread
from bot.telegram.handlers.addressing import without_mention
from bot.telegram.handlers.admin.uploads.channel_posts import Post, is_listed, read_post
from bot.telegram.handlers.admin.uploads.delivery_intake import (
    FORWARDED,
    NO_FIELDS,
    DeliveryIntake,
    Upload,
    remove_upload,
)
from bot.telegram.handlers.messages import behind_command, message_of
from bot.telegram.transport.file_download import TooBigError, fetch, is_too_big
from bot.telegram.transport.sending import reply, text_message, typing
from index.errors import StorageError

Context = ContextTypes.DEFAULT_TYPE

PHOTO = "photo.jpg"  # the name of what has none

log = logging.getLogger(__name__)


class Uploads:
    """Handlers for what is to be added; `user` is the admin who sends it, None for a channel."""

    def __init__(
        self,
        intake: DeliveryIntake,
        *,
        timezone: ZoneInfo,
        channels: frozenset[str] = frozenset(),
        own_server: bool,
        language_of: Callable[[User | None], str],
    ) -> None:
        self.own_server = own_server  # a Bot API server of one's own may hand out big files: it is asked
        self.intake = intake
        self.timezone = timezone
        self.channels = channels
        self._language_of = language_of

    async def document(self, update: Update, context: Context) -> None:
        """Take in a file, forwarded or an admin's own; of a photo, the text that is recognised in it."""
        await self._take_file(update, message_of(update), update.effective_user)

    async def post(self, update: Update, context: Context) -> None:
        """Take in a channel's post that an admin has forwarded."""
        await self._take_words_of(update, message_of(update))

    async def add(self, update: Update, context: Context) -> None:
        """Take in the text behind /add, or the message that it replies to."""
        message, user = message_of(update), update.effective_user
        if text := behind_command(message):
            await self.take_text(update, text, sent_at(message))
        elif message.reply_to_message is None:
            await reply(message, text_message(admin_phrases_for(self._language_of(user)).add_what))
        else:
            await self._take_words_of(update, message.reply_to_message)

    async def channel_post(self, update: Update, context: Context) -> None:
        """Take in a post of a listed channel, or its new words if it was edited."""
        message = message_of(update)
        post = read_post(message)
        if post is None or not is_listed(message.chat, self.channels):
            return
        if message.document and not is_too_big(message.document):
            await self._take_file(update, message, None)
        elif post.words.strip():
            await self._take_post(update, post, None)

    # What can be taken in

    async def _take_words_of(self, update: Update, message: Sent) -> None:
        """Take in a message of an admin's chat: its file, its post or its words."""
        user = update.effective_user
        post = read_post(message)
        words = message.text or message.caption or ""
        if message.document:
            await self._take_file(update, message, user)
        elif not words.strip():
            if not message.media_group_id:  # in an album only one picture has words
                phrases = admin_phrases_for(self._language_of(user))
                await reply(message_of(update), text_message(phrases.nothing_to_add))
        elif post:
            await self._take_post(update, post, user)
        else:
            await self.take_text(update, words, sent_at(message))

    async def _take_post(self, update: Update, post: Post, user: User | None) -> None:
        content = post.export(self.timezone)

        def write(path: Path) -> None:
            path.write_bytes(content)

        origin = f"telegram/{post.name.replace('/', '-')}"
        upload = Upload(
            post.name, write, post.sent, origin=origin, album=FORWARDED if user else "", named=False
        )  # fmt: skip
        await self._take(update, upload, user)

    async def take_text(self, update: Update, text: str, sent: datetime) -> None:
        """Take in a text, with the fields on its first lines."""
        language = self._language_of(update.effective_user)
        today = self._today()
        fields, text = split_fields(text, today, language)
        lacking = read_header(text, today, language)

        def write(path: Path) -> None:
            path.write_text(text, encoding="utf-8")

        name = admin_phrases_for(language).your_text
        upload = Upload(name, write, sent, fields, lacking, named=False, ending=".txt")
        await self._take(update, upload, update.effective_user)

    async def _take_file(self, update: Update, message: Sent, user: User | None) -> None:
        """Fetch a file, and take it in with what its caption or its post says."""
        document = message.document or message.photo[-1]  # the largest of its sizes
        language = self._language_of(user)
        phrases = phrases_for(language)
        name = clean_name(document.file_name if isinstance(document, Document) else PHOTO)
        megabytes = (document.file_size or 0) / 1e6
        too_big = text_message(admin_phrases_for(language).file_too_big(name, megabytes))
        if is_too_big(document) and not self.own_server:
            await reply(message_of(update), too_big)
            return
        deliveries, incoming = self.intake.deliveries, self.intake.incoming
        if await in_storage_thread(deliveries.knows, update.update_id):
            return  # fetched before a crash: the worker goes on with it
        album = message.media_group_id or ""
        with deliveries.coming(self._sender(update, user).source, album):
            path = None
            try:
                path = await asyncio.to_thread(incoming.place, name)
                async with _waiting(message, user):
                    await fetch(document, path)
            except TooBigError:
                if user:
                    await reply(message_of(update), too_big)
            except TelegramError as error:
                log.warning("the file of update %d could not be fetched: %s", update.update_id, type(error).__name__)
                if user:
                    await reply(message_of(update), text_message(phrases.download_failed))
            except OSError:
                await self._say_disk_full(update, user)
            else:
                await self._take(update, self._as_upload(message, name, path, language), user)
                return
            if path:
                await asyncio.to_thread(remove_upload, path)

    def _as_upload(self, message: Sent, name: str, path: Path, language: str) -> Upload:
        """Return a file that was fetched, with what its message says of it: a caption, or the post it was in."""
        post = read_post(message)
        own = not (message.forward_origin or post)
        caption = without_mention(message, message.get_bot().username) if own else ""
        fields, not_understood = read_caption(caption, self._today(), language)
        lacking = post.fields(self.timezone) if post else NO_FIELDS
        album = message.media_group_id or ""
        return Upload(name, path, sent_at(message), fields, lacking, not_understood, album=album)

    async def _take(self, update: Update, upload: Upload, user: User | None) -> None:
        """Hand an upload to the intake; say so if the disk has no room for it."""
        try:
            await self.intake.take(update, upload, self._sender(update, user))
        except (OSError, StorageError):
            await self._say_disk_full(update, user)

    def _sender(self, update: Update, user: User | None) -> Sender:
        chat_id = message_of(update).chat.id
        language = self._language_of(user)
        if user is None:
            return Sender(f"channel {chat_id}", admin_id=0, chat_id=0, language=language)
        return Sender(f"admin {user.id}", admin_id=user.id, chat_id=chat_id, language=language)

    async def _say_disk_full(self, update: Update, user: User | None) -> None:
        if user:
            await reply(message_of(update), text_message(admin_phrases_for(self._language_of(user)).disk_full))

    def _today(self) -> date:
        return datetime.now(self.timezone).date()


def _waiting(message: Sent, user: User | None) -> AbstractAsyncContextManager[None]:
    """Show that something is being done while a file is fetched, if somebody waits for it."""
    return typing(message) if user else nullcontext()


def sent_at(message: Sent) -> datetime:
    """Return when a message was written, or first posted."""
    return message.forward_origin.date if message.forward_origin else message.date
