"""Which format a file's bytes are in, where they are no mere text: told by how they begin, and by what a zip holds."""

import re
from zipfile import ZipFile

from index.errors import UnreadableError
from index.ingest.formats.archive_file import is_tar
from index.ingest.formats.detect import Format
from index.ingest.formats.zipped import Budget, unpack

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


def recognise_bytes(raw: bytes, ending: str = "") -> Format | None:
    """Return the format of a file that is no text; None for one that is to be decoded."""
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
    return Format.LETTER if is_letter(raw, ending) else None


def recognise_zip(archive: ZipFile) -> Format:
    """Return what a zip is: a document, or an archive; raises UnreadableError for a document that is not read."""
    names = archive.NameToInfo
    if "word/document.xml" in names:
        return Format.DOCX
    if "META-INF/container.xml" in names:
        return Format.EPUB
    if "content.xml" in names and "mimetype" in names:
        kind = unpack(archive, "mimetype", Budget(), 200).decode("ascii", "replace")
        if _TEXT_TYPES.fullmatch(kind):
            return Format.ODT
        raise UnreadableError("it is an OpenDocument file without running text: save its words as .odt, text or CSV")
    for begin, kind in _OTHER_OFFICE.items():
        if any(name.startswith(begin) for name in names) and ("[Content_Types].xml" in names or begin in names):
            raise UnreadableError(f"it is {kind}, which is not read: save it as text, .docx or CSV")
    return Format.ZIP


def is_letter(raw: bytes, ending: str = "") -> bool:
    """Whether a file begins with a letter's headers, which no lines of metadata above a story look like."""
    names: set[bytes] = set()
    at = 0
    if raw.startswith(b"From "):
        at = raw.find(b"\n") + 1
    while len(names) < 40 and (found := _HEADER.match(raw, at, at + 20_000)):
        names.add(found[1].lower())
        at = found.end()
    if not {b"from", b"subject", b"content-type"} & names:
        return False
    return bool(_SIGNS & names) or {b"from", b"to", b"subject"} <= names or ending in (".eml", ".mht", ".mhtml")
