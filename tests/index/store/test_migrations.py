"""Files outlive the program: those of earlier versions are opened and upgraded, those of newer ones are refused."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import SchemaError
from index.model.dates import DaySpan
from index.search.ranking import Query
from index.store.catalogue import Catalogue
from index.store.migrations import migrate
from index.store.schema import MIGRATIONS
from tests.conftest import make_article

MADE_BY_0_1_0 = Path(__file__).parents[2] / "archives" / "0.1.0"
REMOVED = "fd75b90d4dca"
NEW = make_article("new", "The tram Celandine left the rails at Osten on May 29.")
MAY_29 = DaySpan(date(2023, 5, 29), date(2023, 5, 29))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A data directory as 0.1.0 left it."""
    return Path(shutil.copytree(MADE_BY_0_1_0, tmp_path / "old"))


def version_of(data: Path) -> int:
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def about_may_29(archive: Archive) -> set[str]:
    return {hit.source.title for hit in archive.search(Query(spans=(MAY_29,)))}


def test_an_archive_of_0_1_0_is_read_as_it_is(old: Path) -> None:
    before = (old / "catalogue.sqlite").read_bytes()
    with Archive.open(old) as archive:
        assert "Ferry runs aground off Vell" in about_may_29(archive)
        assert archive.status().articles == len(archive.articles.ids()) == 3
    assert (old / "catalogue.sqlite").read_bytes() == before


def test_an_archive_of_0_1_0_is_upgraded_added_to_and_restored_from(old: Path) -> None:
    assert version_of(old) == 0
    with Archive.open(old, write=True) as archive:
        found = about_may_29(archive)
        assert "Ferry runs aground off Vell" in found
        assert [outcome.status for outcome in archive.add([NEW])] == ["added"]
        assert about_may_29(archive) == found | {NEW.source.title}
        restored = archive.corrections.restore(REMOVED)
        assert archive.articles.get(REMOVED).article.source == restored
        assert restored.title in {stored.article.source.title for stored in archive.articles.newest()}
        assert archive.catch_up() == archive.status().passages
    assert version_of(old) == len(MIGRATIONS)


def test_a_file_of_a_newer_version_is_refused_in_a_sentence_and_left_alone(old: Path) -> None:
    with closing(sqlite3.connect(old / "catalogue.sqlite")) as db:
        db.execute("PRAGMA user_version = 99")
    before = (old / "catalogue.sqlite").read_bytes()
    for write in (False, True):
        with pytest.raises(SchemaError, match=r"newer version of Dateline .* install that version"):
            Archive.open(old, write=write)
    assert (old / "catalogue.sqlite").read_bytes() == before
    with pytest.raises(SchemaError):  # no lock is left behind by the refusal
        Archive.open(old, write=True)


def test_a_new_file_has_the_newest_schema(tmp_path: Path) -> None:
    Catalogue(tmp_path / "catalogue.sqlite", write=True).close()
    assert version_of(tmp_path) == len(MIGRATIONS)


def test_a_new_file_and_an_upgraded_one_have_the_same_tables(old: Path, tmp_path: Path) -> None:
    schemas = []
    for folder in (old, tmp_path):
        Catalogue(folder / "catalogue.sqlite", write=True).close()
        with closing(sqlite3.connect(folder / "catalogue.sqlite")) as db:
            schemas.append({tuple(row) for row in db.execute("SELECT type, name, tbl_name FROM sqlite_master")})
    assert schemas[0] == schemas[1]


def test_migrations_run_in_order_each_once(tmp_path: Path) -> None:
    path = tmp_path / "some.sqlite"
    first, second = "CREATE TABLE a (n);\nINSERT INTO a VALUES (1);", "INSERT INTO a SELECT n + 1 FROM a;"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        migrate(db, path, [first])
        migrate(db, path, [first, second])
        migrate(db, path, [first, second])
        assert db.execute("SELECT n FROM a").fetchall() == [(1,), (2,)]


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "some.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        with pytest.raises(sqlite3.OperationalError):
            migrate(db, path, ["CREATE TABLE a (n);", "INSERT INTO nothing VALUES (1);"])
        assert db.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
        assert db.execute("PRAGMA user_version").fetchone() == (0,)
