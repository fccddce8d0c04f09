"""The quotes that tell what happened, on a day or in a matter: the main news first, plans last."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.qa.analysis import AnalyzedQuestion
from bot.qa.day_matching import DateMatch, match_days
from bot.qa.quoting.happening import (
    SPEECH_MARKS,
    is_aside,
    is_far_echo,
    is_planned,
    looks_back,
    tells_event,
    tells_state,
)
from bot.qa.quoting.quote import Quote, is_too_short, words_beside_dates
from bot.qa.quoting.salience import story_saliences
from index.model.passage import Basis, Hit, Sentence
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
RETROSPECT_LOSS = 0.4  # of an article that came out later than the next day
VAGUE_LOSS = 0.6
LOOSE_LOSS = 0.4
OWN_LANGUAGE_WEIGHT = 0.6  # of the language of who asks: days have none, readers do
LEAD_CHARACTERS = 300  # from where on a sentence has half of the weight of an article's beginning
STORY_WEIGHT = 0.8  # of the story that is most the day's news
FOREIGN_STORY_WEIGHT = 0.4  # of one that is told in another language than the question's: less than the language weighs
STATE_LOSS = 0.3  # how things are
BACK_LOSS = 0.3  # how things once were
ASIDE_LOSS = 0.4  # another day's news that names the day
PLAN_LOSS = 0.5  # an outcome beats its forecast
SPEECH_LOSS = 0.8  # a sentence that begins inside somebody's speech says less of what happened
OWN_SHARE = 0.6  # without days: the part of a sentence's share of the topic that is its own, and not its passage's
ON_TOPIC = 0.3  # share of the weight of the question's words in the sentence itself


@dataclass(frozen=True, slots=True)
class Weights:
    """What differs between kinds of questions."""

    rank: float  # of the passage that was found first
    lead: float  # of an article's first sentence: news says first what matters
    event: float  # of a word of events that are news everywhere


TOPIC = Weights(rank=0.5, lead=0.3, event=0.0)
NEWS_OF_A_DAY = Weights(rank=0.1, lead=0.3, event=0.2)  # many passages are tied to a day alike: their order says little
LATEST = Weights(rank=1.0, lead=0.9, event=0.0)


def day_quotes(asked: AnalyzedQuestion, hits: Sequence[Hit]) -> list[Quote]:
    """Return the sentences that may tell what happened, each with its score."""
    quotes = [quote for rank, hit in enumerate(hits) for quote in _quotes_of(asked, hit, rank)]
    if not asked.spans or asked.terms:
        return quotes
    stories = story_saliences(quotes, asked.document_frequency)
    language = asked.question.language

    def story_weight(quote: Quote) -> float:
        weight = STORY_WEIGHT if quote.hit.source.language == language else FOREIGN_STORY_WEIGHT
        return weight * stories[quote.article_id]

    return [replace(one, score=one.score + story_weight(one)) for one in quotes]


def _quotes_of(asked: AnalyzedQuestion, hit: Hit, rank: int) -> Iterator[Quote]:
    """Return the sentences of a hit that may be told, each with how it is matched to the asked days."""
    weights = _weights(asked)
    for sentence in hit.passage.sentences:
        match = match_days(sentence, hit, asked.spans) if asked.spans else DateMatch(hit.basis, None)
        terms = frozenset(analyze(words_beside_dates(hit, sentence), hit.source.language))
        if match is None or is_too_short(match, terms):
            continue
        match = replace(match, loose=match.loose or is_far_echo(match, hit, sentence))
        text = hit.passage.text_of(sentence)
        share = asked.terms.share(text)
        on_topic = bool(asked.terms) and share >= ON_TOPIC
        if not on_topic and (match.names_other_day or match.whole_months):
            continue
        planned = is_planned(match, hit, text)
        if not asked.spans:  # a lead says it in other words than its headline: "Fiat announced on Friday …"
            share = OWN_SHARE * share + (1 - OWN_SHARE) * asked.terms.share(f"{hit.source.title}\n{hit.passage.text}")
        score = share + weights.rank / (1 + rank) + weights.lead / (1 + sentence.start / LEAD_CHARACTERS)
        score += _match_weight(match, hit) + _happening_weight(match, sentence, text) if match.day else 0.0
        score += OWN_LANGUAGE_WEIGHT * (hit.source.language == asked.question.language) if asked.spans else 0.0
        score += weights.event * tells_event(text)
        score -= SPEECH_LOSS * text.startswith(SPEECH_MARKS) + PLAN_LOSS * planned
        yield Quote(hit, sentence, text, match, on_topic, terms, score, planned)


def _weights(asked: AnalyzedQuestion) -> Weights:
    if asked.question.latest:
        return LATEST
    return NEWS_OF_A_DAY if asked.spans and not asked.terms else TOPIC


def _match_weight(match: DateMatch, hit: Hit) -> float:
    """Return how much the match to the asked days says for a sentence."""
    published = hit.source.published
    later = match.day is not None and published is not None and published > match.day.last + timedelta(days=1)
    return BASIS_WEIGHT[match.basis] - VAGUE_LOSS * match.vague - LOOSE_LOSS * match.loose - RETROSPECT_LOSS * later


def _happening_weight(match: DateMatch, sentence: Sentence, text: str) -> float:
    """Return how much a sentence looks like one that tells what happened on the day it is matched to."""
    away = STATE_LOSS * tells_state(sentence, text) + BACK_LOSS * looks_back(sentence, match)
    return -away - ASIDE_LOSS * is_aside(sentence, match, text)


def choose_day_quotes(asked: AnalyzedQuestion, quotes: Sequence[Quote]) -> list[Quote]:
    """Return the quotes worth reading in reading order, no two that say the same; plans last.

    Sentences that are loosely matched to the days, and the next day's paper, are told only if there is nothing else.
    """
    firm = _firm(quotes)
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


def _firm(quotes: Sequence[Quote]) -> list[Quote]:
    """Return the quotes that are firmly matched to the days, or loosely and on the topic.

    The next day's paper is taken for the day only if its article names the day: else its news is of its own day.
    """
    of_the_day = {quote.article_id for quote in quotes if not _is_last_resort(quote)}

    def is_firm(quote: Quote) -> bool:
        next_day = quote.match.basis is Basis.NEXT_DAY
        taken = quote.on_topic and (not next_day or quote.article_id in of_the_day)
        return taken or not _is_last_resort(quote)

    return [quote for quote in quotes if is_firm(quote)]


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
