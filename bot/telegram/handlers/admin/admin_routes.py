"""The admins' side of the bot put together: what takes in, corrects, lists and guards, and which update it takes."""

import logging
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Protocol

from telegram import Bot, Update, User
from telegram.error import BadRequest
from telegram.ext import (
    BaseHandler,
    CallbackContext,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    JobQueue,
    MessageHandler,
    filters,
)

from bot.feeding.feed_poller import FETCH_LIMITS, FeedPoller
from bot.feeding.opml import feeds_in_setting
from bot.i18n.admin_phrases import AdminPhrases
from bot.i18n.languages import admin_phrases_for
from bot.intake.incoming_files import Incoming
from bot.intake.recovery import take_up_lost_uploads
from bot.storage.callback_state import CallbackState, DayRequests
from bot.storage.database import Database
from bot.storage.deliveries import Deliveries
from bot.storage.feedback import UnansweredQuestions
from bot.storage.feeds import Feeds
from bot.storage.statistics.article_reads import ArticleReads
from bot.storage.storage_thread import in_storage_thread
from bot.telegram.handlers.access_policy import is_open
from bot.telegram.handlers.addressing import ADDRESSED
from bot.telegram.handlers.admin.admin_management import AdminManagement
from bot.telegram.handlers.admin.articles.article_browser import ArticleBrowser
from bot.telegram.handlers.admin.articles.day_replies import DayReplies, GivesDay
from bot.telegram.handlers.admin.articles.doubtful_dates import DoubtfulDates
from bot.telegram.handlers.admin.articles.receipt_actions import ReceiptActions
from bot.telegram.handlers.admin.export_command import ExportCommand
from bot.telegram.handlers.admin.feed_commands import FeedCommands
from bot.telegram.handlers.admin.inbox_watcher import InboxWatcher
from bot.telegram.handlers.admin.invite_command import InviteCommand
from bot.telegram.handlers.admin.stats_command import StatsCommand
from bot.telegram.handlers.admin.status_commands import ModelLimits, StatusCommands
from bot.telegram.handlers.admin.uploads.channel_posts import ForwardedPost
from bot.telegram.handlers.admin.uploads.delivery_intake import DeliveryIntake
from bot.telegram.handlers.admin.uploads.link_uploads import LinkUploads, OnlyLinks
from bot.telegram.handlers.admin.uploads.pasted_texts import PastedText, PastedTexts
from bot.telegram.handlers.admin.uploads.uploads import Uploads
from bot.telegram.handlers.admin_only import AdminOnly
from bot.telegram.handlers.known_people import People
from bot.telegram.handlers.messages import message_of
from bot.telegram.rendering.admin_callback_data import (
    ON_DELIVERIES,
    ON_DOUBTFUL,
    ON_PASTED,
    ON_RECEIPTS,
    PATTERN,
    AdminAction,
    read_admin_tap,
)
from bot.telegram.transport.bot_profile import set_admin_menu
from bot.telegram.transport.delivery_worker import DeliveryWorker
from bot.telegram.transport.feed_schedule import FeedSchedule
from bot.telegram.transport.receipt_sender import ReceiptSender
from bot.telegram.transport.sending import reply, text_message
from config.settings import Settings
from index.archive import Archive
from index.ingest.web import Fetcher, FetchLimits, fetcher_allowing

PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
GROUPS = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE
CHANNELS = filters.UpdateType.CHANNEL_POSTS
FILES = filters.Document.ALL & ~filters.ANIMATION  # Telegram calls an animation a document too
LINK_LIMITS = FetchLimits(total_s=120.0, size=100_000_000)  # a link may lead to what Telegram does not hand out
ALERT_CHARACTERS = 200  # that Telegram shows over a chat

Context = ContextTypes.DEFAULT_TYPE
Handler = BaseHandler[Any, Any, Any]

log = logging.getLogger(__name__)


class Readers(Protocol):
    """What admins' handlers need of the readers' side."""

    async def ask(self, update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """Answer a message as a question."""
        ...

    def today(self) -> date:
        """Return the day that questions are asked on."""
        ...


class AdminRoutes:
    """All handlers for those who look after the archive, and what runs beside them."""

    def __init__(
        self,
        settings: Settings,
        archive: Archive,
        database: Database,
        people: People,
        readers: Readers,
        *,
        is_stopping: Callable[[], bool],
        stored: Callable[[], None],
    ) -> None:
        self._people = people
        self._database = database
        deliveries, incoming = self._deliveries, self._incoming = Deliveries(database), Incoming(settings.data_dir)
        state, zone = CallbackState(database), settings.timezone
        days_asked = DayRequests(state)
        receipts = ReceiptSender(
            deliveries,
            is_stopping=is_stopping,
            admins=lambda: [(admin.id, people.users.language_of(admin.id)) for admin in people.admins],
        )
        self._worker = DeliveryWorker(
            archive, deliveries, incoming, receipts, is_stopping=is_stopping, stored=stored
        )  # fmt: skip
        self._uploads = Uploads(
            DeliveryIntake(deliveries, incoming, self._worker),
            timezone=zone,
            channels=settings.channels,
            own_server=bool(settings.telegram_api_url),
            language_of=people.language_of,
        )
        self._pasted = PastedTexts(self._uploads, state, readers.ask, timezone=zone, language_of=people.language_of)
        fetcher = fetcher_allowing(settings.fetch_allow)
        self._links = LinkUploads(
            self._uploads.intake, Fetcher(fetcher.allow, LINK_LIMITS), language_of=people.language_of
        )
        self._days = DayReplies(archive, deliveries, days_asked, receipts, self._phrases, timezone=zone)
        self._doubtful = DoubtfulDates(
            archive, deliveries, state, ArticleReads(database), self._days, self._phrases, timezone=zone
        )
        self._receipt_actions = ReceiptActions(archive, deliveries, self._days, self._doubtful, self._worker)
        self._articles = ArticleBrowser(archive, incoming, state, self._days, self._phrases, timezone=zone)
        self._status = StatusCommands(
            archive,
            UnansweredQuestions(database),
            deliveries,
            self._phrases,
            timezone=zone,
            limits=ModelLimits(settings.llm, settings.llm_day_tokens),
        )
        self._stats = StatsCommand(database, people.users, readers.today, self._phrases)
        feeds = Feeds(database)
        self._feeds = FeedCommands(feeds, self._phrases, timezone=zone)
        self._feeds_named = feeds_in_setting(settings.feeds)
        self._schedule = FeedSchedule(
            FeedPoller(archive, feeds, Fetcher(fetcher.allow, FETCH_LIMITS), is_stopping=is_stopping),
            feeds,
            lambda: [admin.id for admin in people.admins],
            phrases_for=lambda admin: admin_phrases_for(people.users.language_of(admin)),
            stored=stored,
        )
        self._export = ExportCommand(archive, self._phrases)
        self._management = AdminManagement(people, self._phrases)
        self._invite = InviteCommand(people.users, people.locale, is_open=is_open(settings.access))
        self._inbox = InboxWatcher(archive, settings.inbox_dir, is_stopping=is_stopping, stored=stored)
        self._gives_day = GivesDay(days_asked, zone)

    # Life

    async def start(self, bot: Bot, jobs: "JobQueue[Any] | None" = None) -> None:
        """Take up what an earlier run left."""
        for url in self._feeds_named:
            await in_storage_thread(self._feeds.feeds.add, url)
        if jobs:
            self._schedule.start(jobs)
        self._status.errors.listen()
        if self._database.set_aside:
            count = await in_storage_thread(take_up_lost_uploads, self._incoming, self._deliveries)
            log.warning("%d files that were acknowledged before the damage are taken up again", count)
        await self._worker.start(bot)
        self._inbox.start()
        for admin in list(self._people.admins):
            await set_admin_menu(bot, admin.id)

    async def stop(self) -> None:
        """End after what cannot be interrupted."""
        await self._schedule.stop()
        await self._inbox.stop()
        await self._worker.stop()

    def close(self) -> None:
        """Stop listening for errors."""
        self._status.errors.close()

    # Handlers

    def handlers(self) -> list[Handler]:
        """What takes updates before the readers' handlers do.

        A listed channel is not a person: its posts are let in by the settings.
        """
        admins = self._people.admins
        return [
            *(AdminOnly(handler, admins, self._refuse) for handler in self._refused_to_others()),
            AdminOnly(CommandHandler("invite", self._invite.invite, PRIVATE), admins, self._invite.unknown),
            *self.for_admins(self._read_otherwise_of_others()),
            MessageHandler(CHANNELS, self._uploads.channel_post),
        ]

    def for_admins(self, handlers: Sequence[Handler]) -> list[Handler]:
        """Return handlers that only admins' updates reach; others' go on to the handlers behind them."""
        return [AdminOnly(handler, self._people.admins) for handler in handlers]

    def _refused_to_others(self) -> list[Handler]:
        """What anybody may try, and only admins may do."""
        articles, status = self._articles, self._status
        return [
            CommandHandler("add", self._uploads.add, PRIVATE | GROUPS),
            CommandHandler(["articles", "library"], articles.articles, PRIVATE),
            CommandHandler("article", articles.article, PRIVATE),
            CommandHandler("remove", articles.remove, PRIVATE),
            CommandHandler("restore", articles.restore, PRIVATE),
            CommandHandler("stats", self._stats.stats, PRIVATE),
            CommandHandler("doubtful", self._doubtful.doubtful, PRIVATE),
            CommandHandler("status", status.status, PRIVATE),
            CommandHandler("unanswered", status.unanswered, PRIVATE),
            CommandHandler("export", self._export.export, PRIVATE),
            CommandHandler("feeds", self._feeds.manage, PRIVATE),
            CommandHandler("admins", self._management.manage, PRIVATE | GROUPS),
            CallbackQueryHandler(self._tapped, PATTERN),
        ]

    def _read_otherwise_of_others(self) -> list[Handler]:
        """What is an article or a day if an admin sends it, and a reader's message otherwise."""
        forwarded_post = PRIVATE & ForwardedPost() & ~filters.StatusUpdate.ALL
        day = (PRIVATE | GROUPS) & filters.TEXT & ~filters.COMMAND & self._gives_day
        return [
            MessageHandler(forwarded_post, self._uploads.post),
            MessageHandler(day, self._days.given),
            MessageHandler(PRIVATE & filters.Document.FileExtension("opml"), self._feeds.opml_file),
            MessageHandler(PRIVATE & FILES, self._uploads.document),
            MessageHandler(GROUPS & FILES & ADDRESSED, self._uploads.document),
            MessageHandler(PRIVATE & filters.PHOTO & ~filters.CAPTION, self._uploads.document),
            MessageHandler(PRIVATE & filters.TEXT & ~filters.COMMAND & OnlyLinks(), self._links.take),
            MessageHandler(
                PRIVATE & filters.TEXT & ~filters.COMMAND & PastedText(self._pasted.open_texts), self._pasted.offer
            ),
        ]

    async def _refuse(self, update: Update, context: Context) -> None:
        """Tell somebody who is no admin, in private, that only admins may do that."""
        phrases = self._phrases(update.effective_user)
        if update.callback_query:
            await update.callback_query.answer(phrases.only_admins_tap, show_alert=True)
        elif message_of(update).chat.type == message_of(update).chat.PRIVATE:
            await reply(message_of(update), text_message(phrases.only_admins))

    async def _tapped(self, update: Update, context: Context) -> None:
        """Do what an admin's button says."""
        query = update.callback_query
        assert query is not None
        phrases = self._phrases(query.from_user)
        tap = read_admin_tap(query.data or "")
        if tap is None:
            alert = phrases.old_receipt
        elif tap.action in ON_RECEIPTS:
            alert = await self._receipt_actions.receipt(query, tap, phrases)
        elif tap.action in (*ON_DELIVERIES, *ON_DOUBTFUL):
            alert = await self._doubtful.tapped(query, tap, phrases)
        elif tap.action is AdminAction.KEEP_CASE:
            alert = await self._stats.tapped(query, tap, phrases)
        elif tap.action in ON_PASTED:
            alert = await self._pasted.tapped(update, context, tap, phrases)
        else:
            alert = await self._articles.tapped(query, tap, phrases)
        try:
            await query.answer(alert[:ALERT_CHARACTERS] or None, show_alert=bool(alert))
        except BadRequest as error:  # it was tapped before a long stop, and is served all the same
            log.info("a tap could not be acknowledged: %s", error)

    def _phrases(self, user: User | None) -> AdminPhrases:
        return admin_phrases_for(self._people.language_of(user))
