"""NITF, NewsML and NewsML-G2, in which agencies send their stories → drafts."""

from collections.abc import Iterator

from lxml.etree import _Element

from index.ingest.dates.place_names import proper_case
from index.ingest.draft import Draft
from index.ingest.formats.block_extraction import Dialect, attribute, join_blocks, local_name, read_blocks
from index.ingest.formats.elements import attribute_text, first, set_author, set_published, text_of
from index.ingest.formats.markup import HTML
from index.ingest.formats.story import add_story
from index.ingest.normalise import normalise

_NITF = Dialect(
    paragraphs=HTML.paragraphs | frozenset({"hl1", "hl2", "fn"}),
    items=HTML.items,
    rows=HTML.rows,
    cells=HTML.cells,
    skipped_elements=HTML.skipped_elements | frozenset({"media", "body.head", "body.end", "hedline"}),
    marks=HTML.marks,
    kind=HTML.kind,
)


def read_nitf(tree: _Element) -> Iterator[Draft]:
    """Yield the story of a NITF document."""
    if draft := _nitf(tree):
        yield draft


def _nitf(tree: _Element) -> Draft | None:
    """Return the story of a NITF document."""
    content = first(tree, "body.content")
    words = normalise(join_blocks(read_blocks(content, _NITF))) if content is not None else ""
    if not words:
        return None
    publication, issue, document = first(tree, "pubdata"), first(tree, "date.issue"), first(tree, "doc-id")
    draft = Draft("", title=text_of(first(tree, "hl1")) or text_of(first(tree, "title")))
    draft.outlet = attribute_text(publication, "name") or text_of(first(tree, "distributor"))
    draft.place = _place(first(tree, "dateline"))
    draft.id = attribute_text(document, "id-string")
    draft.language = attribute(tree, "lang")
    url = attribute_text(publication, "ex-ref")
    draft.url = url if url.startswith(("http://", "https://")) else ""
    set_author(draft, text_of(first(tree, "byline")))
    set_published(
        draft,
        attribute_text(publication, "date.publication"),
        attribute_text(issue, "norm"),
        attribute_text(first(tree, "story.date"), "norm"),
    )
    return add_story(draft, words)


def _place(dateline: _Element | None) -> str:
    location = first(dateline, "location") if dateline is not None else None
    city = text_of(first(location, "city")) or text_of(location) if location is not None else ""
    return proper_case(city) if len(city) <= 60 else ""


def read_newsml(tree: _Element) -> Iterator[Draft]:
    """Yield the stories of NewsML 1: one in each NewsItem."""
    items = [tree] if local_name(tree) == "NewsItem" else list(tree.iter("{*}NewsItem"))
    for number, item in enumerate(items, 1):
        draft = _content(item)
        if draft is None:
            continue
        set_published(
            draft,
            text_of(first(item, "DateLineDate")),
            text_of(first(item, "FirstCreated")),
            text_of(first(item, "DateId")),
        )
        draft.title = draft.title or text_of(first(item, "HeadLine"))
        draft.outlet = draft.outlet or attribute_text(first(first(item, "Provider"), "Party"), "FormalName")
        draft.id = draft.id or text_of(first(item, "PublicIdentifier")) or text_of(first(item, "NewsItemId"))
        draft.language = draft.language or attribute_text(first(item, "Language"), "FormalName")
        set_author(draft, text_of(first(item, "ByLine")))
        draft.number = number if len(items) > 1 else None
        yield draft


def read_newsml_g2(tree: _Element) -> Iterator[Draft]:
    """Yield the stories of NewsML-G2: one in each newsItem."""
    items = [tree] if local_name(tree) == "newsItem" else list(tree.iter("{*}newsItem"))
    for number, item in enumerate(items, 1):
        draft = _content(item)
        if draft is None:
            continue
        names = ("firstCreated", "contentCreated", "versionCreated")
        set_published(draft, *(text_of(first(item, name)) for name in names))
        draft.title = draft.title or text_of(first(item, "headline"))
        provider = first(item, "provider")
        draft.outlet = draft.outlet or text_of(first(provider, "name")) or attribute_text(provider, "literal")
        draft.place = draft.place or proper_case(text_of(first(first(item, "located"), "name")))
        draft.id = draft.id or attribute(item, "guid")[:200]
        draft.language = draft.language or attribute_text(first(item, "language"), "tag") or attribute(item, "lang")
        set_author(draft, text_of(first(item, "by")))
        draft.number = number if len(items) > 1 else None
        yield draft


def _content(item: _Element) -> Draft | None:
    """Return the story inside a NewsML item: NITF, a page, or plain words."""
    nitf = first(item, "nitf")
    if nitf is not None:
        return _nitf(nitf)
    for name in ("html", "body", "inlineXML", "DataContent", "inlineData"):
        element = first(item, name)
        if element is not None and (
            words := normalise(join_blocks(read_blocks(element, HTML)) if len(element) else element.text or "")
        ):
            return add_story(
                Draft("", title=text_of(first(item, "headline")) or text_of(first(item, "HeadLine"))), words
            )
    return None
