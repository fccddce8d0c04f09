"""Helpers that write a real file and read it."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from index.ingest.formats.dateline_export import Original
from index.ingest.reader import read_file
from index.ingest.skipped import Skipped
from index.model.article import Article

FILE_DAY = datetime(2024, 2, 10, 12)

Read = Callable[[str, str | bytes], list[Article | Skipped]]
ReadOne = Callable[[str, str | bytes], Article]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write a file of 10 February 2024 and read it."""

    def write_and_read(name: str, content: str | bytes) -> list[Article | Skipped]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        os.utime(path, (FILE_DAY.timestamp(), FILE_DAY.timestamp()))
        return [one for one in read_file(path) if not isinstance(one, Original)]

    return write_and_read


@pytest.fixture
def read_one(read: Read) -> ReadOne:
    """Write a file that holds one article, and read it."""

    def only(name: str, content: str | bytes) -> Article:
        (article,) = read(name, content)
        assert isinstance(article, Article), article
        return article

    return only
