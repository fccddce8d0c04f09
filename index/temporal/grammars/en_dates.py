"""What English calendar dates mean: days, months, years, weekdays, feasts."""

import re

from index.temporal import rule_builders as b
from index.temporal.grammar import Match
from index.temporal.grammars.en_verbs import closes
from index.temporal.grammars.en_years import bare_year
from index.temporal.meaning import (
    Base,
    Built,
    Calendar,
    Decade,
    NthWeekday,
    Numeric,
    Shift,
    Time,
    Unit,
    VectorSearch,
    Weekday,
)

THANKSGIVING = 1100


_OWN_FEAST = re.compile(r"\b(?:on|before|after|since|until|till|by|at|last|next|this) $", re.IGNORECASE)


def whole(f: Match) -> VectorSearch | None:
    """Read one plain expression by the kinds in it, the commonest first."""
    if f.has(*b.MONTHS):
        return b.calendar(f)
    if f.has(*b.WEEKDAYS):
        return b.weekday(f)
    if f.has("DAYWORD"):
        return Shift(Unit.DAY, f.value("DAYWORD") or 0)
    if f.has("QUARTERU", "QN") and f.has("ORDW", "ORD", "FINAL", "QN"):
        return b.quarter(f)
    if f.has("SEASON"):
        return b.season(f)
    if f.has("DECADE"):
        return b.decade(f)
    if f.has("ISO"):
        return iso(f)
    if f.has("NUMERIC"):
        return numeric(f)
    if f.has("FEAST"):
        return feast(f)
    if f.has("YEAR"):
        return Calendar(f.value("YEAR"))
    return b.relative(f) if f.has(*b.UNITS) else None


def iso(f: Match) -> VectorSearch:
    """2023-05-29, 2023-05-29T12:00"""
    written = f.word("ISO") or ""
    year, month, day = (int(part) for part in written[:10].split("-"))
    on = Calendar(year, month, day)
    return Time(on, written[11:]) if len(written) > 10 else on


_VERSION = re.compile(r"\b(?:version|v\.?|release|build|ip|ios|no\.?)\s*$", re.IGNORECASE)


def numeric(f: Match) -> VectorSearch | None:
    """29/05/2023, 29.05.23; in a question 5/29 too"""
    if f.words == "24/7" or _VERSION.search(f.before[-10:]):
        return None
    parts = re.split(r"[./-]", f.word("NUMERIC") or "")
    year = int(parts[2]) if len(parts) > 2 else None
    return Numeric(int(parts[0]), int(parts[1]), year, True if "." in (f.word("NUMERIC") or "") else None)


def feast(f: Match) -> VectorSearch | None:
    """Christmas, Christmas Eve, New Year's Day, Thanksgiving"""
    day = f.value("FEAST") or 101
    if not f.has("EVE", "DAYU", "YEAR") and not _OWN_FEAST.search(f.before) and re.match(r"\s+(?:and\s+)?\w", f.after):
        return None  # "Christmas sales", "a Christmas tree"
    if day == THANKSGIVING:
        return NthWeekday(3, 4, Calendar(f.value("YEAR"), 11))
    month, number = divmod(day, 100)
    if f.has("EVE"):
        month, number = (12, 31) if day == 101 else (month, number - 1)
    return Calendar(f.value("YEAR"), month, number)


def attacks(f: Match) -> Built:
    """The September 11 attacks, 9/11: the year everyone knows."""
    if f.value(*b.MONTHS) != 9 or b.number_of(f.only("NUM", "ORD")) != 11:
        day = f.without("ATTACK", "COMMA")
        return day.piece(b.calendar(day))
    day = f.without("ATTACK", "COMMA")
    return day.piece(Calendar(b.year_of(f) or 2001, 9, 11))


def nine_eleven(f: Match) -> Built:
    return Calendar(2001, 9, 11) if f.words.replace(" ", "") == "9/11" else None


def day_of_month(f: Match) -> VectorSearch | None:
    """On the 29th; "on the 9th floor" is none."""
    return Calendar(day=f.value("ORD", "NUM")) if closes(f) else None


def weekday_and_day(f: Match) -> Built:
    """Friday the 26th; of "Tuesday, the 26th anniversary" only Tuesday."""
    if closes(f):
        return day_of_month(f)
    day = f.only(*b.WEEKDAYS, "DOT")
    return day.piece(b.weekday(day))


def weekday_beside(f: Match) -> VectorSearch:
    """The following Monday; the previous Friday."""
    return Weekday(f.value(*b.WEEKDAYS) or 0, f.value("FOLLOWING", "PREVIOUS"), base=Base.EARLIER)


def decade(f: Match) -> VectorSearch | None:
    """1990s, '90s, 80s; "in his 30s" is an age."""
    first = f.value("DECADE") or 0
    return b.decade(f) if first >= 50 or not f.words[0].isdigit() else None


def tokenised_decade(f: Match) -> Built:
    """the 1980 's"""
    year = f.value("YEAR") or 1
    return Decade(year) if year % 10 == 0 else bare_year(f)


def short_year(f: Match) -> VectorSearch:
    """since '82"""
    return Calendar(b.year_of(f))


def turned_weekday(f: Match) -> VectorSearch:
    """Last Friday; this coming Saturday; this past Sunday."""
    near = f.value("PAST", "NEXT")
    return Weekday(f.value(*b.WEEKDAYS) or 0, b.turn_of(f) if near is None else near)
