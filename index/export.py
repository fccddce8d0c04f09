"""The whole archive as one zip (`index/ingest/formats/dateline_export.py` shows what is in it), and its originals back.

What comes back is equal: ids, texts, sources, how each date was known, further fields, copies. Versions begin anew.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from index.archive import Archive
from index.errors import UnknownArticleError
from index.ingest.files import explain_os_error, is_disk_full
from index.ingest.formats.dateline_export import ARTICLES, MARK, ORIGINALS, Original
from index.model.article import Article
from index.model.stored import StoredArticle
from index.store.codec import article_to_json

FORMAT = 1


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
