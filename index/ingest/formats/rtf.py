"""RTF → a draft: striprtf takes the words out; title and day stand in the document's own `info`."""

import re
from datetime import date

from striprtf.striprtf import rtf_to_text

from index.errors import UnreadableError
from index.ingest.dates.publication_date import day_or_none
from index.ingest.draft import Draft
from index.ingest.formats.block_extraction import ROW, Block
from index.ingest.formats.docx import plausible_creation_date
from index.ingest.formats.story import draft_from_blocks

MOST_CHARACTERS = 8_000_000  # without its pictures
MOST_FONTS = 5_000
_HEX = re.compile(r"[0-9a-fA-F\r\n]{200,}")  # a picture
_BRACE = re.compile(r"[{}]")
_FONT = re.compile(r"\\f(\d{1,5})(?!\d)[^{};\\]*(?:\\(?!fcharset|f\d)[^{};\\]*)*\\fcharset(\d{1,3})")
_INFO = re.compile(r"\{\\info\b")
_INFO_CHARACTERS = 20_000
_CREATED = re.compile(r"\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")


def read_rtf(raw: bytes) -> Draft:
    """Return the story of a document, its headers, footers and pictures left out."""
    written = raw.decode("latin-1")  # RTF is ASCII; what is not ASCII in it is told by its code pages
    if "\\pict" in written:
        written = _HEX.sub("", written)
    if len(written) > MOST_CHARACTERS:
        raise UnreadableError(f"the RTF has more than {MOST_CHARACTERS // 1_000_000} million characters: split it")
    info = _INFO.search(written)
    about = written[info.start() : info.start() + _INFO_CHARACTERS] if info else ""
    author = _info(about, "author", written)
    draft = Draft("", written=_created(about), extra={"author": author} if author else {})
    return draft_from_blocks(draft, _blocks(_words(written)), _info(about, "title", written))


def _words(written: str) -> str:
    """Return the words of a piece of RTF.

    striprtf writes a link's address behind its words, and looks for links with a pattern that walks to the end of
    the line from each of them: without their mark it finds none, and new lines, which mean nothing, keep it short.
    """
    written = _plain_font_table(written.replace("HYPERLINK", "").replace("{\\field", "\n{\\field"))
    try:
        words: str = rtf_to_text(written, encoding="cp1252", errors="replace")
    except (ValueError, TypeError, LookupError, OverflowError, UnicodeError):
        raise UnreadableError("the RTF is broken or cut short: save it again, or as .docx") from None
    # RTF writes a character above U+FFFF as two surrogates.
    return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _plain_font_table(written: str) -> str:
    """Return the RTF with a font table of nothing but charsets: striprtf reads others in quadratic time.

    "{\\fonttbl{\\f1\\fswiss\\fcharset204 Arial;}}"  ->  "{\\fonttbl{\\f1\\fcharset204 x;}}"
    """
    start = written.find("{\\fonttbl")
    if start < 0:
        return written
    end, depth = len(written), 0
    for brace in _BRACE.finditer(written, start):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            end = brace.end()
            break
    fonts = "".join(
        f"{{\\f{font}\\fcharset{charset} x;}}" for font, charset in _FONT.findall(written, start, end)[:MOST_FONTS]
    )
    return f"{written[:start]}{{\\fonttbl{fonts}}}{written[end:]}"


def _blocks(words: str) -> list[Block]:
    """Return the paragraphs, and the rows of tables, whose cells striprtf ends with "|"."""
    blocks = []
    for line in words.split("\n"):
        cells = [" ".join(cell.split()) for cell in line.split("|")]
        if line.rstrip().endswith("|") and len(cells) > 1:
            blocks.append(Block(" | ".join(filter(None, cells)), ROW))
        else:
            blocks.append(Block(" ".join(line.split())))
    return [block for block in blocks if block.words]


def _info(about: str, name: str, written: str) -> str:
    """Return what `info` says of the document, in its code page."""
    found = re.search(rf"\{{\\{name}\s((?:[^{{}}\\]|\\.){{0,2000}})\}}", about, re.DOTALL)
    if found is None:
        return ""
    page = re.search(r"\\ansicpg\d{1,5}", written[:2_000])
    return " ".join(_words(f"{{\\rtf1\\ansi{page[0] if page else ''} {found[1]}}}").split())


def _created(about: str) -> date | None:
    found = _CREATED.search(about)
    return plausible_creation_date(day_or_none(int(found[1]), int(found[2]), int(found[3]))) if found else None
