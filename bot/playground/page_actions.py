"""What the person at the page does, as the server's people do it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from bot.playground.bot_api.checks import read_message
from bot.playground.bot_api.entities import Json, units
from bot.playground.bot_api.faults import CUT, LOST, Fault
from bot.playground.bot_api.server import BotApiServer
from bot.playground.cast import ADMIN, CHANNEL, CHATS, GROUP, PEOPLE, READER
from bot.playground.scene_recorder import SceneRecorder

LANGUAGES = ("en", "ru")
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
    """The page's requests, by name. `restart_bot` is given once there is a bot to restart."""

    def __init__(self, server: BotApiServer, clock: Clock, recorder: SceneRecorder, *, is_sample: bool) -> None:
        self._server = server
        self._clock = clock
        self._recorder = recorder
        self._is_sample = is_sample
        self.restart_bot: Callable[[], None] | None = None
        self.known: dict[str, Callable[..., Any]] = {
            "write": self.write,
            "tap": self.tap,
            "follow": self.follow,
            "edit": self.edit,
            "inline": self.inline,
            "choose": self.choose,
            "forward": self.forward,
            "fault": self.fault,
            "language": self.language,
            "clock": self.set_clock,
            "restart": self.restart,
            "scene": self.write_scene,
        }

    def write(self, chat: int, text: str, topic: int = 0, reply_to: int = 0) -> None:
        """Write in a chat: as its person, in the group as the reader, in the channel as the channel."""
        person, more = _person(chat), self._place(chat, topic)
        if reply_to and (replied := self._server.state.message_json(chat, reply_to)):
            more["reply_to_message"] = {key: value for key, value in replied.items() if key != "reply_to_message"}
        mention = f"@{self._server.state.bot['username']}"
        if mention in text and not text.startswith("/"):
            at = text.index(mention)
            more["entities"] = [{"type": "mention", "offset": units(text[:at]), "length": len(mention)}]
        self._recorder.note_text(chat, topic, text, person["language_code"], is_reply="reply_to_message" in more)
        self._server.people.says(person["id"], text, **more)

    def send_file(self, chat: int, name: str, content: bytes, topic: int = 0, **more: Any) -> None:
        """Send a file."""
        self._recorder.leave_out(f"{name} was sent")
        self._server.people.sends_file(_person(chat)["id"], name, content, **self._place(chat, topic), **more)

    def tap(self, chat: int, message_id: int, data: str) -> str:
        """Tap a button of the bot's message. Raises ActionError."""
        message = self._server.state.find_sent(chat, message_id)
        if message is None:
            raise ActionError("That message is gone.")
        person = _person(chat)
        label = next((one["text"] for one in message.all_buttons if one.get("callback_data") == data), "")
        self._recorder.note_tap(chat, label, person["language_code"])
        return self._server.people.taps(person["id"], message, data, person=person)

    def follow(self, chat: int, label: str, start: str) -> None:
        """Open a link to the bot, wherever it was shown: Telegram sends /start in the person's chat with the bot."""
        person = _person(chat)
        self._recorder.note_link(chat, label, person["language_code"])
        self._server.people.says(person["id"], f"/start {start}", **self._place(person["id"]))

    def edit(self, chat: int, message_id: int, text: str) -> None:
        """Edit a message of one's own. Raises ActionError."""
        message = self._server.state.history.get((chat, message_id))
        if message is None:
            raise ActionError("That message is gone.")
        self._recorder.note_edit(chat, text, _person(chat)["language_code"])
        self._server.people.edits(message, text)

    def inline(self, text: str) -> str:
        """Type behind the bot's name."""
        self._recorder.note_inline(text, PEOPLE[READER]["language_code"])
        return self._server.people.types_inline(READER, text, person=PEOPLE[READER])

    def choose(self, chat: int, query_id: str, number: int, topic: int = 0) -> None:
        """Send one of the results of an inline query to a chat. Raises ActionError."""
        answer = self._server.state.inline_answers.get(query_id)
        if answer is None or not 0 <= number < len(answer.given):
            raise ActionError("That offer is gone; type again.")
        self._recorder.leave_out("an offer of inline mode was sent")
        content = answer.given[number]["input_message_content"]
        parsed = read_message(content["message_text"], content.get("parse_mode"))
        self._server.people.sends(
            _person(chat)["id"],
            text=parsed.text,
            entities=[one.json for one in parsed.entities],
            via_bot=self._server.state.bot,
            **self._place(chat, topic),
        )

    def forward(self, message_id: int) -> None:
        """Forward a post of the channel to the bot, as the admin. Raises ActionError."""
        post = self._server.state.history.get((CHANNEL, message_id))
        if post is None:
            raise ActionError("That post is gone.")
        self._recorder.leave_out("a post was forwarded to the bot")
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
            self._recorder.note_fault(kind)

    def language(self, code: str) -> None:
        """Let everybody's Telegram speak a language. Raises ActionError."""
        if code not in LANGUAGES:
            raise ActionError(f"{code!r} is not a language of the page.")
        for person in PEOPLE.values():
            person["language_code"] = code

    def set_clock(self, day: str) -> None:
        """Make it this day for the bot. Raises ActionError."""
        try:
            self._clock.set(date.fromisoformat(day))
        except ValueError:
            raise ActionError(f"{day!r} is not a day.") from None

    def restart(self) -> None:
        """Stop the bot and start it anew. Raises ActionError."""
        if self.restart_bot is None:
            raise ActionError("The bot is still starting.")
        self._recorder.note_restart()
        self.restart_bot()

    def write_scene(self, title: str = "") -> str:
        """Return what was done so far as a scene of the tests."""
        head = {"articles": "sample", "today": self._clock.now().date().isoformat()} if self._is_sample else {}
        return self._recorder.write(title.strip() or "A conversation from the playground", head)

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
