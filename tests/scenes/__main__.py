"""`python -m tests.scenes [NAME…]`: play scenes, and write into their files what the bot did. Read the difference!"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.scenes.script import read_script, scripts
from tests.scenes.stage import Stage, fill, make_quick


def record(names: list[str]) -> None:
    """Play the scenes with these names, or all of them, and write each into its file."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        make_quick(patch)
        filled = Path(folder) / "filled"
        fill(filled)
        for number, path in enumerate(path for path in scripts() if not names or path.stem in names):
            place = Path(folder) / str(number)
            place.mkdir()
            with Stage(read_script(path.read_text(encoding="utf-8")), filled, place) as stage:
                try:
                    path.write_text(stage.play(), encoding="utf-8")
                except (AssertionError, ValueError) as error:
                    sys.stderr.write(f"{path.name}: {error}\n")


if __name__ == "__main__":
    record(sys.argv[1:])
