"""The plain writer: an answer made of sentences quoted verbatim, each with its source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from math import exp

from bot.qa.analysis import AnalyzedQuestion
from bot.qa.answer import Answer, Citation, CitedSentence, Question, cite_sentence
from bot.qa.answer_type import holds_answer_type
from bot.qa.day_matching import DateMatch, match_days
from bot.qa.evidence import read_evidence
from index.model.passage import Basis, Hit, Sentence
from index.search.fulltext import analyze

MOST_SENTENCES = 6
MOST_OF_ONE_ARTICLE = 3  # one story does not fill the answer
ALIKE = 0.7  # share of words in common from which two sentences say the same
SPEECH_MARKS = ('"', "“", "«", "``")
SHORTEST_WORDS = 4  # a shorter "sentence" is a heading or a fragment
ENOUGH_OF_BEST = 0.7  # without days: the share of the best sentence's score from which another one is worth reading

# Questions of fact
SCORE_LOG_ODDS = 6.0  # of a score of 1, between two sentences
LIKELY_ENOUGH = (0.85, 0.65)  # one quote that is so likely to answer is enough; two are, if one of them is so likely
MOST_FACTS = 3
FACT_DAY_WEIGHT = 0.5  # of the match to the asked days

# Days and topics
BASIS_WEIGHT = {Basis.MENTION: 1.0, Basis.PUBLISHED: 0.6, Basis.CARRIED: 0.7, Basis.NEXT_DAY: 0.1}
RANK_WEIGHT = 0.3  # of the passage that was found first
ANSWER_TYPE_WEIGHT = 0.4  # of a sentence with a name for "who", a number for "how many"
OWN_LANGUAGE_WEIGHT = 0.6  # of the asker's language: days have none, readers do
LEAD_WEIGHT = 0.3  # of an article's first sentence: news says first what matters
LEAD_CHARACTERS = 300  # from where on a sentence has half of it
ECHO_WEIGHT = 0.1  # of each further article that tells of the same, up to three
ECHO = 0.25  # share of words in common from which two sentences tell of the same
VAGUE_LOSS = 0.4
LOOSE_LOSS = 0.4
ON_TOPIC = 0.3  # share of the weight of the question's words in the sentence itself
SPEECH_LOSS = 0.2  # a sentence that begins inside somebody's speech says less of what happened


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that may be quoted."""

    hit: Hit
    sentence: Sentence
    text: str
    match: DateMatch
    on_topic: bool  # it names what is asked about
    terms: frozenset[str]
    score: float


class ExtractiveWriter:
    """Quotes the sentences that answer, in order of the days they speak of."""

    def write(self, asked: AnalyzedQuestion, hits: Sequence[Hit]) -> Answer | None:
        """Return up to `MOST_SENTENCES` quotes, and whether there are more; None if no sentence answers."""
        quotes = find_quotes(asked, hits)
        chosen = _choose(asked, quotes)
        if not chosen:
            return None
        answer = _cite(asked.question, chosen if asked.is_fact else _in_reading_order(chosen))
        return replace(answer, more=_has_more(asked, quotes, answer))

    def rank(self, asked: AnalyzedQuestion, hits: Sequence[Hit]) -> list[Quote]:
        """Return all sentences that may answer, best first; no two of them say the same."""
        ranked: list[Quote] = []
        for quote in sorted(find_quotes(asked, hits), key=lambda one: -one.score):
            if not any(_alike(quote, one) for one in ranked):
                ranked.append(quote)
        return ranked

    def has_more(self, asked: AnalyzedQuestion, hits: Sequence[Hit], answer: Answer) -> bool:
        """Whether passages that an answer by another writer does not cite hold more that is worth reading."""
        return _has_more(asked, find_quotes(asked, hits), answer)


def _has_more(asked: AnalyzedQuestion, quotes: Sequence[Quote], answer: Answer) -> bool:
    cited = {citation.passage_id for citation in answer.citations}
    said = {citation.quote for citation in answer.citations}
    rest = _choose(asked, [quote for quote in quotes if quote.hit.passage.id not in cited])
    return any(quote.text not in said for quote in rest)


def find_quotes(asked: AnalyzedQuestion, hits: Sequence[Hit]) -> list[Quote]:
    """Return the sentences that may answer, in no order, each with its score."""
    if asked.is_fact:
        return [quote for hit in hits for quote in _facts_of(asked, hit)]
    quotes = [quote for rank, hit in enumerate(hits) for quote in _quotes_of(asked, hit, rank)]
    if asked.spans and not asked.terms:
        quotes = [replace(quote, score=quote.score + ECHO_WEIGHT * _echoes(quote, quotes)) for quote in quotes]
    return quotes


def _facts_of(asked: AnalyzedQuestion, hit: Hit) -> Iterator[Quote]:
    """Return the sentences of a hit that may answer a question of fact."""
    for one in read_evidence(asked, hit):
        match = match_days(one.sentence, hit, asked.spans) if asked.spans else DateMatch(hit.basis, None)
        terms = frozenset(analyze(one.text, hit.source.language))
        on_topic = one.pair_share >= ON_TOPIC
        if match is None or len(terms) < SHORTEST_WORDS or (match.names_other_day and not on_topic):
            continue
        score = one.score + (FACT_DAY_WEIGHT * _match_weight(match) if match.day else 0.0)
        yield Quote(hit, one.sentence, one.text, match, on_topic, terms, score)


def _quotes_of(asked: AnalyzedQuestion, hit: Hit, rank: int) -> Iterator[Quote]:
    """Return the sentences of a hit that may answer, each with how it is matched to the asked days."""
    for sentence in hit.passage.sentences:
        match = match_days(sentence, hit, asked.spans) if asked.spans else DateMatch(hit.basis, None)
        text = hit.passage.text_of(sentence)
        terms = frozenset(analyze(text, hit.source.language))
        share = asked.terms.share(text)
        on_topic = bool(asked.terms) and share >= ON_TOPIC
        if match is None or len(terms) < SHORTEST_WORDS:
            continue
        if not on_topic and (match.names_other_day or (match.whole_months and asked.terms)):
            continue
        score = share + RANK_WEIGHT / (1 + rank)
        score += ANSWER_TYPE_WEIGHT if holds_answer_type(asked.answer_type, text, sentence, asked.terms.known) else 0.0
        score += _match_weight(match) if match.day else 0.0
        if asked.spans:
            score += OWN_LANGUAGE_WEIGHT * (hit.source.language == asked.question.language)
            score += LEAD_WEIGHT / (1 + sentence.start / LEAD_CHARACTERS)
        score -= SPEECH_LOSS if text.startswith(SPEECH_MARKS) else 0.0
        yield Quote(hit, sentence, text, match, on_topic, terms, score)


def _match_weight(match: DateMatch) -> float:
    """Return how much the match to the asked days says for a sentence."""
    return BASIS_WEIGHT[match.basis] - VAGUE_LOSS * match.vague - LOOSE_LOSS * match.loose


def _choose(asked: AnalyzedQuestion, quotes: Sequence[Quote]) -> list[Quote]:
    """Return the quotes worth reading; without days, those that are nearly as good as the best."""
    chosen = _best_of(quotes)
    if asked.is_fact:
        return _likely(chosen)
    if asked.spans:
        return chosen
    best = max((quote.score for quote in chosen), default=0.0)
    return [quote for quote in chosen if quote.score >= best * ENOUGH_OF_BEST]


def _likely(quotes: Sequence[Quote]) -> list[Quote]:
    """Return the quotes of a question of fact, best first: no more than are needed for one of them to answer.

    How likely each one answers is told by its score (conditional logistic regression).
    """
    odds = [exp((quote.score - quotes[0].score) * SCORE_LOG_ODDS) for quote in quotes]
    sums = accumulate(odd / sum(odds) for odd in odds)
    enough = (
        n for n, (likely, wanted) in enumerate(zip(sums, LIKELY_ENOUGH, strict=False), start=1) if likely >= wanted
    )
    return list(quotes[: next(enough, MOST_FACTS)])


def _best_of(quotes: Sequence[Quote]) -> list[Quote]:
    """Take the best, but no two that say the same; more than `MOST_OF_ONE_ARTICLE` only if no other has any."""
    chosen: list[Quote] = []
    firm = [quote for quote in quotes if not quote.match.loose or quote.on_topic]
    ranked = sorted(firm or quotes, key=lambda q: -q.score)
    for most in (MOST_OF_ONE_ARTICLE, MOST_SENTENCES):
        for quote in ranked:
            taken = sum(one.hit.passage.article_id == quote.hit.passage.article_id for one in chosen)
            if len(chosen) < MOST_SENTENCES and taken < most and not any(_alike(quote, one) for one in chosen):
                chosen.append(quote)
    return chosen


def _alike(one: Quote, other: Quote) -> bool:
    return len(one.terms & other.terms) >= ALIKE * min(len(one.terms), len(other.terms))


def _echoes(quote: Quote, quotes: Sequence[Quote]) -> int:
    """Count the other articles that tell of the same, copies included: what many tell of is the news of the day."""
    others = {
        other.hit.passage.article_id
        for other in quotes
        if other.hit.passage.article_id != quote.hit.passage.article_id
        and len(quote.terms & other.terms) >= ECHO * min(len(quote.terms), len(other.terms))
    }
    return min(3, len(others) + len(quote.hit.also_in))


def _in_reading_order(quotes: Sequence[Quote]) -> list[Quote]:
    """Order by day, then by how well an article answers; an article's own sentences stay in its order."""
    best: dict[str, float] = {}
    for quote in quotes:
        article = quote.hit.passage.article_id
        best[article] = max(best.get(article, 0.0), quote.score)

    def place(quote: Quote) -> tuple[date, float, str, int]:
        article = quote.hit.passage.article_id
        return quote.match.day.first if quote.match.day else date.max, -best[article], article, quote.sentence.start

    return sorted(quotes, key=place)


def _cite(question: Question, quotes: Sequence[Quote]) -> Answer:
    """Number the quotes in the order in which they are said."""
    sentences = tuple(
        CitedSentence(quote.text, (number,), quote.match.basis, quote.match.day, quote.hit.also_in)
        for number, quote in enumerate(quotes, start=1)
    )
    citations = tuple(citation_of(quote, number) for number, quote in enumerate(quotes, start=1))
    return Answer(question, sentences, citations)


def citation_of(quote: Quote, number: int) -> Citation:
    """Return the citation of a quote."""
    return cite_sentence(number, quote.hit, quote.sentence)
