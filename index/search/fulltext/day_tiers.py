"""The ways in which a passage may be tied to a day, and the numbers by which the index finds each."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from enum import StrEnum

from index.model.dates import DaySpan, day_number
from index.model.stored import StoredPassage

NAMED_DAYS = 3  # a longer span names a period: "this week" says less of its Tuesday than "on Tuesday"
EXPANDED_DAYS = 14  # a longer span is kept as its month or year: "in 2014" says little of each of its days
MOST_YEARS = 30  # of a span that are indexed


class Tier(StrEnum):
    """A way in which a passage may be tied to a day. Each but WIDER is a field of the index."""

    NAMED = "named"  # it names the day
    PERIOD = "period"  # it names a week, or a few days, with the day among them
    UNTIED = "untied"  # published that day, with a sentence that is tied to no other day
    CARRIED = "carried"  # the day of a sentence before goes on
    NEXT_DAY = "next_day"  # published the day after
    PAPER = "paper"  # published that day
    WIDER = "wider"  # it names the day's month or year: found in the field of NAMED


INDEXED = tuple(tier for tier in Tier if tier is not Tier.WIDER)


def day_range(span: DaySpan) -> tuple[int, int]:
    """Return the range of day numbers a span asks for. A whole month or year asks for its own name too.

    29 May 2023       ->  20230529, 20230529
    May 2023          ->  20230500, 20230531   (20230500 is "in May 2023")
    2023              ->  20230000, 20231231   (20230000 is "in 2023")
    """
    low, high = day_number(span.first), day_number(span.last)
    if span.whole_years:
        return low - 101, high
    return (low - 1, high) if span.whole_months else (low, high)


def wider_ranges(span: DaySpan) -> list[tuple[int, int]]:
    """Return the months and years a span lies in, by their names: what "in May 2023" is found by.

    29 May 2023  ->  [(20230500, 20230500), (20230000, 20230000)]
    """
    low, high = day_number(span.first), day_number(span.last)
    return [(n // size * size, high // size * size) for size, n in ((100, low), (10_000, low))]


def ranges_of(days: Sequence[DaySpan], tier: Tier) -> list[tuple[int, int]]:
    """Return the ranges of numbers that passages tied to these days in this way are found by."""
    if tier is Tier.WIDER:
        return [numbers for span in days for numbers in wider_ranges(span)]
    return [day_range(span) for span in days]


def day_numbers(span: DaySpan) -> list[int]:
    """Return what is indexed for a span: its days, or its months' or years' names if it is longer.

    26–28 May 2023  ->  [20230526, 20230527, 20230528]
    May 2023        ->  [20230500]
    spring 2023     ->  [20230300, 20230400, 20230500]
    2023            ->  [20230000]
    """
    if span.days <= EXPANDED_DAYS:
        return [day_number(day) for day in span]
    if span.days >= 365:
        return [year * 10_000 for year in range(span.first.year, span.last.year + 1)][:MOST_YEARS]
    months = dict.fromkeys(day_number(day) // 100 * 100 for day in span)
    return list(months)


def numbers_of(one: StoredPassage) -> dict[Tier, Iterable[int]]:
    """Return the day numbers that a passage is found by, for each tier that it has."""
    sentences = one.passage.sentences
    spans = one.passage.spans
    named = dict.fromkeys(n for span in spans if not _is_period(span) for n in day_numbers(span))
    period = dict.fromkeys(n for span in spans if _is_period(span) for n in day_numbers(span))
    carried = dict.fromkeys(number for s in sentences for span in s.carried for number in day_numbers(span))
    numbers: dict[Tier, Iterable[int]] = {Tier.NAMED: named, Tier.PERIOD: period, Tier.CARRIED: carried}
    published = one.source.published
    if published is not None:
        numbers[Tier.PAPER] = [day_number(published)]
        numbers[Tier.NEXT_DAY] = [day_number(published - timedelta(days=1))]
        if any(not s.mentions and not s.carried for s in sentences):
            numbers[Tier.UNTIED] = [day_number(published)]
    return numbers


def _is_period(span: DaySpan) -> bool:
    return NAMED_DAYS < span.days <= EXPANDED_DAYS
