"""A month of feeds, alerts and digests, in a process that is killed at random moments.

    python -m bench.robustness.feeding_torture [--days 30] [--kills 50] [--seed 1]

The feed has a new article every eight hours, and misbehaves at every other poll, each time in another way. At the end
each article is in the archive once, no message was sent twice, and no more digests are missing than processes were
killed. Ends with 1 if that is not so.
"""

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bench.subprocesses import ROOT
from index.archive import Archive
from tests.bot.feeding.test_feed_poller import TROUBLE, rss
from tests.telegram_server import TelegramServer
from tests.web_server import Page, WebServer

BEGIN = 1_685_577_600.0  # 1 June 2023, 0:00 UTC
DAY_S = 86_400.0
ARTICLE_EVERY_S = DAY_S / 3
IN_FEED = 12  # articles
PLACES = ("Vell", "Marn", "Kasvin", "Halmery", "Pelsk", "Tessel", "Strell", "Lund", "Varn", "Orn")
WORDS = ("fog", "storm", "ice", "rocks", "pilot", "engine", "radar", "cargo", "harbour", "rudder", "current", "anchor")


def article(number: int) -> str:
    """Return an item of the feed, unlike the others."""
    chance = random.Random(number)
    place, words = chance.choice(PLACES), chance.sample(WORDS, 6)
    published = datetime.fromtimestamp(BEGIN + number * ARTICLE_EVERY_S, UTC)
    lead = f"The ferry number {number} ran aground off {place} because of {words[0]} and {words[1]}, its captain said."
    more = " ".join(
        f"In case {number}-{n} the {word} of {chance.choice(PLACES)} counted {chance.randint(100, 999)} {words[n % 6]}."
        for n, word in enumerate(chance.choices(WORDS, k=14))
    )
    return (
        f"<item><title>Ferry {number} aground off {place}</title><link>http://127.0.0.1:9/{number}</link>"
        f"<guid>{number}</guid><pubDate>{published:%a, %d %b %Y %H:%M:%S GMT}</pubDate>"
        f"<description>{lead} {more}</description></item>"
    )


class MisbehavingFeed:
    """The feed as it is at the time that the processes have reached."""

    def __init__(self, now: Path) -> None:
        self._now = now
        self._asked = 0
        self._ways = [page for page, _ in TROUBLE.values() if isinstance(page, Page) and not page.chunks]

    def __call__(self, headers: dict[str, str]) -> Page:
        self._asked += 1
        if self._asked % 2 == 0:
            return self._ways[self._asked // 2 % len(self._ways)]
        newest = int((float(self._now.read_text()) - BEGIN) // ARTICLE_EVERY_S)
        return Page(rss(*map(article, range(max(0, newest - IN_FEED), newest + 1))))


def torture(folder: Path, days: int, kills: int, chance: random.Random) -> list[str]:
    """Live through some days with some kills; return what went wrong."""
    data = folder / "data"
    data.mkdir(parents=True)
    now = data / "now"
    now.write_text(str(BEGIN))
    until = BEGIN + days * DAY_S
    killed = 0
    with WebServer() as web, TelegramServer() as telegram:
        web.pages["/feed.xml"] = MisbehavingFeed(now)
        while float(now.read_text()) < until:
            pause_s = chance.uniform(0.5, 6.0) if killed < kills else None
            with _child(data, web.url("/feed.xml"), telegram.url, until) as process:
                if _killed_in(process, pause_s):
                    killed += 1
        sent = [message.text for message in telegram.messages]
    with Archive.open(data, write=True) as archive:
        titles = [one.article.source.title for one in archive.articles.newest(limit=100_000)]
    return check(titles, sent, days, killed)


def check(titles: list[str], sent: list[str], days: int, killed: int) -> list[str]:
    """Return what is wrong with the articles and the messages of so many days."""
    wrong = [f"{count} articles are called {title}" for title, count in Counter(titles).items() if count > 1]
    published = range(days * 3 - 2 * IN_FEED // 3)  # the feed may have been away when the last ones came
    wrong += [f"article {n} is missing" for n in published if not any(t.startswith(f"Ferry {n} ") for t in titles)]
    digests = [text for text in sent if text.startswith("☀️")]
    alerts = [text for text in sent if text.startswith("🔔")]
    wrong += [f"sent {count} times: {text[:80]}" for text, count in Counter(sent).items() if count > 1]
    told = Counter(number for text in alerts for number in re.findall(r"The ferry number (\d+) ran", text))
    wrong += [f"alerted {count} times: ferry {number}" for number, count in told.items() if count > 1]
    if not days - 2 - killed <= len(digests) <= days:
        wrong.append(f"{len(digests)} digests in {days} days with {killed} kills")
    print(
        f"{days} days, {killed} kills: {len(titles)} articles, {len(alerts)} alerts, {len(digests)} digests", flush=True
    )
    return wrong


@contextmanager
def _child(data: Path, feed: str, telegram: str, until: float) -> Iterator["subprocess.Popen[bytes]"]:
    words = [sys.executable, "-m", "bench.robustness.feeding_child", str(data), feed, telegram, str(until)]
    process = subprocess.Popen(words, cwd=ROOT)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _killed_in(process: "subprocess.Popen[bytes]", pause_s: float | None) -> bool:
    """Kill a process after some seconds; return whether it was still alive. Without seconds, wait for its end."""
    try:
        code = process.wait(pause_s)
    except subprocess.TimeoutExpired:
        process.kill()
        return True
    if code:
        raise RuntimeError(f"the process ended with {code}")
    return False


def main() -> int:
    """Run it, and print what went wrong."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--days", type=int, default=30)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        wrong = torture(Path(folder), given.days, given.kills, random.Random(given.seed))
    print("\n".join(wrong) or "nothing lost, nothing doubled", f"({time.monotonic() - began:.0f} s)")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
