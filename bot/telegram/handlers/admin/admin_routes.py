"""The admins' side of the bot put together: what takes in, corrects, lists and guards, and which update it takes."""

import logging
from collections.abc import Callable
from typing import Any

from telegram import Bot, Message, Update, User
from telegram.error import BadRequest
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.i18n.admin_phrases import AdminPhrases
from bot.i18n.languages import admin_phrases_for
from bot.intake.incoming_files import Incoming
from bot.storage.admins import Admins
from bot.storage.callback_state import CallbackState
from bot.storage.database import Database
from bot.storage.day_requests import DayRequests
from bot.storage.deliveries import Deliveries
from bot.storage.feedback import UnansweredQuestions
from bot.telegram.handlers.admin.admin_management import Managing
from bot.telegram.handlers.admin.article_browser import Library
from bot.telegram.handlers.admin.channel_posts import ForwardedPost
from bot.telegram.handlers.admin.export_command import Exporting
from bot.telegram.handlers.admin.inbox_watcher import Watching
from bot.telegram.handlers.admin.last_errors import LastErrors
from bot.telegram.handlers.admin.receipt_actions import Correcting, GivesDay
from bot.telegram.handlers.admin.uploads import Intake
from bot.telegram.rendering.admin_callback_data import PATTERN, read_admin_tap
from bot.telegram.transport.delivery_worker import DeliveryWorker
from bot.telegram.transport.receipt_sender import ReceiptSender
from config.settings import Settings
from index.archive import Archive

PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
GROUPS = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE
CHANNELS = filters.UpdateType.CHANNEL_POSTS
ON_RECEIPTS = ("undo", "replace", "both", "date", "again")

Handler = BaseHandler[Any, Any, Any]

log = logging.getLogger(__name__)


class FromAdmin(filters.MessageFilter):
    """Lets through what an admin writes."""

    def __init__(self, admins: Admins) -> None:
        super().__init__()
        self._admins = admins

    def filter(self, message: Message) -> bool:
        """Whether an admin wrote it."""
        return message.from_user is not None and message.from_user.id in self._admins


class AdminRoutes:
    """All handlers for those who look after the archive, and what runs beside them."""

    def __init__(
        self,
        settings: Settings,
        archive: Archive,
        database: Database,
        *,
        language_of: Callable[[User | None], str],
        is_stopping: Callable[[], bool],
        stored: Callable[[], None],
    ) -> None:
        def said(user: User | None) -> AdminPhrases:
            return admin_phrases_for(language_of(user))

        self._said = said
        self.admins = Admins(database, settings.admins)
        self.deliveries = Deliveries(database)
        self.unanswered = UnansweredQuestions(database)
        self._errors = LastErrors()
        notes, incoming = CallbackState(database), Incoming(settings.data_dir)
        days_asked = DayRequests(notes)
        receipts = ReceiptSender(self.deliveries, is_stopping=is_stopping)
        self.line = DeliveryWorker(archive, self.deliveries, incoming, receipts, is_stopping=is_stopping, stored=stored)
        zone = settings.timezone
        self._intake = Intake(
            self.deliveries,
            incoming,
            self.line,
            self.admins,
            timezone=zone,
            channels=settings.channels,
            language_of=language_of,
        )
        self._correcting = Correcting(archive, self.deliveries, days_asked, self.line, said, timezone=zone)
        self._library = Library(
            archive,
            self.unanswered,
            self.deliveries,
            incoming,
            notes,
            self._correcting,
            self.admins,
            self._errors,
            said,
            timezone=zone,
            model=settings.llm,
            day_tokens=settings.llm_day_tokens,
        )
        self._exporting = Exporting(archive, self.admins, said)
        self._managing = Managing(self.admins, said)
        self._watching = Watching(archive, settings.inbox_dir, is_stopping=is_stopping, stored=stored)
        self._gives_day = GivesDay(days_asked, self.admins, zone)

    # Life

    async def start(self, bot: Bot) -> None:
        """Take up what an earlier run left."""
        self._errors.listen()
        await self.line.start(bot)
        self._watching.start()

    async def stop(self) -> None:
        """End after what cannot be interrupted."""
        await self._watching.stop()
        await self.line.stop()

    def close(self) -> None:
        """Stop listening for errors."""
        self._errors.close()

    # Handlers

    def handlers(self) -> list[Handler]:
        """What takes updates before the readers' handlers do."""
        library, by_admin = self._library, FromAdmin(self.admins)
        return [
            MessageHandler(PRIVATE & ForwardedPost() & by_admin & ~filters.StatusUpdate.ALL, self._intake.post),
            CommandHandler("add", self._intake.add, PRIVATE),
            CommandHandler("articles", library.articles, PRIVATE),
            CommandHandler("article", library.article, PRIVATE),
            CommandHandler("remove", library.remove, PRIVATE),
            CommandHandler("restore", library.restore, PRIVATE),
            CommandHandler("status", library.status, PRIVATE),
            CommandHandler("unanswered", library.unanswered, PRIVATE),
            CommandHandler("export", self._exporting.export, PRIVATE),
            CommandHandler("admins", self._managing.manage, PRIVATE | GROUPS),
            MessageHandler(PRIVATE & filters.TEXT & ~filters.COMMAND & self._gives_day, self._correcting.day_given),
            MessageHandler(CHANNELS, self._intake.channel_post),
            # Telegram calls an animation a document too.
            MessageHandler(PRIVATE & filters.Document.ALL & ~filters.ANIMATION, self._intake.document),
            CallbackQueryHandler(self._tapped, PATTERN),
        ]

    async def _tapped(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what an admin's button says, whoever of them taps it; the others learn nothing."""
        query = update.callback_query
        assert query is not None
        said = self._said(query.from_user)
        tap = read_admin_tap(query.data or "")
        if query.from_user.id not in self.admins:
            alert = said.only_admins_tap
        elif tap is None:
            alert = said.old_receipt
        elif tap.action in ON_RECEIPTS:
            alert = await self._correcting.receipt(query, tap, said)
        else:
            alert = await self._library.tapped(query, tap, said)
        try:
            await query.answer(alert[:200] or None, show_alert=bool(alert))
        except BadRequest as error:  # it was tapped before a long stop, and is served all the same
            log.info("a tap could not be acknowledged: %s", error)
