"""How many questions each day had, what became of them, and which days they asked about. Who asked is not kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from bot.qa.answer import Answer, NothingFound
from bot.storage.database import Database
from bot.storage.sqlite.expendable import expendable

KEPT_DAYS = 400


class Outcome(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    CLOSEST = "closest"  # no answer, and the closest passage shown
    DAY_EMPTY = "day_empty"  # nothing on the day it asks about
    TOPIC_UNKNOWN = "topic_unknown"  # nothing about its words
    DATE_UNCLEAR = "date_unclear"  # a date in no calendar, or of two readings
    TOO_SLOW = "too_slow"


@dataclass(frozen=True, slots=True)
class QuestionCounts:
    """The counts of some days."""

    by_day: Mapping[date, int] = field(default_factory=dict)  # questions, the newest day first
    by_outcome: Mapping[Outcome, int] = field(default_factory=dict)
    most_asked_days: Mapping[date, int] = field(default_factory=dict)  # asked about, the most asked first

    @property
    def questions(self) -> int:
        """How many questions there were."""
        return sum(self.by_day.values())


def outcome_of(found: Answer | NothingFound) -> Outcome:
    """Return what became of a question."""
    if isinstance(found, Answer):
        return Outcome.ANSWERED
    if found.question.unclear:
        return Outcome.DATE_UNCLEAR
    if found.citations:
        return Outcome.CLOSEST
    return Outcome.DAY_EMPTY if found.question.days else Outcome.TOPIC_UNKNOWN


class QuestionStatistics:
    """Counts questions. Every method may be called from any thread. If the disk fails, a question is not counted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @expendable(None)
    def note(self, found: Answer | NothingFound) -> None:
        """Count a question and the days it asks about; the rest of an answer ("More") is no new question."""
        if isinstance(found, Answer) and found.exclude_ids:
            return
        question = found.question
        days = {asked.span.first for asked in question.days if asked.span.days == 1}
        self._count(question.today, outcome_of(found), days)

    @expendable(None)
    def note_too_slow(self, today: date) -> None:
        """Count a question that was not answered in time."""
        self._count(today, Outcome.TOO_SLOW, set())

    def counts(self, today: date, days: int, most: int = 5) -> QuestionCounts:
        """Return the counts of the last `days` days, today's included, and the `most` days asked about most.

        Raises: StorageError.
        """
        since = (today - timedelta(days=days - 1)).isoformat()
        by_day = self._database.rows(
            "SELECT asked_on, sum(times) FROM question_counts WHERE asked_on >= ? GROUP BY asked_on"
            " ORDER BY asked_on DESC",
            since,
        )
        by_outcome = self._database.rows(
            "SELECT outcome, sum(times) FROM question_counts WHERE asked_on >= ? GROUP BY outcome ORDER BY 2 DESC, 1",
            since,
        )
        asked = self._database.rows(
            "SELECT day, sum(times) FROM asked_days WHERE asked_on >= ? GROUP BY day ORDER BY 2 DESC, 1 DESC LIMIT ?",
            since,
            most,
        )
        return QuestionCounts(
            {date.fromisoformat(day): times for day, times in by_day},
            {Outcome(outcome): times for outcome, times in by_outcome},
            {date.fromisoformat(day): times for day, times in asked},
        )

    def _count(self, today: date, outcome: Outcome, days: set[date]) -> None:
        oldest = (today - timedelta(days=KEPT_DAYS)).isoformat()
        with self._database.transaction() as db:
            db.execute(
                "INSERT INTO question_counts VALUES (?, ?, 1)"
                " ON CONFLICT (asked_on, outcome) DO UPDATE SET times = times + 1",
                (today.isoformat(), outcome),
            )
            db.executemany(
                "INSERT INTO asked_days VALUES (?, ?, 1) ON CONFLICT (asked_on, day) DO UPDATE SET times = times + 1",
                [(today.isoformat(), day.isoformat()) for day in sorted(days)],
            )
            db.execute("DELETE FROM question_counts WHERE asked_on < ?", (oldest,))
            db.execute("DELETE FROM asked_days WHERE asked_on < ?", (oldest,))
