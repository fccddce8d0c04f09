"""The watched folder: what appears in it is added, and moved to `done/`, or to `failed/` with its reason beside it.

    news.txt                      -> done/news.txt, or failed/news.txt and failed/news.txt.reason.txt
    more/today.zip                -> done/more/today.zip
    handed-3f2a91bc/request.json  -> handed-3f2a91bc/report.json: what `dateline add` hands over while the bot runs

`bot/intake/handover.py` describes folders that are handed over. What begins with a dot is left alone: that is how
programs name what they have not finished to write.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.intake.handover import HANDED, REQUEST, is_answered

DONE, FAILED = "done", "failed"
_UNFINISHED = (".part", ".tmp", ".crdownload", ".swp", "~")


@dataclass(frozen=True, slots=True)
class Look:
    """A file's size and time at one look: when two looks are equal, it is written."""

    size: int  # bytes
    changed: int  # nanoseconds since 1970


class WatchedFolder:
    """A folder and what was seen in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen: dict[Path, Look] = {}
        for name in (DONE, FAILED):
            (folder / name).mkdir(parents=True, exist_ok=True)

    def look(self) -> list[Path]:
        """Return the files that have come and were not changed since the last look, in order."""
        now = {path: look for path in self._files() if (look := _look(path))}
        ready = [path for path, look in now.items() if self._seen.get(path) == look]
        self._seen = now
        return sorted(ready)

    def handed(self) -> list[Path]:
        """Return the folders that `dateline add` has handed over and that wait for their report."""
        folders = self.folder.glob(f"{HANDED}*")
        return sorted(one for one in folders if (one / REQUEST).is_file() and not is_answered(one))

    def put_away(self, path: Path, reasons: list[str], *, failed: bool) -> Path:
        """Move a file to `done/` or `failed/`, with the reasons beside it; return where it is now."""
        inside = path.relative_to(self.folder)
        to = _free(self.folder / (FAILED if failed else DONE) / inside)
        to.parent.mkdir(parents=True, exist_ok=True)
        if reasons:  # first, so that a file is never there without its reason
            to.with_name(f"{to.name}.reason.txt").write_text("\n".join(reasons) + "\n", encoding="utf-8")
        shutil.move(path, to)
        self._seen.pop(path, None)
        self._tidy(path.parent)
        return to

    def _files(self) -> Iterator[Path]:
        for folder, folders, names in os.walk(self.folder):
            here = Path(folder)
            top = here == self.folder
            folders[:] = sorted(
                name
                for name in folders
                if not name.startswith(".") and not (top and (name in (DONE, FAILED) or name.startswith(HANDED)))
            )
            for name in names:
                if not name.startswith(".") and not name.endswith(_UNFINISHED):
                    yield here / name

    def _tidy(self, folder: Path) -> None:
        """Remove folders that have become empty."""
        while folder != self.folder and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


def _look(path: Path) -> Look | None:
    try:
        stat = path.stat()
    except OSError:  # it is gone again
        return None
    return Look(stat.st_size, stat.st_mtime_ns)


def _free(path: Path) -> Path:
    """Return a path that is not taken: news.txt, news-2.txt, news-3.txt."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
