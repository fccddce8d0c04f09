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
    Meaning,
    NthWeekday,
    Numeric,
    Shift,
    Time,
    Unit,
    Weekday,
)

THANKSGIVING = 1100


_OWN_FEAST = re.compile(r"\b(?:on|before|after|since|until|till|by|at|last|next|this) $", re.IGNORECASE)


def whole(match: Match) -> Meaning | None:
    """Read one plain expression by the kinds in it, the commonest first."""
    if match.has(*b.MONTHS):
        return b.calendar(match)
    if match.has(*b.WEEKDAYS):
        return b.weekday(match)
    if match.has("DAY_WORD"):
        return Shift(Unit.DAY, match.value("DAY_WORD") or 0)
    if match.has("QUARTER_UNIT", "QUARTER_CODE") and match.has("ORDINAL", "ORD", "FINAL", "QUARTER_CODE"):
        return b.quarter(match)
    if match.has("SEASON"):
        return b.season(match)
    if match.has("DECADE"):
        return b.decade(match)
    if match.has("ISO"):
        return iso(match)
    if match.has("NUMERIC"):
        return numeric(match)
    if match.has("FEAST"):
        return feast(match)
    if match.has("YEAR"):
        return Calendar(match.value("YEAR"))
    return b.relative(match) if match.has(*b.UNITS) else None


def iso(match: Match) -> Meaning:
    """2023-05-29, 2023-05-29T12:00"""
    written = match.word("ISO") or ""
    year, month, day = (int(part) for part in written[:10].split("-"))
    on = Calendar(year, month, day)
    return Time(on, written[11:]) if len(written) > 10 else on


_VERSION = re.compile(r"\b(?:version|v\.?|release|build|ip|ios|no\.?)\s*$", re.IGNORECASE)


def numeric(match: Match) -> Meaning | None:
    """29/05/2023, 29.05.23; in a question 5/29 too"""
    if match.words == "24/7" or _VERSION.search(match.before[-10:]):
        return None
    parts = re.split(r"[./-]", match.word("NUMERIC") or "")
    year = int(parts[2]) if len(parts) > 2 else None
    return Numeric(int(parts[0]), int(parts[1]), year, True if "." in (match.word("NUMERIC") or "") else None)


def feast(match: Match) -> Meaning | None:
    """Christmas, Christmas Eve, New Year's Day, Thanksgiving"""
    day = match.value("FEAST") or 101
    if (
        not match.has("EVE", "DAY_UNIT", "YEAR")
        and not _OWN_FEAST.search(match.before)
        and re.match(r"\s+(?:and\s+)?\w", match.after)
    ):
        return None  # "Christmas sales", "a Christmas tree"
    if day == THANKSGIVING:
        return NthWeekday(3, 4, Calendar(match.value("YEAR"), 11))
    month, number = divmod(day, 100)
    if match.has("EVE"):
        month, number = (12, 31) if day == 101 else (month, number - 1)
    return Calendar(match.value("YEAR"), month, number)


def attacks(match: Match) -> Built:
    """The September 11 attacks, 9/11: the year everyone knows."""
    if match.value(*b.MONTHS) != 9 or b.number_of(match.only("NUM", "ORD")) != 11:
        day = match.without("ATTACK", "COMMA")
        return day.piece(b.calendar(day))
    day = match.without("ATTACK", "COMMA")
    return day.piece(Calendar(b.year_of(match) or 2001, 9, 11))


def nine_eleven(match: Match) -> Built:
    return Calendar(2001, 9, 11) if match.words.replace(" ", "") == "9/11" else None


def day_of_month(match: Match) -> Meaning | None:
    """On the 29th; "on the 9th floor" is not a date."""
    return Calendar(day=match.value("ORD", "NUM")) if closes(match) else None


def weekday_and_day(match: Match) -> Built:
    """Friday the 26th; of "Tuesday, the 26th anniversary" only Tuesday."""
    if closes(match):
        return day_of_month(match)
    day = match.only(*b.WEEKDAYS, "DOT")
    return day.piece(b.weekday(day))


def bracketed_weekday(match: Match) -> Built:
    """Tuesday (March 31); March 31 (Tuesday): one day, stated twice."""
    first, last = match.without("CLOSE").split("OPEN")
    day = b.calendar(Match(match.text, [*first.tokens, *last.tokens]))
    return [first.piece(day), last.piece(day)]


def weekday_beside(match: Match) -> Meaning:
    """The following Monday; the previous Friday."""
    return Weekday(match.value(*b.WEEKDAYS) or 0, match.value("FOLLOWING", "PREVIOUS"), base=Base.EARLIER)


def decade(match: Match) -> Meaning | None:
    """1990s, '90s, 80s; "in his 30s" is an age."""
    first = match.value("DECADE") or 0
    return b.decade(match) if first >= 50 or not match.words[0].isdigit() else None


def tokenised_decade(match: Match) -> Built:
    """the 1980 's"""
    year = match.value("YEAR") or 1
    return Decade(year) if year % 10 == 0 else bare_year(match)


def short_year(match: Match) -> Meaning:
    """since '82"""
    return Calendar(b.year_of(match))


def turned_weekday(match: Match) -> Meaning:
    """Last Friday; this coming Saturday; this past Sunday."""
    near = match.value("PAST", "NEXT")
    return Weekday(match.value(*b.WEEKDAYS) or 0, b.turn_of(match) if near is None else near)
