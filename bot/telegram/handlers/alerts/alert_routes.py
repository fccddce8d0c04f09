"""What people wait for put together: its commands and buttons, and the job that looks for what is due."""

import asyncio
import logging
from contextlib import suppress
from typing import Any

from telegram.ext import BaseHandler, CallbackContext, CallbackQueryHandler, CommandHandler, JobQueue, filters

from bot.storage.alerts.follows import Follows
from bot.storage.alerts.schedules import Schedules
from bot.storage.database import Database
from bot.telegram.handlers.access_policy import read_access
from bot.telegram.handlers.alerts.alert_sender import AlertSender
from bot.telegram.handlers.alerts.digest_commands import DigestCommands
from bot.telegram.handlers.alerts.follow_commands import FollowCommands
from bot.telegram.handlers.known_people import People
from bot.telegram.rendering.alert_messages import CLOCK, UNFOLLOW
from config.settings import Settings
from index.archive import Archive
from index.errors import DatelineError, StorageError

ANYWHERE = (filters.ChatType.PRIVATE | filters.ChatType.GROUPS) & filters.UpdateType.MESSAGE
PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
FIRST_S = 1.0
LOOK_EVERY_S = 20.0
STOP_WAIT_S = 4.0

Context = CallbackContext[Any, Any, Any, Any]

log = logging.getLogger(__name__)


class AlertRoutes:
    """All that has to do with following and digests; nothing of it if the settings switch both off."""

    def __init__(self, settings: Settings, archive: Archive, database: Database, people: People) -> None:
        self._settings = settings
        follows, schedules = Follows(database), Schedules(database)
        access = read_access(settings.access, people.admins, people.users.is_guest)
        self._follow = FollowCommands(settings, archive, follows, schedules, people)
        self._digest = DigestCommands(settings, schedules, people)
        self._sender = AlertSender(
            archive, database, follows, schedules, alerts_a_day=settings.alerts_a_day, may_be_told=access.lets_in
        )
        self._is_on = settings.follows_each > 0 or settings.digests
        self._looking: asyncio.Task[None] | None = None
        self._stopping = False

    def handlers(self) -> list[BaseHandler[Any, Any, Any]]:
        """Return the handlers of the commands that are switched on, and of their buttons."""
        follow = [
            CommandHandler("follow", self._follow.follow, ANYWHERE),
            CommandHandler("following", self._follow.following, PRIVATE),
        ]
        return [
            *(follow if self._settings.follows_each else []),
            *([CommandHandler("digest", self._digest.digest, ANYWHERE)] if self._settings.digests else []),
            CallbackQueryHandler(self._follow.unfollow, rf"^{UNFOLLOW}\d{{1,12}}$"),
            CallbackQueryHandler(self._digest.tapped, rf"^{CLOCK}[\w/+-]{{1,60}}$"),
        ]

    def commands(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the names of the commands that are switched on: in private, and in groups."""
        follow = ("follow", "following") if self._settings.follows_each else ()
        digest = ("digest",) if self._settings.digests else ()
        return (*follow, *digest), digest

    async def start(self, jobs: "JobQueue[Any] | None") -> None:
        """Begin to look for what is due."""
        if jobs and self._is_on:
            with suppress(StorageError):  # a full disk is told at the first look
                await self._sender.begin()
            jobs.run_repeating(self._look_now, LOOK_EVERY_S, FIRST_S, name="alerts")

    async def stop(self) -> None:
        """End after the message under way."""
        self._stopping = True
        if self._looking:
            await asyncio.wait({self._looking}, timeout=STOP_WAIT_S)

    async def _look_now(self, context: Context) -> None:
        """Look, unless that is under way: a job that waited for it would keep the bot from stopping."""
        if not self._stopping and (self._looking is None or self._looking.done()):
            self._looking = asyncio.create_task(self._look(context), name="alerts")

    async def _look(self, context: Context) -> None:
        try:
            await self._sender.look(context.bot)
        except DatelineError as error:  # a full disk: what was not sent is sent at the next look
            log.error("alerts wait: %s", error.for_reader)
        except Exception:  # this is an edge: the next look tries again
            log.exception("alerts could not be looked for")
