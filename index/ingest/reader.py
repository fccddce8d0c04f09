"""A file → articles: its content, completed with what its path and time tell."""

import logging
import os
import re
from collections.abc import Iterable, Iterator
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile

from index.errors import UnreadableError
from index.ingest.dates.path_dates import PathDates, read_path_dates
from index.ingest.decoding import SAMPLE_BYTES, find_encoding
from index.ingest.draft import Draft, ParseError
from index.ingest.files import explain_os_error
from index.ingest.finalize import finalize
from index.ingest.formats.csv_file import read_csv
from index.ingest.formats.dateline_export import Original, open_export, read_export
from index.ingest.formats.detect import Format, detect_binary, detect_text, find_table
from index.ingest.formats.dispatch import FileContext, describe_unexpected_error, read_bytes
from index.ingest.formats.json_file import read_json_lines
from index.ingest.formats.zipped import UnpackBudget
from index.ingest.skipped import Skipped
from index.model.article import Article

LARGEST_FILE = 50_000_000  # bytes of a file read as a whole; JSON Lines and CSV are read line by line at any size
LONGEST_LINE = 20_000_000  # characters of one line of these
LONGEST_ARTICLE = 5_000_000  # characters: a library of books, sooner than an article
# Real news has a sentence of some 100 characters; 5 million characters of it are 50,000.
MOST_SENTENCES = 100_000
OUT_OF_MEMORY = "reading it takes more memory than there is: split it"

_SENTENCE_END = re.compile(r"\n|[.!?…](?=\s)")

log = logging.getLogger(__name__)


def read_file(
    path: Path, *, origin: str | None = None, export_budget: UnpackBudget | None = None
) -> Iterator[Article | Original | Skipped]:
    """Yield the articles of a file one by one, and what cannot be read with its reason; never raises for bad content.

    Of an export of Dateline it yields the articles as they were, and the original files; `export_budget` limits what it
    may unpack, if the limits of other archives are not meant.

    `origin` replaces the path in what is stored and reported: "telegram/notes.txt". The files in an archive and
    those attached to an email are named "archive.zip/2023/ferry.docx".
    """
    name = origin or str(path)
    identity = origin or os.path.abspath(path)
    try:
        with path.open("rb") as file:
            if (export := open_export(file, LARGEST_FILE)) is not None:
                with export:
                    yield from _read_export(export, name, export_budget or UnpackBudget())
                return
            file_day = date.fromtimestamp(os.fstat(file.fileno()).st_mtime)
            path_dates = read_path_dates(identity, file_day)
            empty = True
            for found in _read_drafts(file, name):
                empty = False
                yield _article(found, name, identity, path_dates)
        if empty:
            yield Skipped(name, "it holds no articles, only their frame: send one with at least one article")
    except UnreadableError as error:
        yield Skipped(name, error.for_reader)
    except OSError as error:
        yield Skipped(name, explain_os_error(error))
    except MemoryError:
        yield Skipped(name, OUT_OF_MEMORY)
    except Exception as error:
        # Readers report what they expect as UnreadableError. Anything else must not keep the next file out.
        log.exception("Reading failed: %s", name)
        yield Skipped(name, describe_unexpected_error(error))


def _read_export(export: ZipFile, name: str, budget: UnpackBudget) -> Iterator[Article | Original | Skipped]:
    for found in read_export(export, budget):
        if isinstance(found, ParseError):
            yield Skipped(f"{name}/{found.member}" if found.member else name, found.reason)
        elif isinstance(found, Article) and (too_long := why_too_long(found.text)):
            yield Skipped(name, f"article {found.id}: {too_long}")
        else:
            yield found


def _article(found: Draft | ParseError, name: str, identity: str, path_dates: PathDates) -> Article | Skipped:
    if found.member:
        name, identity = f"{name}/{found.member}", f"{identity}/{found.member}"
    if isinstance(found, ParseError):
        return Skipped(name, found.reason)
    if found.member or found.written:
        # The day a document was made, or packed, is a better guess than the day its file was last copied.
        path_dates = read_path_dates(identity, found.written or path_dates.file_day)
    which = "" if found.number is None else f"article {found.number}: "
    if too_long := why_too_long(found.text):
        return Skipped(name, which + too_long)
    article = finalize(found, identity, path_dates)
    if article is None:
        return Skipped(name, f"{which}there is no text in it: send one with words")
    return article


def why_too_long(text: str) -> str:
    """Return why a text is too long for one article; "" if it is not."""
    if len(text) > LONGEST_ARTICLE:
        return f"its text is longer than {LONGEST_ARTICLE // 1_000_000} million characters: split it"
    if len(text) > MOST_SENTENCES and sum(1 for _ in _SENTENCE_END.finditer(text)) > MOST_SENTENCES:
        return f"its text has more than {MOST_SENTENCES:,} lines or sentences: split it"
    return ""


def _read_drafts(file: BinaryIO, name: str) -> Iterator[Draft | ParseError]:
    raw = file.read(LARGEST_FILE + 1)
    context = FileContext(name)
    if len(raw) > LARGEST_FILE:
        yield from _read_large(file, raw[:SAMPLE_BYTES], context.ending)
        return
    yield from read_bytes(raw, context)


def _read_large(file: BinaryIO, sample: bytes, ending: str) -> Iterator[Draft | ParseError]:
    """Read a table or JSON Lines straight from the file."""
    if detect_binary(sample, ending):
        raise UnreadableError(f"it is larger than {LARGEST_FILE // 1_000_000} MB: split it")
    encoding = find_encoding(sample[: sample.rfind(b"\n") + 1] or sample)
    head = sample.decode(encoding, errors="replace")
    form = detect_text(head, ending)
    if form not in (Format.JSON_LINES, Format.CSV):
        megabytes = LARGEST_FILE // 1_000_000
        raise UnreadableError(f"it is larger than {megabytes} MB: split it, or save its articles as JSON Lines")
    file.seek(0)
    text = TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    try:
        lines = _lines_of_file(text)
        yield from read_json_lines(lines) if form is Format.JSON_LINES else read_csv(lines, find_table(head))
    finally:
        text.detach()  # the file is its opener's to close


def _lines_of_file(file: Iterable[str]) -> Iterator[str]:
    for line in file:
        if len(line) > LONGEST_LINE:
            raise UnreadableError(f"a line is longer than {LONGEST_LINE // 1_000_000} million characters: split it")
        yield line
