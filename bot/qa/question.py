"""A question: its days read against today and the archive, and the topic that is left."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from bot.qa.answer import AskedDays, Question
from bot.qa.question_patterns import PATTERNS, QuestionPatterns
from index.model.dates import DaySpan
from index.model.passage import DayCount
from index.temporal import find_timexes
from index.temporal.timex import Timex, TimexType
from index.temporal.unclear_dates import Fault, UnclearDate, find_unclear_dates

YearsOf = Callable[[DaySpan], list[DayCount]]  # a bare day in the years it may mean, best first; see Archive.years_of

LONGEST = 1_000  # characters of a question that are read; nobody asks more at once

_CYRILLIC = re.compile("[а-яёА-ЯЁ]")
_LATIN = re.compile("[a-zA-Z]")


_WORD = re.compile(r"\d+(?:[.,:]\d+)+|\w+(?:[-'’]\w+)*")


def read_question(text: str, today: date, years_of: YearsOf) -> Question:
    """Read a question's days and topic.

    "What happened with Airbus on May 29?", an archive that speaks of 29 May in 2023 and 2019
      ->  days 2023-05-29 (also 2019), topic "Airbus"
    """
    text = " ".join(text[:LONGEST].split())
    language = language_of(text)
    unclear = tuple(find_unclear_dates(text, language))
    impossible = [one for one in unclear if one.fault is Fault.IMPOSSIBLE]
    timexes = [
        t
        for t in find_timexes(text, today, language, asked=True)
        if _names_days(t) and not any(_overlap(t, one) for one in impossible)
    ]
    days = tuple(_asked(timex, years_of, unclear) for timex in timexes)
    patterns = PATTERNS[language]
    latest = not days and bool(patterns.latest.search(text))
    topic = _topic(text, sorted([*timexes, *impossible], key=lambda one: one.start), patterns)
    narrow = bool(patterns.narrow.match(topic) or (text.endswith("?") and patterns.interrogative.search(topic)))
    return Question(text, today, language, _joined(days), topic, latest, narrow, unclear=unclear)


def on_day(question: Question, day: date) -> Question:
    """Return the same question about another day.

    A bare "29 May" read in 2023, with 2019 chosen instead, stays the whole of what was asked: its length is kept.
    """
    asked = question.days[0] if len(question.days) == 1 else None
    other = asked and next((one for one in asked.others if one.day == day), None)
    last = day + (asked.span.last - asked.span.first) if asked and other else day
    span = DaySpan(day, last)
    return replace(question, days=(AskedDays(day.isoformat(), span, year_given=True),), latest=False, kept_days=False)


def language_of(text: str) -> str:
    """Return "ru" for a text in Cyrillic letters, else "en". A question is too short for statistics; letters are not.

    "что было 29 мая" -> "ru"     "Кто такой John Smith?" -> "ru"     "29/5" -> "en"
    """
    return "ru" if len(_CYRILLIC.findall(text)) * 2 > len(_LATIN.findall(text)) else "en"


def content_words(topic: str, language: str) -> str:
    """Return the words of a topic that a passage should have: no "who", no "did".

    "Who was detained by the Kosovo police" -> "detained Kosovo police"
    """
    function_words = PATTERNS[language].function_words
    return " ".join(word for word in _WORD.findall(topic) if word.lower() not in function_words)


def _names_days(timex: Timex) -> bool:
    return timex.span is not None and timex.type in (TimexType.DATE, TimexType.TIME)


def _overlap(one: Timex | UnclearDate, other: Timex | UnclearDate) -> bool:
    return one.start < other.end and other.start < one.end


def _asked(timex: Timex, years_of: YearsOf, unclear: Sequence[UnclearDate] = ()) -> AskedDays:
    """Take, for a bare day, the newest year in which the archive speaks of it, or at least could.

    Of a date with two readings, take the usual one, or the other if the archive speaks of that one alone.
    """
    span = timex.span
    assert span is not None
    for one in unclear:
        if one.readings and _overlap(timex, one):
            return _asked_of_two(one, years_of)
    if timex.year_given:
        return AskedDays(timex.text, span, year_given=True)
    years = years_of(span)
    if not years:
        return AskedDays(timex.text, span, year_given=False)
    return AskedDays(timex.text, span.in_year(years[0].day.year) or span, year_given=False, others=tuple(years[1:]))


def _asked_of_two(unclear: UnclearDate, years_of: YearsOf) -> AskedDays:
    counts = [_count(span, years_of) for span in unclear.readings]
    taken = next((n for n, count in enumerate(counts) if count.passages), 0)
    others = tuple(count for n, count in enumerate(counts) if n != taken)
    return AskedDays(unclear.text, unclear.readings[taken], year_given=True, others=others)


def _count(span: DaySpan, years_of: YearsOf) -> DayCount:
    return next((count for count in years_of(span) if count.day == span.first), DayCount(span.first, 0))


def _joined(days: Sequence[AskedDays]) -> tuple[AskedDays, ...]:
    """Drop what another one holds already: "from May 26 to 29" names its last day twice."""
    kept: list[AskedDays] = []
    for one in sorted(days, key=lambda d: -d.span.days):
        if not any(k.span.first <= one.span.first and one.span.last <= k.span.last for k in kept):
            kept.append(one)
    return tuple(d for d in days if d in kept)


def _topic(text: str, timexes: Sequence[Timex | UnclearDate], patterns: QuestionPatterns) -> str:
    for timex in reversed(timexes):
        before = _strip_connectors(text[: timex.start], patterns, at_start=False)
        text = f"{before} {text[timex.end :].lstrip()}"
    text = _trim(text)
    if opening := patterns.opening.match(text):
        text = text[opening.end() :]
    return _strip_connectors(_strip_connectors(text, patterns, at_start=False), patterns, at_start=True)


def _strip_connectors(text: str, patterns: QuestionPatterns, *, at_start: bool) -> str:
    """Take "on", "from" and their like off one end."""
    while text := _trim(text):
        if at_start:
            match = patterns.connector.match(text)
            rest = text[match.end() :] if match else text
        else:
            head, _, last = text.rpartition(" ")
            rest = head if patterns.connector.fullmatch(last) else text
        if rest == text:
            return text
        text = rest
    return ""


def _trim(text: str) -> str:
    return text.strip(' \t?!.,;:—–-"«»“”')
