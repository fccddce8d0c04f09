"""Progress bars by rich, on stderr."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from bot.views.terminal import clean


class Bars:
    """A bar for each stage; it comes with the first report of that stage."""

    def __init__(self) -> None:
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.fields[stage]:<19}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.description}"),
            console=Console(stderr=True),
        )
        self._storing = self._add("Reading and storing")
        self._rereading = self._add("Reading anew")
        self._building = self._add("Building vectors")

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._progress.stop()

    def stored(self, title: str, articles: int) -> None:
        """Show that so many articles are stored, and the title of the last."""
        self._progress.update(self._storing, completed=articles, visible=True, description=escape(_short(title)))

    def reread(self, done: int, total: int) -> None:
        """Show that so many articles of all are read anew."""
        self._progress.update(self._rereading, completed=done, total=total, visible=True)

    def built(self, done: int, total: int) -> None:
        """Show that so many vectors of all are built."""
        self._progress.update(self._building, completed=done, total=total, visible=True)

    def _add(self, stage: str) -> TaskID:
        return self._progress.add_task("", total=None, visible=False, stage=stage)


def _short(title: str) -> str:
    title = clean(" ".join(title.split()))
    return title if len(title) <= 40 else f"{title[:39]}…"
