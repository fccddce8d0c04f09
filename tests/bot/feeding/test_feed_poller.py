"""Feeds are polled politely, whatever their servers do: each article once, and trouble is kept to its feed."""

import gzip
import itertools
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.feeding import feed_poller
from bot.feeding.feed_poller import FeedPoller
from bot.feeding.poll_times import INTERVAL_S, LONGEST_ASKED_S, next_poll
from bot.storage.database import Database
from bot.storage.feeds import Feed, Feeds
from index.archive import Archive
from index.ingest.web import AllowList, Fetcher, FetchLimits
from tests.bot.storage.clock import Clock
from tests.web_server import Page, WebServer

DAY_S = 86_400.0
LONG = "The harbour master said that the fog had been so thick that the crew could not see the lights of the pier. " * 9


def item(
    number: int, text: str = "", *, link: str = "", guid: str = "", day: str = "Tue, 30 May 2023 10:00:00 GMT"
) -> str:
    text = text or f"Ferry number {number} ran aground off Tessel. {LONG}"
    link = link or f"http://127.0.0.1:9/story/{number}"
    return (
        f"<item><title>Ferry {number} &lt;b&gt;aground&lt;/b&gt;</title><link>{link}</link>"
        f"<guid>{guid or number}</guid><pubDate>{day}</pubDate><description>{text}</description></item>"
    )


def rss(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>Lowmark Herald</title>{"".join(items)}</channel></rss>'


class Feeding:
    """A poller, the archive it fills and the server it asks, on a clock that tests turn."""

    def __init__(self, archive: Archive, data_dir: Path, web: WebServer) -> None:
        self.clock = Clock()
        self.clock.now = 1_685_620_800.0  # 1 June 2023
        self.archive, self.web = archive, web
        self.database = Database(data_dir, clock=self.clock)
        self.feeds = Feeds(self.database)
        limits = FetchLimits(total_s=1.0, connect_s=0.5, read_s=0.3, size=300_000)
        allow = AllowList.parse(f"127.0.0.1:{web.port}")
        self.fetcher = Fetcher(allow, limits)
        self.poller = FeedPoller(archive, self.feeds, self.fetcher, clock=self.clock, sleep=self.pass_time)
        self.url = web.url("/feed.xml")
        self.feeds.add(self.url)

    def pass_time(self, seconds: float) -> None:
        self.clock.now += seconds

    def poll(self) -> Feed:
        """Wait until the feed is due, and poll it."""
        self.clock.now = max(self.clock.now, self.feed.next_at)
        polled = self.poller.poll_due()
        assert polled is not None
        return polled

    @property
    def feed(self) -> Feed:
        return self.feeds.all()[0]

    @property
    def titles(self) -> list[str]:
        return sorted(one.article.source.title for one in self.archive.articles.newest(limit=1000))

    def close(self) -> None:
        self.poller.close()
        self.database.close()


@pytest.fixture
def feeding(archive: Archive, tmp_path: Path) -> Iterator[Feeding]:
    with WebServer() as web:
        feeding = Feeding(archive, tmp_path / "data", web)
        yield feeding
        feeding.close()


def test_what_is_new_goes_in_once_with_its_day_and_outlet(feeding: Feeding) -> None:
    feeding.web.pages["/feed.xml"] = Page(rss(item(1), item(2)))
    feed = feeding.poll()
    feeding.web.pages["/feed.xml"] = Page(rss(item(3), item(1)))
    feeding.poll()
    feeding.poll()

    assert feeding.titles == ["Ferry 1 aground", "Ferry 2 aground", "Ferry 3 aground"]
    article = feeding.archive.articles.newest(limit=1)[0].article
    assert (article.source.outlet, str(article.source.published)) == ("Lowmark Herald", "2023-05-30")
    assert (feed.name, feed.trouble, feed.failures) == ("Lowmark Herald", "", 0)
    assert feed.succeeded_at == feed.new_at > 0


def test_a_feed_that_has_not_changed_is_not_sent_again(feeding: Feeding) -> None:
    def answer(headers: dict[str, str]) -> Page:
        known = headers.get("if-none-match") == '"7"' and headers.get("if-modified-since") == "yesterday"
        return Page(status=304) if known else Page(rss(item(1)), headers={"ETag": '"7"', "Last-Modified": "yesterday"})

    feeding.web.pages["/feed.xml"] = answer
    feeding.poll()
    feeding.poll()
    feed = feeding.poll()

    assert [one.get("if-none-match") for one in feeding.web.requests["/feed.xml"]] == [None, '"7"', '"7"']
    assert (feed.etag, feed.trouble, len(feeding.titles)) == ('"7"', "", 1)


def drip() -> Iterator[bytes]:
    return itertools.repeat(b" " * 10_000)


def silence() -> Iterator[bytes]:
    import time

    time.sleep(2)
    yield b""


BOMB = gzip.compress(bytes(3_000_000))
TROUBLE: dict[str, tuple[Page | Callable[[WebServer], Page], str]] = {
    "slow": (Page(chunks=silence), "takes too long"),
    "endless": (Page(chunks=drip), "larger than"),
    "gone": (Page(status=410), "gone for good"),
    "not there": (Page(status=404), "no such page"),
    "busy": (Page(status=429, headers={"Retry-After": "7200"}), "come back later"),
    "broken server": (Page(status=500), "trouble of its own"),
    "a login page": (Page(status=401), "asks for a password"),
    "a gzip bomb": (Page(BOMB, headers={"Content-Encoding": "gzip"}), "larger than"),
    "damaged gzip": (Page(b"\x1f\x8bxx", headers={"Content-Encoding": "gzip"}), "damaged"),
    "an odd packing": (Page(b"x", headers={"Content-Encoding": "br"}), "was not asked for"),
    "to this machine": (Page(status=302, headers={"Location": "http://127.0.0.1:1/"}), "not public"),
    "to the metadata": (Page(status=301, headers={"Location": "http://169.254.169.254/latest/"}), "not public"),
    "to a file": (Page(status=302, headers={"Location": "file:///etc/passwd"}), "http:// or https://"),
    "in a circle": (Page(status=302, headers={"Location": "/feed.xml"}), "more than 5 times"),
    "to nowhere": (Page(status=302), "to nowhere"),
    "a picture": (Page(b"\x89PNG\r\n" + bytes(99)), "cannot be read as a feed"),
    "nothing": (Page(b""), "cannot be read as a feed"),
    "entities": (
        Page('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>'),
        "entities",
    ),
    "other XML": (Page("<invoice><sum>7</sum></invoice>"), "cannot be read as a feed"),
    "a zip": (Page(b"PK\x03\x04 and nothing"), "cannot be read as a feed"),
}


@pytest.mark.parametrize("name", TROUBLE)
def test_a_feed_that_misbehaves_is_left_for_longer_each_time_and_recovers(feeding: Feeding, name: str) -> None:
    page, reason = TROUBLE[name]
    assert isinstance(page, Page)
    feeding.web.pages["/feed.xml"] = page
    waits = []
    for _ in range(3):
        feed = feeding.poll()
        waits.append(feed.next_at - feeding.clock.now)

    assert reason in feed.trouble
    assert feed.failures == 3
    assert waits[0] > INTERVAL_S
    assert waits[2] > 2 * waits[0] or name == "busy"
    feeding.web.pages["/feed.xml"] = Page(rss(item(1)))
    assert (feeding.poll().trouble, feeding.titles) == ("", ["Ferry 1 aground"])


ODD_BUT_READ = {
    "bad XML": rss(item(1)).replace("</channel></rss>", "<broken"),
    "HTML in a title": rss(item(1)),
    "a wrong type": rss(item(1)),
    "an encoding that is not its own": '<?xml version="1.0" encoding="utf-16"?>' + rss(item(1)),
}


@pytest.mark.parametrize("name", ODD_BUT_READ)
def test_a_feed_with_small_faults_is_read_all_the_same(feeding: Feeding, name: str) -> None:
    feeding.web.pages["/feed.xml"] = Page(ODD_BUT_READ[name], headers={"Content-Type": "text/html"})

    assert (feeding.poll().trouble, feeding.titles) == ("", ["Ferry 1 aground"])


def test_changing_ids_and_dates_bring_no_article_twice_and_none_from_the_future(feeding: Feeding) -> None:
    for number in range(5):
        feeding.web.pages["/feed.xml"] = Page(rss(item(1, guid=f"id-{number}", day="Tue, 30 May 2300 10:00:00 GMT")))
        feeding.poll()
        feeding.web.pages["/feed.xml"] = Page(rss(item(1, link=f"http://127.0.0.1:9/moved/{number}")))
        feeding.poll()

    (article,) = feeding.archive.articles.newest(limit=10)
    assert article.article.source.published is not None
    assert article.article.source.published.year < 2300


def test_a_summary_is_completed_from_its_page_unless_robots_txt_forbids(feeding: Feeding) -> None:
    story = "".join(f"<p>{line}.</p>" for line in LONG.split(". ")[:6])
    for path in ("/open/1", "/closed/2"):
        feeding.web.pages[path] = Page(f"<html><body><article><h1>Ferry</h1>{story}</article></body></html>")
    feeding.web.pages["/robots.txt"] = Page("User-agent: *\nDisallow: /closed/*")
    links = [feeding.web.url("/open/1"), feeding.web.url("/closed/2")]
    feeding.web.pages["/feed.xml"] = Page(
        rss(item(1, "Short one.", link=links[0]), item(2, "Short two.", link=links[1]))
    )
    feeding.poll()

    texts = {one.article.source.title: one.article.text for one in feeding.archive.articles.newest(limit=10)}
    assert "so thick that the crew" in texts["Ferry 1 aground"]
    assert texts["Ferry 2 aground"] == "Short two."
    assert "/closed/2" not in feeding.web.requests
    assert len(feeding.web.requests["/robots.txt"]) == 1


def test_a_page_that_is_away_is_tried_three_times_and_then_its_summary_goes_in(feeding: Feeding) -> None:
    link = feeding.web.url("/story")
    feeding.web.pages |= {
        "/story": Page(status=503),
        "/feed.xml": Page(rss(item(1, "Short.", link=link)), headers={"ETag": '"1"'}),
    }
    feeding.poll()
    feeding.poll()
    assert feeding.titles == []
    feeding.poll()

    assert feeding.titles == ["Ferry 1 aground"]
    assert feeding.feed.etag == '"1"'
    assert len(feeding.web.requests["/story"]) == 3


def test_one_feed_replaces_no_article_of_another_or_of_a_file(feeding: Feeding) -> None:
    feeding.web.pages["/feed.xml"] = Page(rss(item(1)))
    feeding.poll()
    other = feeding.web.url("/other.xml")
    feeding.web.pages["/other.xml"] = Page(rss(item(1, f"Forged words about the minister. {LONG}")))
    feeding.feeds.add(other)
    feeding.poller.poll_due()

    assert len(feeding.titles) == 2


def test_admins_are_told_once_of_a_feed_that_fails_for_days(feeding: Feeding) -> None:
    feeding.web.pages["/feed.xml"] = Page(status=500)
    told = []
    while feeding.clock.now < feeding.feed.added_at + 6 * DAY_S:
        feed = feeding.poll()
        if feeding.poller.is_worth_telling(feed):
            told.append(feeding.clock.now - feed.added_at)
            feeding.feeds.set_told(feed.url)

    assert len(told) == 1
    assert 3 * DAY_S <= told[0] < 4.2 * DAY_S


class KilledError(BaseException):
    """The process ends here."""


def test_thirty_days_with_kills_bring_each_article_once(feeding: Feeding, monkeypatch: pytest.MonkeyPatch) -> None:
    chance, kills = random.Random(5), 0
    for name in ("add",):
        real = getattr(Archive, name)

        def add(self: Archive, *args: object, real: Callable[..., object] = real) -> object:
            nonlocal kills
            if kills < 50 and chance.random() < 0.4:
                kills += 1
                done = list(real(self, *args)) if chance.random() < 0.5 else []  # type: ignore[call-overload]
                raise KilledError(str(len(done)))
            return real(self, *args)

        monkeypatch.setattr(Archive, name, add)
    monkeypatch.setattr(feed_poller, "PAUSE_S", 0.0)
    began = feeding.clock.now
    while feeding.clock.now < began + 30 * DAY_S:
        day = int((feeding.clock.now - began) // DAY_S)
        feeding.web.pages["/feed.xml"] = Page(rss(*(item(n) for n in range(max(0, 3 * day - 9), 3 * day + 3))))
        try:
            feeding.poll()
        except KilledError:
            continue  # the next process polls at once: the feed is still due
        feeding.clock.now += DAY_S / 3
    feeding.poll()

    assert kills == 50
    assert feeding.titles == sorted(f"Ferry {n} aground" for n in range(90))


@pytest.mark.parametrize(
    ("retry_after", "least"), [("", 0.0), ("7200", 7_200.0), ("x", 0.0), ("9" * 40, LONGEST_ASKED_S), ("-5", 0.0)]
)
def test_a_site_is_left_alone_for_as_long_as_it_asks(retry_after: str, least: float) -> None:
    wait = next_poll(1e9, 1, retry_after, random.Random(1)) - 1e9

    assert max(least, 1.8 * INTERVAL_S) <= wait <= max(least, 2.2 * INTERVAL_S)
