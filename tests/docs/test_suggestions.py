"""What the README, the documentation and the help suggest is there: commands run, questions find, links lead somewhere."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bot.cli.main import main
from config.settings import Settings
from docs.sample_answer import README, sample_answer, shown_answer
from index.archive import Archive
from index.pipeline import add_paths
from index.sample import ARTICLES

ROOT = Path(__file__).parents[2]
PAGES = [README, *sorted((ROOT / "docs").rglob("*.md"))]
TODAY = "2023-06-24"
_ASK = re.compile(r"""dateline (?:ask|search) ("[^"…]+"[^\n#`]*)""")
_PIPED = re.compile(r"""echo ("[^"…]+") \| dateline chat""")
_TARGET = re.compile(r"^([a-z-]+):", re.M)
_MAKE = re.compile(r"`make ([a-z-]+)")
_PATH = re.compile(r"`((?:bot|index|config|bench|tests|docs)/[\w/.-]*)(?=[`\s,;:])")
_LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


def helps() -> Iterator[tuple[str, str]]:
    yield "dateline", main.help or ""
    for name, command in main.commands.items():
        yield name, command.help or ""


def suggested_questions() -> list[str]:
    texts = [page.read_text(encoding="utf-8") for page in PAGES] + [text for _, text in helps()]
    return sorted({found for text in texts for shape in (_ASK, _PIPED) for found in shape.findall(text)})


@pytest.fixture(scope="module")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("sample") / "data"
    with Archive.open(data, write=True) as archive:
        add_paths(archive, [ARTICLES])
        archive.catch_up()
    return data


def test_the_readme_shows_the_answer_that_the_demo_prints() -> None:
    assert shown_answer(README.read_text(encoding="utf-8")) == sample_answer(), "python -m docs.sample_answer"


def test_there_are_suggested_questions() -> None:
    assert len(suggested_questions()) >= 4


@pytest.mark.parametrize("words", suggested_questions())
def test_a_suggested_question_finds_something_in_the_sample(
    sample_data: Path, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"DATELINE_{name.upper()}", raising=False)
    options = [word for word in shlex.split(words) if word != "--json"]
    command = "search" if "--k" in options else "ask"

    done = CliRunner().invoke(main, ["--data", str(sample_data), "--today", TODAY, command, *options, "--json"])

    assert done.exit_code == 0, done.output


@pytest.mark.parametrize(("name", "text"), list(helps()))
def test_the_help_names_only_commands_and_options_that_exist(name: str, text: str) -> None:
    known = {*main.commands}
    for line in re.findall(r"(?:^|\| )\s*(?:DATELINE_\S+ )*dateline (.+)$", text, re.M):
        words = [word for word in shlex.split(re.sub(r"[>|].*", "", line), comments=True) if word]
        used = next(word for word in words if word in known)
        options = {flag for parameter in main.commands[used].params for flag in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= options, line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_only_make_targets_and_files_that_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = set(_TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))

    assert {name for name in _MAKE.findall(text) if name not in targets} == set()
    assert [path for path in _PATH.findall(text) if not (ROOT / path).exists()] == []
    assert [link for link in _LINK.findall(text) if not (page.parent / link).exists()] == []


def test_every_command_has_an_example_or_needs_none() -> None:
    assert {name for name, text in helps() if "Example" not in text} <= {"dateline", "demo"}
    assert isinstance(main, click.Group)
