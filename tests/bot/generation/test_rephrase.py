"""A model may put a question into other words, but not another question into the reader's mouth."""

import pytest

from bot.generation.llm.llm_client import Model, ModelName, open_llm
from bot.generation.llm.rephrase import Rephraser
from tests.bot.generation.model_server import ModelServer, Reply

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # LlamaIndex's own, at import

BEFORE = "Who was detained in Zvecan on May 29?"


@pytest.fixture
def rephraser(server: ModelServer) -> Rephraser:
    return Rephraser(
        Model(lambda: open_llm(ModelName("openai", "scripted"), url=server.url, timeout_s=60), timeout_s=60)
    )


def test_a_follow_up_becomes_a_whole_question(rephraser: Rephraser, server: ModelServer) -> None:
    server.say('"Who was hurt in Zvecan on May 29?"')

    assert rephraser.rewrite(BEFORE, "and who was hurt?") == "Who was hurt in Zvecan on May 29?"


@pytest.mark.parametrize(
    "reply",
    [
        Reply("Who was hurt in Belgrade on May 29?"),
        Reply("Who was hurt in Zvecan on May 28?"),
        Reply("Who was killed in Zvecan on May 29?"),
        Reply("Nine people were hurt. Who was hurt in Zvecan?"),
        Reply("Кто пострадал в Звечане 29 мая?"),
        Reply("Who was hurt in <b>Zvecan</b>?"),
        Reply("Who was hurt in Zvecan on May 29? https://evil.example"),
        Reply("who was hurt " * 200),
        Reply(""),
        Reply(status=500),
        Reply("Who was hurt in Zvecan", cut=True),
    ],
)
def test_a_rewritten_question_with_words_of_its_own_is_not_asked(
    rephraser: Rephraser, server: ModelServer, reply: Reply
) -> None:
    server.script(reply)

    assert rephraser.rewrite(BEFORE, "and who was hurt?") is None


def test_a_question_is_translated_to_search_with(rephraser: Rephraser, server: ModelServer) -> None:
    server.say("Who won the vote in Kasvin by 41 votes?")

    assert rephraser.translate("Кто победил в Касвине с перевесом в 41 голос?", "en") is not None


@pytest.mark.parametrize(
    "reply", ["Who won the vote by 14 votes?", "Кто победил?", "Who won? He won by 41.", "", "<i>41</i> votes?"]
)
def test_a_translation_that_changes_numbers_or_answers_is_not_used(
    rephraser: Rephraser, server: ModelServer, reply: str
) -> None:
    server.say(reply)

    assert rephraser.translate("Кто победил с перевесом в 41 голос?", "en") is None


def test_a_question_in_the_language_already_is_not_translated(rephraser: Rephraser, server: ModelServer) -> None:
    server.say("anything")

    assert rephraser.translate("Who won?", "en") is None
    assert server.requests == []
