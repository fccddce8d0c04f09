"""Days to walk through: on which days the archive has something about a topic, and which are next to a day."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from bot.qa.answer import AskedDays, Question
from bot.qa.answerability import ENOUGH_ON_A_DAY, topic_of
from bot.qa.question import content_words
from index.archive import Archive
from index.model.dates import DaySpan
from index.model.passage import DayCount
from index.store.codec import StoredPassage

PASSAGES_READ = 300  # with a topic: the best of them tell its days
WIDEST = 7  # days: a longer time has no day before and after it


@dataclass(frozen=True, slots=True)
class Beside:
    """The nearest days before and after a question's day that have something; None where there is none."""

    before: DayCount | None = None
    after: DayCount | None = None


def days_beside(archive: Archive, question: Question) -> Beside:
    """Return the days to walk on to from a question's day, its topic kept."""
    if len(question.days) != 1 or question.days[0].span.days > WIDEST:
        return Beside()
    span = question.days[0].span
    if content_words(question.topic, question.language):
        counts = days_about(archive, question)
        days = [DayCount(day, count) for day, count in sorted(counts.items())]
    else:
        days = archive.days_around(span)
    before = [near for near in days if near.day < span.first]
    after = [near for near in days if near.day > span.last]
    return Beside(before[-1] if before else None, after[0] if after else None)


def days_about(archive: Archive, question: Question) -> Counter[date]:
    """Return the days that passages about a question's topic tell of, and how many do."""
    words = content_words(question.topic, question.language)
    topic = topic_of(question, archive.document_frequency)
    counts: Counter[date] = Counter()
    for one in archive.passages_with(words, PASSAGES_READ):
        text = f"{one.source.title}\n{one.passage.text}"
        if topic.share(text) >= ENOUGH_ON_A_DAY:
            counts.update(days_told(one))
    return counts


def days_told(one: StoredPassage) -> set[date]:
    """Return the single days a passage names; where it names none, the day it was published."""
    named = {span.first for span in one.passage.spans if span.days == 1}
    published = one.source.published
    return named or ({published} if published else set())


def on_day(question: Question, day: date) -> Question:
    """Return the same question about another day.

    A bare "29 May" read in 2023, with 2019 chosen instead, stays the whole of what was asked: its length is kept.
    """
    asked = question.days[0] if len(question.days) == 1 else None
    other = asked and next((one for one in asked.others if one.day == day), None)
    last = day + (asked.span.last - asked.span.first) if asked and other else day
    span = DaySpan(day, last)
    return replace(question, days=(AskedDays(day.isoformat(), span, year_given=True),), latest=False)
