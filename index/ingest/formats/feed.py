"""RSS and Atom feeds → drafts, one an item."""

from collections.abc import Iterator

from lxml.etree import _Element

from index.ingest.draft import Draft, ParseError
from index.ingest.formats.block_extraction import attribute, join_blocks, local_name, read_blocks
from index.ingest.formats.elements import child, dated, note_author
from index.ingest.formats.markup import HTML, plain_words
from index.ingest.normalise import normalise, one_line

_ITEM_TEXTS = ("encoded", "content", "description", "summary")  # the fullest first
_ITEM_DAYS = ("pubDate", "published", "date", "issued", "created", "updated")


def read_rss(tree: _Element) -> Iterator[Draft | ParseError]:
    """Yield the items of an RSS feed, of any version."""
    channel = tree if local_name(tree) == "channel" else tree.find("{*}channel")
    outlet = child(channel, "title")
    language = child(channel, "language")
    for number, item in enumerate(tree.iter("{*}item"), 1):
        yield _item(
            item, number, outlet, language, child(item, "link") or attribute(item, "about"), child(item, "guid")
        )


def read_atom(tree: _Element) -> Iterator[Draft | ParseError]:
    """Yield the entries of an Atom feed."""
    outlet = child(tree, "title") if local_name(tree) == "feed" else ""
    for number, entry in enumerate(tree.iter("{*}entry"), 1):
        links = [link for link in entry.findall("{*}link") if attribute(link, "rel") in ("", "alternate")]
        url = attribute(links[0], "href") if links else ""
        language = attribute(entry, "lang") or attribute(tree, "lang")
        yield _item(entry, number, outlet, language, url, child(entry, "id"))


def _item(item: _Element, number: int, outlet: str, language: str, url: str, given_id: str) -> Draft | ParseError:
    """Return one entry of a feed; its source, where it names one, is the outlet."""
    words = next((words for name in _ITEM_TEXTS if (words := _markup(item.find(f"{{*}}{name}")))), "")
    title = _markup(item.find("{*}title"))
    if not words:
        words, title = title, ""
    if not words:
        return ParseError(f"item {number}: it has neither a title nor words: send the page it points to")
    source = item.find("{*}source")
    named = (child(source, "title") or one_line(source.text or "")) if source is not None else ""
    draft = Draft(words, title=one_line(title), outlet=named or outlet, language=language, number=number)
    draft.url = url if url.startswith(("http://", "https://")) and len(url) <= 2_000 else ""
    draft.id = given_id if len(given_id) <= 200 else ""
    note_author(draft, child(item, "creator") or child(item, "author"))
    return dated(draft, *(child(item, name) for name in _ITEM_DAYS))


def _markup(element: _Element | None) -> str:
    """Return the words of an element whose HTML is escaped in it, or stands in it as its children."""
    if element is None:
        return ""
    return normalise(join_blocks(read_blocks(element, HTML))) if len(element) else plain_words(element.text or "")
