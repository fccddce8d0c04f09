"""The Telegram bot put together: built, run, and stopped cleanly."""

import asyncio
import logging
import signal
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, JobQueue

from bot.qa.engine import Engine
from bot.storage.database import Database
from bot.storage.retention import purge
from bot.storage.storage_thread import in_storage_thread
from bot.storage.updates import Updates
from bot.telegram.handlers.admin.admin_routes import AdminRoutes
from bot.telegram.handlers.alerts.alert_routes import AlertRoutes
from bot.telegram.handlers.error_handler import on_error
from bot.telegram.handlers.known_people import read_people
from bot.telegram.handlers.reader.reader_routes import ReaderRoutes
from bot.telegram.heartbeat import Heartbeat
from bot.telegram.transport.bot_profile import set_profile
from bot.telegram.transport.lost_replies import LostReplies, MessageIds
from bot.telegram.transport.polling import PollingRequest
from bot.telegram.transport.rate_limiter import RateLimiter
from bot.telegram.transport.update_queue import Processor, UpdateQueue
from bot.telegram.transport.vector_worker import VectorKeeper
from config.settings import Settings
from index.archive import Archive
from index.errors import DatelineError, StorageError

App = Application[Any, Any, Any, Any, Any, Any]

TELEGRAM = "https://api.telegram.org"
UPDATES = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.GUEST_MESSAGE,
    Update.CHANNEL_POST,
    Update.EDITED_CHANNEL_POST,
]  # the kinds we ask Telegram for
POLL_S = 25
PURGE_EVERY_S = 600.0
READ_TIMEOUT_S = 20.0
CONNECT_TIMEOUT_S = 10.0
CONNECTIONS = 32  # to Telegram: enough for its 30 messages a second; httpcore looks at all of them for each request
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)
MISTAKE = 2  # exit code

log = logging.getLogger(__name__)


def run(settings: Settings, archive: Archive, engine: Engine) -> int:
    """Run the bot until it is stopped; return the exit code."""
    if not asyncio.run(_is_token_known(settings)):
        log.error("Telegram does not know this token. Set DATELINE_TELEGRAM_TOKEN to the one from @BotFather.")
        return MISTAKE
    with Database(settings.data_dir) as database:
        serve(build_application(settings, archive, engine, database))
    return 0


def serve(application: App, stop_signals: Sequence[int] | None = STOP_SIGNALS) -> None:
    """Run an application until a signal, or its `stop_running`. Updates under way are finished, the others kept."""
    asyncio.set_event_loop(asyncio.new_event_loop())
    application.run_polling(
        timeout=POLL_S,
        bootstrap_retries=-1,  # a network that is not up yet is waited for
        allowed_updates=UPDATES,
        drop_pending_updates=False,
        stop_signals=stop_signals,
    )


def build_application(
    settings: Settings,
    archive: Archive,
    engine: Engine,
    database: Database,
    *,
    now: Callable[[], datetime] | None = None,
) -> App:
    """Return the application with all its handlers, not yet running. `now` tells which day is today."""
    lost_replies = LostReplies()
    inbox = UpdateQueue(Updates(database))
    processor = Processor(inbox, is_stopping=lambda: not application.running)
    keeper = VectorKeeper(archive)
    has_run = threading.Event()

    def is_stopping() -> bool:
        return has_run.is_set() and not application.running

    limiter = RateLimiter(is_stopping=is_stopping, lost_replies=lost_replies)
    application = (
        _builder(settings, limiter, lost_replies.ids).update_queue(inbox).concurrent_updates(processor).build()
    )
    clock = now or (lambda: datetime.now(settings.timezone))
    people = read_people(settings, database)
    reader_routes = ReaderRoutes(settings, archive, engine, database, people, now=clock)
    admin_routes = AdminRoutes(
        settings,
        archive,
        database,
        people,
        reader_routes,
        is_stopping=lambda: not application.running,
        stored=keeper.nudge,
    )
    alert_routes = AlertRoutes(settings, archive, database, people)

    async def begin(started: App) -> None:
        lost_replies.bot = started.bot
        await inbox.bring_back(started.bot)
        await set_profile(started.bot, *alert_routes.commands())
        keeper.start()
        begun.append(asyncio.create_task(start_admin_routes(started)))
        begun.append(asyncio.create_task(_purge_now_and_then(database)))

    async def start_admin_routes(started: App) -> None:
        # What looks whether the bot is stopping would stop at once. The library has no event for its running.
        while not started.running:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        has_run.set()
        await admin_routes.start(started.bot, started.job_queue)
        await alert_routes.start(started.job_queue)

    async def stop(_: App) -> None:
        for task in begun:
            task.cancel()
        await asyncio.gather(admin_routes.stop(), alert_routes.stop())

    async def end(_: App) -> None:
        await asyncio.to_thread(keeper.stop)
        admin_routes.close()

    begun: list[asyncio.Task[None]] = []
    application.post_init = begin
    application.post_stop = stop
    application.post_shutdown = end
    _add_handlers(application, reader_routes, admin_routes, alert_routes)
    application.add_error_handler(partial(on_error, locale=people.locale))
    return application


async def _purge_now_and_then(database: Database) -> None:
    """Remove what is kept for a while only, until this is cancelled."""
    while True:
        try:
            await in_storage_thread(purge, database)
        except StorageError as error:
            log.error("what is kept for a while only could not be removed: %s", error)
        await asyncio.sleep(PURGE_EVERY_S)


def _builder(
    settings: Settings, limiter: RateLimiter, ids: MessageIds
) -> ApplicationBuilder[Any, Any, Any, Any, Any, Any]:
    """Begin an application that knows where Telegram is, and is patient with it."""
    return (
        ApplicationBuilder()
        .token(_token(settings))
        .base_url(_api_url(settings))
        .base_file_url(f"{_api_root(settings)}/file/bot")
        .job_queue(JobQueue())
        .rate_limiter(limiter)
        .connection_pool_size(CONNECTIONS)
        .connect_timeout(CONNECT_TIMEOUT_S)
        .pool_timeout(READ_TIMEOUT_S)
        .read_timeout(READ_TIMEOUT_S)
        .write_timeout(READ_TIMEOUT_S)
        .get_updates_request(
            PollingRequest(
                heard=Heartbeat(settings.data_dir).beat,
                seen=ids.note_update,
                connection_pool_size=1,
                connect_timeout=CONNECT_TIMEOUT_S,
            )
        )
    )


def _add_handlers(
    application: App, reader_routes: ReaderRoutes, admin_routes: AdminRoutes, alert_routes: AlertRoutes
) -> None:
    """Say what is done with which update: the first handler that takes one has it."""
    for group, guard in enumerate(reader_routes.guards(), start=-10):
        application.add_handler(guard, group)
    application.add_handlers(
        [
            *admin_routes.handlers(),
            *admin_routes.for_admins(reader_routes.for_admins()),
            *reader_routes.commands(),
            *alert_routes.handlers(),
            *reader_routes.questions(),
            *admin_routes.for_admins(reader_routes.rest_for_admins()),
            *reader_routes.rest(),
        ]
    )


async def _is_token_known(settings: Settings) -> bool:
    """Whether Telegram accepts the token; where it cannot be reached we learn it later."""
    try:
        async with Bot(_token(settings), base_url=_api_url(settings)):
            return True
    except InvalidToken:
        return False
    except TelegramError as error:
        log.warning("Telegram cannot be reached (%s); trying again until it can", type(error).__name__)
        return True


def _token(settings: Settings) -> str:
    if settings.telegram_token is None:
        raise DatelineError("Set DATELINE_TELEGRAM_TOKEN to the token from @BotFather.")
    return settings.telegram_token.get_secret_value()


def _api_url(settings: Settings) -> str:
    return f"{_api_root(settings)}/bot"


def _api_root(settings: Settings) -> str:
    return settings.telegram_api_url or TELEGRAM
