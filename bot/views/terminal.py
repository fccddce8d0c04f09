"""Output for people: the lines of `lines.py`, with rich where a terminal shows them, else plain."""

import re
import sys
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

import click

from bot.views.styled_text import Line

if TYPE_CHECKING:
    from rich.text import Text

_STYLES = {
    "head": "bold",
    "number": "cyan",
    "note": "dim",
    "warning": "yellow",
    "day": "bold magenta",
    "quote": "reverse",
}

# What could move the cursor or colour the screen: everything that controls it but line feed and tab.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def is_pretty() -> bool:
    """Whether a person looks at stdout: then it has colour, else it is plain and stable."""
    return sys.stdout.isatty()


def print_lines(lines: Iterable[Line]) -> None:
    """Print lines on stdout, pretty where a terminal shows them."""
    if not is_pretty():
        for line in lines:
            click.echo(plain(line))
        return
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=False)
    for line in lines:
        console.print(pretty(line))


def plain(line: Line) -> str:
    """Return a line without style; a quote inside its passage stands between ** and **."""
    text = ""
    for quoted, pieces in groupby(line, key=lambda piece: "quote" in piece[1]):
        words = "".join(piece[0] for piece in pieces)
        text += f"**{words}**" if quoted else words
    return clean(text)


def pretty(line: Line) -> "Text":
    """Return a line for rich. Nothing in it is read as markup."""
    from rich.text import Text

    text = Text()
    for words, style in line:
        text.append(clean(words), style=" ".join(_STYLES[name] for name in style.split()) or None)
    return text


def clean(text: str) -> str:
    """Return text from outside without what a terminal would obey: escape sequences, reversals of direction."""
    return _CONTROLS.sub("", text)
