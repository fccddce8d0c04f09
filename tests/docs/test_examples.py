"""The examples in `docs/` run."""

import subprocess
import sys
from pathlib import Path

from index.archive import Archive
from tests.bot.generation.model_server import ModelServer

ROOT = Path(__file__).parents[2]


def run(*words: str) -> str:
    command = [sys.executable, "docs/examples/llamaindex.py", *words]
    done = subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True)
    return done.stdout


def test_a_llamaindex_program_gets_the_archive_in_a_few_lines(small_archive: Archive) -> None:
    with ModelServer() as server:
        server.say("The ferry struck the pier.")
        shown = run(str(small_archive.data_dir), "What happened on 29 May 2023?", server.url, "scripted")
        asked = server.requests[0]["messages"][-1]["content"]

    assert "2023-06-23  Ferry strikes pier at Lund  (speaks of 2023-05-29, 2023-06-23; mention)" in shown
    assert shown.endswith("The ferry struck the pier.\n")
    assert "The ferry Marigold struck the pier at Lund on May 29" in asked
