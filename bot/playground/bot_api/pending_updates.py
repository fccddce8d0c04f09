"""The updates that a bot has not confirmed yet, and the polls that wait for them."""

import asyncio
import time
from collections.abc import Callable
from functools import partial
from itertools import count

from bot.playground.bot_api.api_errors import ConflictError
from bot.playground.bot_api.entities import Json

FIRST_ID = 1000
# The kinds of the Bot API that Telegram leaves out if a bot does not ask for them.
KINDS = {
    *("message", "edited_message", "channel_post", "edited_channel_post", "inline_query", "chosen_inline_result"),
    *("callback_query", "my_chat_member", "chat_member", "message_reaction", "guest_message", "poll", "poll_answer"),
}


class PendingUpdates:
    """A queue of updates. They are added from any thread, and fetched on the server's loop."""

    def __init__(self) -> None:
        self.waiting: list[Json] = []  # not yet confirmed
        self.all: list[Json] = []
        self.confirmed = 0  # updates up to this id were confirmed
        self.stopped = False
        self._ids = count(FIRST_ID)
        self._polls = 0
        self._wake: Callable[[], object] = lambda: None

    def add(self, content: Json) -> int:
        """Queue an update; returns its id."""
        update = {"update_id": next(self._ids), **content}
        self.all.append(update)
        self.waiting.append(update)
        self._wake()
        return int(update["update_id"])

    def stop(self) -> None:
        """End the poll that waits."""
        self.stopped = True
        self._wake()

    def confirm(self, offset: int) -> None:
        """Forget the updates below an offset."""
        # In place: another thread may be adding one.
        self.waiting[:] = [one for one in self.waiting if one["update_id"] >= offset]
        self.confirmed = max(self.confirmed, offset - 1)

    async def fetch(self, offset: int, wait_s: float, limit: int, kinds: list[str]) -> list[Json]:
        """Confirm what is below the offset, and wait for something to give.

        Raises:
            ConflictError: a newer poll has come.
        """
        self._polls += 1
        poll = self._polls
        self._wake()  # an older poll ends
        loop, added = asyncio.get_running_loop(), asyncio.Event()
        self._wake = partial(loop.call_soon_threadsafe, added.set)
        self.confirm(offset)
        self._leave_out(kinds)
        try:
            await self._wait(poll, added, kinds, wait_s)
        finally:
            if poll == self._polls:
                self._wake = lambda: None  # the loop may end before another update comes
        return self.waiting[:limit]

    async def _wait(self, poll: int, added: asyncio.Event, kinds: list[str], wait_s: float) -> None:
        end = time.monotonic() + wait_s
        while not self.waiting and not self.stopped and (left := end - time.monotonic()) > 0:
            added.clear()
            if self.waiting:
                break
            try:
                await asyncio.wait_for(added.wait(), left)
            except TimeoutError:
                break
            if poll != self._polls:
                raise ConflictError("terminated by other getUpdates request")
            self._leave_out(kinds)

    def _leave_out(self, kinds: list[str]) -> None:
        """Drop what the bot does not ask for, as Telegram does."""
        if kinds:
            unwanted = KINDS - set(kinds)
            self.waiting[:] = [one for one in self.waiting if not unwanted & one.keys()]
