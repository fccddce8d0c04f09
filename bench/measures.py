"""How good rankings are, by the measures of `ir-measures`."""

from collections.abc import Mapping, Sequence

import ir_measures
from ir_measures import RR, R, Success, nDCG

MEASURES = {
    "hit@1": Success @ 1,
    "hit@5": Success @ 5,
    "hit@10": Success @ 10,
    "recall@10": R @ 10,
    "MRR@10": RR @ 10,
    "nDCG@10": nDCG @ 10,
}

Relevant = Mapping[str, set[str]]  # question -> the passages that answer it
Ranked = Mapping[str, Sequence[str]]  # question -> passages, best first


def measure(relevant: Relevant, ranked: Ranked) -> dict[str, float]:
    """Return each measure's mean over the questions that have an answer; nothing found counts 0.

    relevant {"q": {"a", "b"}}  ranked {"q": ["x", "a"]}  ->  hit@1 0, hit@5 1, recall@10 .5, MRR@10 .5
    """
    return {name: sum(values) / len(values) for name, values in by_question(relevant, ranked).items()}


def by_question(relevant: Relevant, ranked: Ranked) -> dict[str, list[float]]:
    """Return each measure's value for each question, in the order of the questions' ids."""
    names = {measure: name for name, measure in MEASURES.items()}
    wanted = {question: dict.fromkeys(passages, 1) for question, passages in relevant.items() if passages}
    # A ranking is scores to the library; one of no passages is one of none that answers.
    run = {
        question: {passage: 1 / rank for rank, passage in enumerate(ranked.get(question) or ["(none)"], start=1)}
        for question in wanted
    }
    found: dict[str, dict[str, float]] = {name: {} for name in MEASURES}
    for one in ir_measures.iter_calc(list(names), wanted, run):
        found[names[one.measure]][one.query_id] = float(one.value)
    return {name: [values[question] for question in sorted(values)] for name, values in found.items()}
