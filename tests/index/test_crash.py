"""`kill -9` at any moment of an addition, then the addition again: everything is in once, nothing is half in."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.article import Article
from index.search import Query

ARTICLES = 200
ADDING = """
import sys
from collections.abc import Iterator
from pathlib import Path
from index.archive import Archive
from tests.index.test_crash import make_articles
with Archive.open(Path(sys.argv[1]), write=True) as archive:
    print("begun", flush=True)
    for outcome in archive.add(make_articles()):
        print(outcome.article_id, flush=True)
    archive.catch_up()
"""


def make_articles() -> Iterator[Article]:
    from tests.conftest import make_article

    for n in range(ARTICLES):
        yield make_article(f"a{n}", f"Ferry number{n} left Lund on May {n % 28 + 1}. " + "It was late. " * 6)


def kill_while_adding(data: Path, after_s: float) -> list[str]:
    """Start an addition, kill it some time after it began, and return the articles it acknowledged."""
    process = subprocess.Popen(
        [sys.executable, "-c", ADDING, str(data)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": "."},
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(after_s)
    process.send_signal(signal.SIGKILL)
    said, _ = process.communicate()
    return said.splitlines()


@pytest.mark.parametrize("seed", range(5))
def test_after_a_kill_everything_goes_in_once(tmp_path: Path, seed: int) -> None:
    moments = random.Random(seed)
    acknowledged = kill_while_adding(tmp_path, moments.uniform(0.0, 0.5))
    acknowledged += kill_while_adding(tmp_path, moments.uniform(0.0, 3.0))

    with Archive.open(tmp_path, write=True) as archive:
        for article_id in acknowledged:
            assert archive.article(article_id).passages >= 1
        list(archive.add(make_articles()))
        archive.catch_up()
        status = archive.status()
        assert (status.articles, status.vectors_behind) == (ARTICLES, 0)
        assert status.passages == len(archive._words) == archive._vectors.count()
        for n in range(0, ARTICLES, 7):
            hits = archive.search(Query(f"number{n}"))
            assert [hit.passage.article_id for hit in hits if f"number{n} " in hit.passage.text] == [f"a{n}"]
