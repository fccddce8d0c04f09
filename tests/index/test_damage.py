"""A lost or damaged store is told in a sentence with its remedy; what is derived is made anew; the rest goes on answering."""

import os
import random
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import DamagedError, DatelineError, MismatchError, StorageError
from index.model.dates import DaySpan
from index.search.ranking import Query
from tests.conftest import BRIDGE, FERRY, OLD_FIRE, RUSSIAN, make_article

MAY_29 = DaySpan(date(2023, 5, 29), date(2023, 5, 29))
BY_MEANING = Query("vessel collided quay", text="vessel collided with a quay")  # in no word of the article


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "data"
    with Archive.open(folder, write=True) as archive:
        list(archive.add([FERRY, BRIDGE, OLD_FIRE, RUSSIAN]))
        list(archive.add(make_article(f"a{n}", f"Ferry number{n} left Lund. " * 8) for n in range(40)))
        archive.catch_up()
    return folder


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    """A data directory with articles and vectors, closed."""
    return Path(shutil.copytree(made, tmp_path / "data"))


def cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 3)


def overwrite_head(file: Path) -> None:
    with file.open("r+b") as held:
        held.write(b"not what was here" * 8)


def flip(file: Path) -> None:
    chance, size = random.Random(3), file.stat().st_size
    with file.open("r+b") as held:
        for _ in range(max(20, size // 200)):
            held.seek(chance.randrange(size))
            held.write(bytes([chance.randrange(256)]))


DAMAGES = pytest.mark.parametrize("damage", [cut, overwrite_head, flip])


def found(archive: Archive, query: Query) -> list[str]:
    return [hit.passage.article_id for hit in archive.search(query)]


# The catalogue


@pytest.mark.parametrize("lose", [Path.unlink, lambda file: os.truncate(file, 0)], ids=["missing", "empty"])
def test_a_lost_catalogue_is_not_taken_for_a_new_one(data: Path, lose: Callable[[Path], None]) -> None:
    for ending in ("-wal", "-shm"):
        (data / f"catalogue.sqlite{ending}").unlink(missing_ok=True)
    lose(data / "catalogue.sqlite")
    words = sorted(file.name for file in (data / "words").iterdir())
    for write in (True, False):
        with pytest.raises(StorageError, match=r"missing or empty.* 44 passages: restore your backup.* or start anew"):
            Archive.open(data, write=write)
    assert sorted(file.name for file in (data / "words").iterdir()) == words


def test_an_archive_whose_articles_were_all_removed_is_no_lost_one(tmp_path: Path) -> None:
    with Archive.open(tmp_path, write=True) as archive:
        list(archive.add([FERRY]))
        archive.corrections.remove("ferry")
    with Archive.open(tmp_path, write=True) as archive:
        assert archive.status().articles == 0
    Archive.open(tmp_path).close()


@pytest.mark.parametrize("damage", [cut, overwrite_head])
def test_a_damaged_catalogue_asks_for_its_backup(data: Path, damage: Callable[[Path], None]) -> None:
    damage(data / "catalogue.sqlite")
    for write in (True, False):
        with pytest.raises(DamagedError, match=r"is damaged .* put your backup"):
            Archive.open(data, write=write).articles.newest()


def test_a_catalogue_with_flipped_bytes_is_found_or_says_so_itself(data: Path) -> None:
    flip(data / "catalogue.sqlite")
    try:
        with Archive.open(data) as archive:
            damaged = [one.store for one in archive.find_damage()]
            for article_id in archive.articles.ids():
                archive.articles.passages(article_id)
    except StorageError as error:
        damaged = ["catalogue"] if "put your backup" in error.for_reader else []
    assert damaged == ["catalogue"]


def test_a_catalogue_restored_alone_gets_its_indexes_from_the_next_writer(data: Path, tmp_path: Path) -> None:
    alone = tmp_path / "restored"
    alone.mkdir()
    shutil.copy(data / "catalogue.sqlite", alone)
    with pytest.raises(MismatchError, match=r"full-text index .* is missing: run `dateline rebuild`"):
        Archive.open(alone)
    with Archive.open(alone, write=True) as archive:
        assert found(archive, Query("Marigold")) == ["ferry"]
        assert archive.catch_up() == archive.status().passages
        assert found(archive, BY_MEANING)[0] == "ferry"


def test_an_older_catalogue_put_back_beside_newer_indexes_is_followed(data: Path, tmp_path: Path) -> None:
    shutil.copy(data / "catalogue.sqlite", tmp_path / "backup")
    with Archive.open(data, write=True) as archive:
        list(archive.add([make_article("late", "The airship Borage was moored at Lund.")]))
        archive.corrections.remove("ferry")
        archive.catch_up()
    shutil.copy(tmp_path / "backup", data / "catalogue.sqlite")
    with Archive.open(data, write=True) as archive:
        assert "late" not in found(archive, Query("Borage airship"))
        assert found(archive, Query("Marigold"))[0] == "ferry"
        archive.catch_up()
        assert found(archive, BY_MEANING)[0] == "ferry"


# The full-text index


def segments(data: Path) -> Iterator[Path]:
    yield from (file for file in (data / "words").glob("[!.]*.*") if file.suffix not in (".json", ".lock"))


@DAMAGES
def test_a_damaged_full_text_index_is_found_and_a_rebuild_heals_it(data: Path, damage: Callable[[Path], None]) -> None:
    for file in segments(data):
        damage(file)
    try:
        with Archive.open(data) as archive:
            assert [one.store for one in archive.find_damage()] == ["words"]
    except DatelineError as error:
        assert "dateline rebuild" in error.for_reader  # noqa: PT017  # it may be found when it is opened
    with Archive.open(data, write=True) as archive:
        archive.rebuild()
        assert archive.find_damage() == []
        assert found(archive, Query("Marigold")) == ["ferry"]


def test_one_flipped_byte_in_any_segment_file_is_found(data: Path) -> None:
    for file in list(segments(data)):
        whole = file.read_bytes()
        with Archive.open(data) as archive:
            file.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
            assert [(one.store, file.name in one.said) for one in archive.find_damage()] == [("words", True)], file
        file.write_bytes(whole)
    with Archive.open(data) as archive:
        assert archive.find_damage() == []


# The vectors


@DAMAGES
def test_damaged_vectors_leave_words_and_days_and_a_rebuild_heals_them(
    data: Path, damage: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    damage(data / "vectors" / "chroma.sqlite3")
    with Archive.open(data, write=True) as archive:
        assert [one.store for one in archive.find_damage()] == ["vectors"]
        assert found(archive, Query("Marigold"))[0] == "ferry"
        assert "ferry" in found(archive, Query(spans=(MAY_29,)))
        archive.catch_up()
        assert "dateline rebuild" in caplog.text
        archive.rebuild()
        assert archive.catch_up() == archive.status().passages
        assert archive.find_damage() == []
        assert found(archive, BY_MEANING)[0] == "ferry"
