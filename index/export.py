"""The whole archive as one zip, and back: `articles.jsonl`, and the original files that were kept.

    dateline-export.json    which program wrote it, and when
    articles.jsonl          a line an article, its copies behind it as lines with "copy_of"
    originals/3f2a91bc/storm.txt

What comes back is equal: ids, texts, sources, how each date was known, further fields, copies. Versions begin anew.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from index.archive import Archive
from index.errors import UnknownArticleError, UnreadableError
from index.ingest.skipped import Skipped
from index.model.article import Article
from index.model.stored import StoredArticle
from index.store.codec import article_of_json, article_to_json

MARK = "dateline-export.json"
ARTICLES = "articles.jsonl"
ORIGINALS = "originals"
FORMAT = 1
LONGEST_LINE = 20_000_000  # bytes; a longer one is no article of ours
SMALL = 1_000_000  # bytes that harm nobody, however small they were packed
MOST_SHRUNK = 400  # times that text may be smaller packed; a bomb is more


def export(archive: Archive, path: Path) -> int:
    """Write everything into a new zip; return how many articles it holds."""
    count = 0
    with ZipFile(path, "w", ZIP_DEFLATED) as zipped:
        with zipped.open(ARTICLES, "w", force_zip64=True) as file:
            for stored in _all(archive):
                count += 1
                for row in (article_to_json(stored.article), *_copies(archive, stored.article)):
                    file.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
        for original in _originals(archive.data_dir / ORIGINALS):
            zipped.write(original, PurePosixPath(ORIGINALS, *original.parts[-2:]).as_posix())
        zipped.writestr(MARK, json.dumps({"dateline": FORMAT, "articles": count, "made": _now()}))
    return count


def is_export(path: Path) -> bool:
    """Whether a file is such a zip."""
    try:
        with path.open("rb") as file:
            if file.read(4) != b"PK\x03\x04":
                return False
        with ZipFile(path) as zipped:
            return MARK in zipped.namelist() and ARTICLES in zipped.namelist()
    except (OSError, BadZipFile, ValueError, NotImplementedError):
        return False


def read_export(path: Path, name: str) -> Iterator[Article | Skipped]:
    """Yield the articles of an export as they were, and its copies as articles with the words they share."""
    try:
        with ZipFile(path) as zipped:
            entry = zipped.getinfo(ARTICLES)
            if entry.file_size > SMALL and entry.file_size > MOST_SHRUNK * entry.compress_size:
                raise UnreadableError("it unpacks to far more than an export holds: make it anew")
            with zipped.open(entry) as file:
                yield from _read_lines(file, name)
    except UnreadableError as error:
        yield Skipped(name, error.for_reader)
    except (BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        yield Skipped(name, f"the export is broken or cut short ({type(error).__name__}): make it anew")


def bring_originals(path: Path, data_dir: Path) -> None:
    """Put the original files of an export where the archive keeps its own; what is there stays."""
    with ZipFile(path) as zipped:
        for entry in zipped.infolist():
            parts = PurePosixPath(entry.filename).parts
            if len(parts) != 3 or parts[0] != ORIGINALS or not parts[1].isalnum() or parts[2] in (".", ".."):
                continue
            to = data_dir / ORIGINALS / parts[1] / parts[2]
            if entry.is_dir() or to.exists() or "\\" in entry.filename:
                continue
            to.parent.mkdir(parents=True, exist_ok=True)
            with zipped.open(entry) as held, to.open("wb") as file:
                shutil.copyfileobj(held, file)


def _all(archive: Archive) -> Iterator[StoredArticle]:
    for article_id in archive.articles.ids():
        with suppress(UnknownArticleError):  # it was removed meanwhile
            yield archive.articles.get(article_id)


def _copies(archive: Archive, article: Article) -> Iterator[dict[str, Any]]:
    for copy in archive.articles.copies(article.id):
        published = copy.source.published
        yield {
            "copy_of": article.id,
            "published": published.isoformat() if published else None,
            "id": copy.id,
            "title": copy.source.title,
            "outlet": copy.source.outlet,
            "url": copy.source.url,
            "origin": copy.origin,
        }


def _originals(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path for path in folder.glob("*/*") if path.is_file())


def _read_lines(file: IO[bytes], name: str) -> Iterator[Article | Skipped]:
    kept: Article | None = None
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        try:
            row = json.loads(line)
            article = _article(row, kept)
        except (ValueError, KeyError, TypeError, RecursionError):
            yield Skipped(name, f"line {number}: it is no article of an export: make it anew")
            continue
        kept = kept if "copy_of" in row else article
        yield article


def _article(row: dict[str, Any], kept: Article | None) -> Article:
    """Return the article in a line; a copy has the words of the article before it."""
    if "copy_of" not in row:
        return article_of_json(row)
    if kept is None or kept.id != row["copy_of"]:
        raise ValueError("a copy of nothing")
    return article_of_json(article_to_json(kept) | {"evidence": "field", "extra": {}} | row)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
