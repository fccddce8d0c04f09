"""A timeline: how much was told of a topic day by day, and the main event of each of its biggest days."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.qa.analysis import AnalyzedQuestion, TopicTerms
from bot.qa.answer import Answer, AskedDays, Citation, CitedSentence, Question
from bot.qa.day_navigation import days_about
from bot.qa.engine import Engine
from bot.qa.extractive import SPEECH_MARKS
from index.archive import Archive
from index.model.dates import DaySpan
from index.model.passage import DayCount

MOST_EVENTS = 6
MOST_TRIED = 12  # days, the biggest first: not each has a sentence worth quoting


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
    counts = _counts(archive, asked)
    if not counts:
        return None
    span = DaySpan(counts[0].day, counts[-1].day)
    if question.days:
        span = DaySpan(min(d.span.first for d in question.days), max(d.span.last for d in question.days))
    told = _tell_days(engine, asked, counts)
    if not told:
        return None
    whole = AskedDays("", span, year_given=True)
    answer = _join(replace(question, days=(whole,)), [one for one, _ in told])
    titles = {citation.number: citation.source.title for citation in answer.citations}
    events = tuple(
        Event(count.day, count.passages, titles[sentence.citations[0]])
        for sentence, (_, count) in zip(answer.sentences, told, strict=True)
    )
    return Timeline(span, tuple(counts), events, answer)


def _counts(archive: Archive, asked: AnalyzedQuestion) -> list[DayCount]:
    """Count the passages of each day that has any."""
    spans = asked.spans
    if asked.words:
        about = sorted(days_about(archive, asked).items())
        counts = [DayCount(day, number) for day, number in about]
        return [c for c in counts if not spans or any(c.day in span for span in spans)]
    return [count for span in spans for count in archive.days.counts(span)]


def _tell_days(engine: Engine, asked: AnalyzedQuestion, counts: Sequence[DayCount]) -> list[tuple[Answer, DayCount]]:
    """Return one sentence for each of the biggest days that have one, in order of time."""
    told: list[tuple[Answer, DayCount]] = []
    for count in sorted(counts, key=lambda one: (-one.passages, one.day))[:MOST_TRIED]:
        found = engine.answer_analyzed(asked.on_day(count.day))
        if isinstance(found, Answer):
            event = _main_event(found, asked.terms)
            if not any(event.sentences[0].text == other.sentences[0].text for other, _ in told):
                told.append((event, count))
        if len(told) == MOST_EVENTS:
            break
    return sorted(told, key=lambda pair: pair[1].day)


def _main_event(answer: Answer, topic: TopicTerms) -> Answer:
    """Return an answer of one sentence: the first of those that, with their headlines, say most of the topic."""
    cited = {citation.number: citation for citation in answer.citations}

    def on_topic(sentence: CitedSentence) -> tuple[float, bool]:
        source = cited[sentence.citations[0]].source
        share = topic.share(f"{source.title}\n{sentence.text}")
        return share, not sentence.text.startswith(SPEECH_MARKS)

    main = max(answer.sentences, key=on_topic)  # the first, if several say as much
    citations = tuple(replace(cited[old], number=new) for new, old in enumerate(main.citations, start=1))
    numbers = tuple(citation.number for citation in citations)
    return Answer(answer.question, (replace(main, citations=numbers),), citations)


def _join(question: Question, events: Sequence[Answer]) -> Answer:
    """Make one answer of several, numbered anew."""
    sentences: list[CitedSentence] = []
    citations: list[Citation] = []
    for event in events:
        shift = len(citations)
        citations += [replace(citation, number=citation.number + shift) for citation in event.citations]
        for sentence in event.sentences:
            numbers = tuple(number + shift for number in sentence.citations)
            sentences.append(replace(sentence, citations=numbers, day=event.question.days[0].span))
    return Answer(question, tuple(sentences), tuple(citations))


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
