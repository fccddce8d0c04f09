"""How much an article tells of a day's main news: what many articles of the day tell, and few of other days."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from bot.qa.analysis import DocumentFrequency
from bot.qa.quoting.quote import Quote

LEAD_SENTENCES = 2  # of an article, among those that speak of the day: they say what its story is
FEWEST_SHARED = 2  # words shared with other articles: one alone ("government") makes no story
SHORTEST = 6  # words of a sentence; shorter ones are not taken for denser


def story_saliences(quotes: Sequence[Quote], document_frequency: DocumentFrequency) -> Mapping[str, float]:
    """Return for each article of some quotes how much its story is the day's news: 0..1, 1 for the most.

    A word counts by how many of the articles have it (copies included) and how rare it is in the archive; a sentence
    by its words, over the root of their number: SumBasic (Nenkova and Vanderwende 2005) with burst weights.
    """
    words = _words_by_article(quotes)
    copies = {quote.article_id: len(quote.hit.also_in) for quote in quotes}
    counts: Counter[str] = Counter()
    for article, terms in words.items():
        for term in terms:
            counts[term] += 1 + copies[article]
    weights = {
        term: math.log(count) * _rarity(*document_frequency(term))
        for term, count in counts.items()
        if count > 1 and any(map(str.isalpha, term))
    }
    found: dict[str, float] = {}
    for article, leads in _leads(quotes).items():
        found[article] = max(_sentence_salience(lead.terms, weights) for lead in leads)
    most = max(found.values(), default=0.0) or 1.0
    return {article: value / most for article, value in found.items()}


def _words_by_article(quotes: Sequence[Quote]) -> Mapping[str, set[str]]:
    words: dict[str, set[str]] = defaultdict(set)
    for quote in quotes:
        words[quote.article_id] |= quote.terms
    return words


def _leads(quotes: Sequence[Quote]) -> Mapping[str, list[Quote]]:
    leads: dict[str, list[Quote]] = defaultdict(list)
    for quote in sorted(quotes, key=lambda one: one.sentence.start):
        if len(leads[quote.article_id]) < LEAD_SENTENCES:
            leads[quote.article_id].append(quote)
    return leads


def _sentence_salience(terms: frozenset[str], weights: Mapping[str, float]) -> float:
    shared = [weights[term] for term in terms if term in weights]
    return sum(shared) / math.sqrt(max(SHORTEST, len(terms))) if len(shared) >= FEWEST_SHARED else 0.0


def _rarity(have: int, total: int) -> float:
    return math.log(1 + (total - have + 0.5) / (have + 0.5))
