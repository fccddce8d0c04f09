"""What Telegram checks of a message before it takes it. The numbers are those of core.telegram.org/bots/api."""

import re
import struct

from bot.playground.bot_api.api_errors import RefusedError
from bot.playground.bot_api.entities import Json, Parsed, read_entities, units
from bot.playground.bot_api.fields import Fields
from bot.playground.bot_api.telegram_html import parse_html

MOST_UNITS = 4096
MOST_CAPTION_UNITS = 1024
MOST_ENTITIES = 100
MOST_UPLOAD = 50_000_000  # bytes
MOST_PHOTO = 10_000_000  # bytes
MOST_PHOTO_SIDES = 10_000  # pixels, width and height together
MOST_PHOTO_RATIO = 20
MOST_DOWNLOAD = 20_000_000  # bytes
CALLBACK_BYTES = 64
COPY_UNITS = 256
MOST_BUTTONS, MOST_IN_ROW = 100, 8

_WEB_ADDRESS = re.compile(r"(?:https?://[^\s/]+|tg://\w+)\S*")


def read_message(text: str, parse_mode: str | None) -> Parsed:
    """Return what Telegram makes of a message's text.

    Raises:
        RefusedError: it is empty, too long, has too many entities, or its markup is wrong.
    """
    parsed = _parse(text, parse_mode)
    if not parsed.text.strip():
        raise RefusedError("message text is empty")
    if units(parsed.text) > MOST_UNITS:
        raise RefusedError("message is too long")
    return parsed


def read_caption(text: str, parse_mode: str | None) -> Parsed:
    """Return what Telegram makes of a caption, which may be empty.

    Raises:
        RefusedError: it is too long, or its markup is wrong.
    """
    parsed = _parse(text, parse_mode)
    if units(parsed.text) > MOST_CAPTION_UNITS:
        raise RefusedError("message caption is too long")
    return parsed


def take_text(fields: Fields) -> tuple[str, Parsed]:
    """Take a message's text out of a request; return it as given, and parsed. Raises RefusedError."""
    text = fields.take("text", str)
    parse_mode = fields.take("parse_mode", str, None)
    if given := fields.take("entities", list, None):
        return text, Parsed(read_message(text, None).text, read_entities(given))
    return text, read_message(text, parse_mode)


def take_caption(fields: Fields) -> tuple[str, Parsed]:
    """Take a caption out of a request; return it as given, and parsed. Raises RefusedError."""
    text = fields.take("caption", str, "")
    parse_mode = fields.take("parse_mode", str, None)
    if given := fields.take("caption_entities", list, None):
        return text, Parsed(read_caption(text, None).text, read_entities(given))
    return text, read_caption(text, parse_mode)


def take_buttons(fields: Fields) -> list[list[Json]]:
    """Take the rows of an inline keyboard out of a request; no rows if there is none. Raises RefusedError."""
    markup = fields.take("reply_markup", dict, None)
    if markup is None:
        return []
    rows: list[list[Json]] = markup.get("inline_keyboard", [])
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_IN_ROW or not row for row in rows):
        raise RefusedError("BUTTONS_TOO_MANY")
    for button in (button for row in rows for button in row):
        _check_button(button)
    return rows


def check_document(content: bytes) -> None:
    """Refuse a file that Telegram would not take. Raises RefusedError."""
    if not content:
        raise RefusedError("file must be non-empty")
    if len(content) > MOST_UPLOAD:
        raise RefusedError("file is too big")


def check_photo(content: bytes) -> tuple[int, int]:
    """Return a picture's width and height in pixels.

    Raises:
        RefusedError: it is not a PNG or a JPEG, or too big for a photo.
    """
    size = _image_size(content)
    if size is None or len(content) > MOST_PHOTO:
        raise RefusedError("IMAGE_PROCESS_FAILED")
    if sum(size) > MOST_PHOTO_SIDES or max(size) > MOST_PHOTO_RATIO * min(size):
        raise RefusedError("PHOTO_INVALID_DIMENSIONS")
    return size


def _parse(text: str, parse_mode: str | None) -> Parsed:
    if parse_mode not in (None, "", "HTML"):
        raise RefusedError("unsupported parse_mode")  # Telegram has Markdown, too; this server does not
    parsed = parse_html(text) if parse_mode else Parsed(text)
    if len(parsed.entities) > MOST_ENTITIES:
        raise RefusedError("can't parse entities: too many entities")
    return parsed


def _check_button(button: Json) -> None:
    if not button.get("text", "").strip():
        raise RefusedError("can't parse inline keyboard button: text must be non-empty")
    kinds = set(button) - {"text", "style", "icon_custom_emoji_id"}
    if len(kinds) != 1:
        raise RefusedError("can't parse inline keyboard button: exactly one of the optional fields must be used")
    kind = kinds.pop()
    if kind == "url":
        if not _WEB_ADDRESS.fullmatch(button["url"]):
            raise RefusedError("BUTTON_URL_INVALID")
    elif kind == "callback_data":
        if not 1 <= len(button["callback_data"].encode()) <= CALLBACK_BYTES:
            raise RefusedError("BUTTON_DATA_INVALID")
    elif kind == "copy_text":
        if not 1 <= units(button["copy_text"]["text"]) <= COPY_UNITS:
            raise RefusedError("BUTTON_COPY_TEXT_INVALID")
    elif kind not in ("switch_inline_query", "switch_inline_query_current_chat"):
        raise RefusedError(f"this server has no buttons with {kind}")


def _image_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG or a JPEG; None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    at = 2
    while content.startswith(b"\xff\xd8") and at + 9 <= len(content):
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker in (0xC0, 0xC1, 0xC2):  # a frame begins: its height and width follow
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
