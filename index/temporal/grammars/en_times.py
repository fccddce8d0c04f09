"""What English times, lengths, sets and vague words mean."""

import re

from index.temporal import rule_builders as b
from index.temporal.grammar import Build, Match
from index.temporal.grammars.en_dates import whole
from index.temporal.grammars.en_verbs import closes
from index.temporal.meaning import Base, Built, Plain, Shift, Time, Unit, VectorSearch
from index.temporal.timex import TimexType


def time_of_day(f: Match) -> VectorSearch | None:
    """Friday morning; this afternoon; last night; the following evening; May 29 at night; the morning of May 29."""
    clock = f.word("DPART") or "NI"
    rest = f.but("DPART", "PARTW", "TONIGHT").without("OF", "THE", "ON", "COMMA")
    if not rest.tokens or (len(rest.tokens) == 1 and rest.has("THIS")):
        return Time(Shift(Unit.DAY, 0), clock)
    if len(rest.tokens) == 1 and rest.has("LAST"):
        return Time(Shift(Unit.DAY, -1), clock)
    if rest.has("FOLLOWING", "PREVIOUS", "SAME", "THAT", "NEXT") and not rest.has(*b.WEEKDAYS):
        return Time(Shift(Unit.DAY, rest.value("FOLLOWING", "PREVIOUS", "NEXT") or 0, Base.EARLIER), clock)
    day = whole(rest)
    return None if day is None else Time(day, clock)


def some_time(f: Match) -> VectorSearch:
    """In the morning: of the day spoken of."""
    return Time(None, f.word("DPART") or "MO")


_AT_CLOCK = re.compile(
    r"\b(?:at|by|from|to|until|till|around|about|of|before|after|between|and|since|past) +$|[(–-] ?$", re.I
)


def clock(f: Match) -> Built:
    """5 p.m.; 16:15 UTC; noon; 5 p.m. Friday; and two pieces where a word stands between: "5 p.m. on Friday"."""
    if f.has("AT"):
        rest, hour = f.split("AT")
    else:
        end = max(n for n, t in enumerate(f.tokens) if t.kind in _HOUR_KINDS or n == 0) + 1
        hour, rest = Match(f.text, f.tokens[:end]), Match(f.text, f.tokens[end:]).without("COMMA", "ON")
    if not hour.has("AMPM", "HOURW", "OWORD", "CLOCK"):
        return None
    bare = not rest.tokens and not hour.has("AMPM", "HOURW", "ZONE")
    if bare and (f.words.count(":") > 1 or not _AT_CLOCK.search(f.before)):
        return None  # a race won in 2:04:45, a verse, a score
    value = hour.word("HOURW") or b.clock_value(_spoken(hour))
    if not rest.tokens:
        return Time(None, value)
    day = whole(rest)
    if day is None:
        return None
    if not f.has("COMMA", "ON", "AT"):
        return Time(day, value)
    return sorted([hour.piece(Time(day, value)), rest.piece(day)], key=lambda piece: piece.start)


_HOUR_KINDS = ("CLOCK", "AMPM", "ZONE", "HOURW", "CLOCKW", "CLOSE", "TIMEW")


def four_digit_clock(f: Match) -> VectorSearch | None:
    """0700 GMT"""
    digits = f.text[f.start : f.tokens[0].end]
    if len(digits) != 4 or int(digits[:2]) > 23 or int(digits[2:]) > 59:
        return None
    return Time(None, b.clock_value(f"{digits[:2]}:{digits[2:]} {f.text[f.tokens[1].start : f.end]}"))


def _spoken(f: Match) -> str:
    number = f.value("CARD")
    return f.words if number is None else f"{number}{f.words[-4:] if f.has('AMPM') else ''}"


_RATE = re.compile(
    r"(?:\d|\d [\w-]+|percent|%|million|billion|thousand|hundred|once|twice|times|much|per)\s*$", re.IGNORECASE
)


def length(f: Match) -> Built:
    """Two days; a 12-year deal; "15 a year" is a rate."""
    if f.tokens[0].kind == "A" and _RATE.search(f.before) and len(f.tokens) == 2:
        return Plain(TimexType.SET, b.duration_value(f))
    if f.has("MANY") and f.before.endswith("as "):
        return None  # "the second attack in as many days"
    return b.duration(f)


def rate(f: Match) -> VectorSearch:
    """Every day; every two weeks; per year; each May."""
    unit = next((t.value for t in f.tokens if t.kind in b.UNITS), None)
    if unit is None:
        day = f.value("WEEKDAY", "WEEKDAYS", "WDAY")
        return Plain(TimexType.SET, f"XXXX-WXX-{day + 1}" if day is not None else f"XXXX-{f.value(*b.MONTHS) or 0:02d}")
    return Plain(TimexType.SET, b.duration_value(f))


def often(f: Match) -> VectorSearch:
    """Daily, weekly, annual."""
    return Plain(TimexType.SET, ("PT1H", "P1D", "P1W", "P1M", "P3M", "P1Y")[(f.value("FREQ") or 1) - 1])


def vague(value: str) -> Build:
    """Return a builder for words that point at no day: "recently" PAST_REF."""
    return lambda f: Plain(TimexType.DATE, value)


def vague_alone(value: str) -> Build:
    """The same for words that must end their phrase: "in the past", not "in the past tense"."""
    return lambda f: Plain(TimexType.DATE, value) if closes(f) else None


def soon(f: Match) -> VectorSearch | None:
    """Soon; not "as soon as", "soon-to-open"."""
    return None if f.before.endswith("as ") or f.after.startswith("-") else Plain(TimexType.DATE, "FUTURE_REF")


def nothing(f: Match) -> None:
    """A guard: these words are no date."""


def half_length(f: Match) -> VectorSearch | None:
    """Half an hour; two and a half years."""
    half = b.half_of(f)
    if half is None:
        return Plain(TimexType.DURATION, f"P0.5{b.unit_of(f)}")
    return Plain(TimexType.DURATION, f"PT{half[0]}M" if half[1] is Unit.MINUTE else f"P{half[0]}{half[1]}")
