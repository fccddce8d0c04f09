"""What rows of Russian words mean: weekdays, weekends, yesterday and tomorrow, and named days."""

import re

from index.temporal.grammar import Match
from index.temporal.grammars.ru_numbers import leaning, part, turn, year
from index.temporal.meaning import Base, Built, Calendar, Meaning, Shift, Tense, Unit, Weekday, WeekOf


def weekday(match: Match) -> Meaning:
    """в пятницу; в минувшую среду; в прошлый четверг; в среду на следующей неделе; к пятнице"""
    day = match.value("WEEKDAY") or 0
    if match.has("WEEKS"):
        return Weekday(day, week=turn(match) or 0)
    if match.has("LAST", "NEXT"):  # "прошлый четверг" is of last week, "минувший" is the one just gone
        return Weekday(day, week=turn(match))
    near = turn(match)
    if near is None and re.search(r"(?:^|\W)ко?\s+$", match.before, re.IGNORECASE) and leaning(match) is not Tense.PAST:
        near = 1
    return Weekday(day, near)


def weekend(match: Match) -> Meaning:
    """в выходные; в минувшие выходные"""
    near = turn(match)
    if near is None:
        ahead = match.words.lower() == "выходные" and re.search(r"(?:^|\W)на\s+$", match.before, re.IGNORECASE)
        return WeekOf(Weekday(5, near=1 if ahead and leaning(match) is not Tense.PAST else None), 0, Unit.WEEKEND)
    if match.has("JUST_GONE", "LAST", "PREVIOUS"):
        return WeekOf(Weekday(6, near=-1), 0, Unit.WEEKEND)
    if match.has("COMING"):
        return WeekOf(Weekday(5, near=1), 0, Unit.WEEKEND)
    return Shift(Unit.WEEKEND, near)


def day_word(match: Match) -> Meaning:
    """вчера; сегодняшний день"""
    return Shift(Unit.DAY, match.value("DAY_WORD", "DAY_ADJECTIVE") or 0)


_SAID_DAY = re.compile(
    r"\d{1,2}(?:-го)?\s+(?:янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек)\w*[^.!?\n]*$"
    r"|\b(?:понедельник|вторник|сред[уы]|четверг|пятниц[уы]|суббот[уы]|воскресен)\w*[^.!?\n]*$",
    re.IGNORECASE,
)


def eve(match: Match) -> Meaning:
    """накануне: the day before the one said in the sentence, else before the publication date."""
    said = _SAID_DAY.search(match.text[max(0, match.start - 160) : match.start])
    return Shift(Unit.DAY, -1, Base.EARLIER if said else Base.ANCHOR)


def holiday(match: Match) -> Built:
    """День Победы"""
    month, day = divmod(match.value("HOLIDAY") or 101, 100)
    if not re.search(r"[А-ЯЁ]", match.words):
        return None
    after = part(match, 2)
    return Calendar(year(after), month, day, turn=turn(after) if year(after) is None else None)
