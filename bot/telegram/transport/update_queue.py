"""Updates on their way to their handlers: none lost, and none handled twice, over stops and crashes.

The library tells Telegram that updates have come as soon as they are in its queue. This queue writes each down
first, and forgets it once it is handled; at the next start it brings back those that were not.
"""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from telegram import Bot, Update
from telegram.ext import BaseUpdateProcessor

from bot.storage.storage_thread import in_storage_thread
from bot.storage.updates import Updates
from index.errors import StorageError

AGAIN_AFTER_S = 60.0
MOST_TRIES = 10
MOST_AT_ONCE = 1024  # updates under way; those that wait for a file's turn count too
STOP_GRACE_S = 4.0  # after a stop, for updates under way
LOOK_EVERY_S = 0.25  # at whether the bot is stopping

log = logging.getLogger(__name__)


class UpdateQueue(asyncio.Queue[object]):
    """The application's queue, kept on disk."""

    def __init__(self, updates: Updates) -> None:
        super().__init__()
        self._updates = updates
        self._left: set[int] = set()
        self._tries: Counter[int] = Counter()

    async def put(self, item: object) -> None:
        """Write an update down and queue it; pass over one that came before."""
        if isinstance(item, Update) and not await self._is_new(item):
            return
        await super().put(item)

    async def bring_back(self, bot: Bot) -> None:
        """Queue what an earlier run left unhandled."""
        for body in await in_storage_thread(self._updates.unhandled):
            try:
                update = Update.de_json(json.loads(body), bot)
            except Exception:  # written by an earlier version of the library, say
                log.exception("an update that was left unhandled cannot be read")
                continue
            log.info("update %d was left unhandled and is taken up again", update.update_id)
            self.put_nowait(update)

    def leave(self, update_id: int) -> None:
        """Let an update's handler end without finishing: the update comes back at the next start."""
        self._left.add(update_id)

    def again_later(self, update: Update) -> bool:
        """Handle an update once more in a while; return False if that was tried often enough."""
        self._tries[update.update_id] += 1
        if self._tries[update.update_id] > MOST_TRIES:
            del self._tries[update.update_id]
            return False
        self.leave(update.update_id)
        asyncio.get_running_loop().call_later(AGAIN_AFTER_S, self._again, update)
        return True

    def _again(self, update: Update) -> None:
        self._left.discard(update.update_id)
        self.put_nowait(update)

    async def done(self, update: Update) -> None:
        """Forget an update that was handled."""
        if update.update_id in self._left:
            return
        self._tries.pop(update.update_id, None)
        try:
            await in_storage_thread(self._updates.handled, update.update_id)
        except StorageError:
            log.exception("update %d is handled, but this could not be noted", update.update_id)

    async def _is_new(self, update: Update) -> bool:
        try:
            return await in_storage_thread(self._updates.receive, update.update_id, write_update(update))
        except Exception:  # a full disk, say. What is raised here ends the polling: better answered than written down
            log.exception("update %d could not be written down", update.update_id)
            return True


class Processor(BaseUpdateProcessor):
    """Handles updates side by side.

    Once the bot is stopping it begins no more of them, and ends those that take longer than a few seconds: they come
    back at the next start.
    """

    def __init__(self, inbox: UpdateQueue, *, is_stopping: Callable[[], bool]) -> None:
        super().__init__(MOST_AT_ONCE)
        self._inbox = inbox
        self._is_stopping = is_stopping
        self._under_way: set[asyncio.Task[Any]] = set()
        self._watch: asyncio.Task[None] | None = None

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Run an update's handlers and note that it is handled."""
        if self._is_stopping():
            _drop(coroutine)
            return
        if self._watch is None:
            self._watch = asyncio.create_task(self._end_at_stop(), name="end of updates")
        task = asyncio.current_task()
        assert task is not None
        self._under_way.add(task)
        try:
            await coroutine
        except asyncio.CancelledError:
            if not self._is_stopping():
                raise
            log.info("an update took too long for the stop and is left for the next start")
            return
        finally:
            self._under_way.discard(task)
        if isinstance(update, Update):
            await self._inbox.done(update)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Stop watching for the stop."""
        if self._watch:
            self._watch.cancel()

    async def _end_at_stop(self) -> None:
        """Wait for the stop, and end what is still under way some seconds after it."""
        while not self._is_stopping():  # noqa: ASYNC110  # the library has no event for its running
            await asyncio.sleep(LOOK_EVERY_S)
        await asyncio.sleep(STOP_GRACE_S)
        for task in self._under_way:
            task.cancel()


def write_update(update: Update) -> str:
    """Return an update as Telegram's JSON. The library's own `to_json` stumbles over messages that are gone."""
    return json.dumps(update.to_dict(), default=_seconds)


def _seconds(moment: object) -> int:
    if isinstance(moment, datetime):
        return int(moment.timestamp())
    raise TypeError(f"not in Telegram's JSON: {type(moment).__name__}")


def _drop(coroutine: Awaitable[Any]) -> None:
    """Close a coroutine that is not going to run, so that nobody warns of it."""
    close = getattr(coroutine, "close", None)
    if close is not None:
        close()
