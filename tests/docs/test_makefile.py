"""`make` says in a sentence what is missing, and never deletes anybody's articles."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).touch()
    return tmp_path


def make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *words], cwd=folder, capture_output=True, text=True)


def python_without(folder: Path, *modules: str, version: str = "(3, 11, 2)") -> str:
    """Return a Python that lacks modules, or claims another version."""
    lacks = "; ".join(f"sys.modules[{name!r}] = None" for name in modules)
    (folder / "sitecustomize.py").write_text(f"import sys; sys.version_info = {version}\n{lacks}\n")
    script = folder / "python"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{folder}" exec "{sys.executable}" "$@"\n')
    script.chmod(0o755)
    return str(script)


def test_make_clean_leaves_the_archive(checkout: Path) -> None:
    (checkout / "data").mkdir()
    (checkout / "data" / "catalogue.sqlite").write_text("the user's articles")
    (checkout / ".venv").mkdir()

    assert make(checkout, "clean").returncode == 0
    assert (checkout / "data" / "catalogue.sqlite").read_text() == "the user's articles"
    assert not (checkout / ".venv").exists()


def test_without_python_make_says_what_to_install(checkout: Path) -> None:
    done = make(checkout, "setup", "PYTHON=no-such-python")

    assert done.returncode != 0
    assert "Dateline needs Python 3.11 or newer. Debian, Ubuntu: apt-get install python3 python3-venv" in done.stderr


def test_an_old_python_is_named_with_what_to_install(checkout: Path) -> None:
    done = make(checkout, "setup", f"PYTHON={python_without(checkout, version='(3, 10, 0)')}")

    assert done.returncode != 0
    assert "Dateline needs Python 3.11 or newer." in done.stderr


def test_without_venv_make_says_which_package_has_it(checkout: Path) -> None:
    done = make(checkout, "setup", f"PYTHON={python_without(checkout, 'ensurepip')}")

    assert done.returncode != 0
    assert "Python's venv is missing. Debian, Ubuntu: apt-get install python3-venv" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (checkout / ".venv").exists()
