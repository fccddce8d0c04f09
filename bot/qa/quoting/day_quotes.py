"""The quotes that tell what happened, on a day or in a matter: the main news first, plans last."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.qa.analysis import AnalyzedQuestion
from bot.qa.day_matching import DateMatch, match_days
from bot.qa.quoting.quote import Quote, is_too_short, words_beside_dates
from index.model.passage import Basis, Hit
from index.search.fulltext.analyzers import analyze

MOST_SENTENCES = 6
MOST_OF_ONE_ARTICLE = 3  # one story does not fill the answer
MOST_OF_THE_ONLY_ARTICLE = 5
MOST_PLANS = 2
MOST_LAST_RESORT = 3
ENOUGH_OF_BEST = 0.6  # with a topic: the share of the best sentence's score from which another one is worth reading
FIRST_FEW = 4  # sentences: of these less is asked
ENOUGH_OF_THE_FIRST = 0.5
ENOUGH_OF_BEST_DAY = 0.65  # the same for all the news of a day

BASIS_WEIGHT = {Basis.MENTION: 1.0, Basis.PUBLISHED: 0.8, Basis.CARRIED: 0.7, Basis.NEXT_DAY: 0.1}
RETROSPECT_LOSS = 0.2  # of an article that came out later than the next day
RANK_WEIGHT = 0.5  # of the passage that was found first
NEWEST_WEIGHT = 1.0  # the same where the newest is asked for
OWN_LANGUAGE_WEIGHT = 0.6  # of the asker's language: days have none, readers do
LEAD_WEIGHT = 0.3  # of an article's first sentence: news says first what matters
LATEST_LEAD_WEIGHT = 0.9  # the same where the newest is asked for: the lead has it
LEAD_CHARACTERS = 300  # from where on a sentence has half of it
STORY_WEIGHT = 0.2  # of each further article that tells the same story, up to three
SAME_STORY = 0.3  # share of words in common from which the leads of two articles tell the same story
VAGUE_LOSS = 0.4
LOOSE_LOSS = 0.4
PLAN_LOSS = 0.5  # an outcome beats its forecast
OWN_SHARE = 0.6  # without days: the part of a sentence's share of the topic that is its own, and not its passage's
ON_TOPIC = 0.3  # share of the weight of the question's words in the sentence itself
SPEECH_LOSS = 0.5  # a sentence that begins inside somebody's speech says less of what happened
SPEECH_MARKS = ('"', "“", "«", "``", "'")

_FUTURE = re.compile(
    r"\b(?:will(?!\s+have\s+been)|(?:is|are|was|were)\s+(?:due|set|expected|scheduled|planned|about)\s+to|is\s+to|are\s+to|plans?\s+to"
    r"|expects?|forecasts?|будет|будут|состоится|состоятся|пройд[её]т|пройдут|ожида\w+|планиру\w+|намерен\w*"
    r"|начн[её]тся|начнутся|откро[ею]т\w*|долж(?:ен|на|но|ны))\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:\w+ed|was|were|had|won|lost|began|met|said|told|[а-яё]+л(?:а|о|и|ся|ась|ось|ись)?)\b", re.IGNORECASE
)


def day_quotes(asked: AnalyzedQuestion, hits: Sequence[Hit]) -> list[Quote]:
    """Return the sentences that may tell what happened, each with its score."""
    quotes = [quote for rank, hit in enumerate(hits) for quote in _quotes_of(asked, hit, rank)]
    if not asked.spans or asked.terms:
        return quotes
    sizes = _story_sizes(quotes)
    return [replace(one, score=one.score + STORY_WEIGHT * min(3, sizes[one.article_id] - 1)) for one in quotes]


def _quotes_of(asked: AnalyzedQuestion, hit: Hit, rank: int) -> Iterator[Quote]:
    """Return the sentences of a hit that may be told, each with how it is matched to the asked days."""
    for sentence in hit.passage.sentences:
        match = match_days(sentence, hit, asked.spans) if asked.spans else DateMatch(hit.basis, None)
        terms = frozenset(analyze(words_beside_dates(hit, sentence), hit.source.language))
        if match is None or is_too_short(match, terms):
            continue
        text = hit.passage.text_of(sentence)
        share = asked.terms.share(text)
        on_topic = bool(asked.terms) and share >= ON_TOPIC
        if not on_topic and (match.names_other_day or match.whole_months):
            continue
        planned = _is_planned(match, hit, text)
        if not asked.spans:  # a lead says it in other words than its headline: "Fiat announced on Friday …"
            share = OWN_SHARE * share + (1 - OWN_SHARE) * asked.terms.share(f"{hit.source.title}\n{hit.passage.text}")
        score = share + (NEWEST_WEIGHT if asked.question.latest else RANK_WEIGHT) / (1 + rank)
        score += _match_weight(match, hit) if match.day else 0.0
        score += (LATEST_LEAD_WEIGHT if asked.question.latest else LEAD_WEIGHT) / (1 + sentence.start / LEAD_CHARACTERS)
        score += OWN_LANGUAGE_WEIGHT * (hit.source.language == asked.question.language) if asked.spans else 0.0
        score -= SPEECH_LOSS * text.startswith(SPEECH_MARKS) + PLAN_LOSS * planned
        yield Quote(hit, sentence, text, match, on_topic, terms, score, planned)


def _match_weight(match: DateMatch, hit: Hit) -> float:
    """Return how much the match to the asked days says for a sentence."""
    published = hit.source.published
    later = match.day is not None and published is not None and published > match.day.last + timedelta(days=1)
    return BASIS_WEIGHT[match.basis] - VAGUE_LOSS * match.vague - LOOSE_LOSS * match.loose - RETROSPECT_LOSS * later


def _is_planned(match: DateMatch, hit: Hit, text: str) -> bool:
    """Whether a sentence tells what was to come: written before its day, or on the day in the future tense."""
    published = hit.source.published
    if match.day is None or published is None or published > match.day.first:
        return False
    to_come = _FUTURE.search(text)
    return published < match.day.first or (to_come is not None and not _PAST.search(text[: to_come.start()]))


def _story_sizes(quotes: Sequence[Quote]) -> dict[str, int]:
    """Return for each article how many tell its story, itself and copies included: what many tell is the day's news.

    Two articles tell the same story if their first sentences that speak of the days have words in common.
    """
    leads: dict[str, Quote] = {}
    for quote in quotes:
        first = leads.get(quote.article_id)
        if first is None or quote.sentence.start < first.sentence.start:
            leads[quote.article_id] = quote
    sizes = {article: 1 + len(lead.hit.also_in) for article, lead in leads.items()}
    some = list(leads.items())
    for n, (article, lead) in enumerate(some):
        for other_article, other in some[n + 1 :]:
            if len(lead.terms & other.terms) >= SAME_STORY * min(len(lead.terms), len(other.terms)):
                sizes[article] += 1
                sizes[other_article] += 1
    return sizes


def choose_day_quotes(asked: AnalyzedQuestion, quotes: Sequence[Quote]) -> list[Quote]:
    """Return the quotes worth reading in reading order, no two that say the same; plans last.

    Sentences that are loosely matched to the days, and the next day's paper, are told only if there is nothing else.
    """
    firm = [quote for quote in quotes if quote.on_topic or not _is_last_resort(quote)]
    chosen = _best_of(firm) if firm else _best_of(quotes)[:MOST_LAST_RESORT]
    least = ENOUGH_OF_BEST_DAY if asked.spans and not asked.terms else ENOUGH_OF_BEST
    best = max((quote.score for quote in chosen), default=0.0)
    told = [
        quote
        for n, quote in enumerate(chosen)
        if quote.score >= best * (least if n >= FIRST_FEW else ENOUGH_OF_THE_FIRST)
    ]
    if asked.question.latest:
        return _newest_first(told)
    happened = [quote for quote in told if not quote.planned]
    planned = [quote for quote in told if quote.planned]
    if not happened:
        return _in_reading_order(planned)
    return [*_in_reading_order(happened), *_in_reading_order(planned[:MOST_PLANS])]


def _is_last_resort(quote: Quote) -> bool:
    return quote.match.loose or quote.match.basis is Basis.NEXT_DAY


def _best_of(quotes: Sequence[Quote]) -> list[Quote]:
    """Take the best; more than `MOST_OF_ONE_ARTICLE` only if no other article has any."""
    chosen: list[Quote] = []
    ranked = sorted(quotes, key=lambda quote: -quote.score)
    for most in (MOST_OF_ONE_ARTICLE, MOST_OF_THE_ONLY_ARTICLE):
        for quote in ranked:
            taken = sum(one.article_id == quote.article_id for one in chosen)
            fits = len(chosen) < MOST_SENTENCES and taken < most
            if fits and not any(quote.says_the_same(one) for one in chosen):
                chosen.append(quote)
    return chosen


def _newest_first(quotes: Sequence[Quote]) -> list[Quote]:
    return sorted(quotes, key=lambda quote: (quote.hit.source.published or date.min, quote.score), reverse=True)


def _in_reading_order(quotes: Sequence[Quote]) -> list[Quote]:
    """Order by day, then by how well an article answers: its best sentence first, the others in its own order."""
    best: dict[str, Quote] = {}
    for quote in sorted(quotes, key=lambda one: -one.score):
        best.setdefault(quote.article_id, quote)

    def place(quote: Quote) -> tuple[date, float, str, bool, int]:
        day = quote.match.day.first if quote.match.day else date.max
        first = best[quote.article_id]
        return day, -first.score, quote.article_id, quote is not first, quote.sentence.start

    return sorted(quotes, key=place)
