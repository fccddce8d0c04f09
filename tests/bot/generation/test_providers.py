"""Each maker's wire format is read: streams, structured output, the count of tokens, and errors."""

import importlib.util
import json
from collections.abc import Callable, Mapping

import pytest

from bot.generation.editing.edit_plan import SCHEMA
from bot.generation.llm.llm_client import Model, ModelError, open_llm, read_model_name
from bot.generation.llm.prompts import Prompt
from tests.bot.generation.wire_server import (
    WireReply,
    WireServer,
    anthropic_overloaded_stream,
    anthropic_stream,
    ollama_stream,
    openai_stream,
)

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # LlamaIndex's own, at import

REPLY = '{"answer": [{"s": 1, "cut": ["a"], "part": "happened"}]}'
KEY = "sk-test-4711"


def _extra(provider: str) -> pytest.MarkDecorator:
    try:
        here = importlib.util.find_spec(f"llama_index.llms.{provider}") is not None
    except ModuleNotFoundError:
        here = False
    return pytest.mark.skipif(not here, reason=f"its library is not installed: pip install 'dateline[{provider}]'")


needs_ollama, needs_anthropic = _extra("ollama"), _extra("anthropic")
OPENAI = ("openai/gpt-4o-mini", "/v1", openai_stream)
OLLAMA = ("ollama/llama3.2", "", ollama_stream)
ANTHROPIC = ("anthropic/claude-haiku-4-5", "", anthropic_stream)


def model_at(written: str, url: str) -> Model:
    name = read_model_name(written)
    return Model(
        lambda: open_llm(name, url=url, key=KEY, reply_tokens=120, timeout_s=30),
        timeout_s=30,
        provider=name.provider,
        secret=KEY,
    )


@pytest.mark.parametrize(
    ("written", "root", "stream"),
    [
        pytest.param(*OPENAI, id="openai"),
        pytest.param(*OLLAMA, id="ollama", marks=needs_ollama),
        pytest.param(*ANTHROPIC, id="anthropic", marks=needs_anthropic),
    ],
)
def test_a_stream_is_read_piece_by_piece_with_its_tokens(
    written: str, root: str, stream: Callable[[str], WireReply]
) -> None:
    with WireServer(stream(REPLY)) as server:
        call = model_at(written, server.url + root).call(Prompt("You are an editor.", "Choose.", schema=SCHEMA))
        pieces = [piece for piece in call if piece]

    assert "".join(pieces) == REPLY
    assert len(pieces) > 3
    assert (call.spent.prompt, call.spent.reply) == (700, 30)


@pytest.mark.parametrize(
    ("written", "root", "stream", "path"),
    [
        pytest.param(*OPENAI, "/v1/chat/completions", id="openai"),
        pytest.param(*OLLAMA, "/api/chat", id="ollama", marks=needs_ollama),
        pytest.param(*ANTHROPIC, "/v1/messages", id="anthropic", marks=needs_anthropic),
    ],
)
def test_one_request_is_sent_with_both_messages_and_the_limit_of_a_reply(
    written: str, root: str, stream: Callable[[str], WireReply], path: str
) -> None:
    with WireServer(stream(REPLY)) as server:
        "".join(model_at(written, server.url + root).call(Prompt("You are an editor.", "Choose.")))
    ((asked, _, body),) = server.requests

    assert asked.partition("?")[0] == path
    assert body["stream"] is True
    assert body["model"] == written.partition("/")[2]
    assert "You are an editor." in json.dumps(body)
    assert "Choose." in json.dumps(body["messages"])
    assert 120 in (body.get("max_tokens"), body.get("options", {}).get("num_predict"))


def test_openai_is_held_to_the_schema_and_given_the_key() -> None:
    with WireServer(openai_stream(REPLY)) as server:
        "".join(model_at("openai/gpt-4o-mini", f"{server.url}/v1").call(Prompt("", "Choose.", schema=SCHEMA)))
    ((_, headers, body),) = server.requests

    assert body["response_format"]["json_schema"] == {"name": "reply", "strict": True, "schema": SCHEMA}
    assert body["stream_options"] == {"include_usage": True}
    assert headers["authorization"] == f"Bearer {KEY}"


@needs_ollama
def test_ollama_is_held_to_the_schema() -> None:
    with WireServer(ollama_stream(REPLY)) as server:
        "".join(model_at("ollama/llama3.2", server.url).call(Prompt("", "Choose.", schema=SCHEMA)))
    ((_, _, body),) = server.requests

    assert body["format"] == SCHEMA


@needs_anthropic
def test_anthropic_gets_the_key_and_the_version_of_its_protocol() -> None:
    with WireServer(anthropic_stream(REPLY)) as server:
        "".join(model_at("anthropic/claude-haiku-4-5", server.url).call(Prompt("Edit.", "Choose.", schema=SCHEMA)))
    ((_, headers, _),) = server.requests

    assert headers["x-api-key"] == KEY
    assert headers["anthropic-version"] == "2023-06-01"


def _error(body: Mapping[str, object], status: int) -> WireReply:
    return WireReply(json.dumps(body), "application/json", status)


NO_KEY = {"error": {"message": f"Incorrect API key provided: {KEY}", "type": "invalid_request_error", "code": None}}
ANTHROPIC_NO_KEY = {"type": "error", "error": {"type": "authentication_error", "message": "invalid x-api-key"}}
ANTHROPIC_BUSY = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}
NO_MODEL = {"error": "model 'llama3.2' not found"}


@pytest.mark.parametrize(
    ("written", "reply", "says", "passes"),
    [
        pytest.param("openai/x", _error(NO_KEY, 401), "Incorrect API key", False, id="openai-401"),
        pytest.param(
            "openai/x", _error({"error": {"message": "Rate limit"}}, 429), "Rate limit", True, id="openai-429"
        ),
        pytest.param("ollama/llama3.2", _error(NO_MODEL, 404), "not found", False, id="ollama-404", marks=needs_ollama),
        pytest.param(
            "ollama/llama3.2",
            WireReply('{"error": "an error was encountered while running the model"}\n'),
            "running the model",
            False,
            id="ollama-in-stream",
            marks=needs_ollama,
        ),
        pytest.param(
            "anthropic/claude-haiku-4-5",
            _error(ANTHROPIC_NO_KEY, 401),
            "authentication_error",
            False,
            id="anthropic-401",
            marks=needs_anthropic,
        ),
        pytest.param(
            "anthropic/claude-haiku-4-5",
            _error(ANTHROPIC_BUSY, 529),
            "Overloaded",
            True,
            id="anthropic-529",
            marks=needs_anthropic,
        ),
        pytest.param(
            "anthropic/claude-haiku-4-5",
            anthropic_overloaded_stream(),
            "Overloaded",
            True,
            id="anthropic-in-stream",
            marks=needs_anthropic,
        ),
    ],
)
def test_an_error_is_said_on_one_line_without_the_key(written: str, reply: WireReply, says: str, passes: bool) -> None:
    with WireServer(reply) as server, pytest.raises(ModelError, match=says) as caught:
        "".join(model_at(written, server.url).call(Prompt("", "Choose.")))

    assert KEY not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.passing is passes
    assert len(server.requests) == 1  # whether to ask again is Dateline's to decide
