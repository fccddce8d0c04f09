"""What rows of Russian words mean: weekdays, weekends, yesterday and tomorrow, and named days."""

import re

from index.temporal.grammar import Match
from index.temporal.grammars.ru_numbers import leaning, part, turn, year
from index.temporal.meaning import Base, Built, Calendar, Shift, Tense, Unit, VectorSearch, Weekday, WeekOf


def weekday(found: Match) -> VectorSearch:
    """в пятницу; в минувшую среду; в прошлый четверг; в среду на следующей неделе; к пятнице"""
    day = found.value("WEEKDAY") or 0
    if found.has("WEEKS"):
        return Weekday(day, week=turn(found) or 0)
    if found.has("LAST", "NEXT"):  # "прошлый четверг" is of last week, "минувший" is the one just gone
        return Weekday(day, week=turn(found))
    near = turn(found)
    if near is None and re.search(r"(?:^|\W)ко?\s+$", found.before, re.IGNORECASE) and leaning(found) is not Tense.PAST:
        near = 1
    return Weekday(day, near)


def weekend(found: Match) -> VectorSearch:
    """в выходные; в минувшие выходные"""
    near = turn(found)
    if near is None:
        ahead = found.words.lower() == "выходные" and re.search(r"(?:^|\W)на\s+$", found.before, re.IGNORECASE)
        return WeekOf(Weekday(5, near=1 if ahead and leaning(found) is not Tense.PAST else None), 0, Unit.WEEKEND)
    if found.has("JUST_GONE", "LAST", "PREVIOUS"):
        return WeekOf(Weekday(6, near=-1), 0, Unit.WEEKEND)
    if found.has("COMING"):
        return WeekOf(Weekday(5, near=1), 0, Unit.WEEKEND)
    return Shift(Unit.WEEKEND, near)


def day_word(found: Match) -> VectorSearch:
    """вчера; сегодняшний день"""
    return Shift(Unit.DAY, found.value("DAYWORD", "DAY_ADJECTIVE") or 0)


_SAID_DAY = re.compile(
    r"\d{1,2}(?:-го)?\s+(?:янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек)\w*[^.!?\n]*$"
    r"|\b(?:понедельник|вторник|сред[уы]|четверг|пятниц[уы]|суббот[уы]|воскресен)\w*[^.!?\n]*$",
    re.IGNORECASE,
)


def eve(found: Match) -> VectorSearch:
    """накануне: the day before the one said in the sentence, else before the publication date."""
    said = _SAID_DAY.search(found.text[max(0, found.start - 160) : found.start])
    return Shift(Unit.DAY, -1, Base.EARLIER if said else Base.ANCHOR)


def holiday(found: Match) -> Built:
    """День Победы"""
    month, day = divmod(found.value("HOLIDAY") or 101, 100)
    if not re.search(r"[А-ЯЁ]", found.words):
        return None
    after = part(found, 2)
    return Calendar(year(after), month, day, turn=turn(after) if year(after) is None else None)
