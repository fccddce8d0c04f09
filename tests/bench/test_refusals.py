"""Questions without an answer are made so that there is none."""

from datetime import date

from bench.answers.refusals import GENERAL, KNOWN, UNKNOWN, WITH_ANSWER, make_trials
from bench.corpora import TODAY, Asked, Collection, Place
from tests.conftest import make_article

ARTICLES = (
    make_article("ferry", "The ferry Marigold struck the pier at Lund on May 29.", date(2023, 6, 23)),
    make_article("late", "Marigold sailed again. In August 2023 she will be painted.", date(2023, 7, 1)),
    make_article("bridge", "The bridge was loaded on 26 May.", date(2023, 5, 27)),
)


def asked(day: str, entity: str) -> Asked:
    text = f"What happened with {entity} on {day}?"
    return Asked(f"{day}:{entity}", text, "day and topic", TODAY, (Place("ferry", 0, 9),), entity=entity)


DAYS = ("2023-05-26", "2023-05-29", "2023-07-02", "2023-08-15", "2023-01-05", "2022-12-24")
TRIALS = make_trials(Collection("toy", ARTICLES, tuple(asked(day, "Marigold") for day in DAYS)))


def test_a_known_name_is_asked_about_on_days_of_which_no_article_with_the_name_tells() -> None:
    texts = {trial.text for trial in TRIALS if trial.kind == KNOWN}
    assert texts == {
        "What happened with Marigold on May 26, 2023?",
        "What happened with Marigold on January 5, 2023?",
        "What happened with Marigold on December 24, 2022?",
    }


def test_each_kind_has_questions_in_both_halves() -> None:
    for kind in (WITH_ANSWER, KNOWN, UNKNOWN, GENERAL):
        assert {trial.half for trial in TRIALS if trial.kind == kind} == {1, 2}


def test_a_name_that_the_articles_know_is_not_among_the_unknown() -> None:
    article = make_article("k", "Wrenfield was elected.", date(2023, 6, 1))
    trials = make_trials(Collection("toy", (*ARTICLES, article), (asked("2023-05-29", "Marigold"),)))
    assert not [trial for trial in trials if trial.kind == UNKNOWN and "Wrenfield" in trial.text]
