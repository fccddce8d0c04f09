"""The README's pictures: real conversations with the bot over the sample archive, shown as a phone shows them.

python -m docs.pictures        plays them and writes docs/pictures/*.png; needs Chromium (`apt-get install chromium`)
"""

import base64
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from PIL import Image, ImageChops

from index import sample
from index.archive import Archive
from index.pipeline import add_paths
from tests.scenes.people import PEOPLE, Json
from tests.scenes.script import read_script
from tests.scenes.stage import Stage, make_quick
from tests.telegram_server import Message

FOLDER = Path(__file__).parent / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDTH, SCALE, TALLEST = 430, 2, 6000  # CSS pixels, and device pixels for each
BACKGROUND = "#cfdbe6"
COLOURS = 96

ASKING = """# Asking
Ana: Who found the coronet?
Ana taps [1]
Ana: when was it stolen?
"""
DAYS = """# Days
Ana: What happened in Halmery on May 29?
"""
TIMELINE = """# A timeline
Ana: /timeline Halmery 20 May – 10 June 2023
"""
RUSSIAN = """# In Russian
Olga: Что произошло в порту Тарнхольма 8 мая 2023 года?
"""

EXCHANGES = """# Ten typical exchanges
Ana: hello
Ana: What happened on May 29?
Ana taps [More …]
Ana: Who found the coronet?
Ana: when was it stolen?
Ana taps [New subject]
Ana: Who won the Cup final? And how low was Lake Irsen?
Ana: Что известно о короне королевы Адели?
Ana: What is the capital of Peru?
Ana: thanks
"""

PLAYED = {"asking": ASKING, "days": DAYS, "timeline": TIMELINE, "russian": RUSSIAN, "exchanges": EXCHANGES}

STYLE = f"""
* {{ box-sizing: border-box; }}
body {{ margin: 0; padding: 14px 12px 18px; width: {WIDTH}px; background: {BACKGROUND};
       font: 15px/1.36 "Noto Sans", "DejaVu Sans", sans-serif; color: #101418; }}
.said, .told {{ width: fit-content; max-width: 92%; margin: 8px 0 0; padding: 7px 11px; border-radius: 14px;
               white-space: pre-wrap; overflow-wrap: anywhere; box-shadow: 0 1px 1px #0002; }}
.said {{ background: #e3fbc9; margin-left: auto; border-bottom-right-radius: 4px; }}
.told {{ background: #fff; border-bottom-left-radius: 4px; }}
.told a {{ color: #2a7ab8; text-decoration: none; }}
.told img {{ display: block; width: 100%; border-radius: 9px; margin-bottom: 6px; }}
blockquote[expandable] {{ display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }}
blockquote {{ margin: 0; padding: 4px 9px; border-left: 3px solid #4c9adb; background: #eef5fb; border-radius: 4px; }}
.rows {{ width: 92%; margin-top: 3px; }}
.row {{ display: flex; gap: 3px; margin-top: 3px; }}
.row span {{ flex: 1; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; text-align: center;
            padding: 7px 4px; border-radius: 8px; background: #6f8ea8d9; color: #fff; font-size: 13px; }}
.tapped {{ text-align: center; color: #47617a; font-size: 12px; margin-top: 9px; }}
"""


@dataclass(frozen=True)
class Bubble:
    """One thing in a chat, and when it came."""

    number: int  # as messages are numbered
    html: str


def paint() -> None:
    """Play every conversation and paint it."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        make_quick(patch)
        folder = Path(name)
        with Archive.open(folder / "filled", write=True) as archive:
            add_paths(archive, [sample.ARTICLES])
        for title, script in PLAYED.items():
            _paint(title, folder, lambda stage: stage.play(), script)
        _paint("receipt", folder, _send_file, "# A receipt\n")
        _paint("receipt-of-many", folder, _send_many, "# A receipt of many\n")


def _send_file(stage: Stage) -> None:
    """Let an admin send an article; it is a new one, made of the sample's words."""
    admin = PEOPLE["Mira"]
    name = "2023-06-23-tram.txt"
    text = (
        "First tram crosses the Mill Bridge\n\n"
        "KASVIN, June 23. /Sarpress/. The tram line across the Mill Bridge opens on Saturday, two years late.\n\n"
        "The last rail was laid on 26 May, and on 29 May the first tram crossed without passengers.\n"
    )
    who: Json = {"from": admin.json, "chat": admin.chat}
    stage.telegram.sends_file(admin.id, name, text.encode(), **who)
    stage.telegram.wait_until(lambda: any(name in m.text and m.buttons for m in stage.telegram.messages))
    stage.play()


def _send_many(stage: Stage) -> None:
    """Let an admin send a zip: some articles with their dates, some whose dates are guesses, some that are none."""
    admin = PEOPLE["Mira"]
    name = "june.zip"
    day = "TARNHOLM, June {0}. /Sarpress/. Ferry number {0} was launched on June {0}, and {0} bands played."
    files = {f"2023/06/{n:02}.txt": day.format(n) for n in range(12, 20)}
    files |= {"notes/weir.txt": "Nobody knows when the weir of Kasvin was built.", "notes/photo.txt": "\x00\x01"}
    packed = BytesIO()
    with ZipFile(packed, "w") as zipped:
        for path, text in files.items():
            zipped.writestr(path, text)
    who: Json = {"from": admin.json, "chat": admin.chat}
    stage.telegram.sends_file(admin.id, name, packed.getvalue(), **who)
    stage.telegram.wait_until(lambda: any(name in m.text and m.buttons for m in stage.telegram.messages))
    stage.play()


def _paint(title: str, folder: Path, play: Callable[[Stage], object], script: str) -> None:
    place = folder / title
    place.mkdir()
    with Stage(read_script(script), folder / "filled", place) as stage:
        play(stage)
        page = _page(sorted(_bubbles(stage), key=lambda bubble: bubble.number))
    path = place / "page.html"
    path.write_text(page, encoding="utf-8")
    image = _shoot(path, place / "shot.png")
    image.quantize(COLOURS).save(FOLDER / f"{title}.png", optimize=True)


def _bubbles(stage: Stage) -> Iterator[Bubble]:
    for message in stage.telegram.messages:
        yield Bubble(message.message_id, _told(message))
    for update in stage.telegram.all_updates:
        if said := update.get("message"):
            text = said.get("text") or f"📄 {said['document']['file_name']}"
            yield Bubble(said["message_id"], f'<div class="said">{_escape(text)}</div>')


def _told(message: Message) -> str:
    image = ""
    if message.document:
        image = f'<img src="data:image/png;base64,{base64.b64encode(message.document).decode()}">'
    rows = "".join(
        '<div class="row">' + "".join(f"<span>{_escape(button['text'])}</span>" for button in row) + "</div>"
        for row in message.buttons
    )
    return f'<div class="told">{image}{message.html}</div><div class="rows">{rows}</div>'


def _page(bubbles: list[Bubble]) -> str:
    body = "".join(bubble.html for bubble in bubbles)
    return f'<!doctype html><html><head><meta charset="utf-8"><style>{STYLE}</style></head><body>{body}</body></html>'


def _shoot(page: Path, shot: Path) -> Image.Image:
    """Show a page in a browser without a window, and return what it shows, without the empty end."""
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--force-device-scale-factor={SCALE}",
    ]
    command = [_browser(), *options, f"--window-size={WIDTH},{TALLEST}", f"--screenshot={shot}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with Image.open(BytesIO(shot.read_bytes())) as whole:
        image = whole.convert("RGB")
    empty = Image.new("RGB", image.size, image.getpixel((2, 2)))
    box = ImageChops.difference(image, empty).getbbox()
    end = min(image.height, (box[3] if box else image.height) + 14 * SCALE)
    return image.crop((0, 0, WIDTH * SCALE, end))


def _browser() -> str:
    found = next((path for name in BROWSERS if (path := which(name))), None)
    if found is None:
        raise SystemExit("Chromium is not here: apt-get install chromium")
    return found


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


if __name__ == "__main__":
    paint()
