"""Which format a file is in, by its content; its ending decides only when the content leaves the question open."""

import json
import re
from enum import StrEnum
from zipfile import ZipFile

from index.errors import UnreadableError
from index.ingest.formats.archive_file import is_tar
from index.ingest.formats.csv_file import find_delimiter
from index.ingest.formats.mailbox import is_mailbox
from index.ingest.formats.zipped import UnpackBudget, unpack

HEAD_CHARACTERS = 4_096
LINES_TRIED = 5


class Format(StrEnum):
    """The formats that are read. A new one gets a name here, its signs below, and a reader in `dispatch.py`."""

    JSON = "json"
    JSON_LINES = "jsonl"
    CSV = "csv"
    HTML = "html"
    MARKDOWN = "markdown"
    PLAIN = "plain"
    XML = "xml"  # feeds, NITF, NewsML, records
    EMAIL = "email"  # .eml and .mhtml
    MAILBOX = "mailbox"  # .mbox: many emails
    RTF = "rtf"
    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    EPUB = "epub"
    ZIP = "zip"
    TAR = "tar"
    GZIP = "gzip"


_JSON = re.compile(r"""\{\s*["}]|\[\s*[\[\]{"]""")
_CUT_JSON = re.compile(r"""[\[{]\s*$""")
_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|article|main|section|div|p|h[1-6]|table|span|script|style|br|a)\b[^<]*>",
    re.IGNORECASE,
)
_XML = re.compile(r"<(?:\?xml|rss|feed|rdf:rdf|nitf|newsml|newsitem|newsmessage)\b|<!doctype\s+(?!html)", re.IGNORECASE)
# The root element: "<articles><article>…" is not HTML, though HTML has `article`, too.
_ROOT = re.compile(
    r"(?:<!--.*?-->|<\?.*?\?>|<!doctype[^>]*>|\s)*<(?P<name>[A-Za-z_][\w.:-]*)", re.IGNORECASE | re.DOTALL
)
_SECOND_TAG = re.compile(r"</?[a-z][a-z0-9]*\b[^<]*>", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*\n(?:.*\n)*?\1[ \t]*(?:\n|$)")
_MARKDOWN = re.compile(
    r"^#{1,6}[ \t]+\S|\[[^\]\n]{1,200}\]\((?:https?:|/)\S{0,2000}\)|^(?:\*\*|__)\S|^```", re.MULTILINE
)

_PDF_WITHIN = 1_024  # bytes; some mailers put lines of their own before "%PDF"
_OTHER_OFFICE = {
    "xl/": "a spreadsheet",
    "ppt/": "a presentation",
    "visio/": "a drawing",
    "Index/Document.iwa": "a Pages document",
}
_RTF = re.compile(rb"[\s\xef\xbb\xbf]{0,100}\{\\rtf")
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]?.*\r?\n(?:[ \t]+\S.*\r?\n)*", re.ASCII)
_SIGNS = frozenset((b"mime-version", b"message-id", b"received", b"return-path", b"delivered-to", b"x-mailer"))
_TEXT_TYPES = re.compile(r"application/vnd\.oasis\.opendocument\.(?:text|text-template|text-master)\s*")


def detect_binary(raw: bytes, ending: str = "") -> Format | None:
    """Return the format of a file that is not plain text; None for one that is to be decoded."""
    if raw.startswith(b"%PDF") or (ending == ".pdf" and b"%PDF-" in raw[:_PDF_WITHIN]):
        return Format.PDF
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Format.ZIP
    if raw.startswith(b"\x1f\x8b"):
        return Format.GZIP
    if is_tar(raw):
        return Format.TAR
    if _RTF.match(raw):
        return Format.RTF
    if is_mailbox(raw):
        return Format.MAILBOX
    return Format.EMAIL if is_email(raw, ending) else None


def detect_zip(archive: ZipFile) -> Format:
    """Return what a zip is: a document, or an archive.

    Raises:
        UnreadableError: it is a document of a kind that is not read.
    """
    names = archive.NameToInfo
    if "word/document.xml" in names:
        return Format.DOCX
    if "META-INF/container.xml" in names:
        return Format.EPUB
    if "content.xml" in names and "mimetype" in names:
        kind = unpack(archive, "mimetype", UnpackBudget(), 200).decode("ascii", "replace")
        if _TEXT_TYPES.fullmatch(kind):
            return Format.ODT
        raise UnreadableError("it is an OpenDocument file without running text: save its words as .odt, text or CSV")
    for begin, kind in _OTHER_OFFICE.items():
        if any(name.startswith(begin) for name in names) and ("[Content_Types].xml" in names or begin in names):
            raise UnreadableError(f"it is {kind}, which is not read: save it as text, .docx or CSV")
    return Format.ZIP


def is_email(raw: bytes, ending: str = "") -> bool:
    """Whether a file begins with the headers of an email, not with lines of metadata above a story."""
    names: set[bytes] = set()
    at = 0
    while len(names) < 40 and (found := _HEADER.match(raw, at, at + 20_000)):
        names.add(found[1].lower())
        at = found.end()
    if not {b"from", b"subject", b"content-type"} & names:
        return False
    return bool(_SIGNS & names) or {b"from", b"to", b"subject"} <= names or ending in (".eml", ".mht", ".mhtml")


def detect_text(text: str, ending: str = "") -> Format:
    """Return the format of a text.

    '{"text": "…"}' -> JSON    "<html>…" -> HTML    "# Boat sinks" -> MARKDOWN    "title,text\\n…" -> CSV
    """
    head = text[:HEAD_CHARACTERS].lstrip("\ufeff \t\r\n")
    if head[:1] in ("{", "["):
        if found := _json_kind(head, text, ending):
            return found
    elif head.startswith("<") and (found := _markup_kind(head, ending)):
        return found
    first_line = head.partition("\n")[0].rstrip("\r")
    if _is_table(head, first_line, ending):
        return Format.CSV
    if ending in (".html", ".htm", ".xhtml") and _SECOND_TAG.search(text):
        return Format.HTML
    if ending in (".md", ".markdown") or _is_markdown(head.replace("\r\n", "\n"), text):
        return Format.MARKDOWN
    return Format.PLAIN


def find_table(text: str) -> str:
    """Return what parts the columns of a text recognised as CSV."""
    return find_delimiter(text.lstrip("\ufeff \t\r\n").partition("\n")[0]) or ","


def _json_kind(head: str, text: str, ending: str) -> Format | None:
    if ending in (".json", ".jsonl", ".ndjson") or _JSON.match(head) or _CUT_JSON.fullmatch(head):
        return Format.JSON_LINES if _is_json_lines(text, ending) else Format.JSON
    return None  # "[Reuters] London …" is a sentence


def _is_json_lines(text: str, ending: str) -> bool:
    """Whether each line is an object: one of the first few is whole, and it is not the only one."""
    lines: list[str] = []
    at = 0
    while at < len(text) and len(lines) < LINES_TRIED:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if line := text[at:end].strip("\ufeff \t\r"):
            lines.append(line)
        at = end + 1
    if len(lines) < 2 or not lines[0].startswith("{"):
        return False
    return any(_is_object(line) for line in lines) or (ending in (".jsonl", ".ndjson") and lines[1].startswith("{"))


def _is_object(line: str) -> bool:
    try:
        return line.startswith("{") and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _markup_kind(head: str, ending: str) -> Format | None:
    if re.match(r"<!doctype\s+html|<html\b", head, re.IGNORECASE):
        return Format.HTML
    root = _ROOT.match(head)
    if root and root["name"].lower() == "html":  # XHTML
        return Format.HTML
    if _XML.match(head) or (ending in (".xml", ".rss", ".atom", ".nitf", ".fodt") and root):
        return Format.XML
    return Format.HTML if _TAG.search(head) or (head.startswith("<!--") and _SECOND_TAG.search(head)) else None


def _is_table(head: str, first_line: str, ending: str) -> bool:
    """Whether the first line names columns, and a second line has some too."""
    delimiter = find_delimiter(first_line)
    if delimiter is None:
        return False
    return ending in (".csv", ".tsv") or delimiter in head[len(first_line) :]


def _is_markdown(head: str, text: str) -> bool:
    return _FRONT_MATTER.match(head) is not None or _MARKDOWN.search(text) is not None
