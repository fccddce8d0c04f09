"""The quotes that answer a question of fact: the sentence that answers first, and no more than are needed."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate
from math import exp

from bot.qa.analysis import AnalyzedQuestion
from bot.qa.answer_type import asks_for_state
from bot.qa.day_matching import DateMatch, match_days
from bot.qa.evidence import read_evidence
from bot.qa.quoting.quote import Quote, is_too_short, words_beside_dates
from index.model.passage import Basis, Hit
from index.search.fulltext.analyzers import analyze

SCORE_LOG_ODDS = 6.0  # of a score of 1, between two sentences
LIKELY_ENOUGH = (0.85, 0.65)  # one quote that is so likely to answer is enough; two are, if one of them is so likely
MOST_FACTS = 3
ON_TOPIC = 0.3  # share of the weight of the question's words in the sentence and the one before
NEWNESS_WEIGHT = 0.3  # of the newest article for "who is …?", "how much … a day?", over the oldest one found
DAY_WEIGHT = {Basis.MENTION: 0.5, Basis.PUBLISHED: 0.3, Basis.CARRIED: 0.35}  # of the match to the asked days

FOCUS_WEIGHT = 0.6  # of the words that a follow-up adds to its subject: "what did he promise?"


def fact_quotes(asked: AnalyzedQuestion, hits: Sequence[Hit]) -> list[Quote]:
    """Return the sentences that may answer a question of fact, each with its score."""
    newness = _newness(hits) if asks_for_state(asked.question.text) else {}
    return [quote for hit in hits for quote in _quotes_of(asked, hit, newness.get(hit.source.published, 0.0))]


def _newness(hits: Sequence[Hit]) -> dict[date | None, float]:
    """Return how new each publication date is among the passages found, 0..1; 0 for all if they are of one day."""
    days = sorted({hit.source.published for hit in hits if hit.source.published})
    return {day: n / (len(days) - 1) for n, day in enumerate(days)} if len(days) > 1 else {}


def _quotes_of(asked: AnalyzedQuestion, hit: Hit, newness: float) -> Iterator[Quote]:
    for one in read_evidence(asked, hit):
        match = match_days(one.sentence, hit, asked.spans) if asked.spans else DateMatch(hit.basis, None)
        on_topic = one.pair_share >= ON_TOPIC
        # Of a sentence about the thing asked for, the date is part of what it says: "An inquiry begins next week."
        said = one.text if one.share >= ON_TOPIC else words_beside_dates(hit, one.sentence)
        terms = frozenset(analyze(said, hit.source.language))
        if match is None or is_too_short(match, terms) or (match.names_other_day and not on_topic):
            continue
        score = one.score + (DAY_WEIGHT.get(match.basis, 0.0) if match.day and not match.loose else 0.0)
        score += NEWNESS_WEIGHT * newness * one.pair_share
        score += FOCUS_WEIGHT * asked.focus.share(one.text) if asked.focus else 0.0
        yield Quote(hit, one.sentence, one.text, match, on_topic, terms, score)


def choose_facts(quotes: Sequence[Quote]) -> list[Quote]:
    """Return the best quotes, best first: no more than are needed for one of them to answer.

    How likely each one answers is told by its score (conditional logistic regression).
    """
    ranked: list[Quote] = []
    for quote in sorted(quotes, key=lambda one: -one.score):
        if not any(quote.says_the_same(other) for other in ranked):
            ranked.append(quote)
    odds = [exp((quote.score - ranked[0].score) * SCORE_LOG_ODDS) for quote in ranked]
    sums = accumulate(odd / sum(odds) for odd in odds)
    pairs = enumerate(zip(sums, LIKELY_ENOUGH, strict=False), start=1)
    enough = (number for number, (likely, wanted) in pairs if likely >= wanted)
    return ranked[: next(enough, MOST_FACTS)]
