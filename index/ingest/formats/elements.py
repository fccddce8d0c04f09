"""Small steps through news in XML: the words of an element, and what they say of an article."""

from lxml.etree import _Element

from index.ingest.dates.date_fields import read_day
from index.ingest.draft import Draft
from index.ingest.formats.block_extraction import attribute
from index.ingest.normalise import one_line
from index.model.article import DateEvidence

WORDS_CHARACTERS = 500  # of a title, a name, a date


def dated(draft: Draft, *written: str) -> Draft:
    """Give an article the first of these days that is one."""
    if day := next((day for words in written if (day := read_day(words))), None):
        draft.published, draft.evidence = day, DateEvidence.FIELD
    return draft


def note_author(draft: Draft, name: str) -> None:
    """Keep who wrote an article, where it is told."""
    if name:
        draft.extra["author"] = name[:200]


def child(element: _Element | None, name: str) -> str:
    """Return the words of a child; "" where it has none."""
    return words_of(element.find(f"{{*}}{name}")) if element is not None else ""


def first(element: _Element | None, name: str) -> _Element | None:
    """Return the first such element, at whatever depth."""
    return element.find(f".//{{*}}{name}") if element is not None else None


def words_of(element: _Element | None) -> str:
    """Return all words in an element on one line; "" where it is not there."""
    return one_line(" ".join(element.itertext()))[:WORDS_CHARACTERS] if element is not None else ""


def words_in(element: _Element | None, name: str) -> str:
    """Return an attribute's words; "" where it, or its element, is not there."""
    return one_line(attribute(element, name))[:WORDS_CHARACTERS] if element is not None else ""
