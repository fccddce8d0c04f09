"""Limits: how many questions somebody may ask in a minute."""

import math
import time
from collections import deque
from collections.abc import Callable, Hashable

MINUTE_S = 60.0
MOST_REMEMBERED = 10_000


class Limit:
    """So many things a minute for each of many; 0 is no limit."""

    def __init__(self, a_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.a_minute = a_minute
        self._clock = clock
        self._times: dict[Hashable, deque[float]] = {}

    def wait_s(self, who: Hashable) -> int:
        """Count one more; return 0 if it is allowed, else after how many seconds it will be."""
        if not self.a_minute:
            return 0
        now = self._clock()
        times = self._times.setdefault(who, deque())
        while times and times[0] <= now - MINUTE_S:
            times.popleft()
        if len(times) >= self.a_minute:
            return max(1, math.ceil(times[0] + MINUTE_S - now))
        times.append(now)
        if len(self._times) > MOST_REMEMBERED:
            self._forget_idle(now)
        return 0

    def _forget_idle(self, now: float) -> None:
        idle = [who for who, times in self._times.items() if not times or times[-1] <= now - MINUTE_S]
        for who in idle:
            del self._times[who]
