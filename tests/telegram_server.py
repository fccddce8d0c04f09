"""The Bot API server as tests use it: everything at hand, and what a test waits for.

with TelegramServer() as telegram:
    telegram.url                        the root to give to the bot
    telegram.says(7, "What happened?")  a person writes
    telegram.wait_for_message()         what the bot sent
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.playground.bot_api.entities import Json
from bot.playground.bot_api.faults import Fault
from bot.playground.bot_api.records import InlineAnswer
from bot.playground.bot_api.records import SentMessage as Message
from bot.playground.bot_api.server import BotApiServer
from bot.playground.bot_api.state import BOT_ID, BOT_NAME, State

__all__ = ["BOT_ID", "BOT_NAME", "TOKEN", "WAIT_S", "Fault", "InlineAnswer", "Json", "Message", "TelegramServer"]

TOKEN = f"{BOT_ID}:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
WAIT_S = 60.0  # for the bot to do what a test expects of it, on a loaded machine; a test that fails waits so long


class TelegramServer(BotApiServer):
    """The server; every public method may be called from the tests' thread."""

    def __init__(self, token: str = TOKEN) -> None:
        super().__init__(State(token))
        state, people = self.state, self.people
        self.token = state.token
        self.messages = state.messages
        self.requests = state.requests
        self.drafts = state.drafts
        self.answered_taps = state.answered_taps
        self.refusals = state.refusals
        self.sent_at = state.sent_at
        self.inline_answers = state.inline_answers
        self.updates = state.updates.waiting  # not yet confirmed
        self.all_updates = state.updates.all
        self.says = people.says
        self.sends = people.sends
        self.sends_file = people.sends_file
        self.taps = people.taps
        self.edits = people.edits
        self.types_inline = people.types_inline
        self.calls_guest = people.calls_guest
        self.guest_answers = state.guest_answers
        self.update = people.update
        self.forget_tap = people.forget_tap
        self.forget_message = people.forget_message
        self.fail_next = self.faults.fail_next

    def wait_until(self, what: Callable[[], bool], told: str = "") -> None:
        """Wait until something is true; fail if it does not become so."""
        end = time.monotonic() + WAIT_S
        while not what():
            assert time.monotonic() < end, told or f"waited in vain; requests: {self.requests[-5:]}"
            time.sleep(0.005)

    def wait_for_message(self, after: int = 0) -> Message:
        """Return the first message that is sent after so many."""
        self.wait_until(lambda: len(self.messages) > after, f"no message came; {self.requests[-5:]}")
        return self.messages[after]

    def wait_for_inline(self, query_id: str) -> InlineAnswer:
        """Return what an inline query is answered with."""
        self.wait_until(lambda: query_id in self.inline_answers, "an inline query was not answered")
        return self.inline_answers[query_id]

    @contextmanager
    def next_message(self) -> Iterator[list[Message]]:
        """Give a list that holds, after the block, the first message the bot sent because of it.

        with telegram.next_message() as got:
            telegram.says(7, "Hello")
        got[0].text
        """
        before = len(self.messages)
        got: list[Message] = []
        yield got
        got.append(self.wait_for_message(before))

    def wait_until_settled(self) -> None:
        """Wait until every update is confirmed."""
        self.wait_until(lambda: not self.updates, f"updates were not fetched: {self.updates}")
