"""The unchanged bot, run in a thread of its own, so that the playground can stop and restart it."""

import asyncio
import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from index.errors import DatelineError

if TYPE_CHECKING:
    from bot.qa.engine import Engine
    from bot.telegram.app import App
    from config.settings import Settings
    from index.archive import Archive

STOP_S = 60.0
STEP_S = 0.02


class BotRunner:
    """Runs `bot.telegram.app` over an open archive.

    `now` tells which day is today; `clock`, in seconds since 1970, what is kept is dated and removed by.
    """

    def __init__(
        self,
        settings: "Settings",
        archive: "Archive",
        engine: "Engine",
        now: Callable[[], datetime],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._settings = settings
        self._archive = archive
        self._engine = engine
        self._now = now
        self._clock = clock
        self._thread: threading.Thread | None = None
        self._application: App | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._telling: asyncio.Task[None] | None = None
        self._started = threading.Event()  # it runs, or has ended at once

    def start(self) -> None:
        """Start the bot, and return once it is running.

        Raises:
            DatelineError: it ended at once; its error is in the log.
        """
        self._started.clear()
        self._thread = threading.Thread(target=self._run, name="bot")
        self._thread.start()
        self._started.wait()
        if self._loop is None:
            raise DatelineError("The bot did not start: see the error above.")

    def stop(self) -> None:
        """Stop as a signal would: what is under way is finished, a start that is under way included."""
        if self._thread:
            self._started.wait(STOP_S)
            if self._loop and self._application:
                self._loop.call_soon_threadsafe(self._application.stop_running)
            self._thread.join(STOP_S)
        self._thread = self._application = self._loop = None

    def restart(self) -> None:
        """Stop, and start anew."""
        self.stop()
        self.start()

    def _run(self) -> None:
        # Here: the page is shown while the bot's libraries are loaded.
        from bot.storage.database import Database
        from bot.telegram.app import build_application, serve

        try:
            with Database(self._settings.data_dir, clock=self._clock) as database:
                application = build_application(self._settings, self._archive, self._engine, database, now=self._now)
                begin = application.post_init

                async def begin_and_tell(running: "App") -> None:
                    if begin:
                        await begin(running)
                    self._telling = asyncio.create_task(self._tell_started(running))

                application.post_init = begin_and_tell
                self._application = application
                serve(application, stop_signals=None)
        finally:
            self._started.set()

    async def _tell_started(self, application: "App") -> None:
        """Note that the application runs: it is past the steps in which it cannot be stopped."""
        while not application.running:  # noqa: ASYNC110  # it has no event to wait for
            await asyncio.sleep(STEP_S)
        await asyncio.sleep(STEP_S)  # what is left of its start has no waits
        self._loop = asyncio.get_running_loop()
        self._started.set()
