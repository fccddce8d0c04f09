"""Messages written down so that a person can proofread them: bold, links, quotations and buttons as marks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.playground.bot_api.entities import Entity, Parsed
from tests.telegram_server import InlineAnswer, Message

_MARKS = {"bold": "*", "italic": "_", "underline": "~"}
_SECRET = re.compile(r"(start=[ci]\d*-)[A-Za-z0-9_-]+")


def write_message(message: Message) -> list[str]:
    """Write a message: its text, then a line for each row of buttons."""
    lines = [f"(picture) {message.text}"] if message.document else write_parsed(message.parsed).split("\n")
    rows = ["  ".join(_button(button) for button in row) for row in message.buttons]
    return [*"\n".join(lines).split("\n"), *rows]


def write_inline(answer: InlineAnswer) -> Iterator[str]:
    """Write the results of an inline query: each title, and the message that would be sent."""
    for title, parsed in answer.results:
        yield f"({title})"
        yield from write_parsed(parsed).split("\n")
    if answer.button:
        yield f"[{answer.button['text']}]"


def write_parsed(parsed: Parsed) -> str:
    """Write text with its styles: *bold*, _italic_, ~underlined~, [link](address), and "> " before a quotation."""
    encoded = parsed.text.encode("utf-16-le")
    before: dict[int, str] = {}
    after: dict[int, str] = {}
    for entity in sorted(_joined(parsed.entities), key=lambda one: one.end - one.start):
        opening, closing = _marks(entity)
        before[entity.start] = opening + before.get(entity.start, "")
        after[entity.end] = after.get(entity.end, "") + closing
    written = []
    for at in range(len(encoded) // 2 + 1):
        written.append((after.get(at, "") + before.get(at, "")).encode("utf-16-le") + encoded[at * 2 : at * 2 + 2])
    return _quoted(b"".join(written).decode("utf-16-le"))


def _joined(entities: Iterable[Entity]) -> list[Entity]:
    """Join what touches: to a reader it is one."""
    joined: list[Entity] = []
    for entity in entities:
        before = next((one for one in joined if one.end == entity.start and one.type == entity.type in _MARKS), None)
        if before:
            joined.remove(before)
            entity = replace(before, end=entity.end)
        joined.append(entity)
    return joined


def without_secrets(text: str) -> str:
    """Take out what is different each time: the ids of answers and invitations in links."""
    return _SECRET.sub(r"\1…", text)


def _marks(entity: Entity) -> tuple[str, str]:
    if entity.type == "text_link":
        return "[", f"]({without_secrets(entity.url)})"
    if entity.type in ("blockquote", "expandable_blockquote"):
        return "\x01", "\x02"
    mark = _MARKS.get(entity.type, "")
    return mark, mark


def _quoted(text: str) -> str:
    """Put "> " before each line of a quotation."""

    def quote(found: re.Match[str]) -> str:
        return "\n".join(f"> {line}" for line in found[1].split("\n"))

    return re.sub("\x01(.*?)\x02", quote, text, flags=re.DOTALL)


def _button(button: dict[str, str]) -> str:
    return f"[{button['text']}]" + (f"({without_secrets(button['url'])})" if "url" in button else "")
