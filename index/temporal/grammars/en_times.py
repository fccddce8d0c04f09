"""What English times, lengths, sets and vague words mean."""

import re

from index.temporal import rule_builders as b
from index.temporal.grammar import Build, Match
from index.temporal.grammars.en_dates import whole
from index.temporal.grammars.en_verbs import closes
from index.temporal.grammars.en_years import bare_year, is_four_digit_clock
from index.temporal.meaning import Base, Built, Meaning, Piece, Plain, Shift, Time, Unit
from index.temporal.timex import TimexType


def time_of_day(match: Match) -> Meaning | None:
    """Friday morning; this afternoon; last night; the following evening; May 29 at night; the morning of May 29."""
    clock = match.word("DAY_PART") or "NI"
    rest = match.but("DAY_PART", "STAGE", "TONIGHT").without("OF", "THE", "ON", "COMMA")
    if not rest.tokens or (len(rest.tokens) == 1 and rest.has("THIS")):
        return Time(Shift(Unit.DAY, 0), clock)
    if len(rest.tokens) == 1 and rest.has("LAST"):
        return Time(Shift(Unit.DAY, -1), clock)
    if rest.has("FOLLOWING", "PREVIOUS", "SAME", "THAT", "NEXT") and not rest.has(*b.WEEKDAYS):
        return Time(Shift(Unit.DAY, rest.value("FOLLOWING", "PREVIOUS", "NEXT") or 0, Base.EARLIER), clock)
    day = whole(rest)
    return None if day is None else Time(day, clock)


def some_time(match: Match) -> Meaning:
    """In the morning: of the day spoken of."""
    return Time(None, match.word("DAY_PART") or "MO")


_AT_CLOCK = re.compile(
    r"\b(?:at|by|from|to|until|till|around|about|of|before|after|between|and|since|past) +$|[(–-] ?$", re.I
)


def clock(match: Match) -> Built:
    """5 p.m.; 16:15 UTC; noon; 5 p.m. Friday; and two pieces if a word separates them: "5 p.m. on Friday"."""
    if match.has("AT"):
        rest, hour = match.split("AT")
    else:
        end = max(n for n, t in enumerate(match.tokens) if t.kind in _HOUR_KINDS or n == 0) + 1
        hour, rest = Match(match.text, match.tokens[:end]), Match(match.text, match.tokens[end:]).without("COMMA", "ON")
    if not hour.has("AM_PM", "NAMED_HOUR", "LETTER_O", "CLOCK"):
        return None
    bare = not rest.tokens and not hour.has("AM_PM", "NAMED_HOUR", "ZONE")
    if bare and (match.words.count(":") > 1 or not _AT_CLOCK.search(match.before)):
        return None  # a race won in 2:04:45, a verse, a score
    value = hour.word("NAMED_HOUR") or b.clock_value(_spoken(hour))
    if not rest.tokens:
        return Time(None, value)
    day = whole(rest)
    if day is None:
        return None
    if not match.has("COMMA", "ON", "AT"):
        return Time(day, value)
    return sorted([hour.piece(Time(day, value)), rest.piece(day)], key=lambda piece: piece.start)


_HOUR_KINDS = ("CLOCK", "AM_PM", "ZONE", "NAMED_HOUR", "CLOCK_WORD", "CLOSE", "TIME_WORD")


def four_digit_clocks(match: Match) -> Built:
    """0700 GMT; 1100 (1600 GMT); 1200 to 1400 GMT"""
    zone = match.text[match.only("ZONE").start : match.only("ZONE").end]
    hours = [Match(match.text, [t]) for t in match.tokens if t.kind in ("INT", "YEAR")]
    if not all(is_four_digit_clock(hour.words) for hour in hours):
        return None
    ends = [*(hour.end for hour in hours[:-1]), match.without("CLOSE").end]
    zones = [*("" if match.has("OPEN") else zone for _ in hours[:-1]), zone]
    return [
        Piece(hour.start, end, Time(None, b.clock_value(f"{hour.words[:2]}:{hour.words[2:]} {its}")))
        for hour, end, its in zip(hours, ends, zones, strict=True)
    ]


def clocks_after_at(match: Match) -> Built:
    """At 1500; at 1500 and 1600; but "at 1990 prices" and "at 2005 levels" are years."""
    hours = [Match(match.text, [t]) for t in match.tokens if t.kind in ("INT", "YEAR")]
    if not all(is_four_digit_clock(hour.words) for hour in hours) or not closes(match):
        return bare_year(match) if len(hours) == 1 and match.has("YEAR") else None
    return [hour.piece(Time(None, f"{hour.words[:2]}:{hour.words[2:]}")) for hour in hours]


def _spoken(match: Match) -> str:
    number = match.value("CARDINAL")
    return match.words if number is None else f"{number}{match.words[-4:] if match.has('AMPM') else ''}"


_RATE = re.compile(
    r"(?:\d|\d [\w-]+|percent|%|million|billion|thousand|hundred|once|twice|times|much|per)\s*$", re.IGNORECASE
)


def length(match: Match) -> Built:
    """Two days; a 12-year deal; "15 a year" is a rate."""
    if match.tokens[0].kind == "A" and _RATE.search(match.before) and len(match.tokens) == 2:
        return Plain(TimexType.SET, b.duration_value(match))
    if match.has("MANY") and match.before.endswith("as "):
        return None  # "the second attack in as many days"
    return b.duration(match)


def rate(match: Match) -> Meaning:
    """Every day; every two weeks; per year; each May."""
    unit = next((t.value for t in match.tokens if t.kind in b.UNITS), None)
    if unit is None:
        day = match.value("WEEKDAY", "WEEKDAYS", "WEEKDAY_SHORT")
        return Plain(
            TimexType.SET, f"XXXX-WXX-{day + 1}" if day is not None else f"XXXX-{match.value(*b.MONTHS) or 0:02d}"
        )
    return Plain(TimexType.SET, b.duration_value(match))


def often(match: Match) -> Meaning:
    """Daily, weekly, annual."""
    return Plain(TimexType.SET, ("PT1H", "P1D", "P1W", "P1M", "P3M", "P1Y")[(match.value("FREQUENCY") or 1) - 1])


def vague(value: str) -> Build:
    """Return a builder for words that point at no day: "recently" PAST_REF."""
    return lambda match: Plain(TimexType.DATE, value)


def vague_alone(value: str) -> Build:
    """The same for words that must end their phrase: "in the past", not "in the past tense"."""
    return lambda match: Plain(TimexType.DATE, value) if closes(match) else None


def soon(match: Match) -> Meaning | None:
    """Soon; not "as soon as", "soon-to-open"."""
    return None if match.before.endswith("as ") or match.after.startswith("-") else Plain(TimexType.DATE, "FUTURE_REF")


def nothing(match: Match) -> None:
    """A guard: these words are not a date."""


def half_length(match: Match) -> Meaning | None:
    """Half an hour; two and a half years."""
    half = b.half_of(match)
    if half is None:
        return Plain(TimexType.DURATION, f"P0.5{b.unit_of(match)}")
    return Plain(TimexType.DURATION, f"PT{half[0]}M" if half[1] is Unit.MINUTE else f"P{half[0]}{half[1]}")
