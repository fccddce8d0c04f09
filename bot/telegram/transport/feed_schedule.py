"""Feeds polled while the bot runs: python-telegram-bot's job queue keeps the time, a thread does the work."""

import asyncio
import logging
from collections.abc import Callable, Collection
from typing import Any

from telegram.error import TelegramError
from telegram.ext import CallbackContext, JobQueue

from bot.feeding.feed_poller import FeedPoller
from bot.i18n.admin_phrases import AdminPhrases
from bot.storage.feeds import Feed, Feeds
from bot.storage.storage_thread import in_storage_thread
from bot.telegram.transport.sending import send, text_message
from index.errors import DatelineError

FIRST_S = 2.0
LOOK_EVERY_S = 15.0  # for a feed whose poll is due
STOP_WAIT_S = 9.0  # a fetch takes 8 s at most

Context = CallbackContext[Any, Any, Any, Any]

log = logging.getLogger(__name__)


class FeedSchedule:
    """Polls what is due, one feed after the other, and tells admins once of a feed that fails for days."""

    def __init__(
        self,
        poller: FeedPoller,
        feeds: Feeds,
        admins: Callable[[], Collection[int]],
        *,
        phrases_for: Callable[[int], AdminPhrases],
        stored: Callable[[], None],
    ) -> None:
        self._poller = poller
        self._feeds = feeds
        self._admins = admins
        self._phrases_for = phrases_for
        self._stored = stored
        self._polling: asyncio.Task[None] | None = None
        self._stopping = False

    def start(self, jobs: "JobQueue[Any]") -> None:
        """Begin to look for what is due."""
        jobs.run_repeating(self._look, LOOK_EVERY_S, FIRST_S, name="feeds")

    async def stop(self) -> None:
        """End after the fetch under way."""
        self._stopping = True
        if self._polling:
            await asyncio.wait({self._polling}, timeout=STOP_WAIT_S)
        await asyncio.to_thread(self._poller.close)

    async def _look(self, context: Context) -> None:
        """Start polling, unless it is under way: a job that waited for it would keep the bot from stopping."""
        if self._polling is None or self._polling.done():
            self._polling = asyncio.create_task(self._poll(context), name="polling feeds")

    async def _poll(self, context: Context) -> None:
        try:
            while not self._stopping and (feed := await asyncio.to_thread(self._poller.poll_due)):
                self._stored()
                if self._poller.is_worth_telling(feed):
                    await self._tell(context, feed)
        except DatelineError as error:  # a full disk: what was not stored comes with the next poll
            log.error("the feeds wait: %s", error.for_reader)
        except Exception:  # this is an edge: the next look polls again
            log.exception("a feed could not be polled")

    async def _tell(self, context: Context, feed: Feed) -> None:
        await in_storage_thread(self._feeds.set_told, feed.url)
        for admin in self._admins():
            try:
                await send(
                    context.bot, admin, text_message(self._phrases_for(admin).feed_fails(feed.url, feed.trouble))
                )
            except TelegramError as error:  # an admin who never wrote to the bot
                log.info("an admin could not be told of a feed: %s", type(error).__name__)
