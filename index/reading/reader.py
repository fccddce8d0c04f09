"""A file → articles: the one place where bytes, format, fields and what stands beside the file come together."""

import logging
import os
from collections.abc import Iterable, Iterator
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from index.article import Article
from index.errors import UnreadableError
from index.reading.beside import Beside, read_beside
from index.reading.csv_file import read_csv
from index.reading.decoding import SAMPLE_BYTES, decode, find_encoding
from index.reading.draft import Draft, Flaw
from index.reading.files import why_not
from index.reading.finish import finish
from index.reading.json_file import read_json, read_json_lines
from index.reading.plain import read_plain
from index.reading.recognise import Format, find_table, recognise
from index.reading.skipped import Skipped

LARGEST_FILE = 50_000_000  # bytes of a file read as a whole; JSON Lines and CSV are read line by line at any size
LONGEST_LINE = 20_000_000  # characters of one line of these

log = logging.getLogger(__name__)


def read_file(path: Path, *, origin: str | None = None) -> Iterator[Article | Skipped]:
    """Yield the articles of a file one by one, and what cannot be read with its reason; never raises for bad content.

    `origin` stands for the path where the file is only a carrier: "telegram/notes.txt".
    """
    name = origin or str(path)
    identity = origin or os.path.abspath(path)
    try:
        with path.open("rb") as file:
            beside = read_beside(identity, date.fromtimestamp(os.fstat(file.fileno()).st_mtime))
            empty = True
            for found in _read_drafts(file, Path(name).suffix.lower()):
                empty = False
                yield _article(found, name, identity, beside)
        if empty:
            yield Skipped(name, "it holds no articles, only their frame: send one with at least one article")
    except UnreadableError as error:
        yield Skipped(name, error.for_reader)
    except OSError as error:
        yield Skipped(name, why_not(error))
    except Exception as error:
        # The formats' readers know their own mistakes; this is one nobody thought of, and the next file still goes in.
        log.exception("Reading failed: %s", name)
        yield Skipped(name, f"it cannot be read ({type(error).__name__}): save it as plain text and try again")


def _article(found: Draft | Flaw, name: str, identity: str, beside: Beside) -> Article | Skipped:
    if isinstance(found, Flaw):
        return Skipped(name, found.reason)
    article = finish(found, identity, beside)
    if article is None:
        which = "" if found.number is None else f"article {found.number}: "
        return Skipped(name, f"{which}there is no text in it: send one with words")
    return article


def _read_drafts(file: BinaryIO, ending: str) -> Iterator[Draft | Flaw]:
    raw = file.read(LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        yield from _read_large(file, raw[:SAMPLE_BYTES], ending)
        return
    text = decode(raw)
    del raw
    yield from _read_text(text, recognise(text, ending))


def _read_text(text: str, form: Format) -> Iterator[Draft | Flaw]:
    match form:
        case Format.JSON:
            yield from read_json(text)
        case Format.JSON_LINES:
            yield from read_json_lines(_lines(text))
        case Format.CSV:
            yield from read_csv(_lines(text), find_table(text))
        case Format.HTML:
            from index.reading.html_page import read_html

            yield read_html(text)
        case Format.MARKDOWN:
            from index.reading.markdown import read_markdown

            yield read_markdown(text)
        case Format.PLAIN:
            yield read_plain(text)


def _read_large(file: BinaryIO, sample: bytes, ending: str) -> Iterator[Draft | Flaw]:
    """Read a table or JSON Lines straight from the file."""
    encoding = find_encoding(sample[: sample.rfind(b"\n") + 1] or sample)
    head = sample.decode(encoding, errors="replace")
    form = recognise(head, ending)
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


def _lines(text: str) -> Iterator[str]:
    """Yield the lines with their ends; `str.splitlines` would also part them at U+2028, which JSON may hold."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _lines_of_file(file: Iterable[str]) -> Iterator[str]:
    for line in file:
        if len(line) > LONGEST_LINE:
            raise UnreadableError(f"a line is longer than {LONGEST_LINE // 1_000_000} million characters: split it")
        yield line
