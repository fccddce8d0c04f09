"""When a feed is polled next: in half an hour, later after failures, and when its site asks for."""

import random
from email.utils import parsedate_to_datetime

INTERVAL_S = 1_800.0
LONGEST_S = 86_400.0  # between polls of a feed that fails
LONGEST_ASKED_S = 7 * 86_400.0  # that a site may ask us to stay away
JITTER = 0.1  # of the interval, so that feeds added together are not polled together


def next_poll(now: float, failures: int, retry_after: str, chance: random.Random) -> float:
    """Return the time of the next poll, in seconds since 1970.

    no failure -> in 27–33 minutes; 1, 2, 3… failures -> about 1, 2, 4… hours, at most a day; "120" -> not before 120 s
    """
    wait: float = min(INTERVAL_S * 2 ** min(failures, 10), LONGEST_S) * chance.uniform(1 - JITTER, 1 + JITTER)
    return now + max(wait, min(asked_wait(now, retry_after), LONGEST_ASKED_S))


def asked_wait(now: float, retry_after: str) -> float:
    """Return the seconds a Retry-After header asks for: "120", or a date; 0 if it says neither."""
    if retry_after.strip().isdecimal():
        return float(retry_after.strip()[:9])
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - now)
    except (TypeError, ValueError, OverflowError):
        return 0.0
