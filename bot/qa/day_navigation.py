"""Days to walk through: on which days the archive has something about a topic, and which are next to a day."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from bot.qa.analysis import AnalyzedQuestion, analyze_question
from bot.qa.answer import Question
from bot.qa.answerability import ENOUGH_ON_A_DAY
from index.archive import Archive
from index.model.passage import DayCount
from index.model.stored import StoredPassage

PASSAGES_READ = 300  # with a topic: the best of them tell its days
WIDEST = 7  # days: a longer time has no day before and after it


@dataclass(frozen=True, slots=True)
class AdjacentDays:
    """The nearest days before and after a question's day that have something; None if there is none."""

    before: DayCount | None = None
    after: DayCount | None = None


def adjacent_days(archive: Archive, question: Question) -> AdjacentDays:
    """Return the days to walk on to from a question's day, its topic kept."""
    if len(question.days) != 1 or question.days[0].span.days > WIDEST:
        return AdjacentDays()
    span = question.days[0].span
    asked = analyze_question(question, archive.full_text.document_frequency)
    if asked.words:
        counts = days_about(archive, asked)
        days = [DayCount(day, count) for day, count in sorted(counts.items())]
    else:
        days = archive.days.around(span)
    before = [near for near in days if near.day < span.first]
    after = [near for near in days if near.day > span.last]
    return AdjacentDays(before[-1] if before else None, after[0] if after else None)


def days_about(archive: Archive, asked: AnalyzedQuestion) -> Counter[date]:
    """Return the days that passages about a question's topic speak of, and how many do."""
    counts: Counter[date] = Counter()
    for one in archive.articles.passages_with(asked.words, PASSAGES_READ):
        text = f"{one.source.title}\n{one.passage.text}"
        if asked.terms.share(text) >= ENOUGH_ON_A_DAY:
            counts.update(days_told(one))
    return counts


def days_told(one: StoredPassage) -> set[date]:
    """Return the single days a passage names; if it names none, the day it was published."""
    named = {span.first for span in one.passage.spans if span.days == 1}
    published = one.source.published
    return named or ({published} if published else set())
