"""PDF → a draft: the lines of its text layer become paragraphs again, without running heads and page numbers."""

import ctypes
import threading
from collections.abc import Iterator

from pypdfium2 import PdfDocument, PdfiumError, PdfPage, raw

from index.errors import UnreadableError
from index.ingest.dates.date_fields import read_day
from index.ingest.draft import Draft
from index.ingest.formats.docx import plausible_creation_date
from index.ingest.formats.ocr import MISSING, find_tesseract, read_pages
from index.ingest.formats.ocr import MOST_PAGES as OCR_PAGES
from index.ingest.formats.pdf_layout import Line, Page, Piece, extract_blocks
from index.ingest.formats.story import draft_from_blocks, is_placeholder
from index.ingest.normalise import one_line

MOST_PAGES = 1_000
MOST_CHARACTERS = 5_000_000
FEWEST_LETTERS = 12  # on a page, over all; a scan has a stamp or a number at most
MOST_UNKNOWN = 0.2  # of a text whose fonts lack a mapping to Unicode
BROKEN = "the PDF is broken or cut short: save it again"
SCAN = "the PDF is a scan, pictures of pages without their text, and"
POINTS = 72  # of a PDF in an inch
OCR_DPI = 250  # of a scan whose text is recognised
OCR_SIDE = 5_000  # points of its longer side, at most
WIDE_GAP = 0.9  # heights of a letter; between words it is a quarter, between the columns of a table more

_LOCK = threading.Lock()  # PDFium does one thing at a time
_HYPHENS = {0x02: "\u00ad", 0xFFFE: "\u00ad"}  # how PDFium writes a hyphen at the end of a line


def read_pdf(held: bytes) -> Draft:
    """Return the story of a PDF.

    Raises:
        UnreadableError: it is a scan whose text cannot be recognised, locked, broken, or too long.
    """
    with _LOCK:
        document = _open(held)
        try:
            pages = list(_pages(document))
            scanned = _is_silent(pages)
            pictures = _pictures(document) if scanned else []
            about = {name: _metadata(document, name) for name in ("Title", "Author", "CreationDate")}
        finally:
            document.close()
    draft = Draft("", written=plausible_creation_date(read_day(about["CreationDate"].removeprefix("D:")[:8])))
    if not is_placeholder(about["Author"]):
        draft.extra["author"] = about["Author"]
    if scanned:
        return _recognised(pictures, draft)
    _refuse_unknown(pages)
    return draft_from_blocks(draft, extract_blocks(pages, about["Title"]), about["Title"])


def _open(held: bytes) -> PdfDocument:
    try:
        document = PdfDocument(held)
        count = len(document)
    except (PdfiumError, ValueError) as error:
        if "assword" in str(error):
            raise UnreadableError("the PDF is locked with a password: save it without one") from None
        raise UnreadableError(BROKEN) from None
    if not 0 < count <= MOST_PAGES:
        document.close()
        raise UnreadableError(f"the PDF has {count:,} pages, and at most {MOST_PAGES:,} are read: split it")
    return document


def _pages(document: PdfDocument) -> Iterator[Page]:
    characters = failed = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except PdfiumError:
            failed += 1
            continue
        characters += text.count_chars()
        if characters > MOST_CHARACTERS:
            raise UnreadableError(f"the PDF has more than {MOST_CHARACTERS // 1_000_000} million letters: split it")
        yield Page(list(_lines(text.raw)), page.get_height())
        text.close()
        page.close()
    if failed == len(document):
        raise UnreadableError("the pages of the PDF are broken: save it again")


def _lines(text: object) -> Iterator[Line]:
    """Yield the lines of a page in the order in which they were set, parted where a gap is wide."""
    pieces: list[Piece] = []
    word: list[int] = []  # places of its letters
    letters: list[str] = []
    for place in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, place)
        letter = _HYPHENS.get(code) or (chr(code) if code < 0x110000 else "\ufffd")
        ends = letter in "\r\n" or (letter == "\u00ad" and _steps_down(text, place))
        if letter not in " \r\n\t\u00a0":
            word.append(place)
            letters.append(letter)
            if not ends:
                continue
        if word:
            _add(pieces, _piece(text, word, "".join(letters)))
            word, letters = [], []
        if ends and pieces:
            yield pieces
            pieces = []
    if word:
        _add(pieces, _piece(text, word, "".join(letters)))
    if pieces:
        yield pieces


def _steps_down(text: object, place: int) -> bool:
    """Whether the letter after a hyphen stands on another line: PDFium leaves the new line between them out."""
    _, bottom, _, top = _box(text, place)
    return abs(_box(text, place + 1)[1] - bottom) > 0.5 * (top - bottom)


def _piece(text: object, places: list[int], letters: str) -> Piece:
    """Return a word and where it stands, in points from the page's lower left corner."""
    left, bottom, _, top = _box(text, places[0])
    right = _box(text, places[-1])[2]
    return Piece(letters, left, right, bottom, max(top - bottom, 1.0))


def _box(text: object, place: int) -> tuple[float, float, float, float]:
    box = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(text, place, ctypes.byref(box)):
        return 0.0, 0.0, 0.0, 0.0
    return box.left, box.bottom, box.right, box.top


def _add(pieces: list[Piece], word: Piece) -> None:
    """Add a word to a line: to its last piece, or as a new one after a wide gap."""
    last = pieces[-1] if pieces else None
    if last is not None and -last.height < word.left - last.right < WIDE_GAP * last.height:
        pieces[-1] = last._replace(words=f"{last.words} {word.words}", right=word.right)
    else:
        pieces.append(word)


def _metadata(document: PdfDocument, name: str) -> str:
    try:
        return one_line(document.get_metadata_value(name))[:300]
    except (PdfiumError, UnicodeError, ValueError):
        return ""


def _recognised(pictures: list[bytes], draft: Draft) -> Draft:
    try:
        return read_pages(pictures, draft, what="it")
    except UnreadableError as error:
        raise UnreadableError(f"{SCAN} {error.for_reader}") from None


def _words(pages: list[Page]) -> str:
    return "".join(piece.words for page in pages for line in page.lines for piece in line)


def _is_silent(pages: list[Page]) -> bool:
    """Whether a PDF has hardly any letters: it is a scan."""
    return sum(map(str.isalpha, _words(pages))) < FEWEST_LETTERS * min(len(pages), 3)


def _pictures(document: PdfDocument) -> list[bytes]:
    """Return the pages of a scan as pictures for text recognition, in shades of grey.

    Raises:
        UnreadableError: Tesseract is not installed, there are too many pages, or one is broken.
    """
    if not find_tesseract():
        raise UnreadableError(f"{SCAN} {MISSING}")
    if len(document) > OCR_PAGES:
        raise UnreadableError(
            f"the PDF is a scan of {len(document):,} pages, and the text of at most {OCR_PAGES} is recognised: split it"
        )
    try:
        return [_grey_picture(document[number]) for number in range(len(document))]
    except PdfiumError:
        raise UnreadableError(BROKEN) from None


def _grey_picture(page: PdfPage) -> bytes:
    """Return a page as a picture in the PGM format: its size in a line, then a byte a point."""
    scale = min(OCR_DPI / POINTS, OCR_SIDE / max(page.get_width(), page.get_height(), 1.0))
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        held = bytes(bitmap.buffer)
    finally:
        bitmap.close()
        page.close()
    rows = b"".join(held[row * stride : row * stride + width] for row in range(height))
    return b"P5 %d %d 255\n" % (width, height) + rows


def _refuse_unknown(pages: list[Page]) -> None:
    """Refuse a PDF whose letters are unknown."""
    words = _words(pages)
    unknown = sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" or letter < " " for letter in words)
    if unknown > MOST_UNKNOWN * len(words):
        raise UnreadableError(
            "the fonts of the PDF do not say which letters they show: send the text in another format"
        )
