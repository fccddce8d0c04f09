"""Helpers for news in XML: the text of elements and attributes, and the draft fields they fill."""

from lxml.etree import _Element

from index.ingest.dates.date_fields import read_day
from index.ingest.draft import Draft
from index.ingest.formats.block_extraction import attribute
from index.ingest.normalise import one_line
from index.model.article import DateEvidence

WORDS_CHARACTERS = 500  # of a title, a name, a date


def set_published(draft: Draft, *written: str) -> Draft:
    """Set the publication date to the first of these strings that holds a date."""
    if day := next((day for words in written if (day := read_day(words))), None):
        draft.published, draft.evidence = day, DateEvidence.FIELD
    return draft


def set_author(draft: Draft, name: str) -> None:
    """Set the author, if there is one."""
    if name:
        draft.extra["author"] = name[:200]


def child(element: _Element | None, name: str) -> str:
    """Return the words of a child; "" if it has none."""
    return text_of(element.find(f"{{*}}{name}")) if element is not None else ""


def first(element: _Element | None, name: str) -> _Element | None:
    """Return the first such element, at whatever depth."""
    return element.find(f".//{{*}}{name}") if element is not None else None


def text_of(element: _Element | None) -> str:
    """Return all words in an element on one line; "" if it is missing."""
    return one_line(" ".join(element.itertext()))[:WORDS_CHARACTERS] if element is not None else ""


def attribute_text(element: _Element | None, name: str) -> str:
    """Return an attribute's words; "" if it, or its element, is missing."""
    return one_line(attribute(element, name))[:WORDS_CHARACTERS] if element is not None else ""
