"""The playground put together: the Bot API server with the page beside it, and the bot that talks to both."""

import signal
import threading
import webbrowser
from collections.abc import Callable
from datetime import date, datetime

from pydantic import SecretStr

from bot.playground.bot_api.server import BotApiServer
from bot.playground.bot_api.state import State
from bot.playground.bot_runner import BotRunner
from bot.playground.cast import ADMIN, CHANNEL, CHATS
from bot.playground.page_actions import Clock, PageActions
from bot.playground.page_site import PageSite
from bot.qa.engine import Engine
from config.settings import Settings
from index.archive import Archive

BOT_NAME = "dateline_bot"


class Playground:
    """A running playground. Used as a context: server and bot run inside."""

    def __init__(self, settings: Settings, archive: Archive, engine: Engine, *, today: date | None, port: int) -> None:
        self.clock = Clock(today, lambda: datetime.now(settings.timezone))
        state = State(name=BOT_NAME, clock=lambda: self.clock.now().timestamp())
        state.chats.update(CHATS)
        self.server = BotApiServer(state, port=port, routes=lambda app: self.site.add_to(app))
        own = {
            "telegram_token": SecretStr(state.token),
            "telegram_api_url": self.server.url,
            "admins": frozenset({ADMIN}),
            "channels": frozenset({str(CHANNEL)}),
            "access": "everyone",
        }
        self.runner = BotRunner(settings.model_copy(update=own), archive, engine, self.clock.now)
        actions = PageActions(self.server, self.clock, self.runner.restart)
        held = archive.status()
        about = f"{held.articles} articles"
        if held.first_published and held.last_published:
            about += f", published from {held.first_published:%-d %B %Y} to {held.last_published:%-d %B %Y}"
        self.site = PageSite(self.server, actions, self.clock.now, about)

    def __enter__(self) -> "Playground":
        self.server.__enter__()
        self.runner.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.runner.stop()
        self.server.__exit__(*exc)


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
    """Open the page in a browser; return whether there is one."""
    try:
        return webbrowser.open(link)
    except webbrowser.Error:
        return False
