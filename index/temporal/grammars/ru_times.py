"""What rows of Russian words mean: times of a day, lengths, and what comes again and again."""

import re

from index.temporal.grammar import Match
from index.temporal.grammars.ru_dates import calendar, iso, numeric
from index.temporal.grammars.ru_numbers import CLOCKS, MONTHS, index, length, number, part, unit
from index.temporal.grammars.ru_weekdays import day_word, eve, weekday
from index.temporal.grammars.ru_words import LENGTHS, PODS
from index.temporal.meaning import Base, Built, Plain, Shift, Time, Unit, VectorSearch
from index.temporal.timex import TimexType


def half_of_day(found: Match) -> Built:
    return Time(None, "MO" if number(part(found, 0, 1)) == 1 else "AF")


def moment(found: Match) -> VectorSearch | None:
    """A day said in any way, for a time to stand in."""
    if found.has(*MONTHS):
        return calendar(found)
    if found.has("NUMERIC"):
        return numeric(found)
    if found.has("ISO"):
        return iso(found)
    if found.has("DAYWORD", "DAY_ADJECTIVE"):
        return day_word(found)
    if found.has("EVE"):
        return eve(found)
    return weekday(found) if found.has("WEEKDAY") else None


def clock(found: Match) -> str | None:
    """15:00; 15.00 мск; 7 часов утра; 5 вечера"""
    written = found.word("CLOCK", "AMOUNT")
    if written:
        if not re.fullmatch(r"\d{1,2}[:.][0-5]\d(?::[0-5]\d)?", written):
            return None
        hour, rest = int(re.split(r"[:.]", written)[0]), re.split(r"[:.]", written, maxsplit=1)[1]
        return f"{hour:02d}:{rest}" if hour < 25 else None
    hour = number(part(found, 0, index(found, "HOURS", "POD", "DAYS"))) or 0
    later_half = found.value("POD") == 2 or found.has("DAYS")
    if later_half and hour < 12:
        hour += 12
    return f"{hour:02d}:00" if hour <= 24 else None


_CLOCK_KINDS = ("CLOCK", "AMOUNT", "HOURS", "POD")


def day_then_clock(found: Match) -> Built:
    """29 мая в 15:00; вчера около 7 часов утра"""
    at = index(found, *_CLOCK_KINDS)
    at -= found.tokens[at].kind in ("HOURS", "POD")
    day = part(found, 0, at).without("V", "K", "ABOUT", "COMMA")
    said, time = moment(day), clock(part(found, at))
    if said is None:
        return None
    return day.piece(said) if time is None else Time(said, time)


def day_and_clock(found: Match) -> Built:
    """3 июня 2023, 14:05: two expressions, one day."""
    at = index(found, "CLOCK")
    day, at_clock = part(found, 0, at).without("COMMA"), part(found, at)
    said, time = moment(day), clock(at_clock)
    if said is None:
        return None
    return [day.piece(said), *([at_clock.piece(Time(said, time))] if time else [])]


def clock_then_day(found: Match) -> Built:
    """15:00 29 мая; 7 часов утра в пятницу"""
    at = 1 + max(n for n, t in enumerate(found.tokens) if t.kind in (*_CLOCK_KINDS, "ZONE"))
    day = part(found, at).without("V", "COMMA")
    said, time = moment(day), clock(part(found, 0, at))
    if said is None or time is None:
        return day.piece(said) if said else None
    return Time(said, time)


def only_clock(found: Match) -> Built:
    time = clock(found)
    return Time(None, time) if time else None


def part_of_day(found: Match) -> Built:
    """вчера вечером; утром в пятницу; ночь на среду; вечер воскресенья"""
    which = found.value("POD_BY", "POD")
    said = moment(part(found, 1) if found.tokens[0].kind in ("POD_BY", "POD", "BY_DAY") else found)
    return Time(said, PODS[1 if which is None else which]) if said else None


def night_between(found: Match) -> Built:
    """ночь с пятницы на субботу; ночь с 4 на 5 июня"""
    return Time(moment(found.split("NA")[-1]), "NI")


def near_part_of_day(found: Match) -> Built:
    """минувшей ночью; этим утром; следующее утро"""
    which = PODS[found.value("POD_BY", "POD") or 0]
    if found.has("NEXT"):
        return Time(Shift(Unit.DAY, 1, Base.EARLIER), which)
    if found.has("GE", "THAT", "OF_THAT", "DAYS"):
        return Time(Shift(Unit.DAY, 0, Base.EARLIER), which)
    return Time(Shift(Unit.DAY, 1 if found.has("COMING") else 0), which)


def only_part_of_day(found: Match) -> Built:
    return Time(None, PODS[found.value("POD_BY") or 0])


def duration(found: Match) -> Built:
    """три дня; последние пять лет"""
    back = None
    many = number(found) or 1
    if found.has("LATEST", "JUST_GONE", "LAST", "COMING") and unit(found) not in CLOCKS and many < 1000:
        back = Shift(unit(found), many if found.has("COMING") else -many)
    return Plain(TimexType.DURATION, length(found), back)


def some_years(found: Match) -> Built:
    """в последние годы"""
    what = unit(found)
    if what is Unit.DAY:
        return Plain(TimexType.DATE, "FUTURE_REF" if found.has("COMING") else "PAST_REF")
    return Plain(TimexType.DURATION, f"PX{what}")


def fraction(found: Match) -> Built:
    """5,4 года"""
    tokens = list(found.tokens)
    if tokens[2].start - tokens[0].end > 1:  # two numbers: "45, 29 лет"
        return part(found, 2).piece(Plain(TimexType.DURATION, length(part(found, 2))))
    whole = found.text[tokens[0].start : tokens[2].end].replace(",", ".")
    return Plain(TimexType.DURATION, length(part(found, 3)).replace("1", whole, 1))


def counted_adjective(found: Match) -> Built:
    """двухдневный; 30-дневный"""
    packed = found.value("COUNTED")
    many, which = (
        divmod(packed, 10) if packed is not None else (found.value("NUM", "INT", "YEAR"), found.value("LENGTH") or 0)
    )
    letter = LENGTHS[which]
    return Plain(TimexType.DURATION, f"PT{many}{letter[1:]}" if letter.startswith("T") else f"P{many}{letter}")


def every(found: Match) -> Built:
    """каждый год; каждую пятницу; в месяц"""
    day = found.value("WEEKDAY", "WEEKDAYS")
    if day is not None:
        return Plain(TimexType.SET, f"XXXX-WXX-{day + 1}" if day < 7 else "XXXX-WXX")
    pod = found.value("POD_BY", "POD", "POD_ALL")
    if pod is not None:
        return Plain(TimexType.SET, f"XXXX-XX-XXT{PODS[pod]}")
    if found.has("MONTH"):
        return Plain(TimexType.SET, f"XXXX-{found.value('MONTH'):02d}")
    return Plain(TimexType.SET, length(found))


def often(found: Match) -> Built:
    """ежедневно"""
    return Plain(TimexType.SET, found.word("OFTEN") or "")


def reference(found: Match) -> Built:
    """сейчас; недавно"""
    return Plain(TimexType.DATE, found.word("REFERENCE") or "")


def some_time(found: Match) -> Built:
    """в настоящее время; в ближайшее время; в последнее время; на днях"""
    if found.has("COMING"):
        return Plain(TimexType.DATE, "FUTURE_REF")
    return Plain(TimexType.DATE, "PAST_REF" if found.has("LATEST", "NA") else "PRESENT_REF")


def nothing(found: Match) -> Built:
    """A guard: these words are no date."""
    return None
