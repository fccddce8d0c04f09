"""When an English number of four digits is a year, and when it counts things."""

import re

from index.temporal.grammar import Match
from index.temporal.meaning import Built, Calendar


def _any(*lines: str) -> str:
    """Write words as alternatives: "in since" -> "in|since"."""
    return "|".join(word for line in lines for word in line.split())


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_YEAR_AFTER = _words(
    "in since of by until till during for from before after to through the and or between late early mid about around",
    "its year fiscal than his her their circa dated winter summer spring autumn fall a",
)
_NUMBER_AFTER = _words(
    "flight no number boeing route highway chapter section article page p pp room windows office channel model some",
    "nearly almost least than over under only approximately law resolution directive unit gate bus type code building",
    "population hotline dial call tel phone sq worth another these those all",
)
_SIGNS = tuple("$€£¥#№+=/*")
_NEAR = 24  # characters that tell: the longest word there has thirteen
_THINGS_AFTER = re.compile(
    r"\s*(?:[%°$€£]|[.,:/-]\d|B\.?C|(?:"
    + _any(
        r"percent per\scent million billion dollars? euros? pounds? m km kg metres? meters? miles? feet ft tons?",
        "tonnes hours acres hectares square mph cc rpm hp horsepower megawatts mw barrels calories",
        "people men women children troops soldiers employees workers members residents guests attendees fans dead",
        r"jobs homes houses units words pages votes copies points? mark index Index additional more or\sso",
    )
    + r")\b)"
)
_PLURAL_AFTER = re.compile(r"\s+[a-z]{3,}(?<!s)s\b(?<!\bwas)(?<!\bis)(?<!\bhas)(?<!\bdoes)(?<!\bnews)")
_YEAR_IN_SPITE = re.compile(r"(?:\b(?:[Tt]he|[Ii]n|[Ss]ince|its|his)|[a-z] [A-Z]\w+|['’]s)\s+$")
_ALONE = re.compile(r"\s*(?:[.,;:)]|$|(?:when|as|and|that)\b)")
_COMPARED = re.compile(r"\b(?:at least|at most|than|over|(?:19|20)\d\d ?,) ?$")
_MODERN = range(1900, 2061)  # years that need no word beside them


def counts(match: Match) -> bool:
    """Whether a number of four digits counts things: "some 1500-2000 people", "pp. 1914-18"."""
    return _number_follows(match.before) or bool(_THINGS_AFTER.match(match.after))


def is_four_digit_clock(digits: str) -> bool:
    """Whether four digits are a time of day: "0830", "1600"."""
    return len(digits) == 4 and int(digits[:2]) < 24 and int(digits[2:]) < 60


_CLOCK_AFTER = _words("by at around about before after until till to and")
_OF_HISTORY = re.compile(
    r"\bcentur|\bA\.?D\b|\bB\.?C\b|\b1[0-8](?:[6-9]\d|\d[1-46-9])\b|\b(?:in|since|from) 1[0-8]\d\d\b"
)
_AROUND = 300  # characters on either side that tell history from a day's report


def is_round_clock(match: Match, digits: str) -> bool:
    """Whether a number that could be a year before 1900 is a time of day, as in "by 1815 the fire was out".

    Times stand in steps of five minutes and after "by", "at", "until"; texts of history name other years, too.
    """
    if not is_four_digit_clock(digits) or int(digits) >= 1900 or int(digits) % 5:
        return False
    if match.after.startswith(":") and not match.before.strip(" \t").rpartition("\n")[2]:
        return True  # the start of a line: "1300: The minister speaks."
    if _last_word(match.before.rstrip()) not in _CLOCK_AFTER:
        return False
    around = match.text[max(0, match.start - _AROUND) : match.start] + match.text[match.end : match.end + _AROUND]
    return not _OF_HISTORY.search(around)


_YEARS_BEFORE = re.compile(r"(?:\b(?:in|from|of|during|the|years?|period|between|since)|\()\s*$", re.IGNORECASE)


def are_clocks(first: Match, last: Match) -> bool:
    """Whether a range is of times, as in a programme: "Sunday 1430-1600, Channel 4"."""
    digits = (first.words, last.words)
    if not all(is_four_digit_clock(one) and int(one) % 5 == 0 for one in digits) or int(digits[0]) >= 1900:
        return False
    return not _YEARS_BEFORE.search(first.before)


def bare_year(match: Match) -> Built:
    """In 2008; the 2008 Games; (2008): a year if the words beside it allow it.

    "2000 people", "Flight 1999", "$ 2010", "over 1500 homes"  ->  no date
    """
    year = match.value("YEAR") or 0
    if _is_number(match, year) or is_round_clock(match, match.words):
        return None
    if match.has("YEAR_UNIT"):
        return Calendar(year)
    if match.has("THE"):
        return match.without("THE", "APOSTROPHE", "LETTER_S").piece(Calendar(year))
    if _year_follows(match.before):
        return Calendar(year)
    return Calendar(year) if year in _MODERN and re.search(r"\w\s+$", match.before) else None


def _is_number(match: Match, year: int) -> bool:
    before, after = match.before, match.after
    if _THINGS_AFTER.match(after):
        return True
    if _PLURAL_AFTER.match(after) and not match.has("THE") and not _YEAR_IN_SPITE.search(before):
        return True
    if not _number_follows(before):
        return False
    # "until at least 2014", "in 2006, 2009 and 2013": the words before a count, but nothing after it to count.
    alone = year in _MODERN and _ALONE.match(after) and _COMPARED.search(before[-_NEAR:])
    return not alone


def _year_follows(before: str) -> bool:
    """Whether a year may follow: "in ", "the town's ", "(", or nothing at all."""
    near = before[-_NEAR:]
    stripped = near.rstrip()
    if not stripped:
        return True
    if stripped[-1] in "([,–-":
        return len(near) - len(stripped) <= 1
    return stripped != near and (stripped.endswith(("'s", "’s")) or _last_word(stripped) in _YEAR_AFTER)


def _number_follows(before: str) -> bool:
    """Whether a plain number follows: "flight ", "$ ", "No. ", "+44 20 "."""
    near = before[-_NEAR:]
    stripped = near.rstrip()
    if stripped.endswith(_SIGNS) or near.rstrip(" \n,.:/-")[-1:].isdigit():
        return True
    return _last_word(stripped) in _NUMBER_AFTER or stripped.lower().endswith("up to")


def _last_word(stripped: str) -> str:
    words = stripped.split()
    return words[-1].strip("(“\"'.").lower() if words else ""
