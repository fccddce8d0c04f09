"""Text with styles, on its way to Telegram: measured as Telegram measures it, split, and written as HTML.

Words become HTML at the last moment and in one place. Before that they are runs of plain text, which can be
cut anywhere without cutting a tag or an escape.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

MESSAGE_UNITS = 4096  # UTF-16 units a message, after its tags are taken out
MESSAGE_ENTITIES = 80  # Telegram takes 100 and adds those it finds itself: addresses, @names, #tags

# Control characters, lone surrogates, and the marks that turn the direction of all the text after them.
_UNSENDABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_BREAKS = ("\n\n", "\n", ". ", " ")  # best first
_FIRST = date(1970, 1, 2)  # Unix time begins
_TAGS = (("bold", "b"), ("italic", "i"), ("underline", "u"))


@dataclass(frozen=True, slots=True)
class Run:
    """Some text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    quote: bool = False  # in a block quotation
    link: str = ""  # an http(s) address, or empty
    day: date | None = None  # the day that the text names: shown on a tap, by clients that know date entities
    folded: bool = False  # in a block quotation of which three lines are seen until it is tapped

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", sendable(self.text))
        object.__setattr__(self, "link", self.link if is_address(self.link) else "")

    @property
    def entities(self) -> int:
        """How many of Telegram's entities it takes, its block quotation left out."""
        return self.bold + self.italic + self.underline + bool(self.link) + (self.day is not None)


Rich = Sequence[Run]


def sendable(text: str) -> str:
    """Return a text without what Telegram, SQLite or a reader's eyes cannot take."""
    return _UNSENDABLE.sub("", text.replace("\t", " "))


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units, as Telegram counts.

    "day"  ->  3
    "🌊"   ->  2
    """
    return len(text) + sum(1 for character in text if character > "\uffff")


def plain(runs: Iterable[Run]) -> str:
    """Return the text without its styles."""
    return "".join(run.text for run in runs)


def to_html(runs: Iterable[Run], *, days: bool = True) -> str:
    """Write runs in Telegram's HTML; `days`: with date entities, which servers know from Bot API 9.5 on.

    Run("1 < 2", bold=True)  ->  <b>1 &lt; 2</b>
    """
    parts = []
    for (quote, folded), group in groupby(runs, key=lambda run: (run.quote, run.folded)):
        inside = "".join(_tagged(run, days=days) for run in group)
        opening = "<blockquote expandable>" if folded else "<blockquote>"
        parts.append(f"{opening}{inside}</blockquote>" if quote or folded else inside)
    return "".join(parts)


def split(runs: Rich, most_units: int = MESSAGE_UNITS, most_entities: int = MESSAGE_ENTITIES) -> list[Rich]:
    """Cut a text into pieces that each fit a message, between paragraphs if it can be, else lines, sentences, words.

    A piece is never blank; a text that is all blank has no pieces.
    """
    pieces = []
    rest = _strip(runs)
    while rest:
        fitting = _fitting(rest, most_units, most_entities)
        text = plain(rest)
        cut = len(text) if fitting == len(text) else _best_break(text, fitting)
        piece, rest = _cut(rest, cut)
        pieces.append(_strip(piece))
        rest = _strip(rest)
    return [piece for piece in pieces if piece]


def shorten(text: str, most_units: int) -> str:
    """Return a text on one line, cut to a length, on a word where that costs little, with "…" for what was cut.

    "Ferry runs\naground", 40  ->  "Ferry runs aground"
    "Ferry runs\naground", 12  ->  "Ferry runs…"
    """
    line = " ".join(sendable(text).split())
    if units(line) <= most_units:
        return line
    kept = line[: most_units - 1]
    while units(kept) > most_units - 1:
        kept = kept[:-1]
    word_end = kept.rfind(" ")
    return (kept[:word_end] if word_end > len(kept) // 2 else kept).rstrip() + "…"


def is_address(link: str) -> bool:
    """Whether Telegram would take this as a link: http(s), a host, and no blanks."""
    try:
        parts = urlsplit(link)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s\x00-\x1f]", link)
    except ValueError:
        return False


def _tagged(run: Run, *, days: bool) -> str:
    inside = escape(run.text, quote=False)
    for style, tag in _TAGS:
        if getattr(run, style):
            inside = f"<{tag}>{inside}</{tag}>"
    if run.link:
        return f'<a href="{escape(run.link)}">{inside}</a>'
    return f'<tg-time unix="{_noon(run.day)}">{inside}</tg-time>' if days and run.day and run.day >= _FIRST else inside


def _noon(day: date) -> int:
    """Return the Unix time of a day's noon in UTC: the same day nearly everywhere."""
    return int(datetime.combine(day, time(12), UTC).timestamp())


def _fitting(runs: Rich, most_units: int, most_entities: int) -> int:
    """Return how many characters from the beginning fit one message."""
    characters = used_units = used_entities = 0
    quoted = False
    for run in runs:
        used_entities += run.entities + ((run.quote or run.folded) and not quoted)
        if used_entities > most_entities:
            return characters
        quoted = run.quote or run.folded
        for character in run.text:
            used_units += 2 if character > "\uffff" else 1
            if used_units > most_units:
                return characters
            characters += 1
    return characters


def _best_break(text: str, most: int) -> int:
    """Return where to cut: after the last good break that leaves a piece at least a third full, else at `most`."""
    for mark in _BREAKS:
        found = text.rfind(mark, most // 3, most)
        if found > 0:
            return found + len(mark)
    return max(most, 1)


def _cut(runs: Rich, at: int) -> tuple[list[Run], list[Run]]:
    """Cut runs at a number of characters."""
    before: list[Run] = []
    for number, run in enumerate(runs):
        if at < len(run.text):
            return [*before, *_part(run, 0, at)], [*_part(run, at, None), *runs[number + 1 :]]
        before.append(run)
        at -= len(run.text)
    return before, []


def _part(run: Run, start: int, end: int | None) -> list[Run]:
    text = run.text[start:end]
    return [replace(run, text=text)] if text else []


def _strip(runs: Rich) -> list[Run]:
    """Take blanks from both ends, and runs without text from everywhere."""
    kept = [run for run in runs if run.text]
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return kept
