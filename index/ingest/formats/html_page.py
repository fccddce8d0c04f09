"""HTML → a draft: trafilatura extracts the story; JSON-LD and meta tags name its source."""

import logging
import re
from collections.abc import Iterator, Mapping
from datetime import date

from lxml.etree import LxmlError
from lxml.html import HtmlElement
from trafilatura import bare_extraction, html2txt, load_html
from trafilatura.settings import Document

from index.errors import UnreadableError
from index.ingest.dates.date_fields import read_day
from index.ingest.draft import Draft
from index.ingest.formats.json_file import parse_json
from index.ingest.formats.reader_comments import drop_comments
from index.ingest.formats.record_fields import TEXT, Fields, plain_key, read_source
from index.ingest.formats.story import add_story
from index.ingest.normalise import normalise, one_line
from index.model.article import DateEvidence

# trafilatura's warnings about the markup of a page do not help an operator.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

JSON_LD_DEPTH = 5
WRITTEN_DAY_CHARACTERS = 120  # of "By Anna Marsh, 30 May 2023, 10:15"; longer is a paragraph
_NO_SEARCH: dict[str, object] = {"extensive_search": False, "original_date": True}
# Meta tags → the fields of a record, the surest first. `modified` times are not publication times.
_META = {
    "articlepublishedtime": "published", "ogarticlepublishedtime": "published", "datepublished": "published",
    "citationpublicationdate": "published", "dctermscreated": "published", "dcdateissued": "published",
    "parselypubdate": "published", "sailthrudate": "published", "pubdate": "published", "publishdate": "published",
    "publicationdate": "published", "dcdate": "published", "date": "published",
    "ogsitename": "outlet", "applicationname": "outlet", "dcpublisher": "outlet", "publisher": "outlet",
    "geoplacename": "place", "dateline": "place", "ogurl": "url", "oglocale": "language", "language": "language",
    "ogtitle": "title", "dctitle": "title", "articleid": "id", "author": "author",
}  # fmt: skip
# The class or id of an element that shows the day a story came out, and of one that shows another.
_SHOWS_DAY = re.compile(r"date|time|publish|posted|byline", re.IGNORECASE)
_SHOWS_OTHER = re.compile(r"update|modif|timeline|foot|copyright|relat|comment|candidate|side|event", re.IGNORECASE)


def read_html(text: str) -> Draft:
    """Return the story of a page.

    Raises:
        UnreadableError: the HTML cannot be parsed.
    """
    tree = _parse(text)
    if tree is None:
        text = f"<html><body>{text}</body></html>"  # a piece of a page
        tree = _parse(text)
    if tree is None:
        raise UnreadableError("the HTML cannot be parsed: save the page again, or send its text")
    draft = _from_json_ld(tree)
    draft.fill_from(_from_meta(tree))
    drop_comments(tree)
    page = _extract(tree)
    if page is not None:
        draft.fill_from(
            Draft("", title=one_line(page.title or ""), outlet=one_line(page.sitename or ""), url=page.url or "")
        )
    if draft.published is None and (day := _written_day(tree)):
        draft.published, draft.evidence = day, DateEvidence.LINE
    story = (page.text if page else None) or html2txt(tree)
    return add_story(draft, _paragraphs(story))


def _parse(text: str) -> HtmlElement | None:
    try:
        return load_html(text)
    except (LxmlError, ValueError):
        return None


def _extract(tree: HtmlElement) -> Document | None:
    """Let trafilatura find the story. Its date is not asked for: it may be one out of the page's foot."""
    page = bare_extraction(tree, with_metadata=True, include_comments=False, date_extraction_params=_NO_SEARCH)
    return page if isinstance(page, Document) else None


def _paragraphs(story: str) -> str:
    """Put a blank line between the paragraphs; trafilatura parts them by a single newline."""
    return re.sub(r"\n+", "\n\n", normalise(story))


def _from_meta(tree: HtmlElement) -> Draft:
    """Read meta tags, the canonical link, the page's language, and a marked time."""
    found: dict[str, object] = {}
    rank = {name: n for n, name in enumerate(_META)}
    tags: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = plain_key(meta.get("property") or meta.get("name") or meta.get("itemprop") or "")
        if name in _META and (content := (meta.get("content") or "").strip()):
            tags.setdefault(name, content)
    for name in sorted(tags, key=lambda name: rank[name]):
        if _META[name] != "published" or read_day(tags[name]):
            found.setdefault(_META[name], tags[name])
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            found["url"] = link.get("href")
    if tree.get("lang"):
        found["language"] = tree.get("lang")
    if "published" not in found and (day := _marked_time(tree)):
        found["published"] = day
    fields = Fields(found)
    draft = read_source(fields)
    draft.extra = {name: value for name, value in fields.left_over().items() if name == "author"}
    return draft


def _written_day(tree: HtmlElement) -> date | None:
    """Return the day shown above the story by an element that says so: <p class="date">30 May 2023</p>."""
    for element in tree.iter("p", "span", "div", "time", "li", "small", "em", "b", "strong", "address", "td"):
        names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
        if not _SHOWS_DAY.search(names) or _SHOWS_OTHER.search(names):
            continue
        words = " ".join(element.itertext()).strip()
        if len(words) <= WRITTEN_DAY_CHARACTERS and (day := read_day(words)):
            return day
    return None


def _marked_time(tree: HtmlElement) -> str | None:
    """Return the first <time> with a full day, one marked as the publication before any other."""
    times = [(time.get("datetime") or "", time) for time in tree.iter("time")]
    dated = [(written, time) for written, time in times if read_day(written)]
    marked = [
        written for written, time in dated if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None
    ]
    return next(iter(marked or [written for written, _ in dated]), None)


def _from_json_ld(tree: HtmlElement) -> Draft:
    """Read the page's first JSON-LD article, if it has one."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            try:
                value = parse_json(script.text or "")
            except UnreadableError:
                continue
            for record in _articles(value, JSON_LD_DEPTH):
                return read_source(Fields({k: v for k, v in record.items() if plain_key(str(k)) not in TEXT}))
    return Draft("")


def _articles(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value:
            yield from _articles(item, depth - 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(
            isinstance(name, str) and name.endswith(("Article", "Posting", "ReportageNewsArticle")) for name in names
        ):
            yield value
        yield from _articles(value.get("@graph"), depth - 1)
        yield from _articles(value.get("mainEntity"), depth - 1)
