"""Telegram Desktop's export (result.json) → drafts, one a post: of one chat, or of the channels among many."""

from collections.abc import Iterator, Mapping
from datetime import date

from index.ingest.dates.date_fields import read_day
from index.ingest.draft import Draft, ParseError, place_in_archive
from index.ingest.normalise import normalise, one_line
from index.model.article import DateEvidence

_USERNAME_FIELDS = ("username", "public_username")


def is_export(value: object) -> bool:
    """Whether a JSON value is an export of one chat, or of an account's."""
    return isinstance(value, dict) and (_is_chat(value) or bool(_chats(value)))


def read_export(value: object) -> Iterator[Draft | ParseError]:
    """Yield the posts that have words. Of the export of an account only channels are read: other chats are private."""
    if not isinstance(value, dict):
        return
    if _is_chat(value):
        yield from _read_chat(value)
        return
    others = 0
    for chat in _chats(value):
        if "channel" in str(chat.get("type")):
            name = one_line(str(chat.get("name") or chat.get("id")))  # as if each were a file of its own
            yield from (place_in_archive(found, name, None) for found in _read_chat(chat))
        else:
            others += 1
    if others:
        yield ParseError(f"chats that are not channels are left out ({others}): export one by itself if it is to go in")


def _read_chat(chat: Mapping[str, object]) -> Iterator[Draft | ParseError]:
    messages = chat.get("messages")
    silent = 0
    for message in messages if isinstance(messages, list) else ():
        if not isinstance(message, dict) or message.get("type") != "message":
            continue  # "channel created", "photo changed": Telegram's own lines
        if words := normalise(post_text(message.get("text"))):
            yield _post(chat, message, words)
        else:
            silent += 1
    if silent:
        yield ParseError(f"posts without words are left out ({silent}): write a caption for what is to be found")


def post_text(text: object) -> str:
    """Return a post's text, its links and marks as their words.

    ["A ", {"type": "bold", "text": "ferry"}, " sank."]  ->  "A ferry sank."
    """
    if isinstance(text, str):
        return text
    if isinstance(text, dict):
        return str(text.get("text") or "")
    pieces = text if isinstance(text, list) else ()
    return "".join(post_text(piece) for piece in pieces if isinstance(piece, str | dict))


def _post(chat: Mapping[str, object], message: Mapping[str, object], words: str) -> Draft:
    number, channel, username = message.get("id"), chat.get("id"), _username(chat)
    draft = Draft(words, outlet=one_line(str(chat.get("name") or "")))
    if day := _day(message):
        draft.published, draft.evidence = day, DateEvidence.FIELD
    if isinstance(number, int):
        draft.number = number
        draft.id = f"telegram:{username or channel or draft.outlet}:{number}"[:200]
        draft.url = _link(chat, username, number)
    for name in ("author", "forwarded_from"):
        if isinstance(given := message.get(name), str) and given:
            draft.extra[name] = one_line(given)[:200]
    return draft


def _day(message: Mapping[str, object]) -> date | None:
    return read_day(message.get("date")) or read_day(message.get("date_unixtime"))


def _username(chat: Mapping[str, object]) -> str:
    """Return a channel's public name, which not every version of Telegram Desktop writes down."""
    given = next((chat[name] for name in _USERNAME_FIELDS if isinstance(chat.get(name), str)), "")
    name = str(given).strip().removeprefix("https://t.me/").lstrip("@")
    return name if name.replace("_", "").isalnum() and name.isascii() and len(name) <= 64 else ""


def _link(chat: Mapping[str, object], username: str, number: int) -> str:
    """Return a post's address: by the channel's name, or, for the members of a private one, by its number."""
    if username:
        return f"https://t.me/{username}/{number}"
    channel = chat.get("id")
    private = str(chat.get("type")) in ("private_channel", "private_supergroup") and isinstance(channel, int)
    return f"https://t.me/c/{channel}/{number}" if private else ""


def _is_chat(value: Mapping[str, object]) -> bool:
    messages = value.get("messages")
    if not isinstance(messages, list) or "type" not in value or not ("name" in value or "id" in value):
        return False
    return all(isinstance(message, dict) and "type" in message for message in messages[:5])


def _chats(value: Mapping[str, object]) -> list[Mapping[str, object]]:
    """Return the chats of an account's export, those it has left among them."""
    found: list[Mapping[str, object]] = []
    for name in ("chats", "left_chats"):
        held = value.get(name)
        chats = held.get("list") if isinstance(held, dict) else None
        found += (
            [chat for chat in chats if isinstance(chat, dict) and _is_chat(chat)] if isinstance(chats, list) else []
        )
    return found
