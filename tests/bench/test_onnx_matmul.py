"""The hand-written model multiplies matrices, and nothing else."""

import numpy as np
import pytest

from bench.performance.onnx_matmul import int8_peak, matmul_model
from index.search import embedding
from index.search.embedding import open_session


def test_the_model_multiplies_in_int8() -> None:
    session = open_session(matmul_model(3, 200, 5), threads=0)
    a = np.random.default_rng(7).integers(0, 255, (3, 200), dtype=np.uint8)
    b = np.random.default_rng(1).integers(-127, 127, (200, 5), dtype=np.int8)
    (product,) = session.run(None, {"a": a})
    assert product.tolist() == (a.astype(np.int64) @ b.astype(np.int64)).tolist()


def test_products_are_exact_also_without_vnni(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "has_vnni", lambda: False)
    options = open_session(matmul_model(3, 200, 5), threads=1).get_session_options()
    assert options.get_session_config_entry("session.x64quantprecision") == "1"


def test_a_peak_is_measured() -> None:
    assert int8_peak(8, 16, 8, repeats=4) > 0
