"""When a chat wants to be told: its time zone, the hour of its digest, and the last day that had one."""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from bot.storage.database import Database

MORNING = 8 * 60  # minutes after midnight


@dataclass(frozen=True, slots=True)
class Schedule:
    """A chat's wishes."""

    chat_id: int
    language: str
    zone: ZoneInfo
    minute: int = MORNING  # of the digest, after midnight on the chat's clock
    digest: bool = False
    topic: str = ""  # of the digest; "" for the whole archive
    set_by: int = 0  # the person who set it
    last_day: str = ""  # the last day with a digest, as the chat's calendar has it: "2023-06-24"; "" for none


_COLUMNS = "chat_id, language, zone, minute, digest, topic, set_by, last_day"


class Schedules:
    """Schedules by chat. Every method may be called from any thread, and raises StorageError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def now(self) -> float:
        """The clock that all this is kept by: seconds since 1970."""
        return self._database.now

    def get(self, chat_id: int) -> Schedule | None:
        """Return a chat's schedule; None if it never asked for anything."""
        found = self._read("WHERE chat_id = ?", chat_id)
        return found[0] if found else None

    def all(self) -> list[Schedule]:
        """Return all schedules."""
        return self._read("ORDER BY chat_id")

    def put(self, schedule: Schedule) -> None:
        """Note a schedule, but for its last day, which `claim` alone changes."""
        values = (schedule.chat_id, schedule.language, schedule.zone.key, schedule.minute, schedule.digest)
        self._database.write(
            f"INSERT INTO schedules ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (chat_id) DO UPDATE SET"
            " language = excluded.language, zone = excluded.zone, minute = excluded.minute, digest = excluded.digest,"
            " topic = excluded.topic, set_by = excluded.set_by",
            *(*values, schedule.topic, schedule.set_by, schedule.last_day),
        )

    def claim(self, chat_id: int, day: str) -> bool:
        """Note that a chat's digest of a day is sent now; False if it was, or a later one."""
        statement = "UPDATE schedules SET last_day = ? WHERE chat_id = ? AND last_day < ?"
        return self._database.write(statement, day, chat_id, day) > 0

    def give_back(self, chat_id: int, last_day: str) -> None:
        """Note that a digest that was claimed was not sent: the last day is the one before it."""
        self._database.write("UPDATE schedules SET last_day = ? WHERE chat_id = ?", last_day, chat_id)

    def _read(self, rest: str, *values: object) -> list[Schedule]:
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM schedules {rest}", *values)
        read = [Schedule(row[0], row[1], ZoneInfo(row[2]), *row[3:]) for row in rows]
        return [replace(one, digest=bool(one.digest)) for one in read]


def forget_chat(database: Database, chat_id: int) -> None:
    """Forget what a chat follows, its alerts and its schedule.

    Raises: StorageError.
    """
    with database.transaction() as db:
        for table in ("follows", "alerts", "schedules"):
            db.execute(f"DELETE FROM {table} WHERE chat_id = ?", (chat_id,))
