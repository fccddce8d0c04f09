"""A piece of HTML (a feed item, an email, a chapter) → all its words: it has no menu to leave out."""

from lxml.etree import LxmlError, _Element
from lxml.html import HTMLParser, document_fromstring

from index.ingest.formats.block_extraction import Block, Dialect, join_blocks, local_name, read_blocks
from index.ingest.normalise import normalise

_BLOCKS = (
    "p div h1 h2 h3 h4 h5 h6 section article header footer main aside blockquote figure figcaption pre address "
    "ul ol dl dt dd table caption thead tbody hr body form center"
)


def _kind(element: _Element) -> str:
    name = local_name(element)
    return name if name[0] == "h" and name[1:].isdigit() else ""


HTML = Dialect(
    paragraphs=frozenset(_BLOCKS.split()),
    items=frozenset({"li"}),
    rows=frozenset({"tr"}),
    cells=frozenset({"td", "th"}),
    skipped_elements=frozenset("head script style noscript template svg nav button select iframe object math".split()),
    marks={"br": "\n", "wbr": ""},
    kind=_kind,
)


def html_to_text(html: str) -> str:
    """Return the words of a piece of HTML, or of a text that may have some.

    "<p>A <b>ferry</b> sank.</p><p>It was old.</p>"  ->  "A ferry sank.\\n\\nIt was old."
    "5 &lt; 7 &amp; more"                              ->  "5 < 7 & more"
    """
    return normalise(join_blocks(html_blocks(html)))


def html_blocks(html: str) -> list[Block]:
    """Return the blocks of a piece of HTML; none if it holds no words."""
    if not html.strip():
        return []
    try:
        # As bytes, so that a piece's own `encoding` is not asked for.
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
        tree = document_fromstring(html.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError):
        return []
    return read_blocks(tree, HTML)
