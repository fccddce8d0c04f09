"""What type of answer a question asks for, and which sentences hold one."""

from datetime import date

import pytest

from bot.qa.answer_type import AnswerType, answer_type_of, asks_for_state, holds_answer_type
from index.model.dates import DaySpan
from index.model.passage import Mention, Sentence
from index.search.fulltext.analyzers import analyze


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who found the coronet?", AnswerType.PERSON),
        ("Whose boat sank?", AnswerType.PERSON),
        ("How many dockers voted?", AnswerType.NUMBER),
        ("How old is the bridge?", AnswerType.NUMBER),
        ("What percentage voted?", AnswerType.NUMBER),
        ("Where is the coronet?", AnswerType.PLACE),
        ("Why was the final put off?", AnswerType.REASON),
        ("What caused the fire?", AnswerType.REASON),
        ("When does the bridge open?", AnswerType.TIME),
        ("What year did it open?", AnswerType.TIME),
        ("What happened in Halmery?", AnswerType.ANYTHING),
        ("Кто нашёл корону?", AnswerType.PERSON),
        ("Сколько докеров голосовало?", AnswerType.NUMBER),
        ("Где корона?", AnswerType.PLACE),
        ("Почему отложили финал?", AnswerType.REASON),
        ("Когда откроют мост?", AnswerType.TIME),
        ("Что случилось в Халмери?", AnswerType.ANYTHING),
    ],
)
def test_the_question_word_tells_the_type_of_answer(question: str, expected: AnswerType) -> None:
    assert answer_type_of(question) is expected


@pytest.mark.parametrize(
    ("answer_type", "text", "holds"),
    [
        (AnswerType.PERSON, "The thief was caught by Constable Ada Moor.", True),
        (AnswerType.PERSON, "The thief was caught by a constable.", False),
        (AnswerType.PERSON, "The bridge opened on a Friday in May.", False),
        (AnswerType.NUMBER, "The bridge opened in 2019.", False),
        (AnswerType.NUMBER, "The bridge cost 40 crowns.", True),
        (AnswerType.NUMBER, "Seven people were hurt.", True),
        (AnswerType.NUMBER, "People were hurt.", False),
        (AnswerType.NUMBER, "Погибли семь человек.", True),
        (AnswerType.PLACE, "It was found in a barn near Velm.", True),
        (AnswerType.PLACE, "It was found by a child.", False),
        (AnswerType.REASON, "The match was put off because of the flood.", True),
        (AnswerType.REASON, "Матч отложили из-за паводка.", True),
        (AnswerType.REASON, "The match was put off.", False),
        (AnswerType.TIME, "The bridge opens.", False),
        (AnswerType.ANYTHING, "Rain.", True),
    ],
)
def test_a_sentence_holds_a_type_of_answer(answer_type: AnswerType, text: str, holds: bool) -> None:
    assert holds_answer_type(answer_type, text, Sentence(0, len(text))) is holds


def test_a_sentence_that_names_a_day_holds_a_time() -> None:
    text = "The bridge opens on 1 July 2023."
    mention = Mention(20, 31, DaySpan.of_day(date(2023, 7, 1)))
    assert holds_answer_type(AnswerType.TIME, text, Sentence(0, len(text), (mention,)))


def test_the_names_in_a_question_do_not_answer_it() -> None:
    text = "The strike at Tarnholm is over."
    known = frozenset(analyze("Who ended the strike at Tarnholm?", "en"))
    assert not holds_answer_type(AnswerType.PERSON, text, Sentence(0, len(text)), known)
    assert holds_answer_type(AnswerType.PERSON, text.replace("is over", "was ended by Feld"), Sentence(0, 9), known)


@pytest.mark.parametrize(
    ("question", "state"),
    [
        ("Who is the mayor?", True),
        ("How much oil is leaking a day?", True),
        ("Who leads the party?", True),
        ("How many people has the flood killed?", True),
        ("Кто сейчас мэр Касвина?", True),
        ("Who was the mayor?", False),
        ("How many people did the flood kill?", False),
        ("Кто победил на выборах?", False),
    ],
)
def test_a_question_in_the_present_tense_asks_how_things_stand(question: str, state: bool) -> None:
    assert asks_for_state(question) is state
