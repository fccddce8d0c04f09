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
    Part,
    Plain,
    Shift,
    Tense,
    Third,
    Unit,
    VectorSearch,
    WeekOf,
)
from index.temporal.timex import TimexType


def relative(found: Match) -> VectorSearch:
    """на прошлой неделе; в этом году; на следующий день; в тот же день"""
    by, what = turn(found) or 0, unit(found)
    if what is Unit.DAY and (found.has("NEXT", "PREVIOUS") or not found.has(*TURNS) or found.has("THIS")):
        return Shift(Unit.DAY, by, Base.EARLIER)
    if found.has("PREVIOUS") or found.has("GE", "THAT", "OF_THAT"):
        return Shift(what, by, Base.EARLIER)
    return Shift(what, by)


_FRACTIONS = ("QUARTERS", "QUARTER_SHORT", "HALF_YEARS", "HALF")


def span_of_year(found: Match) -> VectorSearch | None:
    """I квартал 2023 года; второе полугодие; вторая половина года"""
    at = index(found, *_FRACTIONS)
    which = number(part(found, 0, at))
    letter = "Q" if found.has("QUARTERS", "QUARTER_SHORT") else "H"
    if which is None or not 1 <= which <= (4 if letter == "Q" else 2):
        return None
    after = part(found, at + 1)
    said = year(after) or (_year_before(found) if turn(after) is None else None)
    return InYear(f"{letter}{which}", said, _year_turn(after) if said is None else None)


_SAID_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:-\w{1,2})?\s+г(?:\.|од)[^.!?]*$")


def _year_before(found: Match) -> int | None:
    """The year said before in the sentence: "в первой половине 2022 года …, во второй половине года"."""
    seen = _SAID_YEAR.search(found.text[max(0, found.start - 120) : found.start])
    return int(seen[1]) if seen else None


def _year_turn(after: Match) -> int | None:
    """The year by turn: "прошлого года" -1, "года" 0, none None."""
    if year(after) is not None:
        return None
    return turn(after) or 0 if after.has("YEAR_ONE", "THIS_YEAR") else None


def season(found: Match) -> VectorSearch:
    """летом 2022 года; прошлой весной; ранней осенью"""
    at = index(found, *SEASONS)
    name = SEASON_NAMES[found.value(*SEASONS) or 0]
    after = part(found, at + 1)
    said = year(after)
    near = turn(part(found, 0, at))
    if near == 0 and name == "WI":  # "этой зимой" in January began last year
        near = None
    meaning = InYear(name, said, _year_turn(after), near)
    if found.has("SEASON_EARLY", "SEASON_LATE"):
        return Part(meaning, Third.EARLY if found.has("SEASON_EARLY") else Third.LATE)
    return meaning


def decade(found: Match) -> VectorSearch | None:
    """1990-е; в 90-х годах; девяностые; 20-е годы XX века, прошлого века"""
    first = found.value("DECADE", "TENS_OF")
    if first is not None and first < 100 and found.has("CENTURIES"):
        first += 100 * ((number(part(found, index(found, "YEAR_MANY") + 1)) or 20) - 1)
    return Decade(first) if first is not None and first % 10 == 0 else None


def century(found: Match) -> VectorSearch | None:
    """XIX век; 21-й век"""
    which = number(found)
    return Century(which) if which and which <= 21 else None


def centuries(found: Match) -> Built:
    """XIX–XX века; в конце XIX — начале XX века"""
    first, last = found.split("DASH", "I")
    ends = [(end, century(end)) for end in (first, last)]
    return [end.piece(Part(c, Third(end.value("PART") or 0)) if end.has("PART") else c) for end, c in ends if c]


def week_of(found: Match) -> VectorSearch | None:
    """в последнюю неделю марта; в первые выходные мая"""
    at = index(found, "WEEKS", "WEEKENDS")
    number_ = -1 if found.has("LATEST") else 1 if found.has("FIRSTS") else number(part(found, 0, at))
    month = calendar(part(found, at + 1))
    if month is None or not number_ or number_ > 5:
        return None
    return WeekOf(month, number_, unit(found))


def stretch(found: Match) -> VectorSearch | None:
    """Anything that has a beginning, a middle and an end."""
    if found.has("WEEKS", "MONTHS", "DECADES") or (found.has("QUARTERS") and number(found) is None):
        return Shift(unit(found), turn(found) or 0)
    if found.has(*MONTHS):
        return calendar(found)
    if found.has("QUARTERS", "HALF_YEARS"):
        return span_of_year(found)
    if found.has(*SEASONS):
        return season(found)
    if found.has("CENTURIES"):
        return century(found) or Shift(Unit.CENTURY, turn(found) or 0)
    if found.has("DECADE", "TENS_OF"):
        return decade(found)
    said = year(found)
    return Calendar(said) if said is not None else Shift(Unit.YEAR, turn(found) or 0)


def part_of(found: Match) -> VectorSearch | None:
    """в начале 2023 года; конец мая; к середине недели"""
    whole = stretch(part(found, 1))
    return Part(whole, Third(found.value("PART") or 0)) if whole else None


def half_of(found: Match) -> VectorSearch | None:
    """первая половина мая; вторая половина 2022 года"""
    at = index(found, "HALF", "TEN_DAYS")
    which, rest = number(part(found, 0, at)), part(found, at + 1)
    if found.has("TEN_DAYS"):
        month = calendar(rest)
        if found.has("LATEST"):
            which = 3
        return Part(month, Third(which - 1)) if month and which and which <= 3 else None
    if which not in (1, 2):
        return None
    if rest.has("YEAR", "ORD", "YEAR_ONE") and not rest.has(*MONTHS):
        return span_of_year(found)
    whole = stretch(rest)
    return Part(whole, Third.FIRST_HALF if which == 1 else Third.SECOND_HALF) if whole else None


def dates_of(found: Match) -> VectorSearch | None:
    """в первых числах мая; в двадцатых числах мая"""
    at = index(found, "DATES", "DAYS")
    month = calendar(part(found, at + 1))
    which = found.value("DECADE", "TENS_OF")
    third = Third.EARLY if found.has("FIRSTS") else Third.LATE if found.has("LATEST") or which in (20, 30) else None
    if third is None and which == 10:
        third = Third.MIDDLE
    return Part(month, third) if month and third is not None else None


def _shift(found: Match, sign: int, base: Base | VectorSearch) -> VectorSearch | None:
    what, by = unit(found), number(found)
    counted = found.has("NUM", "INT", "YEAR", "CARDINAL", "TENS", "SEVERAL", "ONE_HALF")
    if what in CLOCKS:
        return Plain(TimexType.DURATION, length(found))
    if found.has("SEVERAL"):
        return Plain(TimexType.DATE, "PAST_REF" if sign < 0 else "FUTURE_REF")
    if found.has("HALF_YEAR"):
        return Shift(Unit.MONTH, sign * 6, base)
    if found.has("ONE_HALF"):
        smaller = {Unit.YEAR: (Unit.MONTH, 18), Unit.MONTH: (Unit.WEEK, 6), Unit.CENTURY: (Unit.YEAR, 150)}
        return Shift(smaller[what][0], sign * smaller[what][1], base) if what in smaller else None
    if not counted:
        by = 1
    return Shift(what, sign * by, base) if by is not None and by < 3000 else None


def ago(found: Match) -> Built:
    """месяц назад; два дня тому назад"""
    return _shift(found, -1, Base.ANCHOR)


def later(found: Match) -> Built:
    """три недели спустя; двумя днями позже"""
    return _shift(found, 1, Base.EARLIER)


def sooner(found: Match) -> Built:
    """днём ранее; за неделю до этого"""
    return _shift(found, -1, Base.EARLIER)


def within(found: Match) -> Built:
    """через два дня: from the day last mentioned where the verb is past, else from the publication date"""
    told = found.has("AFTER") or leaning(found) is Tense.PAST
    return _shift(found, 1, Base.EARLIER if told else Base.ANCHOR)


def within_after(found: Match) -> Built:
    """через три дня после обысков: the searches have no day, so only the length stays"""
    inner = found.without("IN", "SPUST", "AFTER")
    return inner.piece(Plain(TimexType.DURATION, length(inner)))


def before_date(found: Match) -> Built:
    """за два дня до 29 мая; через неделю после 29 мая"""
    at = index(found, "AFTER", "DO")
    day = calendar(part(found, at + 1))
    return _shift(part(found, 1, at), -1 if found.has("ZA") else 1, day) if day else None
