"""The demo: complete or not at all, and what it says to try next is there to be tried."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import index.sample
from bot.cli.interactive.demo import QUESTIONS, next_steps
from bot.cli.main import main
from config.settings import Settings

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"DATELINE_{name.upper()}", raising=False)


def demo(data: Path) -> Result:
    return CliRunner().invoke(main, ["--data", str(data), "demo"])


def test_the_demo_answers_its_three_questions(tmp_path: Path) -> None:
    shown = demo(tmp_path)

    assert shown.exit_code == 0, shown.output
    assert [f"> {question}" for question in QUESTIONS] == re.findall(r"^> .*", shown.stdout, re.M)
    assert shown.stdout.count("\n[1]") == 3
    assert "Nothing found" not in shown.stdout


def test_a_demo_that_skips_an_article_ends_with_1_and_is_built_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = tmp_path / "articles"
    shutil.copytree(index.sample.ARTICLES / "wire", articles)
    (articles / "broken.json").write_text("{", encoding="utf-8")
    monkeypatch.setattr(index.sample, "ARTICLES", articles)

    first, second = demo(tmp_path / "data"), demo(tmp_path / "data")
    (articles / "broken.json").unlink()
    mended = demo(tmp_path / "data")

    assert (first.exit_code, second.exit_code, mended.exit_code) == (1, 1, 0)
    assert "The sample is not complete. Skipped:\nbroken.json: " in first.stderr
    assert second.stderr == first.stderr


def test_what_to_try_next_names_make_only_in_a_checkout(tmp_path: Path) -> None:
    here, elsewhere = next_steps(ROOT), next_steps(tmp_path)

    assert "make chat" in here
    assert ".venv/bin/dateline add FOLDER" in here
    assert "make" not in elsewhere
    assert re.findall(r"^  dateline (\S+)", elsewhere, re.M) == ["chat", "add", "ask", "--help"]
