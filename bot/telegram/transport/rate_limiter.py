"""Requests to Telegram at the pace it allows, repeated if Telegram or the network asks for it, and ended by a stop."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

import httpx
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut
from telegram.ext import BaseRateLimiter

from bot.telegram.transport.lost_replies import LostReplies, may_have_arrived
from bot.telegram.transport.pace import Pace

# Telegram's limits, https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this: about 30 messages
# a second in all, one a second to a chat, 20 a minute to a group; it lets short bursts pass.
EVERY_S, BURST = 1 / 30, 100
CHAT_PAUSE_S = 1.0
GROUP_EVERY_S, GROUP_BURST = 3.0, 20
FLOOD_RETRIES = 5  # times a request waits as long as Telegram says
PAUSES_S = (0.5, 2.0, 5.0, 15.0)  # between tries after a network error
MOST_CHATS = 10_000
LOOK_EVERY_S = 0.25  # at whether the bot is stopping

# Edits are sends to Telegram's counters; "typing…" and answers to taps are not.
_TYPING = "sendChatAction"
_MESSAGE = "sendMessage"
_SENDS = (_MESSAGE, "sendPhoto", "sendDocument", "editMessageText", "sendRichMessage")

Result = bool | dict[str, Any] | list[dict[str, Any]]

log = logging.getLogger(__name__)


class StoppingError(RetryAfter):
    """The bot is stopping, and a request that had to wait was not made: what it was for is done at the next start."""

    def __init__(self) -> None:
        super().__init__(0)


class RateLimiter(BaseRateLimiter[bool]):
    """Paces and repeats the requests of the whole bot.

    A request with `rate_limit_args=True` looks for a lost message: it has no chat's pace, and a stop does not end it.

    A message whose reply is lost is looked for, and sent again only if it is not found.
    """

    def __init__(
        self,
        pauses_s: tuple[float, ...] = PAUSES_S,
        chat_pause_s: float = CHAT_PAUSE_S,
        *,
        is_stopping: Callable[[], bool] = lambda: False,
        lost_replies: LostReplies | None = None,
    ) -> None:
        self._pauses_s = pauses_s
        self._chat_pause_s = chat_pause_s
        self._is_stopping = is_stopping
        self._lost_replies = lost_replies or LostReplies()
        self._all = Pace(EVERY_S, BURST)
        self._chats: dict[int, Pace] = {}
        self._groups: dict[int, Pace] = {}
        self._flood_ends = float("-inf")  # on the loop's clock: until then Telegram wants no request

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to let go of."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: bool | None,
    ) -> Result:
        """Make a request in its turn, and again if that can help.

        Raises: StoppingError if the bot stops before it was made; TelegramError.
        """
        if endpoint == _TYPING:
            return await callback(*args, **kwargs)  # it only decorates: it takes no answer's turn and is not repeated
        chat_id = data.get("chat_id")
        if endpoint in _SENDS and isinstance(chat_id, int):
            if rate_limit_args:
                await asyncio.sleep(self._all.reserve(self._now()) - self._now())
            else:
                await self._sleep_until(self._reserve(chat_id))
        if endpoint == _MESSAGE:
            with self._lost_replies.ids.sending():
                return await self._repeat(callback, args, kwargs, endpoint, data)
        return await self._repeat(callback, args, kwargs, endpoint, data)

    async def _repeat(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
    ) -> Result:
        """Make a request, and again if that can help.

        Raises: StoppingError if the bot stops before it was made; TelegramError.
        """
        ids = self._lost_replies.ids
        highest = ids.highest(data.get("chat_id"))
        floods, pauses = 0, iter(self._pauses_s)
        while True:
            await self._sleep_until(self._flood_ends)
            try:
                result = await callback(*args, **kwargs)
                ids.note_result(result)
                return result
            except RetryAfter as error:
                floods += 1
                if floods > FLOOD_RETRIES:
                    raise
                self._note_flood(error, endpoint)
            except NetworkError as error:
                pause_s = next(pauses, None)
                is_lost = endpoint == _MESSAGE and may_have_arrived(error)
                if pause_s is None or not (is_lost or may_repeat(error, endpoint)):
                    raise
                log.warning("%s failed (%s); trying again in %s s", endpoint, type(error).__name__, pause_s)
                if not is_lost:
                    await self._sleep_until(self._now() + pause_s)
                    continue
                await asyncio.sleep(pause_s)  # a stop has to wait: at the next start nothing is known of the message
                if found := await self._lost_replies.find(data, highest):
                    return found
                if isinstance(error, TimedOut):
                    pauses = iter(())  # Telegram may be about to send it: once more at most

    def _reserve(self, chat_id: int) -> float:
        """Take the next moment at which a chat may have a message; return it, on the loop's clock."""
        now = self._now()
        if len(self._chats) > MOST_CHATS:
            self._chats = {chat: pace for chat, pace in self._chats.items() if not pace.is_idle(now)}
            self._groups = {chat: pace for chat, pace in self._groups.items() if not pace.is_idle(now)}
        at = self._chats.setdefault(chat_id, Pace(self._chat_pause_s)).reserve(now)
        if chat_id < 0:
            at = self._groups.setdefault(chat_id, Pace(GROUP_EVERY_S, GROUP_BURST)).reserve(at)
        return max(at, self._all.reserve(now))

    def _note_flood(self, error: RetryAfter, endpoint: str) -> None:
        # The library gives a number of seconds, or a timedelta if it is told to.
        wait = error.retry_after
        wait_s = float(wait if isinstance(wait, int) else wait.total_seconds())
        log.warning("%s came too fast for Telegram; nothing goes out for %s s", endpoint, wait_s)
        self._flood_ends = max(self._flood_ends, self._now() + wait_s)

    async def _sleep_until(self, at: float) -> None:
        while (left := at - self._now()) > 0:
            if self._is_stopping():
                raise StoppingError
            await asyncio.sleep(min(left, LOOK_EVERY_S))

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


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
