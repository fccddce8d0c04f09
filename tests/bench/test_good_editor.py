"""The plans of a good editor are carried out over the sample: shorter than the quotes, and with every main fact."""

from pathlib import Path

from bench.edited.__main__ import answer_planned, holds_main_fact, length, show_pairs
from bench.edited.good_editor import read_plans
from bench.judged.verdicts import read_judged_questions

NOWHERE = Path("nowhere")  # without the shared news only the sample is asked


def test_there_are_sixty_plans_for_judged_questions() -> None:
    plans = read_plans()

    assert len(plans) >= 60
    assert plans.keys() <= {one.id for one in read_judged_questions()}
    assert all(1 <= len(plan) <= 5 for plan in plans.values())


def test_edited_answers_are_shorter_than_the_quotes_and_keep_the_main_facts() -> None:
    pairs = list(answer_planned(NOWHERE))

    assert len(pairs) == sum(question.startswith("sample") for question in read_plans())
    assert sum(length(one.edited) for one in pairs) <= 0.6 * sum(length(one.quotes) for one in pairs)
    assert [one.question.id for one in pairs if not holds_main_fact(one.edited, one.question)] == []
    assert max(one.prompt_tokens for one in pairs) <= 1_500
    assert len(list(show_pairs(pairs))) >= 20
