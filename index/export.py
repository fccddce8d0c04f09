"""The whole archive as one zip (`index/ingest/formats/dateline_export.py` shows what is in it), and its originals back.

What comes back is equal: ids, texts, sources, how each date was known, further fields, copies. Versions begin anew.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from index.archive import Archive
from index.errors import DatelineError, UnknownArticleError, storage_error
from index.ingest.files import explain_os_error, is_disk_full
from index.ingest.formats.dateline_export import ARTICLES, MARK, ORIGINALS, Original
from index.model.article import Article
from index.model.stored import StoredArticle
from index.store.codec import article_to_json

FORMAT = 1


def export(archive: Archive, path: Path, *, replace: bool = False) -> int:
    """Write everything into a zip; return how many articles it holds.

    The file is there when it is whole: one that is not finished, also because the process was killed, leaves nothing.

    Raises:
        DatelineError: `path` is there and `replace` is not said, or belongs to an archive.
        StorageError: it cannot be written.
    """
    if path.absolute().parent == archive.data_dir.absolute() or archive.data_dir.absolute() in path.resolve().parents:
        if path.exists():
            raise DatelineError(f"{path} belongs to the archive: name another file.")
    elif path.exists() and not replace:
        raise DatelineError(f"{path} is there already: name another file, or let it be replaced.")
    try:
        with written_whole(path) as file:
            return _write(archive, file)
    except OSError as error:
        raise storage_error(error.errno or 0, path) from error


def _write(archive: Archive, file: IO[bytes]) -> int:
    count = 0
    with ZipFile(file, "w", ZIP_DEFLATED) as zipped:
        with zipped.open(ARTICLES, "w", force_zip64=True) as lines:
            for stored in _all(archive):
                count += 1
                for row in (article_to_json(stored.article), *_copies(archive, stored.article)):
                    lines.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
        for original in _originals(archive.data_dir / ORIGINALS):
            zipped.write(original, PurePosixPath(ORIGINALS, *original.parts[-2:]).as_posix())
        zipped.writestr(MARK, json.dumps({"dateline": FORMAT, "articles": count, "made": _now()}))
    return count


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """Yield a file to write; when the block ends without an error, it is at `path`, in place of what was there.

    On Linux it has no name before that. Elsewhere it has one beside `path`, which a killed process leaves.

    Raises:
        OSError: it cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with _nameless(path.parent) or unfinished.open("w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            if file.name != str(unfinished):
                _give_name(file, unfinished)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _give_name(file: IO[bytes], path: Path) -> None:
    path.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:  # with a folder given, Python follows the link in /proc
        os.link(f"/proc/self/fd/{file.fileno()}", path.name, src_dir_fd=folder, dst_dir_fd=folder)
    finally:
        os.close(folder)


def _nameless(folder: Path) -> IO[bytes] | None:
    """Open a file that has no name yet; None if the system has no such files."""
    try:
        return os.fdopen(os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o644), "w+b")
    except (AttributeError, OSError):
        return None


def keep_original(original: Original, data_dir: Path) -> str:
    """Write an original file where the archive keeps its own; one that is there stays. Return why not, or "".

    Raises:
        OSError: the disk is full or cannot be written.
    """
    to = data_dir / ORIGINALS / original.folder / original.name
    unfinished = to.with_name(f".{original.folder}.part")
    try:
        if not to.exists():
            to.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(original.raw)
            unfinished.replace(to)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        if is_disk_full(error):
            raise
        return explain_os_error(error)
    return ""


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


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
