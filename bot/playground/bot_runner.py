"""The unchanged bot, run in a thread of its own, so that the playground can stop and restart it."""

import asyncio
import threading
from collections.abc import Callable
from datetime import datetime

from bot.qa.engine import Engine
from bot.storage.database import Database
from bot.telegram.app import App, build_application, serve
from config.settings import Settings
from index.archive import Archive

STOP_S = 30.0


class BotRunner:
    """Runs `bot.telegram.app` over an open archive. `now` tells which day is today."""

    def __init__(self, settings: Settings, archive: Archive, engine: Engine, now: Callable[[], datetime]) -> None:
        self._settings = settings
        self._archive = archive
        self._engine = engine
        self._now = now
        self._thread: threading.Thread | None = None
        self._application: App | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """Start the bot, and return once it is running."""
        started = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(started,), name="bot")
        self._thread.start()
        if not started.wait(STOP_S):
            raise TimeoutError("the bot does not start")

    def stop(self) -> None:
        """Stop as a signal would: what is under way is finished."""
        if self._loop and self._application and self._thread:
            self._loop.call_soon_threadsafe(self._application.stop_running)
            self._thread.join(STOP_S)
        self._thread = self._application = self._loop = None

    def restart(self) -> None:
        """Stop, and start anew."""
        self.stop()
        self.start()

    def _run(self, started: threading.Event) -> None:
        with Database(self._settings.data_dir) as database:
            application = build_application(self._settings, self._archive, self._engine, database, now=self._now)
            begin = application.post_init

            async def noted(running: App) -> None:
                self._loop = asyncio.get_running_loop()
                if begin:
                    await begin(running)
                started.set()

            application.post_init = noted
            self._application = application
            serve(application, stop_signals=None)
