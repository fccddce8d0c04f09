"""A bot that runs over the small archive; modules that need another one make their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.telegram.conftest import Bot, running
from tests.telegram_server import TelegramServer


@pytest.fixture
def bot(data_dir: Path, telegram: TelegramServer) -> Iterator[Bot]:
    """A running bot; in the end, Telegram has refused nothing it was sent."""
    with running(data_dir, telegram) as bot:
        yield bot
    assert [one for one in telegram.refusals if "not modified" not in one] == []
