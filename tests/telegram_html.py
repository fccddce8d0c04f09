"""Telegram's HTML, read as strictly as Telegram reads it: what a message becomes, or why it is refused."""

import re
from dataclasses import dataclass

MOST_UNITS = 4096
MOST_ENTITIES = 100

_NAMES = {
    **{"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline"},
    **{"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler"},
    **{"a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote"},
}
_ESCAPES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TOKEN = re.compile(
    r"<(?P<close>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>(?:\s+[a-zA-Z-]+(?:=\"[^\"<>]*\")?)*)\s*>"
    r"|&(?P<escape>lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});"
    r"|(?P<text>[^<>&]+)"
    r"|(?P<bad>[<>&])"
)
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)(?:=\"([^\"]*)\")?")


class RefusedError(Exception):
    """The sentence with which Telegram refuses a message."""


@dataclass(frozen=True)
class Entity:
    """A style, and where it is: UTF-16 units, [start, end)."""

    type: str
    start: int
    end: int
    url: str = ""


@dataclass(frozen=True)
class Parsed:
    """What a person sees: a text, and its styles."""

    text: str
    entities: tuple[Entity, ...] = ()

    def marked(self, kind: str) -> list[str]:
        """Return the parts of the text that have a style."""
        encoded = self.text.encode("utf-16-le")
        return [
            encoded[entity.start * 2 : entity.end * 2].decode("utf-16-le")
            for entity in self.entities
            if entity.type == kind
        ]


def units(text: str) -> int:
    """Return a text's length in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def read_message(text: str, parse_mode: str | None) -> Parsed:
    """Return what Telegram makes of a message. Raises RefusedError."""
    if parse_mode not in (None, "HTML"):
        raise RefusedError("unsupported parse_mode")
    parsed = parse_html(text) if parse_mode else Parsed(text)
    if not parsed.text.strip():
        raise RefusedError("message text is empty")
    if units(parsed.text) > MOST_UNITS:
        raise RefusedError("message is too long")
    if len(parsed.entities) > MOST_ENTITIES:
        raise RefusedError("can't parse entities: too many entities")
    return parsed


def parse_html(text: str) -> Parsed:
    """Return text and entities of HTML; tags that are unknown, crossed or left open are refused."""
    said: list[str] = []
    at = 0
    opened: list[tuple[str, int, str]] = []
    entities = []
    for token in _TOKEN.finditer(text):
        if token["bad"]:
            raise RefusedError(f"can't parse entities: unescaped {token['bad']!r} at offset {token.start()}")
        if token["tag"] and not token["close"]:
            opened.append(_opened(token["tag"].lower(), token["attributes"], at, opened))
        elif token["tag"]:
            entities += _closed(token["tag"].lower(), opened, at)
        else:
            piece = token["text"] or _unescape(token["escape"])
            said.append(piece)
            at += units(piece)
    if opened:
        raise RefusedError(f"can't parse entities: can't find end tag corresponding to start tag {opened[-1][0]!r}")
    return Parsed("".join(said), tuple(sorted(entities, key=lambda entity: (entity.start, -entity.end))))


def _opened(tag: str, attributes: str, at: int, opened: list[tuple[str, int, str]]) -> tuple[str, int, str]:
    if tag not in _NAMES:
        raise RefusedError(f"can't parse entities: unsupported start tag {tag!r}")
    if tag == "blockquote" and any(outer == "blockquote" for outer, _, _ in opened):
        raise RefusedError("can't parse entities: blockquotes are nested")
    found = dict(_ATTRIBUTE.findall(attributes))
    allowed = {"a": {"href"}, "blockquote": {"expandable"}}.get(tag, set())
    if set(found) - allowed:
        raise RefusedError(f"can't parse entities: unexpected attributes in {tag!r}")
    if re.search(r"&(?!(lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)", attributes):
        raise RefusedError("can't parse entities: unescaped '&' in an attribute")
    return tag, at, found.get("href", "")


def _closed(tag: str, opened: list[tuple[str, int, str]], at: int) -> list[Entity]:
    if not opened or opened[-1][0] != tag:
        raise RefusedError(f"can't parse entities: unmatched end tag {tag!r}")
    _, start, href = opened.pop()
    return [Entity(_NAMES[tag], start, at, href.replace("&amp;", "&").replace("&quot;", '"'))] if at > start else []


def _unescape(escape: str) -> str:
    if escape in _ESCAPES:
        return _ESCAPES[escape]
    code = int(escape[2:], 16) if escape[1] == "x" else int(escape[1:])
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        raise RefusedError("can't parse entities: not a character")
    return chr(code)
