"""What the person at the page does, as the server's people do it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from bot.playground.bot_api.checks import read_message
from bot.playground.bot_api.entities import Json, units
from bot.playground.bot_api.faults import CUT, LOST, Fault
from bot.playground.bot_api.server import BotApiServer
from bot.playground.cast import ADMIN, CHANNEL, CHATS, GROUP, PEOPLE, READER

FAULTS = {
    "flood": Fault(429, retry_after=2),
    "error": Fault(500, "Internal Server Error"),
    "cut": Fault(CUT),
    "lost": Fault(LOST),
}


class ActionError(Exception):
    """What the page asks for cannot be done; says why."""


class Clock:
    """The playground's clock: it goes on from the day it was set to."""

    def __init__(self, today: date | None, real: Callable[[], datetime]) -> None:
        self._real = real
        self._ahead = timedelta()
        if today:
            self.set(today)

    def set(self, today: date) -> None:
        """Make it this day."""
        self._ahead = timedelta(days=(today - self._real().date()).days)

    def now(self) -> datetime:
        """Return the time."""
        return self._real() + self._ahead


class PageActions:
    """The page's requests, by name."""

    def __init__(self, server: BotApiServer, clock: Clock, restart: Callable[[], None]) -> None:
        self._server = server
        self._clock = clock
        self._restart_bot = restart
        self.known: dict[str, Callable[..., Any]] = {
            "write": self.write,
            "tap": self.tap,
            "edit": self.edit,
            "inline": self.inline,
            "choose": self.choose,
            "forward": self.forward,
            "fault": self.fault,
            "language": self.language,
            "clock": self.set_clock,
            "restart": self.restart,
        }

    def write(self, chat: int, text: str, topic: int = 0, reply_to: int = 0) -> None:
        """Write in a chat: as its person, in the group as the reader, in the channel as the channel."""
        more = self._place(chat, topic)
        if reply_to and (replied := self._server.state.message_json(chat, reply_to)):
            more["reply_to_message"] = replied
        mention = f"@{self._server.state.bot['username']}"
        if mention in text and not text.startswith("/"):
            at = text.index(mention)
            more["entities"] = [{"type": "mention", "offset": units(text[:at]), "length": len(mention)}]
        self._server.people.says(_person(chat)["id"], text, **more)

    def send_file(self, chat: int, name: str, content: bytes, **more: Any) -> None:
        """Send a file."""
        self._server.people.sends_file(_person(chat)["id"], name, content, **self._place(chat), **more)

    def tap(self, chat: int, message_id: int, data: str) -> str:
        """Tap a button of the bot's message. Raises ActionError."""
        message = self._server.state.find_sent(chat, message_id)
        if message is None:
            raise ActionError("That message is gone.")
        return self._server.people.taps(_person(chat)["id"], message, data, person=_person(chat))

    def edit(self, chat: int, message_id: int, text: str) -> None:
        """Edit a message of one's own. Raises ActionError."""
        message = self._server.state.history.get((chat, message_id))
        if message is None:
            raise ActionError("That message is gone.")
        self._server.people.edits(message, text)

    def inline(self, text: str) -> str:
        """Type behind the bot's name."""
        return self._server.people.types_inline(READER, text, person=PEOPLE[READER])

    def choose(self, chat: int, query_id: str, number: int) -> None:
        """Send one of the results of an inline query to a chat. Raises ActionError."""
        answer = self._server.state.inline_answers.get(query_id)
        if answer is None or not 0 <= number < len(answer.given):
            raise ActionError("That offer is gone; type again.")
        content = answer.given[number]["input_message_content"]
        parsed = read_message(content["message_text"], content.get("parse_mode"))
        self._server.people.sends(
            _person(chat)["id"],
            text=parsed.text,
            entities=[one.json for one in parsed.entities],
            via_bot=self._server.state.bot,
            **self._place(chat),
        )

    def forward(self, message_id: int) -> None:
        """Forward a post of the channel to the bot, as the admin. Raises ActionError."""
        post = self._server.state.history.get((CHANNEL, message_id))
        if post is None:
            raise ActionError("That post is gone.")
        origin = {"type": "channel", "chat": CHATS[CHANNEL], "message_id": message_id, "date": post["date"]}
        kept = {key: post[key] for key in ("text", "caption", "document", "entities") if key in post}
        self._server.people.sends(ADMIN, forward_origin=origin, **self._place(ADMIN), **kept)

    def fault(self, kind: str) -> None:
        """Let the bot's next message go wrong; "" takes that back. Raises ActionError."""
        self._server.faults.clear()
        if kind and kind not in FAULTS:
            raise ActionError(f"There is no fault {kind!r}.")
        if kind:
            self._server.faults.fail_next("sendMessage", FAULTS[kind])

    def language(self, code: str) -> None:
        """Let everybody's Telegram speak a language."""
        for person in PEOPLE.values():
            person["language_code"] = code

    def set_clock(self, day: str) -> None:
        """Make it this day for the bot. Raises ActionError."""
        try:
            self._clock.set(date.fromisoformat(day))
        except ValueError:
            raise ActionError(f"{day!r} is not a day.") from None

    def restart(self) -> None:
        """Stop the bot and start it anew."""
        self._restart_bot()

    def _place(self, chat: int, topic: int = 0) -> Json:
        place: Json = {"chat": CHATS[chat]}
        if chat == CHANNEL:
            return {**place, "kind": "channel_post", "sender_chat": CHATS[CHANNEL]}
        place["from"] = dict(_person(chat))
        if chat == GROUP and topic:
            place |= {"message_thread_id": topic, "is_topic_message": True}
        return place


def _person(chat: int) -> Json:
    """Return who writes in a chat. Raises ActionError."""
    if chat not in CHATS:
        raise ActionError("There is no such chat.")
    return PEOPLE.get(chat, PEOPLE[READER])
