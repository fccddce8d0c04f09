"""robots.txt: what a site asks programs not to fetch (RFC 9309). Kept in memory for a day."""

import time
from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from index.ingest.web.fetching import USER_AGENT, Fetcher, FetchError

KEPT_S = 86_400.0
LONGEST = 500_000  # bytes that are looked at
MOST_SITES = 1_000
_UNREACHABLE = "User-agent: *\nDisallow: /"  # RFC 9309: a site whose robots.txt cannot be reached is left alone


class Robots:
    """Asks each site once a day what may be fetched."""

    def __init__(self, fetcher: Fetcher, clock: Callable[[], float] = time.time) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._rules: dict[str, tuple[Protego, float]] = {}  # until when they are kept

    def allow(self, url: str) -> bool:
        """Whether a program may fetch a link."""
        parts = urlsplit(url)
        site = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        rules, until = self._rules.get(site, (None, 0.0))
        if rules is None or until < self._clock():
            rules, kept_s = self._ask(site)
            if len(self._rules) >= MOST_SITES:
                self._rules.clear()
            self._rules[site] = (rules, self._clock() + kept_s)
        return bool(rules.can_fetch(url, USER_AGENT))

    def _ask(self, site: str) -> tuple[Protego, float]:
        try:
            written = self._fetcher.fetch(site).content[:LONGEST].decode("utf-8", "replace")
        except FetchError as error:
            if error.passing:
                return Protego.parse(_UNREACHABLE), KEPT_S / 24
            written = ""  # there is none
        return Protego.parse(written), KEPT_S
