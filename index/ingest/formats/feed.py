"""RSS and Atom feeds → drafts, one an item; feedparser knows the versions and their habits."""

from collections.abc import Iterator
from io import BytesIO

import feedparser
from feedparser import FeedParserDict
from lxml.etree import _Element, tostring

from index.errors import UnreadableError
from index.ingest.dates.date_fields import read_day
from index.ingest.draft import Draft, ParseError
from index.ingest.formats.markup import html_to_text
from index.ingest.normalise import one_line
from index.model.article import DateEvidence

FIELD_CHARACTERS = 500  # of a title, a name
# What feedparser raises for one in a thousand of mutated feeds: a link without an address, a name without namespace.
_BROKEN = (LookupError, ValueError, TypeError, AttributeError)


def read_feed(tree: _Element) -> Iterator[Draft | ParseError]:
    """Yield the items of a feed: the fullest text of each, its link, id, and day in the feed's own time zone.

    Raises:
        UnreadableError: feedparser cannot make sense of it.
    """
    # A stream, because feedparser takes a string for an address. We keep words only, so nothing needs sanitising.
    written = BytesIO(tostring(tree, encoding="utf-8"))
    try:
        feed = feedparser.parse(written, sanitize_html=False, resolve_relative_uris=False)
    except _BROKEN:
        raise UnreadableError("the feed is broken: save it again") from None
    for number, entry in enumerate(feed.entries, 1):
        yield _draft(entry, number, feed.feed)


def _draft(entry: FeedParserDict, number: int, feed: FeedParserDict) -> Draft | ParseError:
    words = next((words for html in _texts(entry) if (words := html_to_text(html))), "")
    title = one_line(html_to_text(_field(entry, "title")))[:FIELD_CHARACTERS]
    if not words:
        words, title = title, ""
    if not words:
        return ParseError(f"item {number}: it has neither a title nor words: send the page it points to")
    source = dict.get(entry, "source")  # "<source>Reuters</source>" in an aggregator's feed
    outlet = (_field(source, "title") or _field(source, "value")) if isinstance(source, dict) else ""
    draft = Draft(words, title=title, number=number)
    draft.outlet = one_line(outlet or _field(feed, "title"))[:FIELD_CHARACTERS]
    draft.language = _field(entry, "language") or _field(feed, "language")
    url = _field(entry, "link")
    draft.url = url if url.startswith(("http://", "https://")) and len(url) <= 2_000 else ""
    draft.id = _field(entry, "id") if len(_field(entry, "id")) <= 200 else ""
    if author := one_line(_field(entry, "author")):
        draft.extra["author"] = author[:200]
    days = (read_day(_field(entry, name)) for name in ("published", "created", "updated"))
    if day := next(filter(None, days), None):
        draft.published, draft.evidence = day, DateEvidence.FIELD
    return draft


def _field(parsed: dict[str, object], name: str) -> str:
    """Return a field that is text; "" for one that is missing, or that a broken feed made something else."""
    value = dict.get(parsed, name)  # FeedParserDict's own `get` gives `updated` for a missing `published`
    return value if isinstance(value, str) else ""


def _texts(entry: FeedParserDict) -> list[str]:
    """Return the texts of an item, the fullest first."""
    contents = dict.get(entry, "content")
    held = contents if isinstance(contents, list) else []
    return [*(_field(content, "value") for content in held if isinstance(content, dict)), _field(entry, "summary")]
