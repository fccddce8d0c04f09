"""The desk answers with quotes that stand in their articles, or says honestly that there is nothing."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bot.qa.analysis import analyze_question
from bot.qa.answer import Answer, NothingFound
from bot.qa.engine import Engine
from bot.qa.extractive import find_quotes
from index.archive import Archive
from index.model.passage import Basis
from tests.conftest import BRIDGE, FERRY, TODAY, make_article


@pytest.fixture
def engine(small_archive: Archive) -> Engine:
    return Engine(small_archive)


def test_the_answer_cites_the_passage_about_that_day(engine: Engine) -> None:
    answer = engine.ask("What happened on 2019-05-29?", TODAY)
    assert isinstance(answer, Answer)
    assert [c.source.title for c in answer.citations] == ["Granary burns at Velm"]


def test_every_quote_stands_in_its_article(engine: Engine) -> None:
    for question in ("What happened on May 29?", "Osten bridge", "Что случилось 27 мая?", "granary fire"):
        answer = engine.ask(question, TODAY)
        assert isinstance(answer, Answer)
        for sentence in answer.sentences:
            for number in sentence.citations:
                citation = answer.citations[number - 1]
                text = engine.archive.articles.get(citation.article_id).article.text
                assert text[citation.start : citation.end] == citation.quote == sentence.text


def test_the_newest_year_of_a_bare_day_is_taken_and_the_others_are_told(engine: Engine) -> None:
    answer = engine.ask("What happened on May 29?", TODAY)
    assert isinstance(answer, Answer)
    (asked,) = answer.question.days
    assert asked.span.first == date(2023, 5, 29)
    assert [(one.day.year, one.passages) for one in asked.others] == [(2019, 1)]
    assert answer.sentences[0].text.startswith("The ferry Marigold struck the pier")
    assert answer.sentences[0].basis is Basis.MENTION


def test_a_day_without_news_has_no_sources_and_names_the_nearest(engine: Engine) -> None:
    nothing = engine.ask("What happened on May 30?", TODAY)
    assert isinstance(nothing, NothingFound)
    assert [one.day for one in nothing.nearest_days][:3] == [date(2023, 5, 29), date(2023, 5, 27), date(2023, 5, 26)]


@pytest.mark.parametrize(
    "question",
    [
        "What is the capital of Peru?",
        "Who won the chess championship?",
        "What happened with the zeppelin on May 29?",
        "What happened?",
        "Какая столица Перу?",
        "",
        "🙂",
    ],
)
def test_what_the_archive_does_not_know_is_not_answered(engine: Engine, question: str) -> None:
    assert isinstance(engine.ask(question, TODAY), NothingFound)


def test_the_answers_of_a_range_are_in_order_of_its_days(engine: Engine) -> None:
    answer = engine.ask("What happened between 26 and 29 May 2023?", TODAY)
    assert isinstance(answer, Answer)
    days = [sentence.day.first for sentence in answer.sentences if sentence.day]
    assert days == sorted(days)
    assert {c.article_id for c in answer.citations} == {"ferry", "bridge", "наводнение"}


def test_a_russian_day_question_finds_english_passages(engine: Engine) -> None:
    answer = engine.ask("Что произошло 29 мая 2023 года?", TODAY)
    assert isinstance(answer, Answer)
    assert {c.article_id for c in answer.citations} == {"ferry"}


def test_a_sentence_without_a_day_is_tied_by_the_one_before(engine: Engine) -> None:
    list(
        engine.archive.add(
            [make_article("storm", "Hail fell on Velm on June 2. Forty roofs were broken by the stones.")]
        )
    )
    answer = engine.ask("What happened on June 2?", TODAY)
    assert isinstance(answer, Answer)
    assert [(s.text, s.basis) for s in answer.sentences] == [
        ("Hail fell on Velm on June 2.", Basis.MENTION),
        ("Forty roofs were broken by the stones.", Basis.CARRIED),
    ]


def test_an_article_about_no_other_day_tells_of_the_day_it_was_published(engine: Engine) -> None:
    list(
        engine.archive.add(
            [make_article("prize", "The town of Velm has given its prize to a beekeeper.", date(2023, 6, 9))]
        )
    )
    answer = engine.ask("What happened on 9 June?", TODAY)
    assert isinstance(answer, Answer)
    assert [s.basis for s in answer.sentences] == [Basis.PUBLISHED]


def test_a_dateline_is_no_event(engine: Engine) -> None:
    text = "OSTEN, June 12. /Harbour Post/. The council of Osten has met on June 10 about the bridge."
    list(engine.archive.add([make_article("council", text, date(2023, 6, 12))]))
    assert isinstance(engine.ask("What happened on June 12?", TODAY), NothingFound)
    answer = engine.ask("What happened on June 10?", TODAY)
    assert isinstance(answer, Answer)
    assert answer.citations[0].quote == "The council of Osten has met on June 10 about the bridge."


def test_numbers_run_from_one_in_order(engine: Engine) -> None:
    answer = engine.ask("What happened in May 2023?", TODAY)
    assert isinstance(answer, Answer)
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_one_storyline_does_not_fill_the_answer(engine: Engine) -> None:
    text = " ".join(
        f"On June 5 the council heard witness number {n} speak of wholly different thing {n}." for n in range(9)
    )
    list(
        engine.archive.add(
            [make_article("long", text), make_article("other", "A calf was born at Velm on June 5 at dawn.")]
        )
    )
    answer = engine.ask("What happened on June 5?", TODAY)
    assert isinstance(answer, Answer)
    assert {c.article_id for c in answer.citations} == {"long", "other"}
    assert len(answer.sentences) <= 6


def test_a_question_about_a_thing_quotes_the_sentence_that_names_it(engine: Engine) -> None:
    answer = engine.ask("How much will the tolls be?", TODAY)
    assert isinstance(answer, Answer)
    assert answer.sentences[0].text == "Tolls will be 40 crowns for a car."
    assert answer.citations[0].article_id == BRIDGE.id != FERRY.id
    assert not re.search(r"\[\d", answer.sentences[0].text)


def test_a_mistyped_word_is_taken_for_the_one_that_was_meant(engine: Engine) -> None:
    answer = engine.ask("What about the grnary?", TODAY)
    assert isinstance(answer, Answer)
    assert answer.citations[0].article_id == "fire"
    assert answer.question.corrections == (("grnary", "granary"),)


def test_a_word_that_is_like_no_other_is_not_mended(engine: Engine) -> None:
    nothing = engine.ask("What about the submarine?", TODAY)
    assert isinstance(nothing, NothingFound)
    assert nothing.question.corrections == ()


@pytest.mark.parametrize(
    "question", ["What happened on May 29?", "How much will the tolls be?", "What happened in Osten?"]
)
def test_an_answer_analyzes_the_question_once_and_scores_its_sentences_once(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    calls: list[str] = []

    def counted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def count(*args: Any) -> Any:
            calls.append(name)
            return function(*args)

        return count

    monkeypatch.setattr("bot.qa.engine.analyze_question", counted("analysis", analyze_question))
    monkeypatch.setattr("bot.qa.extractive.find_quotes", counted("quotes", find_quotes))
    found = engine.ask(question, TODAY)
    assert isinstance(found, Answer)
    assert sorted(calls) == ["analysis", "quotes"]  # whether there is more is known from the same run


def test_an_answer_tells_whether_there_is_more(engine: Engine) -> None:
    list(engine.archive.add(make_article(f"m{n}", f"On June 5 boat {n} of {n} came in late.") for n in range(14)))
    first = engine.ask("What happened on June 5?", TODAY)
    assert isinstance(first, Answer)
    assert first.more
    shown = [citation.passage_id for citation in first.citations]
    seen = list(shown)
    found: Answer | NothingFound = first
    while isinstance(found, Answer) and found.more:
        found = engine.answer(first.question, seen)
        assert isinstance(found, Answer)  # what was promised is there
        assert not {c.passage_id for c in found.citations} & set(seen)
        seen += [citation.passage_id for citation in found.citations]
    assert len(set(seen)) == len(seen) > len(shown)


def test_a_short_sentence_that_names_the_day_is_an_answer(archive: Archive) -> None:
    list(archive.add([make_article("mill", "A mill opened on 3 May 2021.", date(2021, 5, 4))]))

    answer = Engine(archive).ask("What happened on 3 May 2021?", TODAY)

    assert isinstance(answer, Answer)
    assert [sentence.text for sentence in answer.sentences] == ["A mill opened on 3 May 2021."]
