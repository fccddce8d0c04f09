"""Dateline runs in any folder, also beside packages that have the names of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
READ = """
import sys
from pathlib import Path
from index.ingest.sandbox import read_in_sandbox
print([found.source.title for found in read_in_sandbox(Path(sys.argv[1]))])
"""


def test_the_reading_child_takes_our_package_in_a_folder_that_has_one_of_the_same_name(tmp_path: Path) -> None:
    for name in ("index", "config", "bot"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('the neighbour was imported')")
    (tmp_path / "news.md").write_text("# Bridge opened\n\nThe bridge opened on 3 May 2023.\n")

    done = subprocess.run(
        [sys.executable, "-P", "-c", READ, "news.md"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stdout) == (0, "['Bridge opened']\n"), done.stderr
