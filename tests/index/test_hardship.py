"""A read-only file system, a full disk and few open files: reading goes on, and writing says why it cannot."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import DiskFullError, ReadOnlyError
from index.export import export
from index.search.ranking import Query
from tests.conftest import BRIDGE, FERRY, make_article
from tests.index.test_crash import run_apart

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="mounts and /proc are Linux's")

BY_MEANING = Query("vessel collided quay", text="vessel collided with a quay")  # in no word of the article


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    """Mount a file system in memory on a folder for as long as a block lasts."""
    if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True).returncode:
        pytest.skip("this user may not mount a file system")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def make_read_only(folder: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


def listing(folder: Path) -> list[tuple[str, int]]:
    return sorted((str(file), file.stat().st_size) for file in folder.rglob("*"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory with two articles and their vectors, closed."""
    with Archive.open(tmp_path / "data", write=True) as archive:
        list(archive.add([FERRY, BRIDGE]))
        archive.catch_up()
    return tmp_path / "data"


@pytest.mark.parametrize("journal", [False, True], ids=["closed", "as left by a reader"])
def test_an_archive_on_a_read_only_file_system_answers_and_nothing_is_written(
    data: Path, tmp_path: Path, journal: bool
) -> None:
    if journal:  # a reader that ends leaves SQLite's files beside the catalogue
        Archive.open(data).close()
    else:
        for ending in ("-wal", "-shm"):
            (data / f"catalogue.sqlite{ending}").unlink(missing_ok=True)
    (tmp_path / "disk").mkdir()
    with mounted(tmp_path / "disk", "size=20m"):
        there = Path(shutil.copytree(data, tmp_path / "disk" / "data"))
        make_read_only(tmp_path / "disk")
        before = listing(there)
        with Archive.open(there) as archive:
            assert [hit.passage.article_id for hit in archive.search(Query("Marigold"))] == ["ferry"]
            assert archive.status().articles == 2
            assert archive.articles.get("ferry").article == FERRY
            assert export(archive, tmp_path / "out.zip") == 2
        with pytest.raises(ReadOnlyError, match=r"cannot be written \(Read-only file system\)"):
            Archive.open(there, write=True)
        assert listing(there) == before


def test_a_full_disk_stops_adding_with_the_reason_and_never_reading(data: Path, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    with mounted(tmp_path / "disk", "size=6m"):
        there = Path(shutil.copytree(data, tmp_path / "disk" / "data"))
        many = [make_article(f"a{n}", f"Ferry number{n} left Lund. " * 400) for n in range(900)]
        with Archive.open(there, write=True) as archive, pytest.raises(DiskFullError, match="The disk is full"):
            list(archive.add(many))
        with suppress(OSError), (tmp_path / "disk" / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(bytes(4096))
        with Archive.open(there) as archive:
            assert [hit.passage.article_id for hit in archive.search(Query("Marigold"))] == ["ferry"]
            assert archive.status().articles == len(archive.articles.ids())
        with Archive.open(there) as archive, pytest.raises(DiskFullError, match="make room"):
            export(archive, tmp_path / "disk" / "out.zip")
        assert sorted(file.name for file in (tmp_path / "disk").iterdir()) == ["data", "filler"]
        subprocess.run(["mount", "-o", "remount,size=60m", str(tmp_path / "disk")], check=True)
        with Archive.open(there, write=True) as archive:
            held = archive.status().articles
            assert [outcome.status for outcome in archive.add([make_article("late", "The tram left.")])] == ["added"]
            assert archive.status().articles == held + 1


OPENING_MANY = """
import os, resource, sys
from pathlib import Path
from index.archive import Archive
from index.search.ranking import Query
from tests.conftest import FERRY
resource.setrlimit(resource.RLIMIT_NOFILE, (128, 128))
open_files = []
for n in range(30):
    with Archive.open(Path(sys.argv[1], str(n)), write=True) as archive:
        list(archive.add([FERRY]))
        archive.catch_up()
        assert archive.search(Query("vessel collided quay"))
    open_files.append(len(os.listdir("/proc/self/fd")))
assert open_files[-1] <= open_files[1] + 3, open_files
"""


def test_a_process_that_opens_many_archives_keeps_no_file_of_them(tmp_path: Path) -> None:
    process = run_apart(OPENING_MANY, str(tmp_path))
    process.communicate(timeout=120)
    assert process.returncode == 0


def test_who_opens_an_archive_in_vain_keeps_no_file_of_it(data: Path) -> None:
    (data / "words" / "meta.json").write_text("{")
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        with pytest.raises(Exception, match="rebuild"):
            Archive.open(data)
    assert len(os.listdir("/proc/self/fd")) <= before
