"""A link → a file that the readers of files understand, and that keeps what HTTP told of it."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from index.ingest.skipped import Skipped
from index.ingest.web.fetching import Fetched, Fetcher, FetchError

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


@dataclass(frozen=True, slots=True)
class Download:
    """A page that was fetched into a file."""

    path: Path
    url: str  # where it was found, after redirects


def fetch_links(fetcher: Fetcher, urls: Iterable[str], folder: Path) -> Iterator[Download | Skipped]:
    """Fetch links into a folder, one after the other; one that cannot be fetched comes as Skipped.

    Raises:
        OSError: a file cannot be written.
    """
    for number, url in enumerate(dict.fromkeys(urls)):
        try:
            fetched = fetcher.fetch(url)
        except FetchError as error:
            yield Skipped(url, error.for_reader)
            continue
        place = folder / str(number)
        place.mkdir()
        yield Download(save_fetched(fetched, place), fetched.url)


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
