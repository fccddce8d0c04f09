"""The desk lets a model say follow-ups in full and translate what found nothing, and goes the plain way where it cannot."""

from datetime import date

import pytest

from bot.qa.answer import Answer, NothingFound
from bot.qa.engine import Engine
from bot.storage.token_ledger import TokenLedger
from index.archive import Archive
from index.model.dates import DaySpan
from tests.bot.generation.model_server import ModelServer, Reply
from tests.conftest import TODAY

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # LlamaIndex's own, at import

FIRST = "What happened to the ferry Marigold on May 29?"
WHOLE = "Were passengers of the ferry Marigold hurt on May 29?"
HURT = Reply("Seven passengers were hurt [1].")
DAY = DaySpan(date(2023, 5, 29), date(2023, 5, 29))


def prompts(server: ModelServer) -> list[str]:
    return [request["messages"][-1]["content"] for request in server.requests]


def test_a_follow_up_is_asked_as_the_model_says_it_in_full(engine: Engine, server: ModelServer) -> None:
    server.script(HURT)
    before = engine.ask(FIRST, TODAY).question
    server.script(Reply(WHOLE), HURT)
    found = engine.ask("and were passengers hurt?", TODAY, before)

    assert isinstance(found, Answer)
    assert found.question.text == WHOLE
    assert [asked.span for asked in found.question.days] == [DAY]
    assert [sentence.text for sentence in found.sentences] == ["Seven passengers were hurt."]
    rewriting, writing = prompts(server)[1:]
    assert rewriting == f"Earlier question: {FIRST} (29 May 2023)\nNew question: and were passengers hurt?"
    assert WHOLE in writing


@pytest.mark.parametrize("bad", [Reply("Was the captain of the ferry drunk?"), Reply(status=500), Reply("")])
def test_a_follow_up_goes_the_plain_way_where_the_model_cannot_say_it(
    engine: Engine, server: ModelServer, small_archive: Archive, bad: Reply
) -> None:
    server.script(HURT)
    before = engine.ask(FIRST, TODAY).question
    server.script(bad, HURT)
    found = engine.ask("and were passengers hurt?", TODAY, before)

    assert isinstance(found, Answer)
    assert found.question == Engine(small_archive).ask("and were passengers hurt?", TODAY, before).question


def test_another_day_of_the_same_needs_no_model_to_be_read(engine: Engine, server: ModelServer) -> None:
    server.say("Seven passengers were hurt [1].")
    before = engine.ask(FIRST, TODAY).question
    engine.ask("and the day before?", TODAY, before)

    assert not any("Earlier question" in prompt for prompt in prompts(server))


def test_a_question_that_finds_nothing_is_translated_into_the_language_of_most_articles(
    engine: Engine, server: ModelServer, small_archive: Archive
) -> None:
    question = "Когда откроется мост Остен?"
    assert isinstance(Engine(small_archive).ask(question, TODAY), NothingFound)
    translated = "When would the Osten bridge open?"
    server.script(Reply(translated), Reply("Mayor Ilse Brandt said the bridge would open in July [1]."))
    found = engine.ask(question, TODAY)

    assert isinstance(found, Answer)
    assert found.question.corrections == ((question, translated),)  # the reader is told
    assert [sentence.text for sentence in found.sentences] == ["Mayor Ilse Brandt said the bridge would open in July."]


@pytest.mark.parametrize("bad", [Reply("Остен?"), Reply(status=500), Reply("Who is it? It is him."), Reply("")])
def test_a_question_that_cannot_be_translated_finds_nothing(engine: Engine, server: ModelServer, bad: Reply) -> None:
    server.script(bad)

    assert isinstance(engine.ask("Когда откроется мост Остен?", TODAY), NothingFound)


def test_a_translated_question_that_the_archive_does_not_answer_finds_nothing(
    engine: Engine, server: ModelServer
) -> None:
    server.script(Reply("What is the capital of Peru?"))

    assert isinstance(engine.ask("Какая столица у Перу?", TODAY), NothingFound)
    assert len(server.requests) == 1


def test_putting_into_other_words_is_paid_for_and_is_no_answer(
    engine: Engine, server: ModelServer, ledger: TokenLedger
) -> None:
    server.script(Reply("What is the capital of Peru?"))
    engine.asked_by("7").ask("Какая столица у Перу?", TODAY)

    spent = ledger.spent("7", TODAY)
    assert (spent.answers, spent.tokens) == (0, 730)
