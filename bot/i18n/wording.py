"""How days, counts and reasons are said to a person: one wording a language, shared by terminal and chat.

Whole sentences that the bot says by itself live in `bot/i18n/phrases.py`; here are the small parts that
sentences, buttons and lists are made of. A new language is one more `Wording` in `WORDINGS`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from index.model.article import DateEvidence
from index.model.dates import DaySpan
from index.model.passage import Basis, DayCount


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language."""

    months: tuple[str, ...]  # January first, as said after a day: "29 May"
    months_alone: tuple[str, ...]  # as said without a day: "May 2023"
    weekdays: tuple[str, ...]  # Monday first
    undated: str  # in place of a publication date that nothing told
    evidence: dict[DateEvidence, str]  # follows a date in brackets
    basis: dict[Basis, str]  # {day}: the days asked for; {published}: the publication date
    and_more: str  # ends a list: {number} are not shown


_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

ENGLISH = Wording(
    months=_ENGLISH_MONTHS,
    months_alone=_ENGLISH_MONTHS,
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    undated="undated",
    evidence={
        DateEvidence.ADMIN: "set by an admin",
        DateEvidence.FIELD: "given with the article",
        DateEvidence.LINE: "from its date line",
        DateEvidence.DATELINE: "from the dateline",
        DateEvidence.PATH: "from the file's name",
        DateEvidence.UPDATED: "the day it was last updated",
        DateEvidence.DATELINE_GUESS: "from the dateline, its year a guess",
        DateEvidence.FILE_TIME: "a guess from the file's time",
        DateEvidence.NONE: "nothing told its date",
    },
    basis={
        Basis.MENTION: "speaks of {day}",
        Basis.PUBLISHED: "published {published}",
        Basis.CARRIED: "{day} carried over from the sentence before",
        Basis.NEXT_DAY: "from the next day's paper, {published}",
        Basis.WORDS: "found by its words",
        Basis.MEANING: "found by its meaning",
    },
    and_more=" and {number} more",
)

RUSSIAN = Wording(
    months=(
        *("января", "февраля", "марта", "апреля", "мая", "июня"),
        *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
    ),
    months_alone=(
        *("январь", "февраль", "март", "апрель", "май", "июнь"),
        *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
    ),
    weekdays=("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    undated="без даты",
    evidence={
        DateEvidence.ADMIN: "указана администратором",
        DateEvidence.FIELD: "указана в самой статье",
        DateEvidence.LINE: "из строки с датой",
        DateEvidence.DATELINE: "из выходных данных",
        DateEvidence.PATH: "из имени файла",
        DateEvidence.UPDATED: "день последнего обновления",
        DateEvidence.DATELINE_GUESS: "из выходных данных, год — догадка",
        DateEvidence.FILE_TIME: "догадка по времени файла",
        DateEvidence.NONE: "дата неизвестна",
    },
    basis={
        Basis.MENTION: "говорит о дне: {day}",
        Basis.PUBLISHED: "опубликовано {published}",
        Basis.CARRIED: "день назван раньше: {day}",
        Basis.NEXT_DAY: "из газеты следующего дня, {published}",
        Basis.WORDS: "найдено по словам",
        Basis.MEANING: "найдено по смыслу",
    },
    and_more=" и ещё {number}",
)

WORDINGS: dict[str, Wording] = {"en": ENGLISH, "ru": RUSSIAN}


def wording(language: str) -> Wording:
    """Return the wording of a language, English where there is none yet."""
    return WORDINGS.get(language, ENGLISH)


def say_day(day: date, language: str = "en") -> str:
    """Say one day: "29 May 2023"."""
    return f"{day.day} {wording(language).months[day.month - 1]} {day.year}"


def say_day_and_month(day: date, language: str = "en") -> str:
    """Say one day of a year that is known: "29 May"."""
    return f"{day.day} {wording(language).months[day.month - 1]}"


def say_weekday(day: date, language: str = "en") -> str:
    """Say one day with its weekday: "Monday 29 May 2023"."""
    return f"{wording(language).weekdays[day.weekday()]} {say_day(day, language)}"


def say_published(published: date | None, language: str = "en") -> str:
    """Say a publication date, or that nothing told it: "29 May 2023", "undated"."""
    return wording(language).undated if published is None else say_day(published, language)


def say_span(span: DaySpan, language: str = "en") -> str:
    """Say a span as shortly as it stays clear.

    one day           29 May 2023
    within a month    26–29 May 2023
    within a year     26 May – 3 June 2023
    across years      30 December 2022 – 2 January 2023
    whole months      May 2023; May – June 2023; December 2022 – January 2023
    whole years       2023; 2022–2023
    """
    first, last = span.first, span.last
    if first == last:
        return say_day(first, language)
    if span.whole_months:
        return _say_months(first, last, language)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{say_day(last, language)}"
    if first.year == last.year:
        return f"{first.day} {wording(language).months[first.month - 1]} – {say_day(last, language)}"
    return f"{say_day(first, language)} – {say_day(last, language)}"


def say_spans(spans: Iterable[DaySpan], language: str = "en", most: int = 8) -> str:
    """Say several spans in order of time, and how many more there are: "26 May 2023, 29 May 2023 and 3 more"."""
    said = [say_span(span, language) for span in sorted(set(spans))]
    more = wording(language).and_more.format(number=len(said) - most) if len(said) > most else ""
    return ", ".join(said[:most]) + more


def say_basis(basis: Basis, day: DaySpan | None = None, published: date | None = None, language: str = "en") -> str:
    """Say why a passage or sentence was taken; empty where the day to say is not known.

    An answer leaves it out for MENTION, WORDS and MEANING: there the sentence speaks for itself.

    MENTION    "speaks of 29 May 2023"
    PUBLISHED  "published 29 May 2023"
    CARRIED    "29 May 2023 carried over from the sentence before"
    NEXT_DAY   "from the next day's paper, 30 May 2023"
    """
    pattern = wording(language).basis[basis]
    if ("{day}" in pattern and day is None) or ("{published}" in pattern and published is None):
        return ""
    return pattern.format(
        day=say_span(day, language) if day else "",
        published=say_published(published, language),
    )


def say_evidence(evidence: DateEvidence, language: str = "en") -> str:
    """Say how a publication date was known, to follow it in brackets: "from the dateline"."""
    return wording(language).evidence[evidence]


def say_dated(published: date | None, evidence: DateEvidence, language: str = "en") -> str:
    """Say a publication date and how it was known: "23 June 2023 (from the dateline)", "undated"."""
    if published is None:
        return wording(language).undated
    return f"{say_day(published, language)} ({say_evidence(evidence, language)})"


def say_day_counts(counts: Iterable[DayCount], language: str = "en") -> str:
    """Say days with the passages that speak of them: "29 May 2023 (3), 26 May 2023 (2)"."""
    return ", ".join(f"{say_day(count.day, language)} ({count.passages})" for count in counts)


def say_others(span: DaySpan, others: Iterable[DayCount], language: str = "en") -> str:
    """Say what else a bare day may mean, newest first; the year alone where day and month stay the same.

    29 May 2023, also in 2019 and 2014   ->  "2019 (4), 2014 (1)"
    Friday 23 June, also 16 June         ->  "16 June 2023 (2)"
    """

    def say(day: date) -> str:
        same = (day.month, day.day) == (span.first.month, span.first.day)
        return str(day.year) if same else say_day(day, language)

    return ", ".join(f"{say(count.day)} ({count.passages})" for count in others)


def say_count(number: int, one: str, many: str = "") -> str:
    """Say a number of things in English: "1 passage", "1,204 passages", "2 copies"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _say_months(first: date, last: date, language: str) -> str:
    months = wording(language).months_alone
    if (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    end = f"{months[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    year = "" if first.year == last.year else f" {first.year}"
    return f"{months[first.month - 1]}{year} – {end}"
