"""What counts as evidence that the archive answers a question."""

import re
from datetime import date

import pytest

from bot.qa.analysis import AnalyzedQuestion, TopicTerms, analyze_question, initials_of
from bot.qa.answerability import Verdict, judge
from bot.qa.question import language_of, read_question
from index.model.article import Source
from index.model.passage import Basis, Hit, Passage, Sentence

DAY = date(2023, 5, 29)


def passage(text: str, similarity: float | None = None) -> Hit:
    source = Source("A title", DAY, language=language_of(text))
    ends = [match.end() for match in re.finditer(r"[.!?](?= |$)", text)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    sentences = tuple(Sentence(start, end) for start, end in zip(starts, ends, strict=True))
    said = () if similarity is None else tuple(similarity for _ in sentences)
    return Hit(Passage("a", 1, 0, 0, len(text), text, sentences), source, 1.0, Basis.WORDS, (), similarity, said)


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
    won = passage("The baker won the marrow prize, and won by far.", 0.9)
    assert question.terms.is_about_another(won.passage.text)
    assert judge([won], question) == Verdict()
    assert not topic("Who won the regatta?").is_about_another(won.passage.text)


def test_initials_stand_for_a_name_and_not_for_a_title() -> None:
    assert initials_of("What happened with General Motors") == {"GM": ("General", "Motors")}
    assert initials_of("the CEO of Brandt") == {}


ANSWERS, CLOSE, NOTHING = "answers", "close", "nothing"


def outcome(question: str, text: str, similarity: float | None) -> str:
    verdict = judge([passage(text, similarity)], asked(question))
    return ANSWERS if verdict.hits else CLOSE if verdict.closest else NOTHING


@pytest.mark.parametrize(
    ("question", "text", "similarity", "expected"),
    [
        # All the words, and a vector that is far from the question's or near.
        ("How old is the valley bridge?", "The bridge has a new rail.", 0.0, CLOSE),
        ("How old is the valley bridge?", "The valley bridge is 300 years old.", 0.5, ANSWERS),
        # Half of the words, as in a question put into other words: the vector decides.
        ("Why did the crane collapse at the harbour?", "A crane fell over by the quay.", 0.6, ANSWERS),
        ("Why did the crane collapse at the harbour?", "A crane fell over by the quay.", 0.1, CLOSE),
        ("Why did the crane collapse at the harbour?", "The choir sang in Velm.", 0.0, NOTHING),
        # The words stand in two neighbouring sentences.
        ("What turnout did the election have?", "The election was on Sunday. Turnout was 31.4 per cent.", 0.4, ANSWERS),
        # Where no vector is known the words decide.
        ("Почему обрушился кран в порту?", "Кран в порту обрушился из-за трещины.", None, ANSWERS),
        ("Почему обрушился кран в порту?", "Хор пел в Велме.", None, NOTHING),
        # Across languages a vector decides alone.
        ("Почему обрушился кран в порту?", "The harbour's crane fell: it had a crack.", 0.05, ANSWERS),
        ("Почему обрушился кран в порту?", "The harbour's crane fell: it had a crack.", -0.12, CLOSE),
        ("Почему обрушился кран в порту?", "The choir sang in Velm.", -0.4, NOTHING),
        ("Почему обрушился кран в порту?", "The harbour's crane fell: it had a crack.", None, NOTHING),
    ],
)
def test_a_question_of_fact_is_answered_shown_the_closest_or_refused(
    question: str, text: str, similarity: float | None, expected: str
) -> None:
    assert outcome(question, text, similarity) == expected


def test_what_comes_closest_is_the_best_sentence_of_the_best_passage() -> None:
    question = asked("Why did the crane collapse at the harbour?")
    far, near = passage("The choir sang in Velm.", 0.1), passage("It rained. A crane fell over by the quay.", 0.1)
    closest = judge([far, near], question).closest
    assert closest is not None
    assert closest.text == "A crane fell over by the quay."


@pytest.mark.parametrize("question", ["What happened in the old valley?", "Latest on the old valley"])
def test_what_happened_needs_the_words_alone(question: str) -> None:
    assert outcome(question, "The valley road is old.", -0.1) == ANSWERS


def test_on_a_day_less_of_the_words_is_enough() -> None:
    text = "A Dorvan airline bought nine gliders."
    assert outcome("What happened with Halmery and the gliders on 29 May 2023?", text, None) == NOTHING
    assert outcome("What happened with the new gliders on 29 May 2023?", text, None) == ANSWERS
