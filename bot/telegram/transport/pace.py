"""So many things in so much time, short bursts allowed: when the next one may come."""


class Pace:
    """A limit on a rate, kept by reserving a moment for each thing (the generic cell rate algorithm)."""

    def __init__(self, every_s: float, burst: int = 1) -> None:
        """Allow one thing every so many seconds on average, and up to `burst` at once after a rest."""
        self._every_s = every_s
        self._ahead_s = every_s * (burst - 1)
        self._due = float("-inf")  # when all that was reserved would be over at the average rate

    def reserve(self, now: float) -> float:
        """Return the moment at which the next thing may come, `now` or later, and take it."""
        at = max(now, self._due - self._ahead_s)
        self._due = max(at, self._due) + self._every_s
        return at

    def is_idle(self, now: float) -> bool:
        """Whether nothing that was reserved counts any more."""
        return self._due <= now
