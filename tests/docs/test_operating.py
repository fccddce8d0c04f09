"""What docs/operating.md says to an operator works as it is written."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.storage.database import Database
from index.archive import Archive
from tests.conftest import FERRY

OPERATING = Path(__file__).parents[2] / "docs" / "operating.md"


def block_with(words: str) -> str:
    """Return the code block that holds these words."""
    blocks = re.findall(r"```\w*\n(.*?)```", OPERATING.read_text(encoding="utf-8"), re.DOTALL)
    (found,) = (block for block in blocks if words in block)
    return str(found)


@pytest.mark.skipif(not shutil.which("sqlite3"), reason="needs the command sqlite3")
def test_a_backup_made_while_the_archive_is_open_holds_all_of_it(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "data", write=True) as archive, Database(tmp_path / "data") as database:
        list(archive.add([FERRY]))
        database.write("INSERT INTO languages VALUES (7, 'ru')")
        subprocess.run(["bash", "-euc", block_with(".backup")], cwd=tmp_path, check=True, capture_output=True)
    backup = tmp_path / "backup"

    assert [one.stat().st_mode & 0o077 for one in (backup, *backup.iterdir())] == [0, 0, 0]
    with Archive.open(backup, write=True) as restored, Database(backup) as database:
        assert restored.status().articles == 1
        assert restored.articles.passages_with("ferry", 5)
        assert database.rows("SELECT * FROM languages") == [(7, "ru")]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd")
def test_the_unit_is_one_that_systemd_takes(tmp_path: Path) -> None:
    unit = tmp_path / "dateline.service"
    text = block_with("[Unit]").replace("/srv/dateline/.venv/bin/dateline", "/bin/true")
    unit.write_text(text.replace("User=dateline", "User=root"), encoding="utf-8")

    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)

    assert (done.returncode, [line for line in done.stderr.splitlines() if "dateline.service" in line]) == (0, [])
