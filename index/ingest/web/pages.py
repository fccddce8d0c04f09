"""A link → a file that the readers of files understand, and that keeps what HTTP told of it."""

import os
from contextlib import suppress
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from index.ingest.web.fetching import Fetched, Fetcher

_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/json": ".json",
    "application/feed+json": ".json",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
}


def is_link(text: str) -> bool:
    """Whether a word is a link to the web."""
    return text.lower().startswith(("http://", "https://")) and not any(letter.isspace() for letter in text)


def save_page(fetcher: Fetcher, url: str, folder: Path) -> tuple[Path, str]:
    """Fetch a link into a folder; return the file and the address the page was found at.

    Raises:
        FetchError: it cannot be fetched.
        OSError: the file cannot be written.
    """
    fetched = fetcher.fetch(url)
    return save_fetched(fetched, folder), fetched.url


def save_fetched(fetched: Fetched, folder: Path) -> Path:
    """Write what was fetched; text in UTF-8 whatever it came in, and its file's time is when the site last changed it.

    Raises:
        OSError: the file cannot be written.
    """
    ending = _ENDINGS.get(fetched.content_type) or PurePosixPath(urlsplit(fetched.url).path).suffix[:10]
    path = folder / f"page{ending if ending.isascii() and '/' not in ending else ''}"
    path.write_bytes(_in_utf8(fetched))
    with suppress(TypeError, ValueError, OverflowError):  # no such header, or no date in it
        changed = parsedate_to_datetime(fetched.headers.get("last-modified", ""))
        os.utime(path, (changed.timestamp(), changed.timestamp()))
    return path


def _in_utf8(fetched: Fetched) -> bytes:
    """Return the content; a text whose encoding only the header tells, in UTF-8."""
    header = Message()
    header["content-type"] = fetched.headers.get("content-type", "")
    charset = header.get_content_charset()
    if charset is None or charset == "utf-8" or not fetched.content_type.startswith("text/"):
        return fetched.content
    try:
        return fetched.content.decode(charset).encode("utf-8")
    except (LookupError, UnicodeError, ValueError):
        return fetched.content
