"""What the server knows: the bot, the chats with their messages, files, and all that was asked of it."""

import json
import secrets
import time
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from bot.playground.bot_api.api_errors import RefusedError
from bot.playground.bot_api.entities import Json, Parsed
from bot.playground.bot_api.pending_updates import PendingUpdates
from bot.playground.bot_api.records import InlineAnswer, SentMessage

BOT_ID = 123456789
BOT_NAME = "dateline_test_bot"

Listener = Callable[[str, Json], None]


def make_token(bot_id: int = BOT_ID) -> str:
    """Return a new token, of the form that @BotFather gives."""
    return f"{bot_id}:{secrets.token_urlsafe(26)}"


class State:
    """Everything the server knows. UserActions act from any thread; the bot's requests come on the server's loop.

    Listeners hear of each change, in the thread that makes it, as a kind and its data: "message", "edited", "deleted",
    "draft", "action", "tap_answered", "inline_answered", "profile", "update".
    """

    def __init__(self, token: str = "", name: str = BOT_NAME, clock: Callable[[], float] = time.time) -> None:
        self.token = token or make_token()
        self.bot: Json = {
            "id": int(self.token.split(":")[0]),
            "is_bot": True,
            "first_name": "Dateline",
            "username": name,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
            "supports_guest_queries": True,
        }
        self.clock = clock  # Unix time, for the dates of messages
        self.ids = count(1)  # of messages, files, taps and queries
        self.updates = PendingUpdates()
        self.chats: dict[int, Json] = {}
        self.owners: dict[int, int] = {}  # of groups: the person, by the chat
        self.history: dict[tuple[int, int], Json] = {}  # people's messages, by chat and message id
        self.messages: list[SentMessage] = []  # the bot's
        self.requests: list[tuple[str, Json]] = []  # (method, fields), those refused too
        self.refusals: list[str] = []  # what was answered with 400
        self.drafts: list[tuple[int, int, str, int]] = []  # chat, draft id, text, messages sent before it
        self.answered_taps: list[Json] = []
        self.guest_answers: dict[str, Parsed] = {}  # the one message, by the query's id
        self.inline_answers: dict[str, InlineAnswer] = {}
        self.profile: Json = {}  # commands and descriptions, by "method/scope/language"
        self.sent_at: list[float] = []  # when each of the bot's messages came, on the monotonic clock
        self.files: dict[str, tuple[str, bytes]] = {}  # path and content, by file id
        self.open_taps: set[str] = set()  # not yet answered
        self.open_queries: set[str] = set()
        self.listeners: list[Listener] = []

    def notify(self, kind: str, data: Json) -> None:
        """Tell the listeners what has happened."""
        for listener in self.listeners:
            listener(kind, data)

    def now(self) -> int:
        """Return the Unix time."""
        return int(self.clock())

    # Chats

    def chat(self, chat_id: int) -> Json:
        """Return a chat; one that nobody has told of yet is a person's, or a group."""
        kind: Json = (
            {"type": "private", "first_name": "Ana"} if chat_id > 0 else {"type": "supergroup", "title": "News"}
        )
        return self.chats.get(chat_id, {"id": chat_id, **kind})

    def find_chat(self, given: Any) -> int:
        """Return the id of a chat that a request names by its id or its @name. Raises RefusedError."""
        if isinstance(given, int):
            return given
        for chat_id, chat in self.chats.items():
            if f"@{chat.get('username')}".casefold() == str(given).casefold():
                return chat_id
        if str(given).lstrip("-").isdecimal():
            return int(given)
        raise RefusedError("chat not found")

    # Messages

    def find_sent(self, chat_id: int, message_id: int) -> SentMessage | None:
        """Return one of the bot's messages, if it is still there."""
        return next((m for m in self.messages if (m.chat_id, m.message_id) == (chat_id, message_id)), None)

    def message_json(self, chat_id: int, message_id: int) -> Json | None:
        """Return a message as the Bot API sends it, the bot's or a person's; None if there is none."""
        if sent := self.find_sent(chat_id, message_id):
            return self.json_of(sent)
        return self.history.get((chat_id, message_id))

    def json_of(self, message: SentMessage) -> Json:
        """Return one of the bot's messages as the Bot API sends it."""
        body: Json = {
            "message_id": message.message_id,
            "date": message.date,
            "chat": self.chat(message.chat_id),
            "from": self.bot,
            **_content(message),
        }
        if message.edit_date:
            body["edit_date"] = message.edit_date
        if message.buttons:
            body["reply_markup"] = {"inline_keyboard": message.buttons}
        if thread := message.fields.get("message_thread_id"):
            body |= {"message_thread_id": int(thread), "is_topic_message": True}
        if replied := self._replied_to(message):
            body["reply_to_message"] = replied
        return body

    def _replied_to(self, message: SentMessage) -> Json | None:
        """Return the message that one of the bot's answers, without what that one answers."""
        given = message.fields.get("reply_parameters", {})
        reply: Json = json.loads(given) if isinstance(given, str) else given
        found = self.message_json(message.chat_id, reply["message_id"]) if "message_id" in reply else None
        return {key: value for key, value in found.items() if key != "reply_to_message"} if found else None

    def history_of(self, chat_id: int) -> Iterator[Json]:
        """Yield a chat's messages in their order."""
        theirs = [one for (chat, _), one in self.history.items() if chat == chat_id]
        ours = [self.json_of(one) for one in self.messages if one.chat_id == chat_id]
        yield from sorted([*theirs, *ours], key=lambda one: one["message_id"])

    def forget_message(self, message: SentMessage) -> None:
        """Delete one of the bot's messages, as a person may."""
        self.messages[:] = [one for one in self.messages if one is not message]
        self.notify("deleted", {"chat_id": message.chat_id, "message_id": message.message_id})

    # Files

    def keep_file(self, folder: str, content: bytes) -> str:
        """Keep a file, to be fetched by its id, which comes back."""
        file_id = f"file{next(self.ids)}"
        self.files[file_id] = (f"{folder}/{file_id}", content)
        return file_id


def _content(message: SentMessage) -> Json:
    """Return the part of a message that depends on its kind."""
    entities = [entity.json for entity in message.parsed.entities]
    if message.document is None:
        return {"text": message.text, **({"entities": entities} if entities else {})}
    kept = {"file_id": message.file_id, "file_unique_id": f"u{message.file_id}", "file_size": len(message.document)}
    caption: Json = {"caption": message.text} if message.text else {}
    if entities:
        caption["caption_entities"] = entities
    if message.photo_size:
        width, height = message.photo_size
        return {"photo": [{**kept, "width": width, "height": height}], **caption}
    return {"document": {**kept, "file_name": message.file_name}, **caption}
