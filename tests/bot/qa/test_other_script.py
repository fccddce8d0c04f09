"""Names across scripts, and questions in a language in which there are no articles."""

from datetime import date

import pytest

from bot.qa.answer import Answer, Note, NothingFound
from bot.qa.engine import Engine
from bot.qa.words.other_script import find_in_other_script
from index.archive import Archive
from tests.conftest import TODAY, make_article

ENGLISH = ["obama", "chrysler", "haiti", "unit", "state", "well", "harbour", "merkel", "bush", "china", "trump"]
RUSSIAN = ["обам", "гаит", "меркел", "порт", "франц"]


def find(word: str, terms: list[str]) -> str:
    return find_in_other_script(word, lambda prefix: [(term, 1) for term in terms if term.startswith(prefix)])


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Обама", "obama"),
        ("Обамы", "obama"),
        ("Обамой", "obama"),
        ("Крайслера", "chrysler"),
        ("Меркель", "merkel"),
        ("Буш", "bush"),
        ("Гаити", "Haiti"),
        ("США", "United States"),
        ("Китае", "China"),
        ("Веллингтон", ""),
        ("Франции", ""),  # no article speaks of it
    ],
)
def test_a_name_in_cyrillic_letters_is_found_in_latin_ones(word: str, name: str) -> None:
    assert find(word, ENGLISH) == name


@pytest.mark.parametrize(("word", "term"), [("Obama", "обам"), ("Haiti", "Гаити"), ("Merkel", "меркел"), ("Perry", "")])
def test_a_name_in_latin_letters_is_found_in_cyrillic_ones(word: str, term: str) -> None:
    assert find(word, RUSSIAN) == term


@pytest.fixture
def engine(archive: Archive) -> Engine:
    quake = make_article("quake", "An earthquake destroyed the capital of Haiti on 12 January 2010.", date(2010, 1, 13))
    vote = make_article("vote", "President Barack Obama signed the budget on 12 January 2010.", date(2010, 1, 13))
    list(archive.add([quake, vote]))
    return Engine(archive)


def cited(found: Answer | NothingFound) -> list[str]:
    return [citation.article_id for citation in found.citations]


def test_a_russian_question_over_english_articles_is_answered_by_its_names_and_that_is_said(engine: Engine) -> None:
    answer = engine.ask("Что случилось на Гаити?", TODAY)
    assert isinstance(answer, Answer)
    assert (cited(answer), answer.note) == (["quake"], None)
    answer = engine.ask("Землетрясение на Гаити", TODAY)
    assert isinstance(answer, Answer)
    assert (cited(answer), answer.note) == (["quake"], Note.OTHER_LANGUAGE)
    assert answer.question.corrections == (("Гаити", "Haiti"),)


def test_it_is_answered_by_its_day_alone_if_it_names_nobody(engine: Engine) -> None:
    answer = engine.ask("Что известно о землетрясении 12 января 2010 года?", TODAY)
    assert isinstance(answer, Answer)
    assert (set(cited(answer)), answer.note) == ({"quake", "vote"}, Note.OTHER_LANGUAGE)


def test_a_question_of_fact_gets_the_closest_passage_and_no_claim(engine: Engine) -> None:
    nothing = engine.ask("Сколько лет Обаме?", TODAY)
    assert isinstance(nothing, NothingFound)
    assert cited(nothing) == ["vote"]


@pytest.mark.parametrize(
    "question", ["Что случилось с Веллингтоном?", "Что случилось с Веллингтоном 12 января 2010 года?"]
)
def test_a_name_that_no_article_has_is_not_answered(engine: Engine, question: str) -> None:
    assert isinstance(engine.ask(question, TODAY), NothingFound)


def test_where_articles_are_in_both_languages_a_question_keeps_its_words(engine: Engine) -> None:
    list(engine.archive.add([make_article("порт", "В порту Велля нашли якорь.", language="ru")]))
    assert isinstance(engine.ask("Землетрясение на Гаити", TODAY), NothingFound)
