"""How a sentence is matched to the days that a question asks about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from index.model.dates import DaySpan
from index.model.passage import Basis, Hit, Sentence

FEW_DAYS = 3  # "this week" does not tell what happened on its Tuesday
WIDEST_MENTION = 14  # days: "in May" does not tell what happened on 29 May


@dataclass(frozen=True, slots=True)
class DateMatch:
    """How a sentence is matched to the asked days."""

    basis: Basis
    day: DaySpan | None  # the asked days it speaks of; None if none was asked for
    vague: bool = False  # by a longer time than was asked for: "this week"
    loose: bool = False  # the last resort, if nothing is matched more firmly
    names_other_day: bool = False  # only worth saying of the very thing that is asked about
    whole_months: bool = False  # "in 2008": of somebody in particular, only worth saying if it names them


def match_days(sentence: Sentence, hit: Hit, spans: Sequence[DaySpan]) -> DateMatch | None:
    """Return the firmest way in which a sentence is matched to any of these days; None if there is none."""
    ways = (_match_firmly, _match_loosely)
    return next((match for way in ways for span in spans if (match := way(sentence, hit, span))), None)


def _match_firmly(sentence: Sentence, hit: Hit, asked: DaySpan) -> DateMatch | None:
    own = _narrow_mentions(sentence, asked)
    for span in own or sentence.carried:
        if span.overlaps(asked):
            basis = Basis.MENTION if own else Basis.CARRIED
            week = span.days > max(FEW_DAYS, asked.days)
            return DateMatch(basis, _common(span, asked), vague=span.days > asked.days, loose=week)
    for span in sentence.carried if own else ():  # second readings: "on Sunday" may be the coming one
        if span.overlaps(asked):
            return DateMatch(Basis.MENTION, _common(span, asked), vague=True, loose=True)
    published = hit.source.published
    if own or sentence.carried or published is None:
        return None
    if published in asked:
        return DateMatch(Basis.PUBLISHED, DaySpan.of_day(published))
    eve = published - timedelta(days=1)
    return DateMatch(Basis.NEXT_DAY, DaySpan.of_day(eve)) if eve in asked else None


def _match_loosely(sentence: Sentence, hit: Hit, asked: DaySpan) -> DateMatch | None:
    """Match by a longer time that begins on the day ("since July"), or by the publication date alone."""
    for mention in sentence.mentions:
        if mention.span.first == asked.first and mention.span.days > asked.days:
            return DateMatch(Basis.MENTION, mention.span, loose=True, whole_months=mention.span.whole_months)
    published = hit.source.published
    if published and published in asked:
        other_day = bool(_narrow_mentions(sentence, asked) or sentence.carried)
        return DateMatch(Basis.PUBLISHED, DaySpan.of_day(published), loose=True, names_other_day=other_day)
    return None


def _narrow_mentions(sentence: Sentence, asked: DaySpan) -> list[DaySpan]:
    """Return the days a sentence names, without long times: "in May" does not tell what happened on 29 May."""
    widest = max(WIDEST_MENTION, asked.days)
    return [mention.span for mention in sentence.mentions if mention.span.days <= widest]


def _common(one: DaySpan, other: DaySpan) -> DaySpan:
    return DaySpan(max(one.first, other.first), min(one.last, other.last))
