"""Readers first: long work in the background gives way, for a moment, while somebody waits for an answer."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

GIVES_WAY_S = 0.5  # at most, at each step: however many ask, the work goes on


class Turns:
    """Who reads now, and whoever would rather not disturb them."""

    def __init__(self) -> None:
        self._readers = 0
        self._changed = threading.Condition()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read: what gives way waits until all who read are done."""
        with self._changed:
            self._readers += 1
        try:
            yield
        finally:
            with self._changed:
                self._readers -= 1
                self._changed.notify_all()

    def give_way(self, at_most_s: float = GIVES_WAY_S) -> bool:
        """Wait until nobody reads; return whether that came to be in time."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._readers, at_most_s)


def step_back() -> None:
    """Give this thread, and those that it starts from now on, the lowest priority for good, where the system can."""
    if hasattr(os, "setpriority"):
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)
