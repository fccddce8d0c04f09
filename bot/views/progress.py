"""Progress that a person may watch while a command works: bars where there is a terminal, else nothing."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Progress(Protocol):
    """The stages that a person may watch."""

    def stored(self, title: str, articles: int) -> None:
        """Tell that so many articles are stored, this one last."""
        ...

    def reread(self, done: int, total: int) -> None:
        """Tell that so many articles of all are read anew."""
        ...

    def built(self, done: int, total: int) -> None:
        """Tell that so many vectors of all are built."""
        ...


class Silent:
    """Progress that nobody watches."""

    def stored(self, title: str, articles: int) -> None:
        """Say nothing."""

    def reread(self, done: int, total: int) -> None:
        """Say nothing."""

    def built(self, done: int, total: int) -> None:
        """Say nothing."""


@contextmanager
def watching(*, quiet: bool = False) -> Iterator[Progress]:
    """Show bars on stderr while the block runs, where that is a terminal and not to be quiet."""
    if quiet or not sys.stderr.isatty():
        yield Silent()
        return
    from bot.views.progress_bars import Bars

    with Bars() as bars:
        yield bars
