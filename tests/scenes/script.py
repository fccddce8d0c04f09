"""Scripts of scenes: what people do, line by line, between what the bot did.

    # A title that is true of Dateline
    set access: invited
    set articles: sample
    set today: 2023-05-30

    Ana: What happened on May 29?
        to Ana:
        *29 May 2023* …

What people do begins at the margin; what the bot did is indented, and is what a play writes down. These may be done:

    Ana: …                      Ana writes to the bot
    Ana in group: …             … in a group; "in forum 5", in topic 5 of a forum
    Ana answers in group: …     … as a reply to the bot's last message there; "Ana answers: …", in the chat of the two
    Ana edits: …                Ana edits what she wrote last
    Ana types: …                Ana types behind the bot's name in some chat
    Ana calls the guest: …      Ana mentions the bot in a chat where it is no member
    Ana taps [label]            the newest button whose label begins so; "gone": under a message Telegram no longer has
    Ana opens [label]           the newest link with this label, which Telegram opens as /start
    Ana sends sticker           or another thing that is no text
    Ana sends photo: …          with a caption
    Mira sends file a.txt: …    a file with these words, "\\n" for a line; "in group", "captioned [BBC, 22 January 2010]"
    Mira sends 25 MB as a.zip   a file of that size
    Mira forwards from Ben: …   what Ben wrote on the day of the scenes
    + Ben: …                    at once with the line before
    the bot restarts
    an hour passes
    Telegram fails sendMessage: 502, cut, 429, lost
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Step:
    """What is done at once, as written."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Script:
    """A scene before it is played."""

    title: str
    settings: dict[str, str]
    steps: tuple[Step, ...]
    head: str  # the lines before the first step, as written
    articles: str = "scenes"  # "sample": the articles of the sample instead of those of the scenes
    today: date = date(2023, 6, 24)


_SET = re.compile(r"set (\w+): (.+)")


def read_script(text: str) -> Script:
    """Read a script, what the bot did left out."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith(" ")]
    head = [line for line in lines if line.startswith("#") or _SET.fullmatch(line)]
    settings = {found[1]: found[2] for line in head if (found := _SET.fullmatch(line))}
    steps: list[list[str]] = []
    for line in lines[len(head) :]:
        if line.startswith("+ "):
            steps[-1].append(line.removeprefix("+ "))
        else:
            steps.append([line])
    return Script(
        head[0].removeprefix("# "),
        settings,
        tuple(Step(tuple(one)) for one in steps),
        "\n".join(head),
        articles=settings.pop("articles", "scenes"),
        today=date.fromisoformat(settings.pop("today", "2023-06-24")),
    )


def scripts() -> list[Path]:
    """Return the files of all scenes."""
    return sorted(FOLDER.glob("*.txt"))
