"""The seam to language models: LlamaIndex's `LLM`, with a time limit, and with errors that say whether to try again.

model = Model(lambda: open_llm(ModelName("openai", "gpt-4o-mini"), key="…"), timeout_s=45)
call = model.call(prompt)
for piece in call: …        # text, as it comes
call.spent                  # Spent(prompt=812, reply=64)
"""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.generation.llm.prompts import Prompt, estimate

PROVIDERS = {  # provider -> (where it is, unless the settings say; the extra that brings it)
    "openai": ("https://api.openai.com/v1", ""),
    "ollama": ("http://127.0.0.1:11434", "ollama"),
    "anthropic": ("", "anthropic"),
}
_SCHEMA_OPTION: dict[str, Callable[[Any], dict[str, Any]]] = {  # how a provider is told the schema of its reply
    "openai": lambda schema: {
        "response_format": {"type": "json_schema", "json_schema": {"name": "reply", "strict": True, "schema": schema}}
    },
    "ollama": lambda schema: {"format": schema},
}
OK = 200
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})  # HTTP statuses that may pass
_PASSING = ("Timeout", "Connection", "ConnectError", "RemoteProtocol", "ReadError", "InternalServer", "RateLimit")
_PASSING_IN_STREAM = ("overloaded_error", "rate_limit_error", "api_error", "timeout_error")  # Anthropic's, behind a 200
_USAGE = {"prompt_tokens": "prompt", "input_tokens": "prompt", "completion_tokens": "reply", "output_tokens": "reply"}


class ModelError(Exception):
    """The model gave no reply; the reader gets quotes."""

    def __init__(self, reason: str, *, passing: bool = False) -> None:
        super().__init__(reason)
        self.passing = passing  # it may work the next time


class ModelLateError(ModelError):
    """Its time is over."""


class UnknownModelError(ValueError):
    """A model's name that cannot be read, or a provider whose library is not installed; it says the remedy."""


@dataclass(frozen=True, slots=True)
class ModelName:
    """A provider and one of its models."""

    provider: str
    model: str


@dataclass(slots=True)
class Spent:
    """Tokens that a call took."""

    prompt: int = 0
    reply: int = 0

    @property
    def tokens(self) -> int:
        """Both together."""
        return self.prompt + self.reply


def read_model_name(written: str) -> ModelName:
    """Read what DATELINE_LLM says: "provider/model".

    "openai/gpt-4o-mini"  ->  openai, gpt-4o-mini      "ollama/llama3.2:3b"  ->  ollama, llama3.2:3b
    """
    provider, _, model = written.strip().partition("/")
    if provider.lower() not in PROVIDERS or not model:
        known = ", ".join(PROVIDERS)
        raise UnknownModelError(f"{written!r} is not provider/model, with one of {known} as provider")
    return ModelName(provider.lower(), model)


def open_llm(
    name: ModelName,
    *,
    url: str = "",
    key: str = "",
    reply_tokens: int = 500,
    context_tokens: int = 8192,
    timeout_s: float,
) -> Any:
    """Return a LlamaIndex `LLM`. Raises UnknownModelError where its library is missing."""
    default_url, extra = PROVIDERS[name.provider]
    url = url or default_url
    try:
        if name.provider == "openai":
            from bot.generation.llm.openai_client import Endpoint

            return Endpoint(
                api_base=url.rstrip("/"),
                model=name.model,
                api_key=key,
                max_tokens=reply_tokens,
                context_window=context_tokens,
                timeout_s=timeout_s,
            )
        if name.provider == "ollama":
            from llama_index.llms.ollama import Ollama

            options = {"num_predict": reply_tokens}
            return Ollama(
                model=name.model,
                base_url=url,
                request_timeout=timeout_s,
                context_window=context_tokens,
                temperature=0,
                additional_kwargs=options,
            )
        from llama_index.llms.anthropic import Anthropic

        return Anthropic(
            model=name.model,
            api_key=key or None,
            base_url=url or None,
            max_tokens=reply_tokens,
            timeout=timeout_s,
            max_retries=0,
            temperature=0,
        )
    except ImportError as error:
        raise UnknownModelError(f"{name.provider} needs its library: pip install 'dateline[{extra}]'") from error


class Model:
    """A language model that is asked in good time. May be used from several threads."""

    def __init__(
        self,
        open_it: Callable[[], Any],
        *,
        timeout_s: float,
        provider: str = "",
        secret: str = "",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`provider` tells how a reply is held to a schema; "" if it is not.

        `secret` is the key: an endpoint that echoes it in an error must not bring it into a log.
        """
        self._open = open_it
        self._provider = provider
        self._secret = secret
        self._llm: Any = None
        self._opening = threading.Lock()
        self.timeout_s = timeout_s  # for one answer, a second try included
        self.clock = clock

    def call(self, prompt: Prompt, until: float | None = None) -> "Call":
        """Return a call that gives the reply piece by piece; `until` is a moment of `clock`."""
        return Call(self, prompt, self.clock() + self.timeout_s if until is None else until)

    def options_for(self, prompt: Prompt) -> dict[str, Any]:
        """Return what a call is given besides its messages."""
        tell = _SCHEMA_OPTION.get(self._provider)
        return tell(prompt.schema) if tell and prompt.schema else {}

    def say_error(self, error: Exception) -> str:
        """Say a provider's error on one short line, without the key."""
        said = f"{error}".replace(self._secret, "…") if self._secret else f"{error}"
        return " ".join(said.split())[:300] or type(error).__name__

    @property
    def llm(self) -> Any:
        """The LlamaIndex `LLM`, opened at its first use: importing it takes seconds."""
        with self._opening:
            if self._llm is None:
                self._llm = self._open()
        return self._llm


class Call:
    """One call of a model: iterate for the text, then read `spent`. Raises ModelError."""

    def __init__(self, model: Model, prompt: Prompt, until: float) -> None:
        self._model = model
        self._prompt = prompt
        self._until = until
        self._stopped = threading.Event()
        self._pieces: queue.SimpleQueue[str | Exception | None] = queue.SimpleQueue()
        self.spent = Spent(prompt.tokens)

    def __iter__(self) -> Iterator[str]:
        """Give the reply's text as it comes, until the time is over."""
        # A thread of its own, because a provider's stream cannot be left while it waits for the next word.
        threading.Thread(target=self._pump, name="model", daemon=True).start()
        try:
            while (piece := self._next()) is not None:
                yield piece
        finally:
            self._stopped.set()

    def _next(self) -> str | None:
        left = self._until - self._model.clock()
        try:
            piece = self._pieces.get(timeout=max(left, 0.001))
        except queue.Empty:
            raise ModelLateError("no reply in time") from None
        if isinstance(piece, Exception):
            raise piece
        if left <= 0:
            raise ModelLateError("no reply in time")
        return piece

    def _pump(self) -> None:
        try:
            options = self._model.options_for(self._prompt)
            for reply in self._model.llm.stream_chat(_messages(self._prompt), **options):
                if self._stopped.is_set():
                    return
                piece = reply.delta or ""
                self.spent.reply += estimate(piece)
                self._note(getattr(reply, "raw", None))
                self._pieces.put(piece)
            self._pieces.put(None)
        except Exception as error:  # noqa: BLE001  # every provider has errors of its own
            self._pieces.put(ModelError(self._model.say_error(error), passing=is_passing(error)))

    def _note(self, raw: Any) -> None:
        """Take the provider's own count of tokens, where it tells one."""
        usage = raw.get("usage") if isinstance(raw, dict) else getattr(raw, "usage", None)
        for field, name in _USAGE.items():
            count = usage.get(field) if isinstance(usage, dict) else getattr(usage, field, None)
            if isinstance(count, int) and count > 0:
                setattr(self.spent, name, count)


def is_passing(error: Exception) -> bool:
    """Whether an error of a provider may be gone the next time."""
    status = getattr(error, "status_code", None)
    if status == OK:
        return any(kind in str(error) for kind in _PASSING_IN_STREAM)
    if isinstance(status, int) and status:
        return status in _AGAIN
    if isinstance(error, UnknownModelError):
        return False
    name = type(error).__name__
    return isinstance(error, OSError) or status == 0 or any(part in name for part in _PASSING)


def _messages(prompt: Prompt) -> list[Any]:
    from llama_index.core.base.llms.types import ChatMessage

    return [ChatMessage(role="system", content=prompt.system), ChatMessage(role="user", content=prompt.user)]
