"""The bytes of a file → drafts: each format's reader is called here, and archives and letters are gone into."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from index.errors import UnreadableError
from index.ingest.decoding import decode
from index.ingest.draft import Draft, ParseError, found_in
from index.ingest.formats.archive_file import Member, read_gzip, read_tar, read_zip
from index.ingest.formats.csv_file import read_csv
from index.ingest.formats.detect import Format, find_table, recognise
from index.ingest.formats.json_file import read_json, read_json_lines
from index.ingest.formats.plain import read_plain
from index.ingest.formats.signatures import recognise_bytes, recognise_zip
from index.ingest.formats.zipped import Budget, open_zip

LETTERS_DEEP = 3  # a letter that passes on a letter that passes on a letter

log = logging.getLogger(__name__)
Found = Iterator[Draft | ParseError]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file lies, and what may still be unpacked around it."""

    name: str  # "ferry.docx"
    in_archive: bool = False
    letters: int = 0  # how many letters it is in
    budget: Budget = field(default_factory=Budget)

    @property
    def ending(self) -> str:
        """The name's ending in lower case, with its dot."""
        return PurePosixPath(self.name).suffix.lower()


def read_bytes(raw: bytes, place: Place) -> Found:
    """Yield the articles of a file; raises UnreadableError where it holds none that can be read."""
    match recognise_bytes(raw, place.ending):
        case Format.PDF:
            from index.ingest.formats.pdf import read_pdf

            yield read_pdf(raw)
        case Format.RTF:
            from index.ingest.formats.rtf import read_rtf

            yield read_rtf(raw)
        case Format.LETTER:
            yield from _read_letter(raw, place)
        case Format.ZIP:
            yield from _read_zip(raw, place)
        case Format.TAR:
            yield from _read_archive(read_tar(raw, place.budget, gzipped=False), place)
        case Format.GZIP:
            yield from _read_archive(read_gzip(raw, place.budget, place.name), place)
        case _:
            text = decode(raw)
            del raw
            yield from _read_text(text, recognise(text, place.ending))


def lines_of(text: str) -> Iterator[str]:
    """Yield the lines with their ends; `str.splitlines` would also part them at U+2028, which JSON may hold."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _read_text(text: str, form: Format) -> Found:
    match form:
        case Format.JSON:
            yield from read_json(text)
        case Format.JSON_LINES:
            yield from read_json_lines(lines_of(text))
        case Format.CSV:
            yield from read_csv(lines_of(text), find_table(text))
        case Format.HTML:
            from index.ingest.formats.html_page import read_html

            yield read_html(text)
        case Format.XML:
            from index.ingest.formats.news_xml import read_xml

            yield from read_xml(text)
        case Format.MARKDOWN:
            from index.ingest.formats.markdown import read_markdown

            yield read_markdown(text)
        case _:
            yield read_plain(text)


def _read_zip(raw: bytes, place: Place) -> Found:
    with open_zip(raw) as archive:
        form = recognise_zip(archive)
        match form:
            case Format.DOCX:
                from index.ingest.formats.docx import read_docx

                yield read_docx(archive, place.budget)
            case Format.ODT:
                from index.ingest.formats.odt import read_odt

                yield read_odt(archive, place.budget)
            case Format.EPUB:
                from index.ingest.formats.epub import read_epub

                yield from read_epub(archive, place.budget)
    if form is Format.ZIP:
        yield from _read_archive(read_zip(raw, place.budget), place)


def _read_archive(members: Iterable[Member | ParseError], place: Place) -> Found:
    """Yield what the files of an archive hold. An archive in an archive stays closed: that is how bombs are nested."""
    if place.in_archive:
        raise UnreadableError("it is an archive inside an archive, which is not opened: send it by itself")
    for member in members:
        yield from _read_member(member, place, in_archive=True, letters=place.letters)


def _read_letter(raw: bytes, place: Place) -> Found:
    """Yield what a letter says, and what the files attached to it hold."""
    from index.ingest.formats.email import read_letter

    if place.letters >= LETTERS_DEEP:
        raise UnreadableError(f"it is a letter inside {LETTERS_DEEP} others, which is not opened: send it by itself")
    for found in read_letter(raw, place.budget):
        if isinstance(found, Draft):
            yield found
        else:
            yield from _read_member(found, place, in_archive=place.in_archive, letters=place.letters + 1)


def _read_member(member: Member | ParseError, place: Place, *, in_archive: bool, letters: int) -> Found:
    """Yield what one file among others holds; its mistakes do not keep the others out."""
    if isinstance(member, ParseError):
        yield member
        return
    inner = Place(member.name, in_archive, letters, place.budget)
    empty = True
    try:
        for found in read_bytes(member.raw, inner):
            empty = False
            yield found_in(found, member.name, member.written)
        if empty:
            yield ParseError("it holds no articles, only their frame: send one with at least one article", member.name)
    except UnreadableError as error:
        if place.budget.left < 0:
            raise
        yield ParseError(error.for_reader, member.name)
    except MemoryError:
        raise
    except Exception as error:
        log.exception("Reading failed: %s", member.name)
        yield ParseError(unforeseen(error), member.name)


def unforeseen(error: Exception) -> str:
    """Say that a file cannot be read, for a reason nobody thought of."""
    return f"it cannot be read ({type(error).__name__}): save it as plain text and try again"
