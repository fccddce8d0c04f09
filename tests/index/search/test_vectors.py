"""The vector index alone: a real Chroma on disk."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.search.model_card import BGE_SMALL_EN
from index.search.vectors import VectorIndex

ONE, OTHER = (np.eye(BGE_SMALL_EN.dims, dtype=np.float32)[n] for n in range(2))


@pytest.fixture
def vectors(tmp_path: Path) -> Iterator[VectorIndex]:
    vectors = VectorIndex(tmp_path / "vectors", BGE_SMALL_EN)
    vectors.upsert(["a:1:0", "b:1:0"], [ONE, OTHER])
    yield vectors
    vectors.close()


def test_the_nearest_come_first_with_their_cosine(vectors: VectorIndex) -> None:
    found = vectors.search((ONE + OTHER / 2) / np.sqrt(1.25), 2)

    assert [passage_id for passage_id, _ in found] == ["a:1:0", "b:1:0"]
    assert [near for _, near in found] == pytest.approx([2 / np.sqrt(5), 1 / np.sqrt(5)], abs=1e-5)


def test_the_same_cosine_is_told_of_chosen_passages(vectors: VectorIndex) -> None:
    assert vectors.similarities(ONE, ["b:1:0", "gone:1:0"]) == pytest.approx({"b:1:0": 0.0}, abs=1e-5)
    assert vectors.similarities(ONE, []) == {}
