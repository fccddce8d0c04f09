"""Channel posts as articles: written like the export of Telegram Desktop, so that both give the same article."""

import json
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from telegram import Chat, Message, MessageOriginChannel
from telegram.ext import filters

from bot.storage.delivery import Fields

_CHANNEL_ID = 1_000_000_000_000  # a bot sees channel 1234567890 as -1001234567890


@dataclass(frozen=True, slots=True)
class Post:
    """A post, wherever it was met: in its channel, or forwarded."""

    channel: Chat
    number: int  # of the post in its channel
    sent: datetime
    words: str  # may be empty

    @property
    def link(self) -> str:
        """Its address: by the channel's name, or, for the members of a private one, by its number."""
        if self.channel.username:
            return f"https://t.me/{self.channel.username}/{self.number}"
        return f"https://t.me/c/{_bare_id(self.channel)}/{self.number}"

    @property
    def name(self) -> str:
        """What the admin knows it by."""
        return self.link.removeprefix("https://")

    @property
    def outlet(self) -> str:
        """The channel's title."""
        return self.channel.title or self.channel.username or ""

    def fields(self, timezone: ZoneInfo) -> Fields:
        """Return what a post says of the file it carries."""
        return Fields(self.sent.astimezone(timezone).date(), self.outlet, self.link)

    def export(self, timezone: ZoneInfo) -> bytes:
        """Return the post as an export of its channel would hold it."""
        message = {
            "id": self.number,
            "type": "message",
            "date": self.sent.astimezone(timezone).strftime("%Y-%m-%dT%H:%M:%S"),
            "text": self.words,
        }
        chat = {
            "name": self.outlet,
            "type": "public_channel" if self.channel.username else "private_channel",
            "id": _bare_id(self.channel),
            **({"username": self.channel.username} if self.channel.username else {}),
            "messages": [message],
        }
        return json.dumps(chat, ensure_ascii=False).encode()


def read_post(message: Message) -> Post | None:
    """Return the post in a message: its own in a channel, the one it forwards elsewhere; None if it is not a post."""
    words = message.text or message.caption or ""
    origin = message.forward_origin
    if isinstance(origin, MessageOriginChannel):
        return Post(origin.chat, origin.message_id, origin.date, words)
    if message.chat.type == Chat.CHANNEL:
        return Post(message.chat, message.message_id, message.date, words)
    return None


class ForwardedPost(filters.MessageFilter):
    """Lets through what was forwarded from a channel."""

    def filter(self, message: Message) -> bool:
        """Whether the message is a forwarded post."""
        return isinstance(message.forward_origin, MessageOriginChannel)


def is_listed(channel: Chat, listed: frozenset[str]) -> bool:
    """Whether a channel is one of those in the setting, named by "@name" or by number."""
    names = {str(channel.id), str(_bare_id(channel))}
    if channel.username:
        names.add(channel.username.casefold())
    return any(one.lstrip("@").casefold() in names for one in listed)


def _bare_id(channel: Chat) -> int:
    """Return a channel's number as links and exports have it."""
    return -channel.id - _CHANNEL_ID if channel.id < -_CHANNEL_ID else abs(channel.id)
