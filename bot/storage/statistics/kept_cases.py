"""Answers that did not help and were kept as cases: asked again after a change, they tell whether it helped."""

from dataclasses import dataclass
from pathlib import Path

from bot.qa.answer import Answer, NothingFound
from bot.storage.database import FILE_NAME, Database
from bot.storage.sqlite.answer_codec import read_answer, write_answer


@dataclass(frozen=True, slots=True)
class Case:
    """A question that was not answered well, and what was answered then."""

    number: int  # 1, 2, 3… in the order in which they were kept
    kept_at: float  # seconds since 1970
    found: Answer | NothingFound


class Cases:
    """Cases by their number. Every method may be called from any thread, and raises StorageError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, answer_id: str, found: Answer | NothingFound) -> bool:
        """Keep an answer as a case; return False if it is one already."""
        kind, body = write_answer(found)
        statement = (
            "INSERT INTO cases (answer_id, kept_at, kind, body)"
            " SELECT ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM cases WHERE answer_id = ?)"
        )
        return self._database.write(statement, answer_id, self._database.now, kind, body, answer_id) > 0

    def kept(self) -> set[str]:
        """Return the ids of the answers that are cases."""
        return {row[0] for row in self._database.rows("SELECT answer_id FROM cases")}

    def all(self) -> list[Case]:
        """Return the cases in the order in which they were kept."""
        rows = self._database.rows("SELECT number, kept_at, kind, body FROM cases ORDER BY number")
        return [Case(number, kept_at, read_answer(kind, body)) for number, kept_at, kind, body in rows]

    def remove(self, number: int) -> bool:
        """Remove a case; return False if there is none of this number."""
        return self._database.write("DELETE FROM cases WHERE number = ?", number) > 0


def has_cases_file(data_dir: Path) -> bool:
    """Whether a bot has ever kept anything here."""
    return (data_dir / FILE_NAME).exists()
