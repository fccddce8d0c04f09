"""What went is kept for a while, and then forgotten."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index.article_writer import ArticleWriter
from index.store.catalogue import Catalogue
from index.store.codec import ARTICLE_FIELDS, article_of_row, article_to_row
from index.store.history import KEPT_DAYS, History
from index.store.sqlite_file import Database
from tests.conftest import FERRY, RUSSIAN


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    catalogue = Catalogue(tmp_path / "catalogue.sqlite", write=True)
    writer = ArticleWriter(catalogue)
    with catalogue.transaction():
        writer.put(FERRY, "words", "whole")
        writer.put(RUSSIAN, "слова", "всё")
    yield catalogue
    catalogue.close()


@pytest.fixture
def db(catalogue: Catalogue, tmp_path: Path) -> Iterator[Database]:
    db = Database(tmp_path / "catalogue.sqlite", write=True)
    yield db
    db.close()


def history_after(db: Database, days: float) -> History:
    then = datetime.now(UTC) + timedelta(days=days)
    return History(db, lambda: then.isoformat(timespec="seconds"))


def test_an_article_that_went_comes_back_as_it_was(db: Database) -> None:
    history = History(db)
    with db.transaction():
        history.keep("ferry", removed=True)
        key = history.keep(RUSSIAN.id, removed=False)

    assert key is not None
    past, removed = history.past(key), history.last_removed("ferry")
    assert past is not None
    assert removed is not None
    assert (past.article, past.words_hash, past.whole_hash) == (RUSSIAN, "слова", "всё")
    assert removed.article == FERRY


def test_after_thirty_days_a_removed_article_is_forgotten(db: Database) -> None:
    with db.transaction():
        History(db).keep("ferry", removed=True)
        history_after(db, KEPT_DAYS - 1).forget_old()
    assert History(db).last_removed("ferry") is not None

    with db.transaction():
        history_after(db, KEPT_DAYS + 1).forget_old()
    assert History(db).last_removed("ferry") is None


def test_an_articles_row_has_all_its_fields_and_comes_back() -> None:
    row = article_to_row(RUSSIAN)
    assert tuple(row) == ARTICLE_FIELDS
    assert article_of_row(row) == RUSSIAN
