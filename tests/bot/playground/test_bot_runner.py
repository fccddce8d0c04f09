"""The playground's bot starts, restarts and stops, also while it is still starting."""

import threading
from datetime import UTC, datetime
from pathlib import Path

from bot.playground.bot_api.server import BotApiServer
from bot.playground.bot_api.state import State
from bot.playground.bot_runner import BotRunner
from bot.qa.engine import Engine
from config.settings import read_settings
from index.archive import Archive


def test_a_bot_that_is_stopped_while_it_starts_ends_before_stop_returns(tmp_path: Path) -> None:
    with BotApiServer(State()) as server, Archive.open(tmp_path / "data", write=True) as archive:
        token, url = server.state.token, server.url
        settings = read_settings(data_dir=tmp_path / "data", telegram_token=token, telegram_api_url=url)
        runner = BotRunner(settings, archive, Engine(archive), lambda: datetime(2023, 5, 30, tzinfo=UTC))
        starting = threading.Thread(target=runner.start)
        starting.start()
        while not any(thread.name == "bot" for thread in threading.enumerate()):
            pass

        runner.stop()

        assert not any(thread.name == "bot" for thread in threading.enumerate())
        starting.join()
