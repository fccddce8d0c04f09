"""A longer time: its biggest days, and the main event of each."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.qa.analysis import AnalyzedQuestion, TopicTerms
from bot.qa.answer import Answer, Citation, CitedSentence, NothingFound, Question, Section
from bot.qa.day_navigation import days_about
from bot.qa.quoting.happening import SPEECH_MARKS
from index.archive import Archive
from index.model.dates import DaySpan
from index.model.passage import DayCount

SHORTEST_PERIOD = 6  # days: the answer for a shorter time is made of whatever happened in it
LONGEST_PERIOD = 800  # days: each is counted by itself
MOST_EVENTS = 6
MOST_TRIED = 12  # days, the biggest first: not each has a sentence worth quoting

AnswerDay = Callable[[AnalyzedQuestion], Answer | NothingFound]


def is_period(asked: AnalyzedQuestion) -> bool:
    """Whether a question asks what happened in a longer time: "last week", "in January 2010"."""
    return len(asked.spans) == 1 and asked.spans[0].days >= SHORTEST_PERIOD and not asked.is_fact


def answer_period(archive: Archive, answer_day: AnswerDay, asked: AnalyzedQuestion) -> Answer | None:
    """Return one sentence for each of the biggest days of a period, in order; None if fewer than two days have any."""
    counts = count_days(archive, asked) if asked.words else _count_news(archive, asked.spans[0])
    told = tell_biggest_days(answer_day, asked, counts)
    if len(told) < 2:
        return None
    answer = join_events(asked.question, [event for event, _ in told])
    return replace(answer, more=len(counts) > len(told))


def _count_news(archive: Archive, span: DaySpan) -> list[DayCount]:
    """Count the passages that name each day of a period, or were published on it and name no other."""
    if span.days > LONGEST_PERIOD:
        return archive.days.counts(span)
    counts = ((day, archive.full_text.count(DaySpan.of_day(day))) for day in span)
    return [DayCount(day, number) for day, number in counts if number]


def count_days(archive: Archive, asked: AnalyzedQuestion) -> list[DayCount]:
    """Return the days that have any passages, or any about the topic, in order of time, with how many they have."""
    spans = asked.spans
    if asked.words:
        about = sorted(days_about(archive, asked).items())
        counts = [DayCount(day, number) for day, number in about]
        return [c for c in counts if not spans or any(c.day in span for span in spans)]
    return [count for span in spans for count in archive.days.counts(span)]


def tell_biggest_days(
    answer_day: AnswerDay, asked: AnalyzedQuestion, counts: Sequence[DayCount]
) -> list[tuple[Answer, DayCount]]:
    """Return one sentence for each of the biggest days that have one, in order of time; plans only if all are plans."""
    told: list[tuple[Answer, DayCount]] = []
    for count in sorted(counts, key=lambda one: (-one.passages, one.day))[:MOST_TRIED]:
        found = answer_day(asked.on_day(count.day))
        if isinstance(found, Answer):
            event = _main_event(found, asked.terms)
            if not any(event.sentences[0].text == other.sentences[0].text for other, _ in told):
                told.append((event, count))
        if sum(not _is_plan(event) for event, _ in told) == MOST_EVENTS:
            break
    happened = [pair for pair in told if not _is_plan(pair[0])]
    return sorted((happened or told)[:MOST_EVENTS], key=lambda pair: pair[1].day)


def _is_plan(event: Answer) -> bool:
    return event.sentences[0].section is Section.NEXT


def _main_event(answer: Answer, topic: TopicTerms) -> Answer:
    """Return an answer of one sentence: the first of those that, with their headlines, say most of the topic."""
    cited = {citation.number: citation for citation in answer.citations}

    def on_topic(sentence: CitedSentence) -> tuple[float, bool, bool]:
        source = cited[sentence.citations[0]].source
        share = topic.share(f"{source.title}\n{sentence.text}")
        return share, sentence.section is not Section.NEXT, not sentence.text.startswith(SPEECH_MARKS)

    main = max(answer.sentences, key=on_topic)  # the first, if several say as much
    citations = tuple(replace(cited[old], number=new) for new, old in enumerate(main.citations, start=1))
    numbers = tuple(citation.number for citation in citations)
    return Answer(answer.question, (replace(main, citations=numbers),), citations)


def join_events(question: Question, events: Sequence[Answer]) -> Answer:
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
