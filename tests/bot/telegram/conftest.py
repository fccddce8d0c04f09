"""The real application, talking to a Bot API server on loopback, over a small real archive."""

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from bot.qa.engine import Engine
from bot.storage.database import Database
from bot.telegram import app
from bot.telegram.app import App, build_application, serve
from bot.telegram.transport.rate_limiter import RateLimiter
from config.settings import Settings, read_settings
from index.archive import Archive
from index.pipeline import add_paths
from tests.telegram_server import TOKEN, WAIT_S, TelegramServer

ADMIN = 4242
READER = 7

ARTICLES = [
    {
        "id": "ferry",
        "title": "Ferry runs aground off Vell",
        "text": (
            "VELL, May 30. The ferry Aurora ran aground off Vell on May 29 with 212 people on board. "
            "Nobody was hurt, harbour master Ines Korda said. "
            "The ferry had left Marn on May 26 after two weeks of repairs."
        ),
        "published": "2023-05-30",
        "outlet": "Northern Post",
        "url": "https://northernpost.example/ferry?a=1&b=2",
    },
    {
        "id": "bank",
        "title": 'Brandt & Sons <closed>: "no deposits lost"',
        "text": (
            "The bank Brandt & Sons shut its counters in Marn on 29 May 2023, the regulator said. "
            "Depositors queued in front of <Brandt & Sons> until the evening."
        ),
        "published": "2023-05-31",
        "outlet": "Marn Herald",
    },
]


class Bot:
    """A bot that runs, in a thread of its own, until it is stopped."""

    def __init__(
        self,
        settings: Settings,
        archive: Archive,
        engine: Engine,
        *,
        now: Callable[[], datetime] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.settings = settings
        self.archive = archive
        self.database = Database(settings.data_dir, clock=clock)
        self.application: App = build_application(settings, archive, engine, self.database, now=now)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run, name="bot")
        begin = self.application.post_init
        assert begin is not None

        async def noted(application: App) -> None:
            self._loop = asyncio.get_running_loop()
            await begin(application)

        self.application.post_init = noted

    def start(self, telegram: TelegramServer) -> None:
        """Start, and wait until it fetches updates."""
        polls = sum(method == "getUpdates" for method, _ in telegram.requests)
        self._thread.start()
        telegram.wait_until(lambda: sum(method == "getUpdates" for method, _ in telegram.requests) > polls)
        telegram.wait_until(lambda: self.application.running)

    def stop(self) -> None:
        """Stop as a signal would."""
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self.application.stop_running)
        self._thread.join(WAIT_S)
        assert not self._thread.is_alive()
        self.database.close()

    def _run(self) -> None:
        serve(self.application, stop_signals=None)


def make_settings(data_dir: Path, telegram: TelegramServer, **more: object) -> Settings:
    """Settings for a bot on loopback with one admin."""
    return read_settings(
        data_dir=data_dir,
        telegram_token=TOKEN,
        telegram_api_url=telegram.url,
        admins=frozenset({ADMIN}),
        questions_a_minute=0,
        group_questions_a_minute=0,
        **more,
    )


def fill(data_dir: Path) -> None:
    """Put the articles into an archive."""
    path = data_dir.parent / f"{data_dir.name}-articles.json"
    path.write_text(json.dumps(ARTICLES), encoding="utf-8")
    with Archive.open(data_dir, write=True) as archive:
        report = add_paths(archive, [path])
    assert report.added == len(ARTICLES), report.skipped


@contextmanager
def running(
    data_dir: Path, telegram: TelegramServer, engine: Callable[[Archive], Engine] = Engine, **more: object
) -> Iterator[Bot]:
    """A running bot over the archive in a directory; stopped after the block."""
    with Archive.open(data_dir, write=True) as archive:
        bot = Bot(make_settings(data_dir, telegram, **more), archive, engine(archive))
        bot.start(telegram)
        try:
            yield bot
        finally:
            bot.stop()


@pytest.fixture(scope="session", autouse=True)
def no_pauses() -> Iterator[None]:
    """Let the bot send as fast as it can: with a second between messages to a chat these tests would take minutes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "RateLimiter", partial(RateLimiter, chat_pause_s=0.0))
        yield


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    """A fresh Bot API server; what the bot sent was accepted, if a test does not say otherwise."""
    with TelegramServer() as server:
        yield server


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data directory with the articles."""
    directory = tmp_path / "data"
    fill(directory)
    return directory


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TelegramServer]:
    """A server with a running bot behind it, shared by the tests of a module."""
    directory = tmp_path_factory.mktemp("shared") / "data"
    fill(directory)
    with TelegramServer() as server, running(directory, server):
        yield server
