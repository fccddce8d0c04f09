"""A playground over the sample, with its bot running."""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.playground.launch import Playground
from bot.qa.engine import Engine
from config.settings import read_settings
from index import sample
from index.archive import Archive
from index.pipeline import add_paths


@pytest.fixture(scope="module")
def playground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Playground]:
    """A running playground on the sample's day."""
    data = tmp_path_factory.mktemp("playground") / "data"
    with Archive.open(data, write=True) as archive:
        add_paths(archive, [sample.ARTICLES])
        settings = read_settings(data_dir=data)
        with Playground(settings.timezone, today=date(2023, 5, 30), port=0, is_sample=True) as running:
            running.begin(settings, archive, Engine(archive))
            yield running
            running.end()
