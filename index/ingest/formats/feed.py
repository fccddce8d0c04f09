"""RSS and Atom feeds → drafts, one an item; feedparser knows the versions and their habits."""

from collections.abc import Iterator
from io import BytesIO

import feedparser
from feedparser import FeedParserDict
from lxml.etree import _Element, tostring

from index.ingest.dates.date_fields import read_day
from index.ingest.draft import Draft, ParseError
from index.ingest.formats.markup import html_to_text
from index.ingest.normalise import one_line
from index.model.article import DateEvidence

FIELD_CHARACTERS = 500  # of a title, a name


def read_feed(tree: _Element) -> Iterator[Draft | ParseError]:
    """Yield the items of a feed: the fullest text of each, its link, id, and day in the feed's own time zone."""
    # A stream, because feedparser takes a string for an address. We keep words only, so nothing needs sanitising.
    written = BytesIO(tostring(tree, encoding="utf-8"))
    feed = feedparser.parse(written, sanitize_html=False, resolve_relative_uris=False)
    for number, entry in enumerate(feed.entries, 1):
        yield _draft(entry, number, feed.feed)


def _draft(entry: FeedParserDict, number: int, feed: FeedParserDict) -> Draft | ParseError:
    words = next((words for html in _texts(entry) if (words := html_to_text(html))), "")
    title = one_line(html_to_text(entry.get("title", "")))[:FIELD_CHARACTERS]
    if not words:
        words, title = title, ""
    if not words:
        return ParseError(f"item {number}: it has neither a title nor words: send the page it points to")
    source = entry.get("source")  # "<source>Reuters</source>" in an aggregator's feed
    outlet = (source.get("title") or source.get("value", "")) if isinstance(source, dict) else ""
    draft = Draft(words, title=title, number=number)
    draft.outlet = one_line(outlet or feed.get("title", ""))[:FIELD_CHARACTERS]
    draft.language = entry.get("language") or feed.get("language", "")
    url = entry.get("link", "")
    draft.url = url if url.startswith(("http://", "https://")) and len(url) <= 2_000 else ""
    draft.id = entry.get("id", "") if len(entry.get("id", "")) <= 200 else ""
    if author := one_line(entry.get("author", "")):
        draft.extra["author"] = author[:200]
    days = (read_day(str(entry.get(name) or "")) for name in ("published", "created", "updated"))
    if day := next(filter(None, days), None):
        draft.published, draft.evidence = day, DateEvidence.FIELD
    return draft


def _texts(entry: FeedParserDict) -> list[str]:
    """Return the texts of an item, the fullest first."""
    contents = [str(content.get("value", "")) for content in entry.get("content", ())]
    return [*contents, str(entry.get("summary", ""))]
