"""The digest of a morning: the main events of the day before, and what is announced for the day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.qa.answer import Answer, AskedDays, Question, Section
from bot.qa.engine import Engine
from bot.qa.question import read_question
from index.model.dates import DaySpan

MOST_EVENTS = 5
MOST_PLANS = 3
MOST_KEPT = 8  # alerts beyond those of a day


@dataclass(frozen=True, slots=True)
class Digest:
    """An answer of one or more parts, each a number of its sentences; a part of none is not told."""

    answer: Answer
    kept: int  # sentences on what is followed, first
    yesterday: int
    today: int


def kept_alone(kept: Sequence[Answer]) -> Digest | None:
    """Return the message of a morning for a chat that wants no digest: the alerts that were kept; None for none."""
    parts = list(kept[:MOST_KEPT])
    return Digest(_join(parts[0].question, parts), len(parts), 0, 0) if parts else None


def make_digest(engine: Engine, topic: str, today: date, kept: Sequence[Answer] = ()) -> Digest | None:
    """Return the digest of a morning; None if there is nothing to tell.

    `topic` narrows it to what a question about the topic finds; `kept` are the alerts that no message was sent for.

    Raises: StorageError.
    """
    plain = read_question(topic, today, engine.archive.days.in_every_year)
    happened = _told(engine, _on(plain, today - timedelta(days=1)), planned=False)[:MOST_EVENTS]
    said = {one.sentences[0].text for one in happened}
    coming = [one for one in _told(engine, _on(plain, today), planned=True) if one.sentences[0].text not in said]
    coming = coming[:MOST_PLANS]
    first = list(kept[:MOST_KEPT])
    parts = [*first, *happened, *coming]
    if not parts:
        return None
    return Digest(_join(_on(plain, today - timedelta(days=1)), parts), len(first), len(happened), len(coming))


def _on(plain: Question, day: date) -> Question:
    """Return the question what happened on a day, of a topic if there is one."""
    asked = AskedDays(day.isoformat(), DaySpan.of_day(day), year_given=True)
    return replace(plain, text=plain.text or day.isoformat(), days=(asked,), latest=False, narrow=False)


def _told(engine: Engine, question: Question, *, planned: bool) -> list[Answer]:
    """Return the sentences on a day, an answer each: those that tell what happened, or what was announced."""
    found = engine.answer(question)
    if not isinstance(found, Answer):
        return []
    cited = {citation.number: citation for citation in found.citations}
    return [
        Answer(
            question,
            (replace(sentence, citations=(1,), section=None),),
            (replace(cited[sentence.citations[0]], number=1),),
        )
        for sentence in found.sentences
        if (sentence.section is Section.NEXT) is planned
    ]


def _join(question: Question, parts: Sequence[Answer]) -> Answer:
    """Make one answer of answers of one sentence each, numbered anew."""
    sentences = tuple(replace(one.sentences[0], citations=(number,)) for number, one in enumerate(parts, start=1))
    citations = tuple(replace(one.citations[0], number=number) for number, one in enumerate(parts, start=1))
    return Answer(question, sentences, citations)
