"""What English lists and ranges of days, months and years mean."""

import re

from index.temporal import rule_builders as b
from index.temporal.grammar import Match
from index.temporal.grammars.en_dates import whole
from index.temporal.grammars.en_years import are_clocks, counts
from index.temporal.meaning import Built, Calendar, Piece, Range

_COUNTED_NOUN = re.compile(
    r"\s+(?:people|men|women|children|percent|million|billion|troops|\w+s\b(?<!\bwas)(?<!\bhas)(?<!\bis))"
)


_YEAR_KINDS = ("YEAR", "SHORT_YEAR", "YEAR_UNIT")


def days_of_month(match: Match) -> Built:
    """May 26 to 29; May 26 and 29; 26–29 May 2023: every day takes the month and year said once."""
    joins = ("TO", "DASH", "UNTIL", "SLASH") if match.has("TO", "DASH", "UNTIL", "SLASH") else ("AND", "OR", "COMMA")
    ranged = "TO" in joins or match.before.rstrip().lower().endswith(("between", "from"))
    stretches = [s for s in match.split(*joins) if not all(t.kind in ("YEAR", "THE") for t in s.tokens)]
    if not match.has(*_YEAR_KINDS) and match.tokens[-1].kind == "NUM" and _COUNTED_NOUN.match(match.after):
        stretches = stretches[:-1]  # "May 26 and 29 people died"
    year = b.year_of(match)
    turn = b.turn_of(match) if match.has("YEAR_UNIT") else None
    month = match.value(*b.MONTHS)
    pieces = []
    for stretch in stretches:
        day = b.number_of(stretch.only("NUM", "ORD", "ORDINAL", "CARDINAL"))
        tail = match if stretch is stretches[-1] and match.tokens[-1].kind in _YEAR_KINDS else stretch
        pieces.append(Piece(stretch.start, tail.end, Calendar(year, month, day, turn=turn)))
    return Range(pieces[0], pieces[1]) if ranged and len(pieces) == 2 else list(pieces)


def two_ends(match: Match) -> Built:
    """May 26 to June 2; 2014 to 2016; May–July 2019; Monday to Friday; from 1999 to 2004."""
    first, last = _halves(match)
    start, end = whole(first), whole(last)
    years = match.tokens[0].kind == "YEAR"
    if start is None or end is None or (years and (counts(match) or are_clocks(first, last))):
        return None
    if match.has("AND", "OR") and not match.before.rstrip().lower().endswith(("between", "from")):
        if isinstance(start, Calendar) and isinstance(end, Calendar) and start.year is None and end.year is not None:
            start = start._replace(year=end.year)  # "June and July 2008"
        return [first.piece(start), last.piece(end)]
    return Range(first.piece(start), last.piece(end))


_MARKS = ("DASH", "SLASH")
_JOINTS = ("TO", "UNTIL", "AND", "OR", *_MARKS)


def _halves(match: Match) -> tuple[Match, Match]:
    """The two sides of the last joint that has a date on both."""
    joints = [n for n, token in enumerate(match.tokens) if token.kind in _JOINTS]
    if len(joints) > 1:  # "26-May-2019 to 2-June-2019"
        joints = [n for n in joints if match.tokens[n].kind not in _MARKS] or joints
    at = joints[len(joints) // 2]
    return Match(match.text, match.tokens[:at]).without("COMMA"), Match(match.text, match.tokens[at + 1 :])


def short_years(match: Match) -> Built:
    """2014-15"""
    first, last = match.split("DASH", "SLASH")
    start = first.value("YEAR") or 0
    end = start // 100 * 100 + (last.value("NUM", "INT") or 0)
    if not start < end <= start + 20 or last.end - last.start != 2 or counts(match):
        return None
    return Range(first.piece(Calendar(start)), last.piece(Calendar(end)))
