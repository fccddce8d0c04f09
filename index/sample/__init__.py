"""The sample archive: dispatches from Sarenia, a country that does not exist, and questions with their answers."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from index.model.dates import DaySpan

_HERE = Path(__file__).parent

ARTICLES: Path = _HERE / "articles"  # a folder to `add`
QUESTIONS: Path = _HERE / "questions.jsonl"


class Kind(StrEnum):
    """What a question wants to know."""

    DAY = "day"  # what happened that day
    DAY_TOPIC = "day_topic"  # that day, to somebody or somewhere
    RANGE = "range"  # over several days
    TOPIC = "topic"
    WHO = "who"
    HOW_MANY = "how_many"
    WHERE = "where"
    WHY = "why"
    LATEST = "latest"  # the newest on a storyline
    UNANSWERABLE = "unanswerable"  # the archive cannot tell


@dataclass(frozen=True, slots=True)
class SampleSentence:
    """A sentence of one article, word for word."""

    article: str  # the id its file gives; empty where the format has no place for one
    file: str  # else its path under `ARTICLES`, with "/"; empty where there is an id
    sentence: str  # on one line; stands in the article's text as it is


@dataclass(frozen=True, slots=True)
class SampleQuestion:
    """A question, the day it is asked on, and the sentences that answer it."""

    id: str
    question: str
    language: str  # "en" or "ru"
    today: date  # the day it is asked on
    kind: Kind
    days: tuple[DaySpan, ...]  # the days it asks about; empty where it names none
    answerable: bool
    expected: tuple[SampleSentence, ...]  # all that answer it, in copies too; empty where nothing does
    accepted: tuple[SampleSentence, ...]  # not asked for, and not wrong: the day announced, or its week


def read_questions(path: Path = QUESTIONS) -> tuple[SampleQuestion, ...]:
    """Return the sample's questions, in the file's order."""
    with path.open(encoding="utf-8") as lines:
        return tuple(_read_question(json.loads(line)) for line in lines if line.strip())


def _read_question(row: Mapping[str, object]) -> SampleQuestion:
    return SampleQuestion(
        id=str(row["id"]),
        question=str(row["question"]),
        language=str(row["language"]),
        today=date.fromisoformat(str(row["today"])),
        kind=Kind(str(row["kind"])),
        days=tuple(
            DaySpan(date.fromisoformat(day["first"]), date.fromisoformat(day["last"])) for day in _rows(row, "days")
        ),
        answerable=row["answerable"] is True,
        expected=_sentences(row, "expected"),
        accepted=_sentences(row, "accepted"),
    )


def _sentences(row: Mapping[str, object], key: str) -> tuple[SampleSentence, ...]:
    return tuple(
        SampleSentence(article=told.get("article", ""), file=told.get("file", ""), sentence=told["sentence"])
        for told in _rows(row, key)
    )


def _rows(row: Mapping[str, object], key: str) -> Sequence[Mapping[str, str]]:
    rows = row.get(key, [])
    if not isinstance(rows, list):
        raise ValueError(f"{key} is not a list in question {row['id']}")
    return rows
