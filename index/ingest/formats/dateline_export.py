"""Dateline's own export → its articles as they were, and the original files that were kept with them.

    dateline-export.json    which program wrote it, and when
    articles.jsonl          a line an article, its copies behind it as lines with "copy_of"
    originals/3f2a91bc/storm.txt

Anybody may have made it: it has the same limits as other archives. `index/export.py` writes it.
"""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Any, BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from index.errors import UnreadableError
from index.ingest.draft import ParseError
from index.ingest.formats.zipped import UnpackBudget, open_zip, refuse_zip_bomb, unpack
from index.model.article import Article
from index.store.codec import article_of_json, article_to_json

MARK = "dateline-export.json"
ARTICLES = "articles.jsonl"
ORIGINALS = "originals"
LONGEST_LINE = 20_000_000  # bytes; no article has more
NAME_BYTES = 200  # of an original's name; file systems take 255
ID_CHARACTERS = 64  # of the folder an original is kept in
_TAIL_BYTES = 65_536  # of a zip, where its table of contents ends; the mark is the last entry
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Original:
    """A file as an admin once sent it, from an export."""

    folder: str  # "3f2a91bc"
    name: str  # "storm.txt", safe as a file name
    raw: bytes


def open_export(file: BinaryIO, largest: int) -> ZipFile | None:
    """Return the zip in a file if it is an export; None, and the file at its beginning, if it is something else.

    An export of up to `largest` bytes is checked as every zip is; a larger one is the operator's own.
    """
    try:
        return _open_marked(file, largest)
    except (UnreadableError, *_BROKEN):
        return None  # it is refused, with its reason, as any other broken zip
    finally:
        file.seek(0)


def read_export(archive: ZipFile, budget: UnpackBudget) -> Iterator[Article | Original | ParseError]:
    """Yield the articles, their copies as articles with the same text, and the original files.

    Raises:
        UnreadableError: it is broken or unpacks to more than the budget.
    """
    entries = archive.infolist()
    if len(entries) > budget.members:
        raise UnreadableError(f"the export holds more than {budget.members:,} files: add it with `dateline add`")
    if sum(entry.file_size for entry in entries) > budget.left:
        raise UnreadableError(f"the export unpacks to more than {budget.left:,} bytes: add it with `dateline add`")
    try:
        yield from _articles(archive, budget)
    except _BROKEN as error:
        raise UnreadableError(f"the export is broken or cut short ({type(error).__name__}): make it anew") from None
    for entry in entries:
        if entry.filename.startswith(f"{ORIGINALS}/") and not entry.is_dir():
            yield _original(archive, entry, budget)


def _open_marked(file: BinaryIO, largest: int) -> ZipFile | None:
    if file.read(4) != b"PK\x03\x04":
        return None
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL_BYTES))
    if MARK.encode() not in file.read():
        return None
    file.seek(0)
    archive = open_zip(file.read()) if size <= largest else ZipFile(file)
    return archive if {MARK, ARTICLES} <= archive.NameToInfo.keys() else None


def _articles(archive: ZipFile, budget: UnpackBudget) -> Iterator[Article | ParseError]:
    entry = archive.getinfo(ARTICLES)
    refuse_zip_bomb(entry.file_size, entry.compress_size)
    kept: Article | None = None
    with archive.open(entry) as file:
        for number, line in enumerate(_lines(file, entry, budget), 1):
            try:
                row = json.loads(line)
                article = _article(row, kept)
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                yield ParseError(f"line {number}: it is not an article of an export: make it anew")
                continue
            kept = kept if "copy_of" in row else article
            yield article


def _lines(file: IO[bytes], entry: ZipInfo, budget: UnpackBudget) -> Iterator[bytes]:
    read = 0
    while line := file.readline(LONGEST_LINE):
        read += len(line)
        budget.spend(len(line))
        refuse_zip_bomb(read, entry.compress_size)
        yield line


def _article(row: dict[str, Any], kept: Article | None) -> Article:
    """Return the article in a line; a copy has the text of the article before it."""
    if "copy_of" not in row:
        return article_of_json(row)
    if kept is None or kept.id != row["copy_of"]:
        raise ValueError("a copy without its article")
    return article_of_json(article_to_json(kept) | {"evidence": "field", "extra": {}} | row)


def _original(archive: ZipFile, entry: ZipInfo, budget: UnpackBudget) -> Original | ParseError:
    if reason := _unsafe_name_reason(entry.filename):
        return ParseError(reason, entry.filename[:NAME_BYTES])
    _, folder, name = PurePosixPath(entry.filename).parts
    try:
        return Original(folder, name, unpack(archive, entry, budget))
    except UnreadableError as error:
        if budget.left < 0:
            raise
        return ParseError(error.for_reader, entry.filename)


def _unsafe_name_reason(path: str) -> str:
    parts = PurePosixPath(path).parts
    if len(parts) != 3 or not parts[1].isalnum() or len(parts[1]) > ID_CHARACTERS:
        return "it does not lie where an export keeps originals: make the export anew"
    name = parts[2]
    if name.startswith(".") or "\\" in name or not name.isprintable():
        return "its name is not safe as a file name: rename it"
    if len(name.encode("utf-8", "replace")) > NAME_BYTES:
        return f"its name is longer than {NAME_BYTES} bytes: rename it"
    return ""
