"""The page's colours can be read, in light and in dark: the contrast is that of WCAG 2, and AA asks for 4.5."""

import re
from pathlib import Path

import pytest

import bot.playground

STYLE = (Path(bot.playground.__file__).parent / "page" / "style.css").read_text(encoding="utf-8")
AA = 4.5
PAIRS = [  # (text, what it stands on)
    *[("ink", ground) for ground in ("back", "panel", "field", "theirs", "mine", "quote")],
    *[("faint", ground) for ground in ("panel", "field", "theirs")],
    *[("link", ground) for ground in ("theirs", "quote", "panel")],
    ("foot", "mine"),
    *[("on-strong", "strong"), ("on-strong", "chosen"), ("on-key", "key"), ("wrong", "panel")],
]


@pytest.mark.parametrize("look", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read(text: str, ground: str, look: int) -> None:
    brighter, darker = sorted((luminance(colour(text, look)), luminance(colour(ground, look))), reverse=True)

    assert (brighter + 0.05) / (darker + 0.05) >= AA


def colour(name: str, look: int) -> str:
    """Return a colour of the style, as #rrggbb: the first of two is for light, the second for dark."""
    found = re.search(rf"--{name}: (?:light-dark\((#\w{{6}}), (#\w{{6}})\)|(#\w{{6}}));", STYLE)
    assert found, name
    return found[3] or found[1 + look]


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2, from 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
