"""What rows of Russian words mean: weeks, months, seasons and years, their parts, and offsets from a day."""

import re

from index.temporal.grammar import Match
from index.temporal.grammars.ru_dates import calendar
from index.temporal.grammars.ru_numbers import (
    CLOCKS,
    MONTHS,
    SEASON_NAMES,
    SEASONS,
    TURNS,
    index,
    leaning,
    length,
    number,
    part,
    turn,
    unit,
    year,
)
from index.temporal.meaning import (
    Base,
    Built,
    Calendar,
    Century,
    Decade,
    InYear,
    Meaning,
    Part,
    Plain,
    Shift,
    Tense,
    Third,
    Unit,
    WeekOf,
)
from index.temporal.timex import TimexType


def relative(match: Match) -> Meaning:
    """на прошлой неделе; в этом году; на следующий день; в тот же день"""
    by, what = turn(match) or 0, unit(match)
    if what is Unit.DAY and (match.has("NEXT", "PREVIOUS") or not match.has(*TURNS) or match.has("THIS")):
        return Shift(Unit.DAY, by, Base.EARLIER)
    if match.has("PREVIOUS") or match.has("ZHE", "THAT", "OF_THAT"):
        return Shift(what, by, Base.EARLIER)
    return Shift(what, by)


_FRACTIONS = ("QUARTERS", "QUARTER_SHORT", "HALF_YEARS", "HALF")


def span_of_year(match: Match) -> Meaning | None:
    """I квартал 2023 года; второе полугодие; вторая половина года"""
    at = index(match, *_FRACTIONS)
    which = number(part(match, 0, at))
    letter = "Q" if match.has("QUARTERS", "QUARTER_SHORT") else "H"
    if which is None or not 1 <= which <= (4 if letter == "Q" else 2):
        return None
    after = part(match, at + 1)
    said = year(after) or (_year_before(match) if turn(after) is None else None)
    return InYear(f"{letter}{which}", said, _year_turn(after) if said is None else None)


_SAID_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:-\w{1,2})?\s+г(?:\.|од)[^.!?]*$")


def _year_before(match: Match) -> int | None:
    """The year said before in the sentence: "в первой половине 2022 года …, во второй половине года"."""
    seen = _SAID_YEAR.search(match.text[max(0, match.start - 120) : match.start])
    return int(seen[1]) if seen else None


def _year_turn(after: Match) -> int | None:
    """Return the relative year: "прошлого года" -1, "года" 0, None if there is none."""
    if year(after) is not None:
        return None
    return turn(after) or 0 if after.has("YEAR_ONE", "THIS_YEAR") else None


def season(match: Match) -> Meaning:
    """летом 2022 года; прошлой весной; ранней осенью"""
    at = index(match, *SEASONS)
    name = SEASON_NAMES[match.value(*SEASONS) or 0]
    after = part(match, at + 1)
    said = year(after)
    near = turn(part(match, 0, at))
    if near == 0 and name == "WI":  # "этой зимой" in January began last year
        near = None
    meaning = InYear(name, said, _year_turn(after), near)
    if match.has("SEASON_EARLY", "SEASON_LATE"):
        return Part(meaning, Third.EARLY if match.has("SEASON_EARLY") else Third.LATE)
    return meaning


def decade(match: Match) -> Meaning | None:
    """1990-е; в 90-х годах; девяностые; 20-е годы XX века, прошлого века"""
    first = match.value("DECADE", "TENS_OF")
    if first is not None and first < 100 and match.has("CENTURIES"):
        first += 100 * ((number(part(match, index(match, "YEAR_MANY") + 1)) or 20) - 1)
    return Decade(first) if first is not None and first % 10 == 0 else None


def century(match: Match) -> Meaning | None:
    """XIX век; 21-й век"""
    which = number(match)
    return Century(which) if which and which <= 21 else None


def centuries(match: Match) -> Built:
    """XIX–XX века; в конце XIX — начале XX века"""
    first, last = match.split("DASH", "I")
    ends = [(end, century(end)) for end in (first, last)]
    return [end.piece(Part(c, Third(end.value("PART") or 0)) if end.has("PART") else c) for end, c in ends if c]


def week_of(match: Match) -> Meaning | None:
    """в последнюю неделю марта; в первые выходные мая"""
    at = index(match, "WEEKS", "WEEKENDS")
    number_ = -1 if match.has("LATEST") else 1 if match.has("FIRSTS") else number(part(match, 0, at))
    month = calendar(part(match, at + 1))
    if month is None or not number_ or number_ > 5:
        return None
    return WeekOf(month, number_, unit(match))


def stretch(match: Match) -> Meaning | None:
    """Anything that has a beginning, a middle and an end."""
    if match.has("WEEKS", "MONTHS", "DECADES") or (match.has("QUARTERS") and number(match) is None):
        return Shift(unit(match), turn(match) or 0)
    if match.has(*MONTHS):
        return calendar(match)
    if match.has("QUARTERS", "HALF_YEARS"):
        return span_of_year(match)
    if match.has(*SEASONS):
        return season(match)
    if match.has("CENTURIES"):
        return century(match) or Shift(Unit.CENTURY, turn(match) or 0)
    if match.has("DECADE", "TENS_OF"):
        return decade(match)
    said = year(match)
    return Calendar(said) if said is not None else Shift(Unit.YEAR, turn(match) or 0)


def part_of(match: Match) -> Meaning | None:
    """в начале 2023 года; конец мая; к середине недели"""
    whole = stretch(part(match, 1))
    return Part(whole, Third(match.value("PART") or 0)) if whole else None


def half_of(match: Match) -> Meaning | None:
    """первая половина мая; вторая половина 2022 года"""
    at = index(match, "HALF", "TEN_DAYS")
    which, rest = number(part(match, 0, at)), part(match, at + 1)
    if match.has("TEN_DAYS"):
        month = calendar(rest)
        if match.has("LATEST"):
            which = 3
        return Part(month, Third(which - 1)) if month and which and which <= 3 else None
    if which not in (1, 2):
        return None
    if rest.has("YEAR", "ORD", "YEAR_ONE") and not rest.has(*MONTHS):
        return span_of_year(match)
    whole = stretch(rest)
    return Part(whole, Third.FIRST_HALF if which == 1 else Third.SECOND_HALF) if whole else None


def dates_of(match: Match) -> Meaning | None:
    """в первых числах мая; в двадцатых числах мая"""
    at = index(match, "DATES", "DAYS")
    month = calendar(part(match, at + 1))
    which = match.value("DECADE", "TENS_OF")
    third = Third.EARLY if match.has("FIRSTS") else Third.LATE if match.has("LATEST") or which in (20, 30) else None
    if third is None and which == 10:
        third = Third.MIDDLE
    return Part(month, third) if month and third is not None else None


def _shift(match: Match, sign: int, base: Base | Meaning) -> Meaning | None:
    what, by = unit(match), number(match)
    counted = match.has("NUM", "INT", "YEAR", "CARDINAL", "TENS", "SEVERAL", "ONE_HALF")
    if what in CLOCKS:
        return Plain(TimexType.DURATION, length(match))
    if match.has("SEVERAL"):
        return Plain(TimexType.DATE, "PAST_REF" if sign < 0 else "FUTURE_REF")
    if match.has("HALF_YEAR"):
        return Shift(Unit.MONTH, sign * 6, base)
    if match.has("ONE_HALF"):
        smaller = {Unit.YEAR: (Unit.MONTH, 18), Unit.MONTH: (Unit.WEEK, 6), Unit.CENTURY: (Unit.YEAR, 150)}
        return Shift(smaller[what][0], sign * smaller[what][1], base) if what in smaller else None
    if not counted:
        by = 1
    return Shift(what, sign * by, base) if by is not None and by < 3000 else None


def ago(match: Match) -> Built:
    """месяц назад; два дня тому назад"""
    return _shift(match, -1, Base.ANCHOR)


def later(match: Match) -> Built:
    """три недели спустя; двумя днями позже"""
    return _shift(match, 1, Base.EARLIER)


def sooner(match: Match) -> Built:
    """днём ранее; за неделю до этого"""
    return _shift(match, -1, Base.EARLIER)


def within(match: Match) -> Built:
    """через два дня: from the last day mentioned if the verb is past, else from the publication date"""
    told = match.has("AFTER") or leaning(match) is Tense.PAST
    return _shift(match, 1, Base.EARLIER if told else Base.ANCHOR)


def within_after(match: Match) -> Built:
    """через три дня после обысков: the searches have no day, so only the length stays"""
    inner = match.without("IN", "SPUSTYA", "AFTER")
    return inner.piece(Plain(TimexType.DURATION, length(inner)))


def before_date(match: Match) -> Built:
    """за два дня до 29 мая; через неделю после 29 мая"""
    at = index(match, "AFTER", "DO")
    day = calendar(part(match, at + 1))
    return _shift(part(match, 1, at), -1 if match.has("ZA") else 1, day) if day else None
