"""When somebody is told: on their clock, not at night, the digest once a day.

Daylight saving needs no case of its own: a moment is turned into the clock's time by `zoneinfo`, and only then compared
with the hour that was asked for. An hour that a spring night leaves out has passed when the next one begins, and one
that an autumn night has twice is on one day.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from bot.storage.alerts.schedules import Schedule, Schedules

QUIET = (22, 8)  # hours of the clock between which no alert is sent
LATEST = timedelta(hours=6)  # after its hour: a bot that was away so long does not wish a good morning any more
GUESSED = {"ru": "Europe/Moscow"}  # the clock of most who read a language, if one is likely
OFFERED = (
    *("Europe/London", "Europe/Berlin", "Europe/Belgrade", "Europe/Moscow"),
    *("Asia/Yekaterinburg", "Asia/Novosibirsk", "America/New_York", "America/Los_Angeles"),
)

_CLOCK = re.compile(r"(?:at\s+|в\s+)?([01]?\d|2[0-3])(?:[:.]([0-5]\d))?(?:\s*h\b|\s*ч\b)?(?=\s|$)", re.IGNORECASE)


def local_time(now: float, zone: ZoneInfo) -> datetime:
    """Return a moment, in seconds since 1970, on a clock."""
    return datetime.fromtimestamp(now, UTC).astimezone(zone)


def is_quiet(now: float, zone: ZoneInfo) -> bool:
    """Whether it is night on a clock."""
    hour = local_time(now, zone).hour
    return hour >= QUIET[0] or hour < QUIET[1]


def midnight(now: float, zone: ZoneInfo) -> float:
    """Return when the day began on a clock, in seconds since 1970."""
    return local_time(now, zone).replace(hour=0, minute=0, second=0, microsecond=0).timestamp()


def due_day(schedule: Schedule, now: float) -> str:
    """Return the day whose morning is to be told now, as 2023-06-24; "" if it was told, or it is not yet time."""
    local = local_time(now, schedule.zone)
    asked = timedelta(minutes=schedule.minute)
    passed = timedelta(hours=local.hour, minutes=local.minute) - asked
    day = local.date().isoformat()
    return day if timedelta(0) <= passed < LATEST and schedule.last_day < day else ""


def begin(schedules: Schedules, schedule: Schedule) -> None:
    """Note a new or changed schedule; its first morning is the next one.

    Raises: StorageError.
    """
    schedules.put(schedule)
    if day := due_day(schedule, schedules.now):
        schedules.claim(schedule.chat_id, day)


def guess_zone(language: str, usual: ZoneInfo) -> ZoneInfo:
    """Return the clock that a person most likely has, by their language; else the usual one."""
    return ZoneInfo(GUESSED[language]) if language in GUESSED else usual


@dataclass(frozen=True, slots=True)
class Wish:
    """What stands behind /digest."""

    minute: int | None = None  # after midnight; None if no hour was given
    zone: ZoneInfo | None = None
    topic: str = ""


def read_wish(text: str) -> Wish:
    """Read an hour, a clock and a topic, each of which may be missing, in this order.

    "7:30 Berlin bridges"  ->  450, Europe/Berlin, "bridges"        "Europe/Moscow"  ->  None, Europe/Moscow, ""
    """
    text = " ".join(text.split())
    minute = None
    if found := _CLOCK.match(text):
        minute = int(found[1]) * 60 + int(found[2] or 0)
        text = text[found.end() :].strip()
    words = text.split()
    for length in (3, 2, 1):  # "New York" before "New"
        name = " ".join(words[:length])
        zone = find_zone(name) if len(words) >= length else None
        # "Moscow protests" is a topic; "8 Moscow protests", "Moscow" and "Europe/Moscow protests" have a clock.
        if zone and (minute is not None or "/" in name or len(words) == length):
            return Wish(minute, zone, " ".join(words[length:]))
    return Wish(minute, None, text)


def find_zone(name: str) -> ZoneInfo | None:
    """Return the time zone with a name, or of a city: "Europe/Berlin", "berlin", "New York"; None if there is none."""
    key = _zones().get(name.strip().casefold().replace(" ", "_"))
    return ZoneInfo(key) if key else None


def near_zones(name: str) -> list[str]:
    """Return the names of time zones that are written nearly like this."""
    return [_zones()[one] for one in get_close_matches(name.strip().casefold().replace(" ", "_"), _zones(), n=3)]


@lru_cache
def _zones() -> dict[str, str]:
    """Return the time zones by their names and by their cities, in small letters."""
    areas = [key for key in sorted(available_timezones()) if "/" in key and not key.startswith(("Etc/", "SystemV/"))]
    cities = {key.rpartition("/")[2].casefold(): key for key in areas}
    return cities | {key.casefold(): key for key in areas} | {"utc": "UTC"}
