"""Pages and feeds from the web: fetched with limits, and from public addresses only."""

from index.ingest.web.addresses import AllowList
from index.ingest.web.fetching import Fetched, Fetcher, FetchError, FetchLimits, fetcher_allowing
from index.ingest.web.pages import Download, fetch_links, is_link

__all__ = [
    "AllowList",
    "Download",
    "FetchError",
    "FetchLimits",
    "Fetched",
    "Fetcher",
    "fetch_links",
    "fetcher_allowing",
    "is_link",
]
