"""The measures, checked by hand on a toy."""

from math import log2

import pytest

pytest.importorskip("ir_measures", reason="the bench's libraries are not in this environment")

from bench.measures import by_question, measure

RELEVANT = {"one": {"a", "b"}, "two": {"c"}, "three": {"d"}, "nothing answers this": set[str]()}
RANKED = {"one": ["x", "a", "b"], "two": ["c", "y"], "three": [], "nothing answers this": ["x"]}


def test_measures_are_what_one_works_out_by_hand() -> None:
    found = measure(RELEVANT, RANKED)
    ndcg_one = (1 / log2(3) + 1 / log2(4)) / (1 / log2(2) + 1 / log2(3))
    assert found == {
        "hit@1": pytest.approx(1 / 3),
        "hit@5": pytest.approx(2 / 3),
        "hit@10": pytest.approx(2 / 3),
        "recall@10": pytest.approx(2 / 3),
        "MRR@10": pytest.approx((1 / 2 + 1 + 0) / 3),
        "nDCG@10": pytest.approx((ndcg_one + 1 + 0) / 3),
    }


def test_what_comes_after_the_tenth_place_does_not_count() -> None:
    ranked = {"one": [f"x{n}" for n in range(10)] + ["a"]}
    assert by_question({"one": {"a"}}, ranked)["MRR@10"] == [0.0]
