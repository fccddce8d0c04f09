"""A desk with a language model behind a scripted endpoint, over the small archive."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.generation.llm.llm_client import Model, ModelName, open_llm
from bot.generation.llm.llm_writer import Budget, ModelWriter
from bot.generation.llm.styles import Style
from bot.generation.verification.free_style import FreeStyle
from bot.qa.engine import Engine
from bot.qa.extractive import ExtractiveWriter
from bot.storage.token_ledger import Limits, TokenLedger
from index.archive import Archive
from tests.bot.generation.model_server import ModelServer

KEY = "sk-test-4711"


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as server:
        yield server


def desk_with(
    server: ModelServer,
    archive: Archive,
    *,
    timeout_s: float = 60,
    limits: Limits | None = None,
    prompt_tokens: int = 3_000,
    ledger: TokenLedger | None = None,
    style: Style | None = None,
) -> Engine:
    """Return an engine whose answers are written by the scripted endpoint, in free style if no other is given."""
    model = Model(
        lambda: open_llm(ModelName("openai", "scripted"), url=server.url, key=KEY, timeout_s=timeout_s),
        timeout_s=timeout_s,
        provider="openai",
    )
    budget = Budget(prompt_tokens, 500, limits or Limits())
    return Engine(
        archive, writer=ModelWriter(model, ExtractiveWriter(), style or FreeStyle(), budget=budget, ledger=ledger)
    )


@pytest.fixture
def ledger(tmp_path: Path) -> TokenLedger:
    return TokenLedger(tmp_path / "ledger")


@pytest.fixture
def engine(server: ModelServer, small_archive: Archive, ledger: TokenLedger) -> Engine:
    return desk_with(server, small_archive, ledger=ledger)
