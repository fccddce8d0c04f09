"""Requests to Telegram, repeated where Telegram or the network asks for it."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

import httpx
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut
from telegram.ext import AIORateLimiter

FLOOD_RETRIES = 5  # times a request waits for `retry_after`
CHAT_PAUSE_S = 1.0  # between two messages to one chat
MOST_CHATS = 10_000
PAUSES_S = (0.5, 2.0, 5.0, 15.0)  # between tries after a network error

# Edits are sends to Telegram's counters; "typing…" and answers to taps are not.
_TYPING = "sendChatAction"
_SENDS = ("sendMessage", "sendPhoto", "sendDocument", "editMessageText")

Result = bool | dict[str, Any] | list[dict[str, Any]]

log = logging.getLogger(__name__)


class RateLimiter(AIORateLimiter):
    """The library's limiter, which waits as long as Telegram says.

    It also keeps to one message a second in each chat, and tries again after network errors.
    """

    def __init__(self, pauses_s: tuple[float, ...] = PAUSES_S, chat_pause_s: float = CHAT_PAUSE_S) -> None:
        super().__init__(max_retries=FLOOD_RETRIES)
        self._pauses_s = pauses_s
        self._chat_pause_s = chat_pause_s
        self._free_at: dict[int, float] = {}  # when a chat may have its next message, on the loop's clock

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Result:
        """Make a request, again where that can help."""
        if endpoint == _TYPING:
            return await callback(*args, **kwargs)  # an ornament takes no answer's place, and is not made twice
        if endpoint in _SENDS and isinstance(data.get("chat_id"), int):
            await self._wait_for_chat(data["chat_id"])
        for pause_s in self._pauses_s:
            try:
                return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
            except NetworkError as error:
                if not may_repeat(error, endpoint):
                    raise
                log.warning("%s failed (%s); trying again in %s s", endpoint, type(error).__name__, pause_s)
            await asyncio.sleep(pause_s)
        return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)

    async def _wait_for_chat(self, chat_id: int) -> None:
        """Wait until a chat may have its next message, and take that moment."""
        now = asyncio.get_running_loop().time()
        at = max(now, self._free_at.get(chat_id, now))
        if len(self._free_at) > MOST_CHATS:
            self._free_at = {chat: free for chat, free in self._free_at.items() if free > now}
        self._free_at[chat_id] = at + self._chat_pause_s
        await asyncio.sleep(at - now)


def may_repeat(error: NetworkError, endpoint: str) -> bool:
    """Whether a failed request may be made again: not one that Telegram refused, nor a message it may have sent."""
    if isinstance(error, BadRequest):
        return False
    if isinstance(error, TimedOut) and endpoint.startswith("send"):
        return isinstance(error.__cause__, httpx.ConnectTimeout | httpx.PoolTimeout)
    return True


def is_passing(error: Exception) -> bool:
    """Whether an error tells only of a bad hour, so that a message that was not sent can be sent later."""
    return isinstance(error, RetryAfter) or (isinstance(error, NetworkError) and may_repeat(error, "sendMessage"))
