"""Mutated files of every format are read or refused, for a reason that was foreseen; `bench/` has the long form."""

import random
from pathlib import Path

import pytest

from bench.robustness.fuzz_reading import SEEDS, strange_files
from index.ingest.reader import read_file
from index.ingest.skipped import Skipped
from index.model.article import Article

FILES = 25


@pytest.mark.parametrize("name", SEEDS)
def test_a_mutated_file_is_read_or_refused_with_a_reason(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    path = tmp_path / f"a{SEEDS[name][0]}"
    for raw in strange_files(name, FILES, random.Random(29)):
        path.write_bytes(raw)
        found = list(read_file(path))

        assert found
        for one in found:
            if isinstance(one, Article):
                assert one.text.strip()
                assert one.source.title
                "".join((one.text, one.source.title, one.id, one.origin, *one.extra.values())).encode()
            elif isinstance(one, Skipped):
                assert not one.reason.startswith("it cannot be read (")
                assert ": " in one.reason  # what is wrong: what to do
    assert not [record for record in caplog.records if record.name.startswith("index.")]
