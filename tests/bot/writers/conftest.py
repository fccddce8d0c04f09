"""A desk with a language model behind a scripted endpoint, over the small archive."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.writers.llm.ledger import Ledger, Limits
from bot.writers.llm.model import Model, ModelName, open_llm
from bot.writers.llm.writer import Budget, ModelWriter
from bot.writers.quotes import QuoteWriter
from index.archive import Archive
from tests.bot.writers.model_server import ModelServer

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
    ledger: Ledger | None = None,
) -> Desk:
    """Return a desk whose answers are written by the scripted endpoint."""
    model = Model(
        lambda: open_llm(ModelName("openai", "scripted"), url=server.url, key=KEY, timeout_s=timeout_s),
        timeout_s=timeout_s,
    )
    budget = Budget(prompt_tokens, 500, limits or Limits())
    return Desk(archive, writer=ModelWriter(model, QuoteWriter(archive.rarity), budget=budget, ledger=ledger))


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger")


@pytest.fixture
def desk(server: ModelServer, small_archive: Archive, ledger: Ledger) -> Desk:
    return desk_with(server, small_archive, ledger=ledger)
