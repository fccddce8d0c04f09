"""An export makes an equal archive, wherever it is added, and what is no export is no trouble."""

import dataclasses
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from index.archive import Archive
from index.export import ARTICLES, MARK, export, is_export
from index.model.article import Article
from index.model.passage import Passage
from index.pipeline import add_paths
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


def test_a_zip_of_articles_is_no_export(tmp_path: Path) -> None:
    assert not is_export(make_zip(tmp_path / "a.zip", articles="{}"))
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04 and then nothing")
    assert not is_export(tmp_path / "b.zip")
    (tmp_path / "c.txt").write_text("FullTextIndex.")
    assert not is_export(tmp_path / "c.txt")


@pytest.mark.parametrize(
    "line",
    ["", "[]", "7", "{", '{"id": "x"}', '{"copy_of": "nobody", "id": "x"}', "[" * 100_000,
     json.dumps({"id": 7, "title": "", "published": None, "evidence": "none", "outlet": "", "place": "", "url": "",
                 "language": "", "origin": "", "extra": {}, "text": "x"})],
)  # fmt: skip
def test_a_broken_line_of_an_export_is_skipped_with_its_number(archive: Archive, tmp_path: Path, line: str) -> None:
    path = make_zip(tmp_path / "e.zip", mark="{}", articles=line + "\n")

    (skipped,) = add_paths(archive, [path]).skipped

    assert "line 1: it is no article of an export" in skipped.reason


def test_an_export_that_is_a_bomb_is_refused(archive: Archive, tmp_path: Path) -> None:
    path = make_zip(tmp_path / "e.zip", mark="{}", articles=b" " * 30_000_000)

    (skipped,) = add_paths(archive, [path]).skipped

    assert "unpacks to far more" in skipped.reason


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
