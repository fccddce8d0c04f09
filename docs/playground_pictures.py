"""Pictures of the playground, taken in a real browser over the sample archive.

python -m docs.playground_pictures        writes docs/pictures/playground*.png; needs Chromium and its driver
"""

import io
from base64 import b64decode
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from bot.cli.interactive.sample_archive import SAMPLE_DAY
from bot.playground.launch import Playground
from bot.qa.engine import Engine
from config.settings import read_settings
from index import sample
from index.archive import Archive
from index.pipeline import add_paths
from tests.bot.playground.page_driver import DESKTOP, PHONE, Page, open_page

FOLDER = Path(__file__).parent / "pictures"
COLOURS = 128  # of a picture: a third of the size, and no difference to the eye


def main() -> None:
    """Ask about a day, open its first citation, and take the three pictures."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        settings = read_settings(data_dir=home / "data")
        with (
            Playground(settings.timezone, today=SAMPLE_DAY, port=0, is_sample=True) as playground,
            Archive.open(settings.data_dir, write=True) as archive,
        ):
            add_paths(archive, [sample.ARTICLES])
            archive.catch_up()
            playground.begin(settings, archive, Engine(archive))
            with open_page(playground.site.link, home / "browser") as page:
                page.click(".step")
                page.wait_for("broke through the dyke")
                _take(page, "playground", DESKTOP)
                page.click(".step:nth-of-type(2)")
                page.wait_for("published 30 May 2023 (given with the article)")
                _take(page, "playground-dark", DESKTOP, dark=True)
                _take(page, "playground-phone", PHONE)
            playground.end()


def _take(page: Page, name: str, size: tuple[int, int], *, dark: bool = False) -> None:
    page.resize(size, dark=dark)
    page.run("return Promise.all(document.getAnimations().map((one) => one.finished)).then(() => true)")
    taken = page.browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"]
    picture = Image.open(io.BytesIO(b64decode(taken))).convert("RGB").quantize(COLOURS)
    picture.save(FOLDER / f"{name}.png", optimize=True)
    print(f"{name}.png  {(FOLDER / f'{name}.png').stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
