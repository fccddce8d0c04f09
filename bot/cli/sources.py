"""What `dateline add` is given: files and folders as they are, and links, which are fetched into a folder first."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.settings import Settings
from index.ingest.skipped import Skipped
from index.ingest.web import Download, fetch_links, fetcher_allowing, is_link


@dataclass(frozen=True, slots=True)
class Sources:
    """Where articles are to come from."""

    paths: tuple[Path, ...]
    downloads: tuple[Download, ...] = ()  # links that were fetched
    skipped: tuple[Skipped, ...] = ()  # links that could not be fetched


@contextmanager
def open_sources(given: Sequence[str], settings: Settings) -> Iterator[Sources]:
    """Fetch the links among paths; their files are there until the end of the `with` block.

    Raises:
        DatelineError: `fetch_allow` cannot be understood.
    """
    paths = tuple(Path(one) for one in given if not is_link(one))
    links = [one for one in given if is_link(one)]
    if not links:
        yield Sources(paths)
        return
    fetcher = fetcher_allowing(settings.fetch_allow)
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        found = list(fetch_links(fetcher, links, Path(folder)))
        downloads = tuple(one for one in found if isinstance(one, Download))
        yield Sources(paths, downloads, tuple(one for one in found if isinstance(one, Skipped)))
