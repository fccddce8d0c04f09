"""Whose delivery is next: senders take turns, albums are waited for, and what may have caused crashes goes last."""

import threading
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

ALBUM_QUIET_S = 1.0  # the parts of an album come one by one; so long after the last it is whole
ALBUM_RESUMES_S = 5.0  # after a stop: parts that were on their way then come again
# A delivery that was under way at so many crashes may have caused them. It waits until the bot has been up for a
# while, twice as long each time, so that others are served meanwhile; in the end it is set aside.
DOUBTED_STARTS = 4
DOUBTED_WAITS_S = 30.0
MOST_STARTS = 10


@dataclass(frozen=True, slots=True)
class Waiting:
    """A delivery that is not stored yet."""

    id: str
    source: str
    starts: int
    album: str  # "" for none
    received_at: float  # seconds since 1970, of its last part


class DeliveryOrder:
    """The order in which deliveries are served, and the albums that are still coming. For one run of the bot."""

    def __init__(self, now: float) -> None:
        """Begin at a moment, in seconds since 1970."""
        self.began = now
        self._lock = threading.Lock()
        self._served: dict[str, int] = {}  # source -> when it had its last turn, in turns
        self._turns = 0
        self._coming: Counter[tuple[str, str]] = Counter()  # parts on their way, by source and album

    def choose(self, waiting: Sequence[Waiting], now: float, busy: Collection[str] = ()) -> Waiting | None:
        """Return the delivery of the source that was not served for the longest time, and count its turn.

        Sources that are busy are passed over, albums that may still grow, and for a while what was under way at many
        crashes. None if nothing may begin.
        """
        free = [one for one in waiting if one.source not in busy and self._may_begin(one, now)]
        if not free:
            return None
        chosen = min(free, key=lambda one: self._served.get(one.source, 0))
        self._turns += 1
        self._served[chosen.source] = self._turns
        return chosen

    @contextmanager
    def coming(self, source: str, album: str) -> Iterator[None]:
        """Keep an album waiting for a part that is being fetched."""
        with self._lock:
            self._coming[source, album] += 1
        try:
            yield
        finally:
            with self._lock:
                self._coming[source, album] -= 1

    def _may_begin(self, one: Waiting, now: float) -> bool:
        """Whether a delivery is whole, and not in doubt."""
        if one.starts or not one.album:
            return now - self.began >= waits_s(one.starts)
        before = one.received_at < self.began
        quiet_since = self.began + ALBUM_RESUMES_S - ALBUM_QUIET_S if before else one.received_at
        return now - quiet_since >= ALBUM_QUIET_S and not self._coming[one.source, one.album]


def waits_s(starts: int) -> float:
    """Return how long the bot has to be up before it begins a delivery that was begun so often: 3 -> 0, 5 -> 60 s."""
    return 0.0 if starts < DOUBTED_STARTS else DOUBTED_WAITS_S * 2.0 ** (starts - DOUBTED_STARTS)
