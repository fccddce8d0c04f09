"""Telegram's HTML, read as strictly as Telegram reads it: what a message becomes, or why it is refused."""

import re
from typing import NamedTuple

from bot.playground.bot_api.api_errors import RefusedError
from bot.playground.bot_api.entities import Entity, Parsed, units

_NAMES = {
    **{"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline"},
    **{"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler"},
    **{"a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote", "tg-time": "date_time"},
}
_ATTRIBUTES = {"a": {"href"}, "blockquote": {"expandable"}, "tg-time": {"unix", "format"}}
_ESCAPES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TOKEN = re.compile(
    r"<(?P<close>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>(?:\s+[a-zA-Z-]+(?:=\"[^\"<>]*\")?)*)\s*>"
    r"|&(?P<escape>lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});"
    r"|(?P<text>[^<>&]+)"
    r"|(?P<bad>[<>&])"
)
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)(?:=\"([^\"]*)\")?")
_TIME_FORMAT = re.compile("r|w?[dD]?[tT]?")  # relative; or weekday, date, time


class _Open(NamedTuple):
    """A tag that is not closed yet."""

    tag: str
    start: int  # UTF-16 units
    attributes: dict[str, str]


def parse_html(text: str) -> Parsed:
    """Return text and entities of HTML.

    Raises:
        RefusedError: a tag is unknown, crossed or left open, or a character is not escaped.
    """
    said: list[str] = []
    at = 0
    opened: list[_Open] = []
    entities = []
    for token in _TOKEN.finditer(text):
        if token["bad"]:
            raise RefusedError(f"can't parse entities: unescaped {token['bad']!r} at offset {token.start()}")
        if token["tag"] and not token["close"]:
            opened.append(_open(token["tag"].lower(), token["attributes"], at, opened))
        elif token["tag"]:
            entities += _close(token["tag"].lower(), opened, at)
        else:
            piece = token["text"] or _unescape(token["escape"])
            said.append(piece)
            at += units(piece)
    if opened:
        raise RefusedError(f"can't parse entities: can't find end tag corresponding to start tag {opened[-1].tag!r}")
    return Parsed("".join(said), tuple(sorted(entities, key=lambda entity: (entity.start, -entity.end))))


def _open(tag: str, attributes: str, at: int, opened: list[_Open]) -> _Open:
    if tag not in _NAMES:
        raise RefusedError(f"can't parse entities: unsupported start tag {tag!r}")
    if tag == "blockquote" and any(outer.tag == "blockquote" for outer in opened):
        raise RefusedError("can't parse entities: blockquotes are nested")
    found = dict(_ATTRIBUTE.findall(attributes))
    if set(found) - _ATTRIBUTES.get(tag, set()):
        raise RefusedError(f"can't parse entities: unexpected attributes in {tag!r}")
    if re.search(r"&(?!(lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)", attributes):
        raise RefusedError("can't parse entities: unescaped '&' in an attribute")
    if tag == "tg-time" and not (found.get("unix", "").isdecimal() and _TIME_FORMAT.fullmatch(found.get("format", ""))):
        raise RefusedError("can't parse entities: invalid date and time")
    return _Open(tag, at, found)


def _close(tag: str, opened: list[_Open], at: int) -> list[Entity]:
    if not opened or opened[-1].tag != tag:
        raise RefusedError(f"can't parse entities: unmatched end tag {tag!r}")
    _, start, attributes = opened.pop()
    if at == start:
        return []
    if tag == "tg-time":
        return [Entity("date_time", start, at, "", int(attributes["unix"]), attributes.get("format", ""))]
    kind = "expandable_blockquote" if "expandable" in attributes else _NAMES[tag]
    href = attributes.get("href", "").replace("&amp;", "&").replace("&quot;", '"')
    return [Entity(kind, start, at, href)]


def _unescape(escape: str) -> str:
    if escape in _ESCAPES:
        return _ESCAPES[escape]
    code = int(escape[2:], 16) if escape[1] == "x" else int(escape[1:])
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        raise RefusedError("can't parse entities: not a character")
    return chr(code)
