"""Pages and feeds from the web: fetched with limits, and from public addresses only."""

from index.ingest.web.addresses import AllowList
from index.ingest.web.fetching import Fetched, Fetcher, FetchError, FetchLimits

__all__ = ["AllowList", "FetchError", "FetchLimits", "Fetched", "Fetcher"]
