"""An OpenAI-like endpoint as a LlamaIndex `LLM`: OpenAI, OpenRouter, vLLM, llama.cpp's server, LM Studio, Ollama's /v1.

LlamaIndex's own class does the same, brings 22 MB, and tries again on its own, past the time a reader waits. This one
speaks to the endpoint through httpx, which the chat library has brought already, and says plainly what went wrong.

    llm = Endpoint(api_base="http://127.0.0.1:8080/v1", model="smollm2")
    llm.chat([ChatMessage(role="user", content="Hello")])
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import httpx
from httpx_sse import EventSource
from llama_index.core.base.llms.types import ChatMessage, ChatResponse, CompletionResponse, LLMMetadata
from llama_index.core.llms import CustomLLM
from pydantic import Field, SecretStr

LONGEST_EVENT = 1_000_000  # characters
CONNECT_TIMEOUT_S = 10.0
_OPTIONAL = (
    "response_format",
    "stream_options",
    "temperature",
    "max_tokens",
)  # what some servers refuse: it is left out, then


class EndpointError(Exception):
    """The endpoint did not answer as it should; `status_code` is its HTTP status, 0 where it has none."""

    def __init__(self, message: str, status_code: int = 0) -> None:
        super().__init__(message)
        self.status_code = status_code


class Endpoint(CustomLLM):  # type: ignore[misc]  # LlamaIndex is not read by mypy: it takes minutes
    """A chat model behind `POST {api_base}/chat/completions`."""

    api_base: str = Field(description="Root of the API, as https://api.openai.com/v1.")
    model: str = Field(description="The model's name there.")
    api_key: SecretStr = Field(SecretStr(""), description="The key; empty where none is asked for.", exclude=True)
    max_tokens: int = Field(500, description="Tokens of a reply.")
    context_window: int = Field(8192, description="Tokens of prompt and reply together.")
    timeout_s: float = Field(60.0, description="Seconds that the endpoint may be silent.")

    @property
    def metadata(self) -> LLMMetadata:
        """What LlamaIndex wants to know of a model."""
        return LLMMetadata(
            context_window=self.context_window, num_output=self.max_tokens, is_chat_model=True, model_name=self.model
        )

    def chat(self, messages: Sequence[ChatMessage], **options: Any) -> ChatResponse:
        """Return the whole reply."""
        replies = [*self.stream_chat(messages, **options)]
        return replies[-1] if replies else ChatResponse(message=ChatMessage(role="assistant", content=""))

    def stream_chat(self, messages: Sequence[ChatMessage], **options: Any) -> Iterator[ChatResponse]:
        """Give the reply as it comes: all so far, and the newest piece as `delta`."""
        body = {
            "model": self.model,
            "messages": [{"role": message.role.value, "content": message.content or ""} for message in messages],
            "max_tokens": self.max_tokens,
            "temperature": 0,
            "stream": True,
            "stream_options": {"include_usage": True},
            **options,
        }
        so_far = ""
        for piece, usage in self._events(body):
            so_far += piece
            message = ChatMessage(role="assistant", content=so_far)
            yield ChatResponse(message=message, delta=piece, raw={"usage": usage})

    def complete(self, prompt: str, formatted: bool = False, **options: Any) -> CompletionResponse:
        """Return the reply to a bare prompt."""
        reply = self.chat([ChatMessage(role="user", content=prompt)], **options)
        return CompletionResponse(text=reply.message.content or "")

    def stream_complete(self, prompt: str, formatted: bool = False, **options: Any) -> Iterator[CompletionResponse]:
        """Give the reply to a bare prompt as it comes."""
        for reply in self.stream_chat([ChatMessage(role="user", content=prompt)], **options):
            yield CompletionResponse(text=reply.message.content or "", delta=reply.delta)

    def _events(self, body: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        """Give pieces of text, and the usage where the endpoint tells it. Raises EndpointError."""
        timeout = httpx.Timeout(self.timeout_s, connect=min(CONNECT_TIMEOUT_S, self.timeout_s))
        key = self.api_key.get_secret_value()
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        try:
            with httpx.Client(timeout=timeout) as client:
                for _ in range(len(_OPTIONAL) + 1):
                    with client.stream(
                        "POST", f"{self.api_base}/chat/completions", json=body, headers=headers
                    ) as reply:
                        if reply.status_code == 200:
                            yield from _read(reply)
                            return
                        said = reply.read()[:2000].decode("utf-8", "replace")
                    if reply.status_code not in (400, 422) or not _leave_out(body, said):
                        break
        except httpx.HTTPError as error:
            raise EndpointError(f"{type(error).__name__}: {error}".rstrip(": ")) from error
        raise EndpointError(f"HTTP {reply.status_code}: {_reason(said)}", reply.status_code)


def _leave_out(body: dict[str, Any], said: str) -> bool:
    """Leave out the first optional part that the endpoint complains of; False where it complains of none."""
    for name in _OPTIONAL:
        if name in body and name in said:
            value = body.pop(name)
            if name == "max_tokens":
                body["max_completion_tokens"] = value
            return True
    return False


def _read(reply: httpx.Response) -> Iterator[tuple[str, Any]]:
    if "text/event-stream" not in reply.headers.get("content-type", ""):
        yield _piece(_parse(reply.read().decode("utf-8", "replace")), "message")[:2]
        return
    finished = False
    for event in EventSource(reply).iter_sse():
        data = event.data.strip()
        if len(data) > LONGEST_EVENT:
            raise EndpointError("an event that is too long")
        if not data:
            continue
        if data == "[DONE]":
            return
        text, usage, ended = _piece(_parse(data), "delta")
        finished = finished or ended
        if text or usage:
            yield text, usage
    if not finished:
        raise EndpointError("the reply was cut")


def _parse(data: str) -> dict[str, Any]:
    try:
        event = json.loads(data)
    except ValueError:
        raise EndpointError("a reply that is no JSON") from None
    if not isinstance(event, dict):
        raise EndpointError("a reply of another shape")
    if event.get("error"):
        error = event["error"]
        code = error.get("code") if isinstance(error, dict) else 0
        raise EndpointError(_reason(json.dumps(error)), code if isinstance(code, int) else 0)
    return event


def _piece(event: dict[str, Any], name: str) -> tuple[str, Any, bool]:
    """Return the text of an event, its usage, and whether it is the last."""
    choices = event.get("choices") or [{}]
    try:
        said = choices[0].get(name) or {}
        text = said.get("content") or ""
        if not isinstance(text, str):
            raise TypeError
        return text, event.get("usage"), bool(choices[0].get("finish_reason"))
    except (AttributeError, TypeError, KeyError, IndexError):
        raise EndpointError("a reply of another shape") from None


def _reason(said: str) -> str:
    """Return the message inside an error's JSON, on one short line."""
    try:
        found = json.loads(said)
        while isinstance(found, dict):
            found = found.get("error") or found.get("message") or ""
    except ValueError:
        found = said
    return " ".join(str(found).split())[:200]
