"""A day in the words of an admin who was asked for one: the day, or why it is none."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.qa.talk.small_talk import read_small_talk
from index.ingest.dates.date_fields import read_day
from index.temporal import find_timexes
from index.temporal.unclear_dates import Fault, find_unclear_dates

MOST_WORDS = 4  # of what may be meant as a day though it is not one: "the 31 February", "abc"
_DIGITS = re.compile(r"[\d\W]+")
_CANCEL = re.compile(r"(?:cancel|stop|skip|no|never ?mind|отмена|отменить|стоп|нет|не надо|оставь)\W*", re.IGNORECASE)
_ASKS = frozenset(
    "who whom whose what when where why which how is are was were did does do can could tell show "
    "кто кого кому чей что чего когда где куда откуда почему зачем какой какая какие сколько как скажи покажи".split()
)


class NoDay(StrEnum):
    """Why words are not the one day that was asked for."""

    UNREADABLE = "unreadable"
    IMPOSSIBLE = "impossible"  # "31 February"
    AMBIGUOUS = "ambiguous"  # "05/06/2010": day first or month first
    SEVERAL = "several"  # "May 2023"
    TO_COME = "to come"  # "tomorrow"


@dataclass(frozen=True, slots=True)
class AskedDay:
    """What was made of the words."""

    day: date | None = None
    fault: NoDay | None = None  # None if there is a day


def read_asked_day(text: str, today: date, language: str = "en") -> date | None:
    """Return the one day that a person names; None if it is no day, more than one, or still to come.

    "23 June 2023"  ->  2023-06-23      "yesterday", asked on 2023-06-24  ->  2023-06-23
    """
    return read_day_answer(text, today, language).day


def read_day_answer(text: str, today: date, language: str = "en") -> AskedDay:
    """Return the one day that a person names, or why there is none.

    "yesterday", asked on 2023-06-24  ->  2023-06-23
    "31 February"                     ->  IMPOSSIBLE
    "May 2023"                        ->  SEVERAL
    "tomorrow"                        ->  TO_COME
    "abc"                             ->  UNREADABLE
    """
    if fault := find_fault(text, language):
        return AskedDay(fault=fault)
    found = _spoken(text, today, language)
    if found is None and _DIGITS.fullmatch(text) and (day := read_day(text)):
        found = AskedDay(day)
    if found is None:
        return AskedDay(fault=NoDay.UNREADABLE)
    return AskedDay(fault=NoDay.TO_COME) if found.day and found.day > today else found


def is_cancelled(text: str) -> bool:
    """Whether words take the question for a day back: "cancel", «не надо»."""
    return bool(_CANCEL.fullmatch(text.strip()))


def is_question(text: str) -> bool:
    """Whether a text asks something: "What happened on May 29?", "who won"."""
    return "?" in text or not _ASKS.isdisjoint(re.findall(r"\w+", text.casefold())[:1])


def may_mean_a_day(text: str, today: date, language: str = "en") -> bool:
    """Whether a text that comes after the question for a day, but not as a reply to it, is meant as its answer.

    "31 February", "abc"  ->  True       "What happened on May 29?", "who won", "thank you"  ->  False
    """
    if read_asked_day(text, today, language):
        return True
    words = re.findall(r"\w+", text.casefold())
    if not 0 < len(words) <= MOST_WORDS or is_question(text):
        return False
    return is_cancelled(text) or read_small_talk(text) is None


def find_fault(text: str, language: str) -> NoDay | None:
    """Return why a date in a text cannot be read for sure: it is in no calendar, or may be two days; else None."""
    for tried in languages_to_try(language):
        for one in find_unclear_dates(text, tried):
            if one.fault is Fault.IMPOSSIBLE:
                return NoDay.IMPOSSIBLE
            if tried == language:  # whether the day comes first is a matter of the language
                return NoDay.AMBIGUOUS
    return None


def _spoken(text: str, today: date, language: str) -> AskedDay | None:
    """Read words that are mostly a date; None if they are not."""
    several = False
    for tried in languages_to_try(language):
        timexes = find_timexes(text, today, tried, asked=True)
        spans = [timex.span for timex in timexes if timex.span]
        if not spans or sum(timex.end - timex.start for timex in timexes) * 2 < len(text.strip()):
            continue
        if len(spans) == 1 and spans[0].days == 1:
            return AskedDay(spans[0].first)
        several = True
    return AskedDay(fault=NoDay.SEVERAL) if several else None


def languages_to_try(language: str) -> list[str]:
    """Return the languages to try: people write days in either, whatever their Telegram speaks."""
    return list(dict.fromkeys((language, "en", "ru")))
