"""A message's text and its styles, counted as Telegram counts: in UTF-16 units."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Entity:
    """A style, and where it is: UTF-16 units, [start, end)."""

    type: str
    start: int
    end: int
    url: str = ""  # of a text_link
    unix_time: int = 0  # of a date_time
    date_time_format: str = ""  # of a date_time

    @property
    def json(self) -> Json:
        """The MessageEntity that the Bot API sends."""
        more: Json = {}
        if self.type == "text_link":
            more = {"url": self.url}
        elif self.type == "date_time":
            more = {"unix_time": self.unix_time, "date_time_format": self.date_time_format}
        return {"type": self.type, "offset": self.start, "length": self.end - self.start, **more}


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


def read_entities(given: Iterable[Json]) -> tuple[Entity, ...]:
    """Return the entities that a request gives instead of markup."""
    return tuple(
        Entity(
            one["type"],
            one["offset"],
            one["offset"] + one["length"],
            one.get("url", ""),
            one.get("unix_time", 0),
            one.get("date_time_format", ""),
        )
        for one in given
    )
