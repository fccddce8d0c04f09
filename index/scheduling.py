"""Who goes first: writers in the order in which they asked, and readers before long work in the background."""

import os
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress

GIVES_WAY_S = 0.5  # at most, at each step: however many ask, the work goes on


class ReadPriority:
    """Counts who reads now, so that work in the background can wait for them."""

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


class FairLock:
    """A lock that threads get in the order in which they asked; the one that has it may take it again.

    Python's own lock usually goes to the thread that has just released it: a small file would wait until a big one
    is stored.
    """

    def __init__(self) -> None:
        self._threads: deque[int] = deque()  # the one that has it, then those that wait
        self._depth = 0  # times that the first one has taken it
        self._changed = threading.Condition()

    def __enter__(self) -> None:
        me = threading.get_ident()
        with self._changed:
            if not self._threads or self._threads[0] != me:
                self._wait(me)
            self._depth += 1

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._depth -= 1
            if not self._depth:
                self._threads.popleft()
                self._changed.notify_all()

    def __len__(self) -> int:
        """Return how many have it or wait for it."""
        return len(self._threads)

    def _wait(self, me: int) -> None:
        self._threads.append(me)
        try:
            self._changed.wait_for(lambda: self._threads[0] == me)
        except BaseException:  # Ctrl-C: the others need not wait for this one
            self._threads.remove(me)
            self._changed.notify_all()
            raise


def step_back() -> None:
    """Give this thread, and those that it starts from now on, the lowest priority for good, if the system can."""
    if hasattr(os, "setpriority"):
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)
