"""Every scene goes as it is written down. `python -m tests.scenes` writes them anew: read them before you keep them."""

from pathlib import Path

import pytest

from tests.scenes.script import read_script, scripts
from tests.scenes.stage import Stage, fill, make_quick


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the scenes' articles."""
    folder = tmp_path_factory.mktemp("scenes") / "filled"
    fill(folder)
    return folder


@pytest.fixture(autouse=True)
def quick_and_equal_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pauses, and no vectors."""
    make_quick(monkeypatch)


@pytest.mark.parametrize("path", scripts(), ids=lambda path: path.stem)
def test_a_scene_goes_as_it_is_written(path: Path, filled: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    with Stage(read_script(text), filled, tmp_path) as stage:
        assert stage.play() == text


def test_there_are_enough_scenes_with_a_title_each() -> None:
    titles = [read_script(path.read_text(encoding="utf-8")).title for path in scripts()]

    assert len(titles) >= 40
    assert len(set(titles)) == len(titles)
