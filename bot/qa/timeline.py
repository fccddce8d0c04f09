"""A timeline: how much was told of a topic day by day, and the main event of each of its biggest days."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.qa.answer import Answer, AskedDays, Question
from bot.qa.engine import Engine
from bot.qa.period import count_days, join_events, tell_biggest_days
from index.archive import Archive
from index.model.dates import DaySpan
from index.model.passage import DayCount


@dataclass(frozen=True, slots=True)
class Event:
    """The main event of a day."""

    day: date
    passages: int
    headline: str  # the title of the article that tells it


@dataclass(frozen=True, slots=True)
class Timeline:
    """A topic over some time."""

    span: DaySpan
    counts: tuple[DayCount, ...]  # days that have something, in order
    events: tuple[Event, ...]  # in order of time
    answer: Answer  # one cited sentence an event

    @property
    def passages(self) -> int:
        """How many there are in all."""
        return sum(count.passages for count in self.counts)


def make_timeline(archive: Archive, engine: Engine, question: Question) -> Timeline | None:
    """Return the timeline of a question's topic over its days, or over all days; None if there is nothing to tell."""
    asked = engine.analyze(question)
    counts = count_days(archive, asked)
    if not counts:
        return None
    span = DaySpan(counts[0].day, counts[-1].day)
    if question.days:
        span = DaySpan(min(d.span.first for d in question.days), max(d.span.last for d in question.days))
    told = tell_biggest_days(engine.answer_analyzed, asked, counts)
    if not told:
        return None
    whole = AskedDays("", span, year_given=True)
    answer = join_events(replace(question, days=(whole,)), [one for one, _ in told])
    titles = {citation.number: citation.source.title for citation in answer.citations}
    events = tuple(
        Event(count.day, count.passages, titles[sentence.citations[0]])
        for sentence, (_, count) in zip(answer.sentences, told, strict=True)
    )
    return Timeline(span, tuple(counts), events, answer)


def bins(timeline: Timeline) -> tuple[str, list[tuple[DaySpan, int]]]:
    """Return the bars of its picture: "days", "weeks" or "months", and for each its days and passages."""
    span = timeline.span
    if span.days <= 62:
        unit, starts = "days", list(span)
    elif span.days <= 500:
        monday = span.first - timedelta(days=span.first.weekday())
        unit, starts = "weeks", [monday + timedelta(days=n) for n in range(0, (span.last - monday).days + 1, 7)]
    else:
        months = range(span.first.year * 12 + span.first.month - 1, span.last.year * 12 + span.last.month)
        unit, starts = "months", [date(n // 12, n % 12 + 1, 1) for n in months]
    ends = [start - timedelta(days=1) for start in starts[1:]] + [span.last]
    bars = [DaySpan(start, max(start, end)) for start, end in zip(starts, ends, strict=True)]
    return unit, [(bar, sum(c.passages for c in timeline.counts if c.day in bar)) for bar in bars]
