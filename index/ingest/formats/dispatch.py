"""The bytes of a file → drafts: calls the reader of each format, and opens archives and emails."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from index.errors import UnreadableError
from index.ingest.decoding import decode
from index.ingest.draft import Draft, ParseError, place_in_archive
from index.ingest.formats.archive_file import Member, read_gzip, read_tar, read_zip
from index.ingest.formats.csv_file import read_csv
from index.ingest.formats.detect import Format, detect_binary, detect_text, detect_zip, find_table
from index.ingest.formats.json_file import read_json, read_json_lines
from index.ingest.formats.mailbox import read_mailbox
from index.ingest.formats.ocr import is_picture, read_picture
from index.ingest.formats.plain import read_plain
from index.ingest.formats.zipped import UnpackBudget, open_zip

EMAIL_NESTING = 3  # an email attached to an email attached to an email

log = logging.getLogger(__name__)
Found = Iterator[Draft | ParseError]


@dataclass(frozen=True, slots=True)
class FileContext:
    """What encloses a file, and how much may still be unpacked from the file that was sent."""

    name: str  # "ferry.docx"
    in_archive: bool = False
    emails: int = 0  # how many emails enclose it
    budget: UnpackBudget = field(default_factory=UnpackBudget)

    @property
    def ending(self) -> str:
        """The name's ending in lower case, with its dot."""
        return PurePosixPath(self.name).suffix.lower()


def read_bytes(raw: bytes, context: FileContext) -> Found:
    """Yield the articles of a file.

    Raises:
        UnreadableError: it holds none that can be read, or reaches a limit.
    """
    match detect_binary(raw, context.ending):
        case Format.PDF:
            from index.ingest.formats.pdf import read_pdf

            yield read_pdf(raw)
        case Format.RTF:
            from index.ingest.formats.rtf import read_rtf

            yield read_rtf(raw)
        case Format.EMAIL:
            yield from _read_email(raw, context)
        case Format.MAILBOX:
            for email in read_mailbox(raw):
                yield from _read_member(email, context, in_archive=context.in_archive, emails=context.emails)
        case Format.ZIP:
            yield from _read_zip(raw, context)
        case Format.TAR:
            yield from _read_archive(read_tar(raw, context.budget, gzipped=False), context)
        case Format.GZIP:
            yield from _read_archive(read_gzip(raw, context.budget, context.name), context)
        case _ if is_picture(raw) and not context.in_archive and not context.emails:  # else it is an illustration
            yield read_picture(raw)
        case _:
            text = decode(raw)
            del raw
            yield from _read_text(text, detect_text(text, context.ending))


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


def _read_zip(raw: bytes, context: FileContext) -> Found:
    with open_zip(raw) as archive:
        form = detect_zip(archive)
        match form:
            case Format.DOCX:
                from index.ingest.formats.docx import read_docx

                yield read_docx(archive, context.budget)
            case Format.ODT:
                from index.ingest.formats.odt import read_odt

                yield read_odt(archive, context.budget)
            case Format.EPUB:
                from index.ingest.formats.epub import read_epub

                yield from read_epub(archive, context.budget)
    if form is Format.ZIP:
        yield from _read_archive(read_zip(raw, context.budget), context)


def _read_archive(members: Iterable[Member | ParseError], context: FileContext) -> Found:
    """Yield what the files of an archive hold. An archive inside an archive is refused: zip bombs nest."""
    if context.in_archive:
        raise UnreadableError("it is an archive inside an archive, which is not opened: send it by itself")
    for member in members:
        yield from _read_member(member, context, in_archive=True, emails=context.emails)


def _read_email(raw: bytes, context: FileContext) -> Found:
    """Yield the text of an email, and what the files attached to it hold."""
    from index.ingest.formats.email import read_email

    if context.emails >= EMAIL_NESTING:
        raise UnreadableError(f"it is an email inside {EMAIL_NESTING} others, which is not opened: send it by itself")
    for found in read_email(raw, context.budget):
        if isinstance(found, Draft):
            yield found
        else:
            yield from _read_member(found, context, in_archive=context.in_archive, emails=context.emails + 1)


def _read_member(member: Member | ParseError, context: FileContext, *, in_archive: bool, emails: int) -> Found:
    """Yield what one of several files holds; an error in it does not affect the others."""
    if isinstance(member, ParseError):
        yield member
        return
    inner = FileContext(member.name, in_archive, emails, context.budget)
    empty = True
    try:
        for found in read_bytes(member.raw, inner):
            empty = False
            yield place_in_archive(found, member.name, member.written)
        if empty:
            yield ParseError("it holds no articles, only their frame: send one with at least one article", member.name)
    except UnreadableError as error:
        if context.budget.left < 0:
            raise
        yield ParseError(error.for_reader, member.name)
    except MemoryError:
        raise
    except Exception as error:
        log.exception("Reading failed: %s", member.name)
        yield ParseError(describe_unexpected_error(error), member.name)


def describe_unexpected_error(error: Exception) -> str:
    """Return the reason for a file whose reader failed unexpectedly."""
    return f"it cannot be read ({type(error).__name__}): save it as plain text and try again"
