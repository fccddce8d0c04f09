"""What counts as evidence that the archive answers a question."""

from datetime import date

import pytest

from bot.qa.analysis import AnalyzedQuestion, TopicTerms, analyze_question, initials_of
from bot.qa.answerability import keep_supported
from bot.qa.question import read_question
from index.model.article import Source
from index.model.passage import Basis, Hit, Passage, Sentence

DAY = date(2023, 5, 29)


def passage(text: str, *, unlike: bool = False) -> Hit:
    source = Source("A title", DAY)
    return Hit(Passage("a", 1, 0, 0, len(text), text, (Sentence(0, len(text)),)), source, 1.0, Basis.WORDS, (), unlike)


def equally_rare(_word: str) -> tuple[int, int]:
    return 3, 100


def asked(text: str) -> AnalyzedQuestion:
    return analyze_question(read_question(text, date(2023, 6, 24), lambda _span: []), equally_rare)


def topic(text: str) -> TopicTerms:
    return asked(text).terms


@pytest.mark.parametrize(
    ("question", "text", "share"),
    [
        ("What happened with Halmery Airlines?", "Halmery Airlines flies again.", 1.0),
        ("What happened with Halmery Airlines?", "A Dorvan airline bought nine gliders.", 0.25),
        ("What happened with Halmery Airlines?", "Halmery has an airline.", 0.75),
        ("What happened with Halmery Airlines?", "HA flies again.", 1.0),
        ("what happened with halmery airlines?", "A Dorvan airline bought nine gliders.", 0.5),
        ("WHAT HAPPENED WITH HALMERY AIRLINES?", "A Dorvan airline bought nine gliders.", 0.5),
        ("Was Brandt there?", "WB is a bank.", 0.0),
        ("Airlines on strike?", "A Dorvan airline bought nine gliders.", 0.5),
        ("Что случилось с Касвинским театром?", "Касвинский театр сгорел.", 1.0),
    ],
)
def test_a_name_that_stands_as_a_common_word_counts_half(question: str, text: str, share: float) -> None:
    assert topic(question).share(text) == pytest.approx(share)


def test_a_passage_with_none_of_the_names_is_about_another() -> None:
    question = asked("Who won the Skarby Regatta?")
    won = passage("The baker won the marrow prize, and won by far.")
    assert topic("Who won the Skarby Regatta?").is_about_another(won.passage.text)
    assert keep_supported([won], question) == []
    assert not topic("Who won the regatta?").is_about_another(won.passage.text)


def test_initials_stand_for_a_name_and_not_for_a_title() -> None:
    assert initials_of("What happened with General Motors") == {"GM": ("General", "Motors")}
    assert initials_of("the CEO of Brandt") == {}


@pytest.mark.parametrize(
    ("question", "text", "kept"),
    [
        ("How old is the valley?", "The valley road is old.", False),
        ("Is the valley old?", "The valley road is old.", False),
        ("What happened in the old valley?", "The valley road is old.", True),
        ("Latest on the old valley", "The valley road is old.", True),
        ("How old is the valley?", "The valley road is 300 years old.", True),
        ("How old is Marta Eskel?", "Marta Eskel, an old friend, won.", True),
    ],
)
def test_a_narrow_question_is_refused_where_every_vector_speaks_of_something_else(
    question: str, text: str, kept: bool
) -> None:
    far, near = passage(text, unlike=True), passage(text)
    assert bool(keep_supported([far], asked(question))) is kept
    # One that is near speaks for the others: they add to an answer.
    assert keep_supported([far, near], asked(question)) == [far, near]
