"""OpenDocument text (.odt, .fodt) → a draft."""

from zipfile import ZipFile

from lxml.etree import _Element

from index.errors import UnreadableError
from index.ingest.draft import Draft
from index.ingest.formats.block_extraction import Dialect, attribute, local_name, read_blocks
from index.ingest.formats.docx import read_properties
from index.ingest.formats.safe_xml import parse_xml
from index.ingest.formats.story import draft_from_blocks
from index.ingest.formats.zipped import UnpackBudget, unpack

_UNSEEN = (
    "tracked-changes annotation note sequence-decls forms table-of-content alphabetical-index scripts automatic-styles"
)


def read_odt(archive: ZipFile, budget: UnpackBudget) -> Draft:
    """Return the story of a document; notes, comments, its table of contents and what was struck out are left."""
    try:
        content = parse_xml(unpack(archive, "content.xml", budget))
    except KeyError:
        raise UnreadableError("its main part is missing: save the document again") from None
    try:
        properties = parse_xml(unpack(archive, "meta.xml", budget))
    except (KeyError, UnreadableError):
        properties = None
    return read_flat_odt(content, properties)


def read_flat_odt(content: _Element, properties: _Element | None) -> Draft:
    """Return the story of a document in one XML file, or of an .odt's main part."""
    body = content.find("{*}body/{*}text")
    if body is None:
        raise UnreadableError("it is not a text document: save it as .odt or .docx")
    known = read_properties(properties if properties is not None else content.find("{*}meta"))
    blocks = read_blocks(body, _dialect(_parents(content)))
    return draft_from_blocks(Draft("", written=known.written, extra=known.extra), blocks, known.title)


def _parents(content: _Element) -> dict[str, str]:
    """Return the styles that a document made up with those they are made from: "P3" -> "Title"."""
    styles = content.iter("{*}style")
    return {attribute(style, "name"): attribute(style, "parent-style-name") for style in styles}


def _dialect(parents: dict[str, str]) -> Dialect:
    def kind(paragraph: _Element) -> str:
        style = attribute(paragraph, "style-name")
        if "Title" in (style, parents.get(style)):
            return "title"
        return "h" + (attribute(paragraph, "outline-level") or "1") if local_name(paragraph) == "h" else ""

    return Dialect(
        paragraphs=frozenset({"p", "h"}),
        items=frozenset({"list-item"}),
        rows=frozenset({"table-row"}),
        cells=frozenset({"table-cell"}),
        skipped_elements=frozenset(_UNSEEN.split()),
        marks={"tab": " ", "s": " ", "line-break": "\n"},
        kind=kind,
    )
