"""What rows of Russian words mean: times of a day, lengths, and what comes again and again."""

import re

from index.temporal.grammar import Match
from index.temporal.grammars.ru_dates import calendar, iso, numeric
from index.temporal.grammars.ru_numbers import CLOCKS, MONTHS, index, length, number, part, unit
from index.temporal.grammars.ru_weekdays import day_word, eve, weekday
from index.temporal.grammars.ru_words import LENGTHS, PODS
from index.temporal.meaning import Base, Built, Meaning, Plain, Shift, Time, Unit
from index.temporal.timex import TimexType


def half_of_day(match: Match) -> Built:
    return Time(None, "MO" if number(part(match, 0, 1)) == 1 else "AF")


def moment(match: Match) -> Meaning | None:
    """A day said in any way, for a time to stand in."""
    if match.has(*MONTHS):
        return calendar(match)
    if match.has("NUMERIC"):
        return numeric(match)
    if match.has("ISO"):
        return iso(match)
    if match.has("DAY_WORD", "DAY_ADJECTIVE"):
        return day_word(match)
    if match.has("EVE"):
        return eve(match)
    return weekday(match) if match.has("WEEKDAY") else None


def clock(match: Match) -> str | None:
    """15:00; 15.00 мск; 7 часов утра; 5 вечера"""
    written = match.word("CLOCK", "AMOUNT")
    if written:
        if not re.fullmatch(r"\d{1,2}[:.][0-5]\d(?::[0-5]\d)?", written):
            return None
        hour, rest = int(re.split(r"[:.]", written)[0]), re.split(r"[:.]", written, maxsplit=1)[1]
        return f"{hour:02d}:{rest}" if hour < 25 else None
    hour = number(part(match, 0, index(match, "HOURS", "DAY_PART", "DAYS"))) or 0
    later_half = match.value("DAY_PART") == 2 or match.has("DAYS")
    if later_half and hour < 12:
        hour += 12
    return f"{hour:02d}:00" if hour <= 24 else None


_CLOCK_KINDS = ("CLOCK", "AMOUNT", "HOURS", "DAY_PART")


def day_then_clock(match: Match) -> Built:
    """29 мая в 15:00; вчера около 7 часов утра"""
    at = index(match, *_CLOCK_KINDS)
    at -= match.tokens[at].kind in ("HOURS", "DAY_PART")
    day = part(match, 0, at).without("V", "K", "ABOUT", "COMMA")
    said, time = moment(day), clock(part(match, at))
    if said is None:
        return None
    return day.piece(said) if time is None else Time(said, time)


def day_and_clock(match: Match) -> Built:
    """3 июня 2023, 14:05: two expressions, one day."""
    at = index(match, "CLOCK")
    day, at_clock = part(match, 0, at).without("COMMA"), part(match, at)
    said, time = moment(day), clock(at_clock)
    if said is None:
        return None
    return [day.piece(said), *([at_clock.piece(Time(said, time))] if time else [])]


def clock_then_day(match: Match) -> Built:
    """15:00 29 мая; 7 часов утра в пятницу"""
    at = 1 + max(n for n, t in enumerate(match.tokens) if t.kind in (*_CLOCK_KINDS, "ZONE"))
    day = part(match, at).without("V", "COMMA")
    said, time = moment(day), clock(part(match, 0, at))
    if said is None or time is None:
        return day.piece(said) if said else None
    return Time(said, time)


def only_clock(match: Match) -> Built:
    time = clock(match)
    return Time(None, time) if time else None


def part_of_day(match: Match) -> Built:
    """вчера вечером; утром в пятницу; ночь на среду; вечер воскресенья"""
    which = match.value("DAY_PART_ADVERB", "DAY_PART")
    said = moment(part(match, 1) if match.tokens[0].kind in ("DAY_PART_ADVERB", "DAY_PART", "BY_DAY") else match)
    return Time(said, PODS[1 if which is None else which]) if said else None


def night_between(match: Match) -> Built:
    """ночь с пятницы на субботу; ночь с 4 на 5 июня"""
    return Time(moment(match.split("NA")[-1]), "NI")


def near_part_of_day(match: Match) -> Built:
    """минувшей ночью; этим утром; следующее утро"""
    which = PODS[match.value("DAY_PART_ADVERB", "DAY_PART") or 0]
    if match.has("NEXT"):
        return Time(Shift(Unit.DAY, 1, Base.EARLIER), which)
    if match.has("ZHE", "THAT", "OF_THAT", "DAYS"):
        return Time(Shift(Unit.DAY, 0, Base.EARLIER), which)
    return Time(Shift(Unit.DAY, 1 if match.has("COMING") else 0), which)


def named_hour(match: Match) -> Built:
    """в полдень; полдень субботы; 29 мая в полночь"""
    hour = match.only("NAMED_HOUR")
    clock_time = "12:00" if hour.words.lower().startswith(("полд", "полуд")) else "00:00"
    rest = match.but("NAMED_HOUR").without("V", "K", "NA")
    if not rest.tokens:
        return Time(None, clock_time)
    day = moment(rest)
    return Time(day, clock_time) if day else None


def only_part_of_day(match: Match) -> Built:
    return Time(None, PODS[match.value("DAY_PART_ADVERB") or 0])


def duration(match: Match) -> Built:
    """три дня; последние пять лет"""
    back = None
    many = number(match) or 1
    if match.has("LATEST", "JUST_GONE", "LAST", "COMING") and unit(match) not in CLOCKS and many < 1000:
        back = Shift(unit(match), many if match.has("COMING") else -many)
    return Plain(TimexType.DURATION, length(match), back)


def some_years(match: Match) -> Built:
    """в последние годы"""
    what = unit(match)
    if what is Unit.DAY:
        return Plain(TimexType.DATE, "FUTURE_REF" if match.has("COMING") else "PAST_REF")
    return Plain(TimexType.DURATION, f"PX{what}")


def fraction(match: Match) -> Built:
    """5,4 года"""
    tokens = list(match.tokens)
    if tokens[2].start - tokens[0].end > 1:  # two numbers: "45, 29 лет"
        return part(match, 2).piece(Plain(TimexType.DURATION, length(part(match, 2))))
    whole = match.text[tokens[0].start : tokens[2].end].replace(",", ".")
    return Plain(TimexType.DURATION, length(part(match, 3)).replace("1", whole, 1))


def counted_adjective(match: Match) -> Built:
    """двухдневный; 30-дневный"""
    packed = match.value("COUNTED")
    many, which = (
        divmod(packed, 10) if packed is not None else (match.value("NUM", "INT", "YEAR"), match.value("LENGTH") or 0)
    )
    letter = LENGTHS[which]
    return Plain(TimexType.DURATION, f"PT{many}{letter[1:]}" if letter.startswith("T") else f"P{many}{letter}")


def every(match: Match) -> Built:
    """каждый год; каждую пятницу; в месяц"""
    day = match.value("WEEKDAY", "WEEKDAYS")
    if day is not None:
        return Plain(TimexType.SET, f"XXXX-WXX-{day + 1}" if day < 7 else "XXXX-WXX")
    pod = match.value("DAY_PART_ADVERB", "DAY_PART", "DAY_PART_REPEATED")
    if pod is not None:
        return Plain(TimexType.SET, f"XXXX-XX-XXT{PODS[pod]}")
    if match.has("MONTH"):
        return Plain(TimexType.SET, f"XXXX-{match.value('MONTH'):02d}")
    return Plain(TimexType.SET, length(match))


def often(match: Match) -> Built:
    """ежедневно"""
    return Plain(TimexType.SET, match.word("OFTEN") or "")


def reference(match: Match) -> Built:
    """сейчас; недавно"""
    return Plain(TimexType.DATE, match.word("REFERENCE") or "")


def some_time(match: Match) -> Built:
    """в настоящее время; в ближайшее время; в последнее время; на днях"""
    if match.has("COMING"):
        return Plain(TimexType.DATE, "FUTURE_REF")
    return Plain(TimexType.DATE, "PAST_REF" if match.has("LATEST", "NA") else "PRESENT_REF")


def nothing(match: Match) -> Built:
    """A guard: these words are not a date."""
    return None
