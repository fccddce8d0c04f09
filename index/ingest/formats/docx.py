"""Word's .docx → a draft, read straight from its XML: insertions, content controls and text boxes are words, too."""

from datetime import date
from zipfile import ZipFile

from lxml.etree import _Element

from index.errors import UnreadableError
from index.ingest.dates.date_fields import read_day
from index.ingest.draft import Draft
from index.ingest.formats.block_extraction import Dialect, attribute, local_name, read_blocks
from index.ingest.formats.safe_xml import parse_xml
from index.ingest.formats.story import draft_from_blocks
from index.ingest.formats.zipped import UnpackBudget, unpack
from index.ingest.normalise import one_line

MAIN = "word/document.xml"


def read_docx(archive: ZipFile, budget: UnpackBudget) -> Draft:
    """Return the story of a document; its headers, footers, comments and what was struck out are left."""
    try:
        tree = parse_xml(unpack(archive, MAIN, budget))
    except KeyError:
        raise UnreadableError("its main part is missing: save the document again") from None
    names = _style_names(_part(archive, "word/styles.xml", budget))
    blocks = read_blocks(tree, _dialect(names))
    properties = read_properties(_part(archive, "docProps/core.xml", budget))
    draft = Draft("", written=properties.written, extra=properties.extra)
    return draft_from_blocks(draft, blocks, properties.title)


def read_properties(tree: _Element | None) -> Draft:
    """Return what a document's properties tell: title, author, and the day it was made, all of them weak."""
    draft = Draft("")
    for element in tree.iter() if tree is not None else ():
        words = one_line(element.text or "")
        match local_name(element):
            case "title":
                draft.title = draft.title or words
            case "created" | "creation-date":
                draft.written = draft.written or plausible_creation_date(read_day(words))
            case "creator" | "initial-creator" if words:
                draft.extra["author"] = words
    return draft


def plausible_creation_date(day: date | None) -> date | None:
    """Return the day a document was made; None for the beginnings of calendars, which stand for none.

    1601-01-01, 1970-01-01, 1980-01-01  ->  None
    """
    return day if day and day.year > 1980 else None


def _part(archive: ZipFile, name: str, budget: UnpackBudget) -> _Element | None:
    """Return a part that a document may do without."""
    try:
        return parse_xml(unpack(archive, name, budget))
    except (KeyError, UnreadableError):
        return None


def _style_names(tree: _Element | None) -> dict[str, str]:
    """Return style ids with their English names: in a Russian document "1" is "heading 1" and "a3" is "title"."""
    names = {}
    for style in tree.iter("{*}style") if tree is not None else ():
        name = style.find("{*}name")
        if name is not None:
            names[attribute(style, "styleId")] = attribute(name, "val").lower()
    return names


def _dialect(names: dict[str, str]) -> Dialect:
    def kind(paragraph: _Element) -> str:
        properties = paragraph.find("{*}pPr")
        if properties is None:
            return ""
        style = properties.find("{*}pStyle")
        given = attribute(style, "val") if style is not None else ""
        name = names.get(given, given.lower())
        if name == "title":
            return "title"
        if name.startswith("heading"):
            return "h" + (name.removeprefix("heading").strip() or "1")
        return "item" if properties.find("{*}numPr") is not None or name.startswith("list") else ""

    return Dialect(
        paragraphs=frozenset({"p"}),
        items=frozenset(),
        rows=frozenset({"tr"}),
        cells=frozenset({"tc"}),
        # A text box stands twice: in "Choice" for Word of today, in "Fallback" for that of 2007.
        skipped_elements=frozenset("pPr rPr del moveFrom Fallback sdtPr sectPr tblPr trPr tcPr fldData".split()),
        marks={"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"},
        kind=kind,
        text_element="t",
    )
