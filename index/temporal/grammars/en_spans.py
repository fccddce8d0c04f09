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
    Meaning,
    Part,
    Piece,
    Plain,
    SameYearBefore,
    Shift,
    Third,
    Unit,
    WeekOf,
)
from index.temporal.timex import TimexType


def part(match: Match) -> Meaning | None:
    """Early May; the end of last year; late Friday; earlier this week."""
    which = match.value("STAGE", "EDGE", "END", "REST", "MID")
    if (
        match.has("DECADE")
        and not match.has("THE", "APOSTROPHE")
        and re.search(r"\b(?:his|her|their|my|your|our) $", match.before)
    ):
        return None  # "in his early 30s"
    rest = match.but("STAGE", "EDGE", "END", "REST", "EARLIER", "LATER", "APOSTROPHE", "LETTER_S")
    of = whole(rest.without("OF", "DASH"))
    if of is None:
        return None
    return of if which is None else Part(of, Third(which))


def half(match: Match) -> Built:
    """The first half of 2019; the second half of May; H1 2020."""
    number = match.value("HALF_CODE") or b.number_of(
        Match(match.text, [t for t in match.tokens if t.kind == "ORDINAL"])
    )
    if number not in (1, 2):
        return None
    rest = match.but("ORDINAL", "HALF_WORD", "OF", "THE", "DASH", "HALF_CODE")
    if rest.has(*b.MONTHS):
        return Part(b.calendar(rest), Third.FIRST_HALF if number == 1 else Third.SECOND_HALF)
    return b.in_year(f"H{number}", rest)


def year_end(match: Match) -> Meaning:
    """Year-end; the year's end; end-2019. "Since year-end" means the last one."""
    since = match.before.rstrip().lower().endswith("since")
    return Part(Calendar(match.value("YEAR"), turn=-1 if since else 0), Third.LATE)


def fiscal_year(match: Match) -> Meaning:
    """Fiscal 2009; the 2009 fiscal year; the current fiscal year."""
    year = match.value("YEAR")
    return InYear("", year, turn=None if year else b.turn_of(match) or 0, fiscal=True)


def this_unit(match: Match) -> Meaning | None:
    """For the year; for the day; the whole month: a day or quarter is the one spoken of, else it is the present one."""
    unit = b.unit_of(match)
    if match.after.startswith(" of "):
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


def the_day(match: Match) -> Meaning | None:
    """Ended the day lower, the day's losses: the day spoken of; "the day the war began" is not."""
    if _AFTER_DAY.match(match.after) or (_IN_DAY.search(match.before) and closes(match)):
        return Shift(Unit.DAY, 0, Base.SPOKEN)
    return None


def the_unit(match: Match) -> Meaning:
    """For the year; earlier in the day; the same day; that week; the following month; the previous year."""
    by = match.value("PREVIOUS", "FOLLOWING", "NEXT", "BEFORE", "AFTER") or 0
    return Shift(b.unit_of(match), by, Base.EARLIER)


def unit_beside(match: Match) -> Meaning | None:
    """The day before; the week after: only if no noun follows, because it would count from that noun."""
    by = match.value("BEFORE", "AFTER", "EARLIER", "LATER", "PRIOR", "PREVIOUS") or -1
    return Shift(b.unit_of(match), by, Base.EARLIER) if closes(match) else None


def ago(match: Match) -> Meaning | None:
    """Two days ago; a year ago."""
    return b.shifted(match, -1, Base.ANCHOR)


def half_ago(match: Match) -> Meaning | None:
    """Half a century ago; a year and a half ago."""
    half = b.half_of(match)
    return Plain(TimexType.DATE, "PAST_REF") if half is None else Shift(half[1], -half[0])


def ended(match: Match) -> list[Piece] | None:
    """The quarter ended Sept. 30; the year ending March 31: the stretch that holds the day."""
    at = next(n for n, t in enumerate(match.tokens) if t.kind == "ENDED")
    head, day = Match(match.text, match.tokens[:at]), Match(match.text, match.tokens[at + 1 :]).without("ON")
    of = _over(whole(day)) if match.text[head.end : day.start].strip().lower().startswith("ended") else whole(day)
    return None if of is None else [head.piece(Shift(b.unit_of(head), 0, of)), day.piece(of)]


def ended_day(match: Match) -> Meaning | None:
    """Ended Oct. 31: the last one; "ending Oct. 31" tells nothing."""
    day = whole(match)
    return _over(day) if re.search(r"\bended (?:on )?$", match.before, re.IGNORECASE) else day


def _over(day: Meaning | None) -> Meaning | None:
    """Return the last such day before the publication date."""
    bare = isinstance(day, Calendar) and day.year is None and day.turn is None and day.near is None
    return day._replace(near=-1) if bare and isinstance(day, Calendar) else day


def from_now(match: Match) -> Meaning | None:
    """Two weeks from now."""
    return b.shifted(match, 1, Base.ANCHOR)


def apart(match: Match) -> Built:
    """Two days later; a month earlier; three weeks after; else a plain length."""
    by = match.value("EARLIER", "LATER", "BEFORE", "AFTER", "PRIOR") or 1
    if closes(match) and not match.after.startswith(" than "):
        return b.shifted(match, by, Base.EARLIER)
    length = match.without("BEFORE", "AFTER", "PRIOR", "EARLIER", "LATER")
    return length.piece(b.duration(length))


def apart_from(match: Match) -> Built:
    """Two days before May 29; the day after Christmas."""
    at = next(n for n, t in enumerate(match.tokens) if t.kind in ("BEFORE", "AFTER"))
    head, rest = Match(match.text, match.tokens[:at]), Match(match.text, match.tokens[at + 1 :])
    base = whole(rest)
    if base is None:
        return None
    by = match.tokens[at].value
    if head.has("THE") and not head.has("NUM", "CARDINAL"):
        return Shift(b.unit_of(head), int(by or 0), base)
    return b.shifted(head, int(by or 0), base)


def week_with(match: Match) -> Meaning | None:
    """The week of May 29."""
    base = whole(match.but("WEEK_UNIT", "WEEKEND_UNIT").without("THE", "OF"))
    return None if base is None else WeekOf(base, 0, Unit.WEEKEND if match.has("WEEKEND_UNIT") else Unit.WEEK)


def same_period(match: Match) -> Meaning:
    """The same period last year; the same quarter a year earlier: the one spoken of, a year before."""
    return SameYearBefore()


def plain_part(match: Match) -> Built:
    """Late in the day; earlier in the year; later in the week; mid-week."""
    which = {"EARLIER": Third.EARLY, "LATER": Third.LATE}.get(match.tokens[0].kind)
    which = Third(match.value("STAGE") or 0) if which is None else which
    unit = b.unit_of(match)
    base = Base.SPOKEN if unit is Unit.DAY else Base.ANCHOR
    return Part(Shift(unit, 0, base), which) if unit is not Unit.DAY else Shift(unit, 0, base)


def part_of_unit(match: Match) -> Meaning:
    which = Third(match.value("EDGE", "END", "REST") or 0)
    unit = b.unit_of(match)
    return Part(Shift(unit, 0, Base.SPOKEN if unit is Unit.DAY else Base.ANCHOR), which)


def days_from_today(match: Match) -> Meaning:
    """The day before yesterday; the day after tomorrow."""
    return Shift(Unit.DAY, 2 * (match.value("DAY_WORD") or 0))


def year_earlier(match: Match) -> Meaning:
    """The year-earlier period; the month-ago level."""
    return Shift(b.unit_of(match), -1, Base.EARLIER)


def that_time(match: Match) -> Meaning:
    """By that time: the day spoken of."""
    return Shift(Unit.DAY, 0, Base.EARLIER)


def the_weekend(match: Match) -> Meaning:
    """Over the weekend."""
    return Shift(Unit.WEEKEND, 0)


def later_that_day(match: Match) -> Meaning:
    """Later that day; early the same year."""
    return Shift(b.unit_of(match), 0, Base.EARLIER)


def day_of(match: Match) -> Meaning | None:
    """The last day of May; the first day of the year; the 2nd of last month."""
    at = next(n for n, token in enumerate(match.tokens) if token.kind == "OF")
    head, rest = Match(match.text, match.tokens[:at]), Match(match.text, match.tokens[at + 1 :])
    of = whole(rest) or Shift(b.unit_of(rest), 0)
    number = -1 if head.has("LAST", "FINAL") else b.number_of(head)
    return None if number is None else WeekOf(of, number, Unit.DAY)
