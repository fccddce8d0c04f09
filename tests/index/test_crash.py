"""What a kill, a full disk or a damaged index leaves: everything is in once, nothing is half in, all of it is found."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from index.model.article import Article
from index.search.fulltext.day_tiers import Tier
from index.search.fulltext.full_text_index import FullTextIndex
from index.search.ranking import Query

ARTICLES = 200
ADDING = """
import sys
from pathlib import Path
from index.archive import Archive
from tests.index.test_crash import make_articles
with Archive.open(Path(sys.argv[1]), write=True) as archive:
    print("begun", flush=True)
    for outcome in archive.add(make_articles()):
        print(outcome.article_id, flush=True)
    archive.catch_up()
"""
FILLING = """
import resource, sys
from pathlib import Path
from index.archive import Archive
from index.errors import StorageError
from tests.index.test_crash import at_moment, check_all_is_found, make_articles
data, moment, room = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
articles, endless, kept = list(make_articles()), resource.RLIM_INFINITY, []
with Archive.open(data, write=True) as archive:
    list(archive.add(articles[:100]))
    with at_moment(moment, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, endless))):
        for _ in range(3):
            try:
                list(archive.add(articles[100:]))
            except (OSError, StorageError) as error:
                print("no room:", error, flush=True)
                kept.append(error)  # and, with its traceback, whatever its functions had in hand
    resource.setrlimit(resource.RLIMIT_FSIZE, (endless, endless))
    list(archive.add(articles[100:]))
    check_all_is_found(archive)
"""


def make_articles() -> Iterator[Article]:
    from tests.conftest import make_article

    for n in range(ARTICLES):
        yield make_article(f"a{n}", f"Ferry number{n} left Lund on May {n % 28 + 1}. " + "It was late. " * 6)


def run_apart(program: str, *args: str) -> "subprocess.Popen[str]":
    """Run a program of ours in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *args],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": "."},
    )


def kill_while_adding(data: Path, after_s: float) -> list[str]:
    """Start an addition, kill it some time after it began, and return the articles it acknowledged."""
    process = run_apart(ADDING, str(data))
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(after_s)
    process.send_signal(signal.SIGKILL)
    said, _ = process.communicate()
    return said.splitlines()


@contextmanager
def at_moment(moment: str, do: Callable[[], None]) -> Iterator[None]:
    """Do something just before the word index takes passages, just before it commits, or just after."""
    name = "add" if moment == "taking" else "commit"
    step = getattr(FullTextIndex, name)

    def with_it(words: FullTextIndex, *args: Any) -> None:
        if moment == "committed":
            step(words, *args)
            do()
        else:
            do()
            step(words, *args)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FullTextIndex, name, with_it)
        yield


def check_all_is_found(archive: Archive) -> None:
    """Check that every article is in once, and found by its words."""
    status = archive.status()
    assert (status.articles, len(archive.full_text)) == (ARTICLES, status.passages)
    for n in range(ARTICLES):
        found = archive.full_text.search(f"number{n}", (), Tier.NAMED, 10)
        assert len(found) == 1, f"number{n} is found {len(found)} times"


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """An archive with all articles in it, closed."""
    with Archive.open(tmp_path, write=True) as archive:
        list(archive.add(make_articles()))
    return tmp_path


@pytest.mark.parametrize("seed", range(5))
def test_after_a_kill_everything_goes_in_once(tmp_path: Path, seed: int) -> None:
    moments = random.Random(seed)
    acknowledged = kill_while_adding(tmp_path, moments.uniform(0.0, 0.5))
    acknowledged += kill_while_adding(tmp_path, moments.uniform(0.0, 3.0))

    with Archive.open(tmp_path, write=True) as archive:
        for article_id in acknowledged:
            assert archive.articles.get(article_id).passages >= 1
        list(archive.add(make_articles()))
        archive.catch_up()
        status = archive.status()
        assert (status.articles, status.vectors_behind) == (ARTICLES, 0)
        assert status.passages == len(archive.full_text) == archive.vectors.count()
        for n in range(0, ARTICLES, 7):
            hits = archive.search(Query(f"number{n}"))
            assert [hit.passage.article_id for hit in hits if f"number{n} " in hit.passage.text] == [f"a{n}"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit on a file's size to be set")
@pytest.mark.parametrize("room", [100, 4_096, 20_000])  # bytes of the biggest file
@pytest.mark.parametrize("moment", ["taking", "committing", "committed"])
def test_a_disk_that_was_full_for_a_while_costs_no_words(tmp_path: Path, moment: str, room: int) -> None:
    process = run_apart(FILLING, str(tmp_path), moment, str(room))
    said, _ = process.communicate(timeout=120)

    assert process.returncode == 0, said
    assert "no room:" in said
    with Archive.open(tmp_path, write=True) as archive:
        check_all_is_found(archive)


@pytest.mark.parametrize("kept", [0, 1, 150], ids=["none", "one", "most"])
def test_a_word_index_that_lost_passages_is_built_anew(whole: Path, kept: int) -> None:
    words = FullTextIndex(whole / "words", write=True)
    keys = [one.key for one in words.search("ferry", (), Tier.NAMED, ARTICLES)]
    words.forget(keys[kept:])
    words.commit()
    words.close()

    with Archive.open(whole, write=True) as archive:
        check_all_is_found(archive)


def test_a_word_index_that_holds_passages_twice_is_built_anew(whole: Path) -> None:
    with Archive.open(whole, write=True) as archive:
        archive.full_text.add(archive.articles.passages_with("number7", 1))
        archive.full_text.commit()

    with Archive.open(whole, write=True) as archive:
        check_all_is_found(archive)


@pytest.mark.parametrize("files", ["meta.json", "*.idx", "*.fast", "*"])
@pytest.mark.parametrize("size", [None, 0, 20], ids=["gone", "empty", "cut"])
def test_a_damaged_word_index_is_built_anew(whole: Path, files: str, size: int | None) -> None:
    for file in (whole / "words").glob(files):
        if size is None:
            file.unlink()
        else:
            os.truncate(file, size)

    with Archive.open(whole, write=True) as archive:
        check_all_is_found(archive)


def test_vectors_that_got_lost_are_noticed_and_built_again(whole: Path) -> None:
    with Archive.open(whole, write=True) as archive:
        archive.catch_up()
        lost = [archive.articles.passages(f"a{n}")[0].id for n in range(0, ARTICLES, 9)]
        archive.vectors.forget(lost)

    with Archive.open(whole, write=True) as archive:
        assert archive.catch_up() == len(lost)
        assert archive.vectors.count() == archive.status().passages
        assert archive.catch_up() == 0
