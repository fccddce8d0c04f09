"""Messages whose fate is unknown: Telegram's reply to a send was lost, so that it may have been sent or not.

A send cannot be made idempotent: the Bot API takes no key with it, and has no method that reads a chat. But a bot may
edit its own messages, and ids rise. So the message is looked for by editing each message that it may be into itself:
that fails if there is no such message, or if it is not ours; "not modified" and success tell that it was sent.

What cannot be told: a message that Telegram sends after we have looked, or among more unknown ids than are tried.
"""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from telegram import Bot, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut

SUPERGROUPS = -1_000_000_000_000  # and below: each has ids of its own; all other chats of a bot share one sequence
MOST_KNOWN = 10_000  # ids that are remembered
LOOK_AHEAD = 3  # ids beyond the highest that is known, and one more for each message that is under way
MOST_LOOKED_AT = 40  # ids for one message

log = logging.getLogger(__name__)


class MessageIds:
    """The ids of messages that are known, in both directions: what is among them is not the lost one."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[int, int], None] = OrderedDict()  # (sequence, id), the oldest first
        self._highest: dict[int, int] = {}  # by sequence
        self._under_way = 0

    @contextmanager
    def sending(self) -> Iterator[None]:
        """Send a message: inside, it may have an id that is not known yet."""
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1

    def note(self, chat_id: int, message_id: int) -> None:
        """Remember a message that was sent or received."""
        sequence = _sequence(chat_id)
        self._known[sequence, message_id] = None
        if len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
        self._highest[sequence] = max(message_id, self._highest.get(sequence, 0))

    def note_update(self, update: Update) -> None:
        """Remember the message of an update."""
        message = update.effective_message
        if message is not None:
            self.note(message.chat.id, message.message_id)

    def note_result(self, result: object) -> None:
        """Remember a message that the Bot API returns."""
        if isinstance(result, dict) and "message_id" in result and "chat" in result:
            self.note(result["chat"]["id"], result["message_id"])

    def highest(self, chat_id: object) -> int:
        """Return the highest id known in a chat's sequence; 0 for none, as for a chat that is given by its name."""
        return self._highest.get(_sequence(chat_id), 0) if isinstance(chat_id, int) else 0

    def unknown_after(self, chat_id: int, low: int) -> Iterator[int]:
        """Yield the ids above `low` that a message may have of which nothing is known, in order."""
        sequence = _sequence(chat_id)
        last = self._highest.get(sequence, low) + LOOK_AHEAD + self._under_way
        for message_id in range(low + 1, last + 1):
            if (sequence, message_id) not in self._known:
                yield message_id


class LostReplies:
    """Looks for messages whose fate is unknown."""

    def __init__(self) -> None:
        self.ids = MessageIds()
        self.bot: Bot | None = None  # given when the application has begun
        self._looking = asyncio.Lock()  # one at a time: what one finds, the others need not look at

    async def find(self, message: dict[str, Any], after: int) -> dict[str, Any] | None:
        """Return a message as the Bot API would have, if it was sent; None if it was not, or cannot be told.

        `message` holds the parameters of its `sendMessage`, `after` is the highest id that was known before it.
        """
        if self.bot is None or not after:
            return None
        chat_id = message["chat_id"]
        async with self._looking:
            for tried, message_id in enumerate(self.ids.unknown_after(chat_id, after)):
                if tried == MOST_LOOKED_AT:
                    break
                if found := await self._look_at(self.bot, message, message_id):
                    log.info("a message whose reply was lost had been sent")
                    self.ids.note(chat_id, message_id)
                    return found
        return None

    async def _look_at(self, bot: Bot, message: dict[str, Any], message_id: int) -> dict[str, Any] | None:
        buttons = message.get("reply_markup")
        try:
            edited = await bot.edit_message_text(
                message["text"],
                message["chat_id"],
                message_id,
                parse_mode=message.get("parse_mode"),
                reply_markup=buttons if isinstance(buttons, InlineKeyboardMarkup) else None,
                link_preview_options=message.get("link_preview_options"),
                rate_limit_args=True,  # type: ignore[call-arg]  # of ExtBot, which an application's bot is
            )
        except BadRequest as error:
            return _as_sent(message["chat_id"], message_id) if "not modified" in str(error) else None
        except TelegramError as error:
            log.warning("a message whose reply was lost cannot be looked for: %s", error)
            return None
        return edited.to_dict() if isinstance(edited, Message) else _as_sent(message["chat_id"], message_id)


def may_have_arrived(error: NetworkError) -> bool:
    """Whether a request that failed may have been carried out: it had left us, and its reply did not come."""
    if isinstance(error, BadRequest):
        return False
    cause = error.__cause__
    if isinstance(error, TimedOut):
        return not isinstance(cause, httpx.ConnectTimeout | httpx.PoolTimeout)
    return isinstance(cause, httpx.TransportError) and not isinstance(cause, httpx.ConnectError)


def _sequence(chat_id: int) -> int:
    """Return what numbers a chat's messages: 0 for the bot's own account."""
    return chat_id if chat_id <= SUPERGROUPS else 0


def _as_sent(chat_id: int, message_id: int) -> dict[str, Any]:
    """Return as much of a sent message as its sender needs."""
    kind = "private" if chat_id > 0 else "supergroup" if chat_id <= SUPERGROUPS else "group"
    return {"message_id": message_id, "date": int(time.time()), "chat": {"id": chat_id, "type": kind}}
