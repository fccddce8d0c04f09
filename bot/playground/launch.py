"""The playground put together: the Bot API server with the page beside it, and the bot that talks to both.

The page is served first; the archive and the bot's libraries are loaded while the browser opens it.
"""

import os
import signal
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Self

from bot.playground.bot_api.server import BotApiServer
from bot.playground.bot_api.state import State
from bot.playground.bot_runner import BotRunner
from bot.playground.cast import ADMIN, CHANNEL, CHATS
from bot.playground.page_actions import Clock, PageActions
from bot.playground.page_site import PageSite
from bot.playground.scene_recorder import SceneRecorder

if TYPE_CHECKING:
    from bot.qa.engine import Engine
    from config.settings import Settings
    from index.archive import Archive

BOT_NAME = "dateline_bot"


class Playground:
    """A running playground. Used as a context: the page is served inside, and the bot runs once it has begun."""

    def __init__(self, timezone: tzinfo, *, today: date | None, port: int, is_sample: bool) -> None:
        self.clock = Clock(today, lambda: datetime.now(timezone))
        state = State(name=BOT_NAME, clock=lambda: self.clock.now().timestamp())
        state.chats.update(CHATS)
        self.server = BotApiServer(state, port=port, routes=lambda app: self.site.add_to(app))
        self.actions = PageActions(self.server, self.clock, SceneRecorder(BOT_NAME), is_sample=is_sample)
        self.site = PageSite(self.server, self.actions, self.clock.now, is_sample=is_sample)
        self._is_sample = is_sample
        self._runner: BotRunner | None = None

    def __enter__(self) -> Self:
        self.server.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        if self._runner:
            self._runner.stop()
            self._runner = None
        self.server.__exit__(*exc)

    def begin(self, settings: "Settings", archive: "Archive", engine: "Engine") -> None:
        """Start the bot over an open archive, and tell the page. It stops when the playground does.

        Raises:
            DatelineError: the bot did not start.
        """
        from pydantic import SecretStr

        state = self.server.state
        own = {
            "telegram_token": SecretStr(state.token),
            "telegram_api_url": self.server.url,
            "admins": frozenset({ADMIN}),
            "channels": frozenset({str(CHANNEL)}),
            "access": "everyone",
        }
        self.site.tell_phase(about=_describe(archive))
        # A person's own archive keeps real time: another day, set for a try, must remove nothing as outdated.
        clock = self.server.state.clock if self._is_sample else time.time
        self._runner = BotRunner(settings.model_copy(update=own), archive, engine, self.clock.now, clock)
        self._runner.start()
        self.actions.restart_bot = self._runner.restart
        self.site.tell_phase(ready=True)

    def end(self) -> None:
        """Stop the bot: before its archive is closed."""
        if self._runner:
            self._runner.stop()
            self._runner = None


def _describe(archive: "Archive") -> str:
    held = archive.status()
    about = f"{held.articles} articles"
    if held.first_published and held.last_published:
        about += f", published from {held.first_published:%-d %B %Y} to {held.last_published:%-d %B %Y}"
    return about


def wait_for_stop() -> None:
    """Return when the program is told to stop: Ctrl-C or SIGTERM."""
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    stopped.wait()


def serve_alone(port: int, tell: Callable[[str], None]) -> None:
    """Serve the Bot API alone until stopped, for any bot; `tell` is told what to set."""
    with BotApiServer(State(), port=port) as server:
        tell(f"A Bot API server is at {server.url}; the bot's token is {server.state.token}")
        wait_for_stop()


def open_browser(link: str) -> bool:
    """Open the page in a browser; return whether there is one. A browser in the terminal does not count."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    try:
        return webbrowser.open(link)
    except webbrowser.Error:
        return False
