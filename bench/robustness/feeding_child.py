"""A process that lives through simulated days: it polls a feed, and sends alerts and digests, until it is killed.

    python -m bench.robustness.feeding_child DATA FEED TELEGRAM UNTIL

The time is in the file DATA/now, so that the next process goes on where this one was killed.
"""

import asyncio
import logging
import sys
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from telegram import Bot

from bot.alerts.clocks import begin
from bot.feeding.feed_poller import FETCH_LIMITS, FeedPoller
from bot.qa.question import read_question
from bot.storage.alerts.follows import Follows
from bot.storage.alerts.schedules import Schedule, Schedules
from bot.storage.database import Database
from bot.storage.feeds import Feeds
from bot.telegram.handlers.alerts.alert_sender import AlertSender
from index.archive import Archive
from index.ingest.web import AllowList, Fetcher
from tests.telegram_server import TOKEN

CHAT = 7
FIRST_DAY = date(2023, 6, 1)
STEP_S = 1_800.0


class KeptClock:
    """A clock whose time outlives the process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.now = float(path.read_text())

    def __call__(self) -> float:
        return self.now

    def turn(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds
        new = self._path.with_suffix(".new")
        new.write_text(str(self.now))
        new.replace(self._path)


async def live(data: Path, feed: str, telegram: str, until: float) -> None:
    """Go on until a time."""
    clock = KeptClock(data / "now")
    with Archive.open(data, write=True) as archive, Database(data, clock=clock) as database:
        follows, schedules, feeds = Follows(database), Schedules(database), Feeds(database)
        feeds.add(feed)
        if schedules.get(CHAT) is None:
            begin(schedules, Schedule(CHAT, "en", ZoneInfo("Europe/Berlin"), digest=True, set_by=CHAT))
            follows.add(CHAT, read_question("ferry aground", FIRST_DAY, archive.days.in_every_year))
        sender = AlertSender(archive, database, follows, schedules, alerts_a_day=2, may_be_told=lambda *_: True)
        allow = AllowList.parse(feed.split("/")[2])
        poller = FeedPoller(archive, feeds, Fetcher(allow, FETCH_LIMITS), clock=clock, sleep=clock.turn)
        async with Bot(TOKEN, base_url=f"{telegram}/bot") as bot:
            while clock.now < until:
                while await asyncio.to_thread(poller.poll_due):
                    pass
                await sender.look(bot)
                clock.turn(STEP_S)
        poller.close()


if __name__ == "__main__":
    logging.disable(logging.ERROR)
    asyncio.run(live(Path(sys.argv[1]), sys.argv[2], sys.argv[3], float(sys.argv[4])))
