"""What English stretches of time mean: weeks, quarters, parts, and what is counted from another day."""

import re

from index.temporal import rule_builders as b
from index.temporal.grammar import Match
from index.temporal.grammars.en_dates import whole
from index.temporal.grammars.en_verbs import closes
from index.temporal.meaning import (
    Base,
    Built,
    Calendar,
    InYear,
    Part,
    Piece,
    Plain,
    SameYearBefore,
    Shift,
    Third,
    Unit,
    VectorSearch,
    WeekOf,
)
from index.temporal.timex import TimexType


def part(f: Match) -> VectorSearch | None:
    """Early May; the end of last year; late Friday; earlier this week."""
    which = f.value("PARTW", "EDGE", "END", "REST", "MID")
    if f.has("DECADE") and not f.has("THE", "APOS") and re.search(r"\b(?:his|her|their|my|your|our) $", f.before):
        return None  # "in his early 30s"
    rest = f.but("PARTW", "EDGE", "END", "REST", "EARLIER", "LATER", "APOS", "S")
    of = whole(rest.without("OF", "DASH"))
    if of is None:
        return None
    return of if which is None else Part(of, Third(which))


def half(f: Match) -> Built:
    """The first half of 2019; the second half of May; H1 2020."""
    number = f.value("HN") or b.number_of(Match(f.text, [t for t in f.tokens if t.kind == "ORDW"]))
    if number not in (1, 2):
        return None
    rest = f.but("ORDW", "HALFW", "OF", "THE", "DASH", "HN")
    if rest.has(*b.MONTHS):
        return Part(b.calendar(rest), Third.FIRST_HALF if number == 1 else Third.SECOND_HALF)
    return b.in_year(f"H{number}", rest)


def year_end(f: Match) -> VectorSearch:
    """Year-end; the year's end; end-2019."""
    return Part(Calendar(f.value("YEAR"), turn=0), Third.LATE)


def fiscal_year(f: Match) -> VectorSearch:
    """Fiscal 2009; the 2009 fiscal year; the current fiscal year."""
    year = f.value("YEAR")
    return InYear("", year, turn=None if year else b.turn_of(f) or 0, fiscal=True)


def this_unit(f: Match) -> VectorSearch | None:
    """For the year; for the day; the whole month: a day or quarter is the one spoken of, else it is the present one."""
    unit = b.unit_of(f)
    if f.after.startswith(" of "):
        return None
    if unit in (Unit.MONTH, Unit.QUARTER, Unit.YEAR):
        return Shift(unit, 0, Base.SPOKEN)
    return Shift(unit, 0, Base.SPOKEN if unit is Unit.DAY else Base.ANCHOR)


_IN_DAY = re.compile(
    r"\b(?:for|on|during|through|throughout|of|in|over|end(?:ed|ing)?|finish(?:ed|ing)?|clos(?:e|ed|ing)|open(?:ed|ing)?"
    r"|start(?:ed)?|began|earlier|later) $",
    re.IGNORECASE,
)
_AFTER_DAY = re.compile(r"\s*['’]s?\b|\s+(?:up|down|lower|higher|little|nearly|almost|slightly|at|with|off)\b")


def the_day(f: Match) -> VectorSearch | None:
    """Ended the day lower, the day's losses: the day spoken of; "the day the war began" is none."""
    if _AFTER_DAY.match(f.after) or (_IN_DAY.search(f.before) and closes(f)):
        return Shift(Unit.DAY, 0, Base.SPOKEN)
    return None


def the_unit(f: Match) -> VectorSearch:
    """For the year; earlier in the day; the same day; that week; the following month; the previous year."""
    by = f.value("PREVIOUS", "FOLLOWING", "NEXT", "BEFORE", "AFTER") or 0
    return Shift(b.unit_of(f), by, Base.EARLIER)


def unit_beside(f: Match) -> VectorSearch | None:
    """The day before; the week after: only where no noun follows, for that would be what it counts from."""
    by = f.value("BEFORE", "AFTER", "EARLIER", "LATER", "PRIOR", "PREVIOUS") or -1
    return Shift(b.unit_of(f), by, Base.EARLIER) if closes(f) else None


def ago(f: Match) -> VectorSearch | None:
    """Two days ago; a year ago."""
    return b.shifted(f, -1, Base.ANCHOR)


def half_ago(f: Match) -> VectorSearch | None:
    """Half a century ago; a year and a half ago."""
    half = b.half_of(f)
    return Plain(TimexType.DATE, "PAST_REF") if half is None else Shift(half[1], -half[0])


def ended(f: Match) -> list[Piece] | None:
    """The quarter ended Sept. 30; the year ending March 31: the stretch that holds the day."""
    at = next(n for n, t in enumerate(f.tokens) if t.kind == "ENDED")
    head, day = Match(f.text, f.tokens[:at]), Match(f.text, f.tokens[at + 1 :]).without("ON")
    of = whole(day)
    return None if of is None else [head.piece(Shift(b.unit_of(head), 0, of)), day.piece(of)]


def from_now(f: Match) -> VectorSearch | None:
    """Two weeks from now."""
    return b.shifted(f, 1, Base.ANCHOR)


def apart(f: Match) -> Built:
    """Two days later; a month earlier; three weeks after; else a plain length."""
    by = f.value("EARLIER", "LATER", "BEFORE", "AFTER", "PRIOR") or 1
    if closes(f) and not f.after.startswith(" than "):
        return b.shifted(f, by, Base.EARLIER)
    length = f.without("BEFORE", "AFTER", "PRIOR", "EARLIER", "LATER")
    return length.piece(b.duration(length))


def apart_from(f: Match) -> Built:
    """Two days before May 29; the day after Christmas."""
    at = next(n for n, t in enumerate(f.tokens) if t.kind in ("BEFORE", "AFTER"))
    head, rest = Match(f.text, f.tokens[:at]), Match(f.text, f.tokens[at + 1 :])
    base = whole(rest)
    if base is None:
        return None
    by = f.tokens[at].value
    if head.has("THE") and not head.has("NUM", "CARD"):
        return Shift(b.unit_of(head), int(by or 0), base)
    return b.shifted(head, int(by or 0), base)


def week_with(f: Match) -> VectorSearch | None:
    """The week of May 29."""
    base = whole(f.but("WEEKU", "WEEKENDU").without("THE", "OF"))
    return None if base is None else WeekOf(base, 0, Unit.WEEKEND if f.has("WEEKENDU") else Unit.WEEK)


def same_period(f: Match) -> VectorSearch:
    """The same period last year; the same quarter a year earlier: the one spoken of, a year before."""
    return SameYearBefore()


def plain_part(f: Match) -> Built:
    """Late in the day; earlier in the year; later in the week; mid-week."""
    which = {"EARLIER": Third.EARLY, "LATER": Third.LATE}.get(f.tokens[0].kind)
    which = Third(f.value("PARTW") or 0) if which is None else which
    unit = b.unit_of(f)
    base = Base.SPOKEN if unit is Unit.DAY else Base.ANCHOR
    return Part(Shift(unit, 0, base), which) if unit is not Unit.DAY else Shift(unit, 0, base)


def part_of_unit(f: Match) -> VectorSearch:
    which = Third(f.value("EDGE", "END", "REST") or 0)
    unit = b.unit_of(f)
    return Part(Shift(unit, 0, Base.SPOKEN if unit is Unit.DAY else Base.ANCHOR), which)


def days_from_today(f: Match) -> VectorSearch:
    """The day before yesterday; the day after tomorrow."""
    return Shift(Unit.DAY, 2 * (f.value("DAYWORD") or 0))


def year_earlier(f: Match) -> VectorSearch:
    """The year-earlier period; the month-ago level."""
    return Shift(b.unit_of(f), -1, Base.EARLIER)


def that_time(f: Match) -> VectorSearch:
    """By that time: the day spoken of."""
    return Shift(Unit.DAY, 0, Base.EARLIER)


def the_weekend(f: Match) -> VectorSearch:
    """Over the weekend."""
    return Shift(Unit.WEEKEND, 0)


def later_that_day(f: Match) -> VectorSearch:
    """Later that day; early the same year."""
    return Shift(b.unit_of(f), 0, Base.EARLIER)


def day_of(f: Match) -> VectorSearch | None:
    """The last day of May; the first day of the year; the 2nd of last month."""
    at = next(n for n, token in enumerate(f.tokens) if token.kind == "OF")
    head, rest = Match(f.text, f.tokens[:at]), Match(f.text, f.tokens[at + 1 :])
    of = whole(rest) or Shift(b.unit_of(rest), 0)
    number = -1 if head.has("LAST", "FINAL") else b.number_of(head)
    return None if number is None else WeekOf(of, number, Unit.DAY)
