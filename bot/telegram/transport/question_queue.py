"""Whose turn it is: a chat's questions are answered in the order they came, each within a time limit."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar
from weakref import WeakValueDictionary

WAIT_SHOWN_AFTER_S = 6.0  # then a person who waits is told that the bot is still looking
WAIT_SHOWN_EVERY_S = 3.0  # and is shown what there is so far; an edit counts as a message to Telegram

T = TypeVar("T")
Who = tuple[int, int]  # chat and person


class StoppedByReaderError(Exception):
    """The person has sent /cancel."""


class TooSlowError(Exception):
    """The time for one question is over."""


class QuestionQueue:
    """The turns of all chats. What runs in a thread cannot be broken off; its outcome is then thrown away."""

    def __init__(self, timeout_s: float) -> None:
        self._timeout_s = timeout_s
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._asking: Counter[Who] = Counter()  # turns begun or waited for
        self._cancels: Counter[Who] = Counter()
        self._working: dict[Who, asyncio.Future[object]] = {}

    @asynccontextmanager
    async def turn(self, who: Who) -> AsyncIterator[None]:
        """Wait until the chat's earlier questions are answered. Raises StoppedByReaderError."""
        lock = self._locks.get(who[0])
        if lock is None:
            lock = self._locks[who[0]] = asyncio.Lock()
        cancels = self._cancels[who]
        self._asking[who] += 1
        try:
            async with lock:
                if self._cancels[who] != cancels:
                    raise StoppedByReaderError
                yield
        finally:
            self._asking[who] -= 1
            if not self._asking[who]:
                del self._asking[who]

    async def work(self, who: Who, work: Callable[[], T], show_wait: Callable[[], Awaitable[None]] | None = None) -> T:
        """Run work in a thread. Raises TooSlowError after the time limit, and StoppedByReaderError after /cancel.

        `show_wait` is awaited now and then if it takes long.
        """
        end = time.monotonic() + self._timeout_s
        task = asyncio.ensure_future(asyncio.to_thread(work))
        self._working[who] = task  # type: ignore[assignment]  # a future of something
        try:
            await asyncio.wait({task}, timeout=min(WAIT_SHOWN_AFTER_S, self._timeout_s))
            while not task.done() and (left := end - time.monotonic()) > 0:
                if show_wait:
                    await show_wait()
                await asyncio.wait({task}, timeout=min(WAIT_SHOWN_EVERY_S, left))
            if task.cancelled():
                raise StoppedByReaderError
            if not task.done():
                task.cancel()
                raise TooSlowError
            return task.result()
        finally:
            self._working.pop(who, None)

    def cancel(self, who: Who) -> bool:
        """Stop what a person asked for in a chat; False if there is nothing to stop."""
        if not self._asking[who]:
            return False
        self._cancels[who] += 1
        working = self._working.get(who)
        if working:
            working.cancel()
        return True
