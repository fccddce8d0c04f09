"""EPUB → drafts, one a chapter: a newspaper made for reading devices has an article in each."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote
from zipfile import ZipFile

from lxml.etree import _Element

from index.errors import UnreadableError
from index.ingest.dates.date_fields import read_day
from index.ingest.decoding import decode
from index.ingest.draft import Draft, ParseError
from index.ingest.formats.block_extraction import attribute, local_name
from index.ingest.formats.markup import html_blocks
from index.ingest.formats.safe_xml import parse_xml
from index.ingest.formats.story import draft_from_blocks
from index.ingest.formats.zipped import UnpackBudget, unpack
from index.ingest.normalise import one_line
from index.model.article import DateEvidence

FEWEST_WORDS = 8  # of a chapter; a cover, a title page or a divider has fewer
_CONTAINER = "META-INF/container.xml"
_LOCKS = "META-INF/encryption.xml"
_NO_CHAPTERS = ("nav", "toc", "cover", "titlepage", "copyright", "colophon")


@dataclass(slots=True)
class _Book:
    """What the package file of an EPUB tells."""

    about: Draft
    chapters: list[str] = field(default_factory=list)  # paths in the zip, in reading order


def read_epub(archive: ZipFile, budget: UnpackBudget) -> Iterator[Draft | ParseError]:
    """Yield the chapters that have words, each with the book's publisher, date and language."""
    book = _read_package(archive, budget)
    locked = _LOCKS in archive.NameToInfo
    for number, path in enumerate(book.chapters, 1):
        try:
            text = decode(unpack(archive, path, budget))
        except KeyError:
            yield ParseError(f"chapter {number} ({path}) is missing: save the book again")
            continue
        except UnreadableError as error:
            why = "is locked: send a book without copy protection" if locked else error.for_reader
            yield ParseError(f"chapter {number}: {why}")
            continue
        if (draft := _chapter(text, book.about, number)) is not None:
            yield draft


def _chapter(text: str, about: Draft, number: int) -> Draft | None:
    blocks = html_blocks(text)
    if sum(len(block.words.split()) for block in blocks) < FEWEST_WORDS:
        return None
    # A chapter's title is its first heading, of whatever size.
    if blocks[0].kind.startswith("h"):
        blocks[0] = blocks[0]._replace(kind="title")
    draft = draft_from_blocks(Draft("", number=number), blocks)
    draft.fill_from(about)
    draft.written = about.written
    return draft


def _read_package(archive: ZipFile, budget: UnpackBudget) -> _Book:
    try:
        container = parse_xml(unpack(archive, _CONTAINER, budget))
        root = container.find(".//{*}rootfile")
        path = attribute(root, "full-path") if root is not None else ""
        package = parse_xml(unpack(archive, path, budget))
    except KeyError:
        raise UnreadableError("the book's table of contents is missing: save it again") from None
    files = {attribute(item, "id"): item for item in package.iter("{*}item")}
    book = _Book(_about(package))
    for reference in package.iter("{*}itemref"):
        item = files.get(attribute(reference, "idref"))
        if item is not None and attribute(reference, "linear") != "no" and _is_chapter(item):
            book.chapters.append(
                posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(attribute(item, "href"))))
            )
    return book


def _is_chapter(item: _Element) -> bool:
    name = posixpath.splitext(posixpath.basename(attribute(item, "href")))[0].lower()
    return (
        "html" in attribute(item, "media-type")
        and "nav" not in attribute(item, "properties")
        and name not in _NO_CHAPTERS
    )


def _about(package: _Element) -> Draft:
    """Return who published the book, when, and in which language; its title is not the title of a chapter."""
    found = _metadata(package)
    draft = Draft("", outlet=found.get("publisher") or found.get("title", ""), language=found.get("language", ""))
    if day := read_day(found.get("date", "")):
        draft.published, draft.evidence = day, DateEvidence.FIELD
    if author := found.get("creator"):
        draft.extra["author"] = author
    return draft


def _metadata(package: _Element) -> Mapping[str, str]:
    """Return the book's own words about itself; of several dates, the one that is not of a change."""
    found: dict[str, str] = {}
    metadata = package.find("{*}metadata")
    for element in metadata.iter() if metadata is not None else ():
        if attribute(element, "event") not in ("modification", "creation"):
            found.setdefault(local_name(element), one_line(element.text or ""))
    return found
