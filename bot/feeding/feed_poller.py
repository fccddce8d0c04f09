"""One poll of a feed: what is new in it is read in the sandbox, completed from its page, and stored."""

import logging
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from bot.feeding.poll_times import next_poll
from bot.storage.feeds import Feed, Feeds
from index.archive import Archive
from index.ingest.finalize import make_id
from index.ingest.sandbox import Limits, SandboxReader
from index.ingest.skipped import Skipped
from index.ingest.web import Fetched, Fetcher, FetchError, FetchLimits
from index.ingest.web.pages import save_fetched
from index.ingest.web.robots import Robots
from index.model.article import Article, DateEvidence

# Short, so that the bot stops soon whatever a site does.
FETCH_LIMITS = FetchLimits(total_s=8.0, connect_s=5.0, read_s=5.0, size=10_000_000)
READ_LIMITS = Limits(wall_s=8.0, cpu_s=8, articles=1_000)
FULL_TEXT_CHARACTERS = 800  # a shorter item is a summary, whose page has the story
MOST_NEW = 50  # items of one poll; the rest comes with the next
MOST_TRIES = 3  # to fetch an item's page; then its summary goes in
PAUSE_S = 1.0  # between requests to one site
TROUBLE_TOLD_S = 3 * 86_400.0  # after so long admins are told of a feed that fails

log = logging.getLogger(__name__)


class FeedPoller:
    """Polls feeds, one after the other. May be interrupted at any moment: the next poll goes on."""

    def __init__(
        self,
        archive: Archive,
        feeds: Feeds,
        fetcher: Fetcher,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], object] = time.sleep,
        is_stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self._archive = archive
        self._feeds = feeds
        self._fetcher = fetcher
        self._robots = Robots(fetcher, clock)
        self._reader = SandboxReader(READ_LIMITS)
        self._clock = clock
        self._sleep = sleep
        self._is_stopping = is_stopping
        self._chance = random.Random()
        self._asked_at: dict[str, float] = {}  # when a site was last asked for a page

    def close(self) -> None:
        """End the child that reads."""
        self._reader.close()

    def poll_due(self) -> Feed | None:
        """Poll the feed that has waited longest; return it as it stands then, None if none is due."""
        feed = self._feeds.due()
        if feed is None:
            return None
        self.poll(feed)
        return next((one for one in self._feeds.all() if one.url == feed.url), None)

    def poll(self, feed: Feed) -> int:
        """Bring what is new in a feed into the archive; return how many articles were new to it."""
        asked = {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
        try:
            fetched = self._fetcher.fetch(feed.url, {name: value for name, value in asked.items() if value})
            items = [] if fetched.status == 304 else self._items(fetched)
        except FetchError as error:
            self._feeds.failed(feed, error.for_reader, next_at=self._next(feed.failures + 1, error.retry_after))
            return 0
        new, complete = self._take_items(feed, items)
        tags = fetched.headers if complete else {}  # else the items left would not be sent again
        self._feeds.succeeded(
            feed,
            next_at=self._next(0, ""),
            name=items[0].source.outlet if items else "",
            etag=tags.get("etag", feed.etag if fetched.status == 304 else ""),
            modified=tags.get("last-modified", feed.modified if fetched.status == 304 else ""),
            new=new > 0,
        )
        return new

    def is_worth_telling(self, feed: Feed) -> bool:
        """Whether a feed has failed for days, and admins do not know it yet."""
        since = max(feed.succeeded_at, feed.added_at)
        return bool(feed.trouble) and not feed.told and self._clock() - since >= TROUBLE_TOLD_S

    def _next(self, failures: int, retry_after: str) -> float:
        return next_poll(self._clock(), failures, retry_after, self._chance)

    def _items(self, fetched: Fetched) -> list[Article]:
        """Return the items of a feed.

        Raises:
            FetchError: it is not a feed.
        """
        found = list(self._read(fetched))
        articles = [one for one in found if isinstance(one, Article)]
        refused = [one for one in found if isinstance(one, Skipped)]
        if not articles and refused and "no articles" not in refused[0].reason:  # an empty feed is no trouble
            raise FetchError(f"what is there cannot be read as a feed ({refused[0].reason})")
        return articles

    def _read(self, fetched: Fetched) -> Iterator[Article | Skipped]:
        with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
            path = save_fetched(fetched, Path(folder))
            found = list(self._reader.read(path, origin=fetched.url))
        return (one for one in found if isinstance(one, Article | Skipped))

    def _take_items(self, feed: Feed, items: list[Article]) -> tuple[int, bool]:
        """Store what is new; return how many articles were, and whether nothing is left for the next poll."""
        new, complete, taken = 0, True, 0
        for item in items:
            key = item.source.url or item.id
            if self._feeds.is_done(feed.url, key):
                continue
            if taken == MOST_NEW or self._is_stopping():
                return new, False
            taken += 1
            article = self._complete(feed, item, key)
            if article is None:
                complete = False
                continue
            outcomes = list(self._archive.add([self._named(feed, article, key)]))
            self._feeds.done(feed.url, key)
            new += sum(outcome.status == "added" for outcome in outcomes)
        return new, complete

    def _complete(self, feed: Feed, item: Article, key: str) -> Article | None:
        """Return an item with the story of its page, if it is only a summary; None if it is to be tried again."""
        url = item.source.url
        if len(item.text) >= FULL_TEXT_CHARACTERS or not url:
            return item
        try:
            if not self._robots.allow(url):
                return item
            self._wait_for(url)
            found = list(self._read(self._fetcher.fetch(url)))
        except FetchError as error:
            log.info("the page of an item of %s cannot be fetched: %s", urlsplit(feed.url).hostname, error)
            return None if error.passing and self._feeds.tried(feed.url, key) < MOST_TRIES else item
        page = next((one for one in found if isinstance(one, Article)), None)
        return item if page is None or len(page.text) <= len(item.text) else replace(item, text=page.text)

    def _wait_for(self, url: str) -> None:
        """Ask one site for a page a second at most."""
        site = urlsplit(url).netloc
        if (wait := self._asked_at.get(site, 0.0) + PAUSE_S - self._clock()) > 0:
            self._sleep(min(wait, PAUSE_S))
        self._asked_at[site] = self._clock()

    def _named(self, feed: Feed, article: Article, key: str) -> Article:
        """Return an article under an id of its feed's own: no feed replaces what others have brought."""
        source = article.source
        if source.published and source.published > self._today() + timedelta(days=1):  # no paper is from the future
            source = replace(source, published=self._today(), evidence=DateEvidence.FILE_TIME)
        return replace(article, id=f"feed:{make_id(feed.url)}:{make_id(key)}", source=source, origin=feed.url)

    def _today(self) -> date:
        return datetime.fromtimestamp(self._clock(), UTC).date()
