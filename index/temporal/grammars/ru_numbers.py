"""What Russian words count: numbers, units, turns and years in a row of tokens."""

import re
from collections.abc import Sequence

from index.temporal.grammar import Match, Token
from index.temporal.grammars.ru_verbs import tense
from index.temporal.meaning import Tense, Unit

MONTHS = ("MONTH", "MONTH_SHORT")
TURNS = ("BEFORE_LAST", "LAST", "JUST_GONE", "CURRENT", "NEXT", "COMING", "PREVIOUS", "THIS", "THIS_YEAR")
SEASONS = ("SEASON_BY", "SEASON")
SEASON_NAMES = ("SP", "SU", "FA", "WI")
UNITS = {
    "DAYS": Unit.DAY, "BY_DAY": Unit.DAY, "DAY_NIGHT": Unit.DAY, "WEEKS": Unit.WEEK, "WEEKENDS": Unit.WEEKEND,
    "MONTHS": Unit.MONTH, "HALF_YEAR": Unit.MONTH, "QUARTERS": Unit.QUARTER, "HALF_YEARS": Unit.HALF,
    "YEAR_ONE": Unit.YEAR, "YEAR_MANY": Unit.YEAR, "DECADES": Unit.DECADE, "CENTURIES": Unit.CENTURY,
    "HOURS": Unit.HOUR, "MINUTES": Unit.MINUTE, "SECONDS": Unit.SECOND,
}  # fmt: skip
CLOCKS = (Unit.HOUR, Unit.MINUTE, Unit.SECOND)


def spelled(tokens: Sequence[Token]) -> int | None:
    """Add up a number in words: две тысячи двадцать шестого -> 2026."""
    total = 0
    for token in tokens:
        if token.kind == "THOUSAND":
            total = max(total, 1) * 1000
        elif token.kind in ("CARDINAL", "TENS", "ORDINAL") and isinstance(token.value, int):
            total += token.value
    return total or None


def number(match: Match) -> int | None:
    """Return the number said, in digits or in words; None for "несколько"."""
    digits = match.value("NUM", "INT", "YEAR", "ORD", "ROMAN")
    return digits if digits is not None else spelled(match.tokens)


def unit(match: Match) -> Unit:
    """Return the first unit named."""
    return next(UNITS[t.kind] for t in match.tokens if t.kind in UNITS)


def turn(match: Match) -> int | None:
    """Return -1 for "прошлый", 0 for "этот", 1 for "следующий"."""
    return match.value(*TURNS)


def year(match: Match) -> int | None:
    """Return the year said: 2019, 2019-го, "91-го" 1991, in words."""
    written = match.value("YEAR")
    if written is not None:
        return written if 1000 <= written < 2200 else None
    ordinal = match.value("ORD")
    if ordinal is not None:
        if ordinal >= 1000:
            return ordinal
        short = ordinal < 100 and (ordinal > 31 or match.has("YEAR_ONE", "YEAR_LETTER"))
        return ordinal + (2000 if ordinal < 40 else 1900) if short else None
    last_two = match.value("NUM")
    if last_two is not None and match.has("YEAR_ONE", "YEAR_LETTER"):  # "29 мая 23 года"
        return 2000 + last_two if last_two >= 10 else None
    words = spelled([t for t in match.tokens if t.kind in ("CARDINAL", "TENS", "THOUSAND", "ORDINAL")])
    return words if words and words >= 1000 else None


def leaning(match: Match) -> Tense:
    """Return the tense of the nearest verb, the one after first."""
    after = re.split(r"[.!?;]", match.text[match.end : match.end + 90])[0]
    before = re.split(r"[.!?;]", match.text[max(0, match.start - 90) : match.start])[-1]
    for words in (re.findall(r"[а-яё]+", after.lower())[:8], re.findall(r"[а-яё]+", before.lower())[:-9:-1]):
        for word in words:
            seen = tense(word)
            if seen is not None:
                return seen
    return Tense.UNKNOWN


def part(match: Match, first: int, last: int | None = None) -> Match:
    """The tokens `[first, last)`."""
    return Match(match.text, list(match.tokens)[first:last])


def index(match: Match, *kinds: str) -> int:
    """The place of the first token of these kinds, or past the end."""
    return next((n for n, t in enumerate(match.tokens) if t.kind in kinds), len(match.tokens))


def length(match: Match) -> str:
    """Return the TIMEX3 value of a length: "P3D", "PT2H", "PXY"."""
    what, many = unit(match), number(match)
    count = "X" if match.has("SEVERAL") else "1" if many is None else str(many)
    if match.has("ONE_HALF"):
        count = "1.5"
    if match.has("HALF_YEAR"):
        return "P6M"
    if what in CLOCKS:
        return f"PT{count}{str(what)[1:]}"
    scale = {Unit.QUARTER: (3, "M"), Unit.DECADE: (10, "Y"), Unit.CENTURY: (100, "Y"), Unit.HALF: (6, "M")}
    times, letter = scale.get(what, (1, str(what)))
    return f"P{int(count) * times if count.isdigit() else count}{letter}"
