"""An export makes an equal archive, wherever it is added, and what is no export is no trouble."""

import dataclasses
import errno
import json
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from index.archive import Archive
from index.errors import DatelineError
from index.export import export
from index.ingest import Limits, SandboxReader, Skipped, read_file
from index.ingest.formats.dateline_export import ARTICLES, MARK, Original
from index.model.article import Article
from index.model.passage import Passage
from index.pipeline import add_paths, read_any
from tests.conftest import BRIDGE, FERRY, OLD_FIRE, RUSSIAN, make_article

ECHO = dataclasses.replace(FERRY, id="echo", source=dataclasses.replace(FERRY.source, outlet="Evening Echo"))
RICH = dataclasses.replace(
    make_article("rich:1:2", "The mill <of> Velm\u2028burnt on 3 March 2021.\n\n\tNobody was hurt. 🌊", None),
    extra={"author": "Ana", "words": "12"},
)


def everything(archive: Archive) -> list[tuple[Article, list[tuple[str, int, int]], tuple[str, ...]]]:
    """All that an archive holds but for versions and times, by id."""

    def place(passage: Passage) -> tuple[str, int, int]:
        return passage.text, passage.start, passage.end

    return sorted(
        (
            (stored.article, [place(one) for one in archive.articles.passages(stored.article.id)], stored.copies)
            for stored in archive.articles.newest(limit=1000)
        ),
        key=lambda row: row[0].id,
    )


@pytest.fixture
def exported(archive: Archive, tmp_path: Path) -> Path:
    """The export of an archive with a copy, a date set by an admin, an undated article, and an original file."""
    list(archive.add([FERRY, BRIDGE, OLD_FIRE, RUSSIAN, ECHO, RICH]))
    archive.corrections.set_published("bridge", date(2021, 5, 27))
    archive.corrections.remove("fire")
    original = archive.data_dir / "originals" / "3f2a91bc" / "mill.txt"
    original.parent.mkdir(parents=True)
    original.write_text("as it was sent", encoding="utf-8")
    path = tmp_path / "export.zip"
    assert export(archive, path) == 4
    return path


def test_an_export_makes_an_equal_archive(archive: Archive, exported: Path, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "other", write=True) as other:
        report = add_paths(other, [exported])

        assert (report.added, report.copies, report.skipped) == (4, 1, ())
        assert everything(other) == everything(archive)
        assert (other.data_dir / "originals" / "3f2a91bc" / "mill.txt").read_text(encoding="utf-8") == "as it was sent"
        assert add_paths(other, [exported]).unchanged == 5


def test_an_export_of_an_export_is_the_same(exported: Path, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "other", write=True) as other:
        add_paths(other, [exported])
        export(other, tmp_path / "again.zip")

    def rows(path: Path) -> list[bytes]:
        with zipfile.ZipFile(path) as zipped:
            return sorted(zipped.read(ARTICLES).splitlines())

    assert rows(tmp_path / "again.zip") == rows(exported)


def make_zip(path: Path, **members: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in members.items():
            zipped.writestr({"mark": MARK, "articles": ARTICLES}.get(name, name), content)
    return path


def test_a_zip_of_articles_is_not_an_export(tmp_path: Path) -> None:
    (article,) = read_file(make_zip(tmp_path / "a.zip", articles=json.dumps({"text": "A ferry sank.", "id": "x"})))
    assert isinstance(article, Article)
    assert article.origin.endswith("a.zip/articles.jsonl")
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04 and then " + MARK.encode())
    (broken,) = read_file(tmp_path / "b.zip")
    assert isinstance(broken, Skipped)
    assert "broken or cut short" in broken.reason


@pytest.mark.parametrize(
    "line",
    ["", "[]", "7", "{", '{"id": "x"}', '{"copy_of": "nobody", "id": "x"}', "[" * 100_000,
     json.dumps({"id": 7, "title": "", "published": None, "evidence": "none", "outlet": "", "place": "", "url": "",
                 "language": "", "origin": "", "extra": {}, "text": "x"})],
)  # fmt: skip
def test_a_broken_line_of_an_export_is_skipped_with_its_number(archive: Archive, tmp_path: Path, line: str) -> None:
    path = make_zip(tmp_path / "e.zip", mark="{}", articles=line + "\n")

    (skipped,) = add_paths(archive, [path]).skipped

    assert "line 1: it is not an article of an export" in skipped.reason


def test_an_export_that_is_a_bomb_is_refused(archive: Archive, tmp_path: Path) -> None:
    path = make_zip(tmp_path / "e.zip", mark="{}", articles=b" " * 30_000_000)

    (skipped,) = add_paths(archive, [path]).skipped

    assert "unpacks to more than 200 times its size" in skipped.reason


def test_an_export_writes_nothing_outside_its_folder(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "e.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr(MARK, "{}")
        zipped.writestr(ARTICLES, "")
        for name in ("originals/../x", "originals/a/../../../y", "/originals/a/b", "originals/ab/..", "other/a/b"):
            zipped.writestr(name, "harm")

    add_paths(archive, [path])

    assert not (archive.data_dir / "originals").exists()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data", "e.zip"]


# ---- an export that somebody sends to the bot ------------------------------------------------------------------


@pytest.fixture
def reader() -> Iterator[SandboxReader]:
    with SandboxReader() as reader:
        yield reader


def received(reader: SandboxReader, path: Path, data_dir: Path) -> list[Article | Skipped]:
    """Return what the bot makes of a file that it was sent."""
    return list(read_any(path, data_dir, origin="telegram/e.zip/3f2a91bc", read=reader.read))


def test_an_export_that_is_sent_is_read_in_the_child_and_brings_articles_and_originals(
    reader: SandboxReader, archive: Archive, exported: Path, tmp_path: Path
) -> None:
    found = received(reader, exported, tmp_path / "other")

    assert found == [one for one in read_file(exported) if not isinstance(one, Original)]
    assert len(found) == 5
    assert (tmp_path / "other" / "originals" / "3f2a91bc" / "mill.txt").read_text(encoding="utf-8") == "as it was sent"


def test_the_originals_of_an_export_that_is_sent_have_the_limits_of_every_archive(
    reader: SandboxReader, tmp_path: Path
) -> None:
    bomb = {"originals/3f2a91bc/bomb.txt": bytes(30_000_000)}  # packed to 30 kB
    found = received(reader, make_zip(tmp_path / "e.zip", mark="{}", articles="", **bomb), tmp_path / "data")

    (refused,) = found
    assert isinstance(refused, Skipped)
    assert "as a zip bomb does" in refused.reason
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(unpacked=100_000), "the export unpacks to more than 100,000 bytes"),
        (Limits(members=3), "the export holds more than 3 files"),
        (Limits(output=100_000), "it grows to more than 0.1 MB"),
    ],
)
def test_an_export_that_is_sent_holds_no_more_files_and_bytes_than_are_allowed(
    reader: SandboxReader, tmp_path: Path, limits: Limits, reason: str
) -> None:
    reader.limits = limits
    originals: dict[str, str | bytes] = {f"originals/{n:08}/a.bin": random.randbytes(40_000) for n in range(3)}
    (refused,) = received(reader, make_zip(tmp_path / "e.zip", mark="{}", articles="", **originals), tmp_path / "data")

    assert isinstance(refused, Skipped)
    assert refused.reason.startswith(reason)
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("name", ["n" * 300, "я" * 150, "a\\b", ".hidden", "a\x07b"])
def test_one_original_with_an_impossible_name_is_skipped_and_the_rest_comes(
    reader: SandboxReader, tmp_path: Path, name: str
) -> None:
    originals: dict[str, str | bytes] = {f"originals/3f2a91bc/{name}": "harm", "originals/3f2a91bd/good.txt": "good"}
    (skipped,) = received(reader, make_zip(tmp_path / "e.zip", mark="{}", articles="", **originals), tmp_path / "data")

    assert isinstance(skipped, Skipped)
    assert "its name is" in skipped.reason
    assert [one.name for one in (tmp_path / "data").rglob("*.*")] == ["good.txt"]


def test_an_original_that_cannot_be_written_is_skipped_and_only_a_full_disk_stops(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(code: int) -> Callable[..., int]:
        def write(self: Path, data: bytes) -> int:
            raise OSError(code, os.strerror(code))

        return write

    monkeypatch.setattr(Path, "write_bytes", fail(errno.ENAMETOOLONG))
    found = list(read_any(exported, tmp_path / "other"))
    assert len(found) == 6
    assert isinstance(found[-1], Skipped)
    for code in (errno.ENOSPC, errno.EDQUOT, errno.EROFS):
        monkeypatch.setattr(Path, "write_bytes", fail(code))
        with pytest.raises(OSError, match=r"\[Errno"):
            list(read_any(exported, tmp_path / "other"))


def test_an_export_replaces_no_file_unless_it_is_told_to_and_never_the_archives_own(
    archive: Archive, tmp_path: Path
) -> None:
    list(archive.add([FERRY]))
    path = tmp_path / "out.zip"
    path.write_text("what was here")
    with pytest.raises(DatelineError, match="is there already"):
        export(archive, path)
    assert path.read_text() == "what was here"
    assert export(archive, path, replace=True) == 1
    assert ZipFile(path).testzip() is None
    for own in ("catalogue.sqlite", "words/meta.json"):
        before = (archive.data_dir / own).read_bytes()
        with pytest.raises(DatelineError, match="belongs to the archive"):
            export(archive, archive.data_dir / own, replace=True)
        assert (archive.data_dir / own).read_bytes() == before


EXPORTING = """
import sys
from pathlib import Path
from index import export
from index.archive import Archive
copies = export._copies
def slow(archive, article):
    print("begun", flush=True)
    sys.stdin.read()
    return copies(archive, article)
export._copies = slow
with Archive.open(Path(sys.argv[1])) as archive:
    export.export(archive, Path(sys.argv[2]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="files without a name are Linux's")
def test_a_killed_export_leaves_nothing(archive: Archive, tmp_path: Path) -> None:
    list(archive.add([FERRY]))
    (tmp_path / "out").mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", EXPORTING, str(archive.data_dir), str(tmp_path / "out" / "all.zip")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"begun\n"
    process.kill()
    process.communicate()
    assert list((tmp_path / "out").iterdir()) == []
