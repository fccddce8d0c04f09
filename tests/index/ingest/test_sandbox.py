"""A file is read in a child process: the same articles come back, and a child that dies takes nothing with it."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.ingest import sandbox
from index.ingest.formats.dateline_export import Original
from index.ingest.reader import read_file
from index.ingest.sandbox import Limits, SandboxReader, read_in_sandbox
from index.ingest.skipped import Skipped
from index.model.article import Article
from tests.index.ingest import documents

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the system does not keep to this limit")


@pytest.fixture
def reader() -> Iterator[SandboxReader]:
    with SandboxReader() as reader:
        yield reader


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(documents.LEAD)
    return path


def child_of(reader: SandboxReader) -> int:
    assert reader._worker is not None
    return reader._worker._process.pid


def next_child_of(reader: SandboxReader, before: int) -> int:
    while reader._worker is None or reader._worker._process.pid == before:
        time.sleep(0.01)
    return reader._worker._process.pid


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("origin", [None, "telegram/7/news.zip"])
def test_the_articles_are_those_that_read_file_gives(reader: SandboxReader, tmp_path: Path, origin: str | None) -> None:
    path = tmp_path / "news.zip"
    files: dict[str, str | bytes] = {
        "a.docx": documents.docx(),
        "b.eml": documents.email(),
        "c.bin": bytes(99),
        "d.rss": documents.RSS,
    }
    path.write_bytes(documents.packed(files | {"e.pdf": documents.pdf(), "f.json": '{"text": "\\ud800 x"}'}))

    assert list(reader.read(path, origin=origin)) == list(read_file(path, origin=origin))


def test_a_relative_path_names_the_same_article(
    reader: SandboxReader, ferry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ferry.parent)

    assert list(reader.read(Path("ferry.txt"))) == list(read_file(Path("ferry.txt")))


def test_one_child_reads_several_files_and_is_replaced_after_many(
    reader: SandboxReader, ferry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "FILES_PER_WORKER", 3)
    children = []
    for _ in range(4):
        assert len(list(reader.read(ferry))) == 1
        children.append(child_of(reader))

    assert children[0] == children[1] == children[2] != children[3]
    assert not lives(children[0])


def test_a_child_ends_with_its_reader_and_leaves_no_zombie(ferry: Path) -> None:
    with SandboxReader() as reader:
        list(reader.read(ferry))
        child = child_of(reader)

    assert not lives(child)  # a zombie would still take signals
    assert isinstance(next(reader.read(ferry)), Article)  # a closed reader opens again
    reader.close()


def test_a_child_that_was_killed_between_files_is_replaced(reader: SandboxReader, ferry: Path) -> None:
    list(reader.read(ferry))
    os.kill(child_of(reader), signal.SIGTERM)

    assert isinstance(next(reader.read(ferry)), Article)


def stuck(tmp_path: Path) -> Path:
    """Return a file nobody ever writes to: whoever opens it waits."""
    os.mkfifo(tmp_path / "stuck.txt")
    return tmp_path / "stuck.txt"


@POSIX
def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_read(
    reader: SandboxReader, tmp_path: Path, ferry: Path
) -> None:
    (skipped,) = reader.read(stuck(tmp_path), limits=Limits(wall_s=0.5))

    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("reading it takes longer than 0.5 seconds")
    assert isinstance(next(reader.read(ferry)), Article)


@POSIX
def test_a_child_that_dies_over_a_file_is_one_reason_not_to_read_it(
    reader: SandboxReader, tmp_path: Path, ferry: Path
) -> None:
    list(reader.read(ferry))
    path = stuck(tmp_path)
    found: list[Article | Original | Skipped] = []
    reading = threading.Thread(target=lambda: found.extend(reader.read(path, origin="telegram/7/x.pdf")))
    first = child_of(reader)
    reading.start()
    os.kill(first, signal.SIGSEGV)
    os.kill(next_child_of(reader, first), signal.SIGSEGV)  # it is tried once more, in a fresh one
    reading.join()

    assert found == [
        Skipped(
            "telegram/7/x.pdf",
            "its content crashed its reader: it may be damaged, so save it again, or as plain text",
        )
    ]
    assert isinstance(next(reader.read(ferry)), Article)


@POSIX
def test_a_file_that_computes_too_long_is_given_up(reader: SandboxReader, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><body>" + "<p>A ferry sank.</p>" * 150_000)
    (skipped,) = reader.read(path, limits=Limits(cpu_s=1))

    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("reading it takes more than 1 seconds of computing")


@LINUX
def test_a_file_that_takes_too_much_memory_is_given_up(reader: SandboxReader, tmp_path: Path, ferry: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"text": "A ferry.", "x": [' + "[[],[]]," * 3_000_000 + "[]]}")
    list(reader.read(ferry))
    (skipped,) = reader.read(path, limits=Limits(memory=400_000_000))

    assert isinstance(skipped, Skipped)
    assert skipped.reason == "reading it takes more memory than there is: split it"
    assert isinstance(next(reader.read(ferry)), Article)


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(articles=10), "it holds more than 10 articles"),
        (Limits(output=2_000), "it grows to more than 0.002 MB of text"),
    ],
)
def test_of_a_file_that_goes_over_a_limit_no_article_goes_in(
    reader: SandboxReader, tmp_path: Path, limits: Limits, reason: str
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "A ferry ran aground."}\n' * 11)
    (skipped,) = reader.read(path, limits=limits)

    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith(reason)
    assert len(list(reader.read(path, limits=replace(limits, articles=11, output=100_000)))) == 11


def test_the_child_knows_no_secrets(reader: SandboxReader, ferry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_TELEGRAM_TOKEN", "12345:secret")
    list(reader.read(ferry))
    environment = Path(f"/proc/{child_of(reader)}/environ")
    if not environment.exists():
        pytest.skip("this system does not show a process's environment")

    assert b"PATH=" in environment.read_bytes()
    assert b"secret" not in environment.read_bytes()


@LINUX
def test_the_child_may_write_no_file(reader: SandboxReader, ferry: Path) -> None:
    list(reader.read(ferry))
    limits = Path(f"/proc/{child_of(reader)}/limits").read_text()

    assert next(line for line in limits.splitlines() if line.startswith("Max file size")).split()[3] == "0"


def test_threads_take_turns(reader: SandboxReader, ferry: Path) -> None:
    found: list[Article | Original | Skipped] = []
    threads = [threading.Thread(target=lambda: found.extend(reader.read(ferry))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == list(read_file(ferry)) * 6


def test_all_callers_of_read_apart_share_a_child(ferry: Path) -> None:
    assert list(read_in_sandbox(ferry)) == list(read_file(ferry))
    assert [*read_in_sandbox(ferry.parent / "none.txt")] == [*read_file(ferry.parent / "none.txt")]
    sandbox._SHARED.close()
