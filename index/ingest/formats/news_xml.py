"""XML that carries news → drafts: feeds, NITF, NewsML, flat OpenDocument, and records with a title and a text."""

from collections.abc import Callable, Iterator

from lxml.etree import _Element

from index.errors import UnreadableError
from index.ingest.draft import Draft, ParseError
from index.ingest.formats.block_extraction import join_blocks, local_name, read_blocks
from index.ingest.formats.feed import read_feed
from index.ingest.formats.markup import HTML
from index.ingest.formats.newsml import read_newsml, read_newsml_g2, read_nitf
from index.ingest.formats.odt import read_flat_odt
from index.ingest.formats.record_fields import TEXT, plain_key, read_fields
from index.ingest.formats.safe_xml import parse_xml
from index.ingest.normalise import normalise

RECORD_DEPTH = 4  # <response><docs><doc><text>
Found = Iterator[Draft | ParseError]


def read_xml(text: str) -> Found:
    """Yield the articles of an XML file.

    Raises:
        UnreadableError: it is broken, or of no known kind.
    """
    tree = parse_xml(text, lenient=True)
    for drafts in (_reader_of(tree), _records):
        found = list(drafts(tree))
        if found:
            yield from found
            return
    raise UnreadableError(_no_articles(tree))


def _reader_of(tree: _Element) -> Callable[[_Element], Found]:
    match local_name(tree):
        case "rss" | "RDF" | "channel" | "feed" | "entry":
            return read_feed
        case "nitf":
            return read_nitf
        case "NewsML" | "NewsItem":
            return read_newsml
        case "newsItem" | "newsMessage" | "newsmessage":
            return read_newsml_g2
        case "document":
            return _flat_odt
    return _records


def _no_articles(tree: _Element) -> str:
    if local_name(tree) in ("rss", "RDF", "feed", "channel"):
        return "this feed holds no articles with words: send one that has some"
    return "this XML is not a known feed, NITF or NewsML: save the article as text, HTML or JSON"


def _flat_odt(tree: _Element) -> Found:
    if tree.find("{*}body/{*}text") is not None:
        yield read_flat_odt(tree, None)


def _records(tree: _Element) -> Found:
    """Yield the elements whose children name a text: <article><title>…</title><text>…</text></article>."""
    found = [record for record in _below(tree, RECORD_DEPTH) if _has_text(record)]
    for number, record in enumerate(found, 1):
        fields = {key.rpartition("}")[2]: value for key, value in record.attrib.items()}
        fields |= {
            local_name(child): join_blocks(read_blocks(child, HTML)) if len(child) else child.text for child in record
        }
        draft = read_fields(fields)
        if draft is None:
            yield ParseError(f"item {number}: it holds no text: fill its <text>")
            continue
        draft.text = normalise(draft.text)
        draft.number = number if len(found) > 1 else None
        yield draft


def _below(tree: _Element, depth: int) -> Iterator[_Element]:
    yield tree
    if depth:
        for child in tree:
            if not _has_text(tree):
                yield from _below(child, depth - 1)


def _has_text(element: _Element) -> bool:
    names = [plain_key(local_name(child)) for child in element]
    return len(names) > 1 and any(name in TEXT for name in names) and len(set(names)) > 1
