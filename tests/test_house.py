"""The tree keeps its measures: one name a module, small files, small folders. What imports what is checked by import-linter."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "index", "config", "bench", "tests")
MOST_LINES = 300
MOST_FILES = 15
GRAMMARS_AND_PHRASES = re.compile(r"index/temporal/grammars/|bot/i18n/\w*phrases\w*\.py")
MANY_SIBLINGS = {"index/ingest/formats", "index/temporal/grammars"}  # one module a format, one or more a language


def modules(*rooms: str) -> Iterator[Path]:
    for room in rooms:
        yield from (path.relative_to(ROOT) for path in sorted((ROOT / room).rglob("*.py")))


def test_a_module_name_means_one_thing_in_the_whole_tree() -> None:
    places = defaultdict(list)
    for path in modules(*ROOMS):
        if path.name not in ("__init__.py", "__main__.py", "conftest.py"):
            places[path.name].append(path.as_posix())

    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}


def test_a_file_holds_one_idea_in_at_most_300_lines() -> None:
    long = {
        path.as_posix()
        for path in modules("bot", "index", "config", "bench")
        if len((ROOT / path).read_text(encoding="utf-8").splitlines()) > MOST_LINES
        and not GRAMMARS_AND_PHRASES.search(path.as_posix())
    }

    assert long == set()


def test_a_folder_shows_at_most_15_files() -> None:
    files = defaultdict(list)
    for path in modules("bot", "index", "config", "bench"):
        if path.name != "__init__.py":
            files[path.parent.as_posix()].append(path.name)
    full = {folder for folder, names in files.items() if len(names) > MOST_FILES}

    assert full - MANY_SIBLINGS == set()
