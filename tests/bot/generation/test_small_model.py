"""A real small model writes badly and cites nothing; the reader still gets a true answer."""

from collections.abc import Iterator

import pytest

from bench.answers.small_server import interpreter, small_model
from bot.generation.editing.edited_style import EditedStyle
from bot.generation.llm.llm_client import Model, ModelName, open_llm
from bot.generation.llm.llm_writer import Budget, ModelWriter
from bot.generation.verification.free_style import FreeStyle
from bot.qa.answer import Answer, Note, NothingFound
from bot.qa.engine import Engine
from bot.qa.extractive import ExtractiveWriter
from index.archive import Archive
from tests.conftest import TODAY

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # LlamaIndex's own, at import
    pytest.mark.skipif(interpreter() is None, reason="the small model is not installed: make small-model"),
]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with small_model() as url:
        yield url


@pytest.mark.parametrize("free", [True, False])
@pytest.mark.parametrize("question", ["What happened on May 29?", "How much will the tolls be?", "Что было 27 мая?"])
def test_what_a_small_model_writes_is_true_or_gives_way_to_quotes(
    url: str, small_archive: Archive, question: str, free: bool
) -> None:
    llm = open_llm(ModelName("openai", "smollm2"), url=url, reply_tokens=40, timeout_s=300)
    plain = ExtractiveWriter()
    style = FreeStyle() if free else EditedStyle(plain)
    writer = ModelWriter(Model(lambda: llm, timeout_s=300), plain, style, budget=Budget(700, 40))
    found = Engine(small_archive, writer=writer).ask(question, TODAY)

    assert isinstance(found, Answer | NothingFound)
    if isinstance(found, Answer):
        assert found.note in (None, Note.MODEL_SAW_NOTHING)  # it did reply
        for citation in found.citations:
            text = small_archive.articles.get(citation.article_id).article.text
            assert text[citation.start : citation.end] == citation.quote


def test_it_does_speak(url: str) -> None:
    llm = open_llm(ModelName("openai", "smollm2"), url=url, reply_tokens=16, timeout_s=300)

    assert llm.complete("Write one sentence about the sea.").text.strip()
