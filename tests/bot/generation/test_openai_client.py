"""The stream of an OpenAI-like endpoint is read as the specification of server-sent events says."""

import json

import pytest
from llama_index.core.base.llms.types import ChatMessage

from bot.generation.llm.openai_client import Endpoint
from tests.bot.generation.model_server import ModelServer, Reply

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # LlamaIndex's own, at import


def ask(body: str) -> str:
    with ModelServer() as server:
        server.script(Reply(body=body))
        reply = Endpoint(api_base=server.url, model="scripted").chat([ChatMessage(role="user", content="Say it")])
    return reply.message.content or ""


def event(text: str) -> str:
    return json.dumps({"choices": [{"delta": {"content": text}}]}, ensure_ascii=False)


@pytest.mark.parametrize("letter", ["\u2028", "\u2029", "\u0085"])
def test_a_letter_that_python_takes_for_the_end_of_a_line_is_part_of_the_text(letter: str) -> None:
    assert ask(f"data: {event(f'One{letter}two.')}\n\ndata: [DONE]\n\n") == f"One{letter}two."


def test_comments_and_other_fields_are_passed_over() -> None:
    assert ask(f": ping\n\nevent: piece\nid: 7\ndata: {event('Hello')}\n\ndata: [DONE]\n\n") == "Hello"


def test_lines_may_end_in_any_way() -> None:
    assert ask(f"data: {event('One ')}\r\n\r\ndata:{event('two')}\n\ndata: [DONE]\r\n\r\n") == "One two"
