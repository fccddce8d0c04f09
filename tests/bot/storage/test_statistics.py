"""Questions, answers and articles are counted by day and by article, and by nobody's name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.qa.answer import Answer, AskedDays, NothingFound, Question
from bot.storage.database import Database
from bot.storage.statistics.article_reads import ArticleReads, Reads
from bot.storage.statistics.kept_cases import Cases
from bot.storage.statistics.question_counts import KEPT_DAYS, Outcome, QuestionStatistics
from index.model.dates import DaySpan
from index.temporal.unclear_dates import find_unclear_dates
from tests.bot.telegram.rendering.test_answer_message import ANSWER

TODAY = date(2023, 6, 24)
MAY_29 = AskedDays("May 29", DaySpan.of_day(date(2023, 5, 29)), year_given=False)
NOTHING = NothingFound(Question("Who stole the zeppelin?", TODAY, "en", (), "zeppelin"))
EMPTY_DAY = NothingFound(Question("May 29?", TODAY, "en", (MAY_29,), ""))
UNCLEAR = NothingFound(Question("31 February?", TODAY, "en", (), "", unclear=tuple(find_unclear_dates("31 February?"))))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "data") as database:
        yield database


def answered(today: date) -> Answer:
    return replace(ANSWER, question=replace(ANSWER.question, today=today, days=(MAY_29,)))


def test_questions_are_counted_by_day_by_what_became_of_them_and_by_the_days_asked_about(database: Database) -> None:
    statistics = QuestionStatistics(database)
    for found in (answered(TODAY), answered(TODAY - timedelta(days=1)), NOTHING, EMPTY_DAY, UNCLEAR):
        statistics.note(found)
    statistics.note_too_slow(TODAY)

    counts = statistics.counts(TODAY, 7)

    assert counts.by_day == {TODAY: 5, TODAY - timedelta(days=1): 1}
    assert counts.by_outcome == {
        Outcome.ANSWERED: 2,
        Outcome.TOPIC_UNKNOWN: 1,
        Outcome.DAY_EMPTY: 1,
        Outcome.DATE_UNCLEAR: 1,
        Outcome.TOO_SLOW: 1,
    }
    assert counts.most_asked_days == {date(2023, 5, 29): 3}
    assert counts.questions == 6
    assert statistics.counts(TODAY, 1).questions == 5


def test_more_of_an_answer_is_no_new_question_and_old_counts_go(database: Database) -> None:
    statistics = QuestionStatistics(database)
    statistics.note(replace(answered(TODAY), exclude_ids=("p1",)))
    assert statistics.counts(TODAY, 7).questions == 0

    statistics.note(answered(TODAY - timedelta(days=KEPT_DAYS + 1)))
    statistics.note(answered(TODAY))
    assert statistics.counts(TODAY, 10_000).questions == 1


def test_articles_are_counted_when_they_are_quoted_and_opened(database: Database) -> None:
    reads = ArticleReads(database)
    reads.cited(["ferry", "bank", "ferry"])
    reads.cited(["ferry"])
    reads.opened("ferry")

    assert reads.all() == {"ferry": Reads(opened=1, cited=2), "bank": Reads(opened=0, cited=1)}


def test_a_case_is_kept_once_whole_and_can_be_removed(database: Database) -> None:
    cases = Cases(database)
    assert cases.keep("a1", ANSWER)
    assert not cases.keep("a1", ANSWER)
    assert cases.keep("a2", NOTHING)

    assert [case.found for case in cases.all()] == [ANSWER, NOTHING]
    assert cases.kept() == {"a1", "a2"}
    assert cases.remove(1)
    assert not cases.remove(1)
    assert [case.number for case in cases.all()] == [2]


def test_no_person_is_written_down(database: Database) -> None:
    columns = {
        name
        for table in ("question_counts", "asked_days", "article_reads", "cases")
        for _, name, *_ in database.rows(f"PRAGMA table_info({table})")
    }

    assert columns == {"asked_on", "outcome", "times", "day", "article_id", "opened", "cited", "number", "answer_id",
                       "kept_at", "kind", "body"}  # fmt: skip
