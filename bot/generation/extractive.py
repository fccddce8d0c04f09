"""The plain writer: an answer made of sentences quoted verbatim, each with its source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.qa.answer import Answer, Citation, CitedSentence, Question
from bot.qa.answer_type import has_wanted, wanted_by
from bot.qa.answerability import DocumentFrequency, Topic, topic_of
from index.model.dates import DaySpan
from index.model.passage import Basis, Hit, Sentence
from index.search.fulltext import analyze

MOST_SENTENCES = 6
MOST_OF_ONE_ARTICLE = 3  # one storyline does not fill the answer
ALIKE = 0.7  # share of words in common from which two sentences say the same
SPEECH_MARKS = ('"', "“", "«", "``")
SHORTEST_WORDS = 4  # a shorter "sentence" is a heading or a fragment
ENOUGH_OF_BEST = 0.7  # without days: the share of the best sentence's score from which another one is worth reading

WIDEST_MENTION = 14  # days: "in May" does not tell what happened on 29 May
TIE_WEIGHT = {Basis.MENTION: 1.0, Basis.PUBLISHED: 0.6, Basis.CARRIED: 0.7, Basis.NEXT_DAY: 0.1}
RANK_WEIGHT = 0.3  # of the passage that was found first
WANTED_WEIGHT = 0.4  # of a sentence with a name for "who", a number for "how many"
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
class DateMatch:
    """How a sentence is tied to the asked days."""

    basis: Basis
    day: DaySpan | None  # the asked days it tells of; None where none was asked for
    vague: bool = False  # by a longer time than was asked for: "this week"
    loose: bool = False  # the last resort, where nothing is tied more firmly
    elsewhere: bool = False  # it names another day: only worth saying of the very thing that is asked about
    whole: bool = False  # by whole months: of somebody in particular, only worth saying where it names them

    @property
    def weight(self) -> float:
        """How much the tie says for the sentence."""
        return TIE_WEIGHT[self.basis] - VAGUE_LOSS * self.vague - LOOSE_LOSS * self.loose


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that may be quoted."""

    hit: Hit
    sentence: Sentence
    text: str
    tie: DateMatch
    on_topic: bool  # it names what is asked about
    terms: frozenset[str]
    score: float


class ExtractiveWriter:
    """Quotes the sentences that answer, in order of the days they speak of."""

    def __init__(self, document_frequency: DocumentFrequency) -> None:
        self._rarity = document_frequency

    def write(self, question: Question, hits: Sequence[Hit]) -> Answer | None:
        """Return up to `MOST_SENTENCES` quotes, or None where no sentence answers."""
        topic = topic_of(question, self._rarity)
        quotes = [quote for rank, hit in enumerate(hits) for quote in _quotes(question, hit, rank, topic)]
        if question.days and not topic:
            quotes = [replace(quote, score=quote.score + ECHO_WEIGHT * _echoes(quote, quotes)) for quote in quotes]
        chosen = _choose(quotes)
        if not question.days:
            best = max((quote.score for quote in chosen), default=0.0)
            chosen = [quote for quote in chosen if quote.score >= best * ENOUGH_OF_BEST]
        return _cite(question, _in_reading_order(chosen)) if chosen else None


def _quotes(question: Question, hit: Hit, rank: int, topic: Topic) -> Iterator[Quote]:
    """Return the sentences of a hit that may answer, each with what ties it to the asked days."""
    spans = [asked.span for asked in question.days]
    wanted = wanted_by(question.text)
    for sentence in hit.passage.sentences:
        tie = tie_to_days(sentence, hit, spans) if spans else DateMatch(hit.basis, None)
        text = hit.passage.text_of(sentence)
        terms = frozenset(analyze(text, hit.source.language))
        share = topic.share(text)
        on_topic = bool(topic) and share >= ON_TOPIC
        if tie is None or len(terms) < SHORTEST_WORDS:
            continue
        if not on_topic and (tie.elsewhere or (tie.whole and topic)):
            continue
        score = share + RANK_WEIGHT / (1 + rank)
        score += WANTED_WEIGHT if has_wanted(wanted, text, sentence) else 0.0
        score += tie.weight if tie.day else 0.0
        if spans:
            score += OWN_LANGUAGE_WEIGHT * (hit.source.language == question.language)
            score += LEAD_WEIGHT / (1 + sentence.start / LEAD_CHARACTERS)
        score -= SPEECH_LOSS if text.startswith(SPEECH_MARKS) else 0.0
        yield Quote(hit, sentence, text, tie, on_topic, terms, score)


def tie_to_days(sentence: Sentence, hit: Hit, spans: Sequence[DaySpan]) -> DateMatch | None:
    """Return how a sentence is tied to any of these days, the firmest way first; None for not at all."""
    return next((tie for way in (_tie, _tie_loosely) for span in spans if (tie := way(sentence, hit, span))), None)


def _tie(sentence: Sentence, hit: Hit, asked: DaySpan) -> DateMatch | None:
    own = _narrow(sentence, asked)
    for span in own or sentence.carried:
        if span.overlaps(asked):
            return DateMatch(
                Basis.MENTION if own else Basis.CARRIED, _common(span, asked), vague=span.days > asked.days
            )
    published = hit.source.published
    if own or sentence.carried or published is None:
        return None
    if published in asked:
        return DateMatch(Basis.PUBLISHED, DaySpan(published, published))
    eve = published - timedelta(days=1)
    return DateMatch(Basis.NEXT_DAY, DaySpan(eve, eve)) if eve in asked else None


def _tie_loosely(sentence: Sentence, hit: Hit, asked: DaySpan) -> DateMatch | None:
    """Tie by a longer time that begins on the day ("since July"), or by the paper alone."""
    for mention in sentence.mentions:
        if mention.span.first == asked.first and mention.span.days > asked.days:
            return DateMatch(Basis.MENTION, mention.span, loose=True, whole=mention.span.whole_months)
    published = hit.source.published
    if published and published in asked:
        elsewhere = bool(_narrow(sentence, asked))
        return DateMatch(Basis.PUBLISHED, DaySpan(published, published), loose=True, elsewhere=elsewhere)
    return None


def _narrow(sentence: Sentence, asked: DaySpan) -> list[DaySpan]:
    """Return the days a sentence names, without long times: "in May" does not tell what happened on 29 May."""
    widest = max(WIDEST_MENTION, asked.days)
    return [mention.span for mention in sentence.mentions if mention.span.days <= widest]


def _common(one: DaySpan, other: DaySpan) -> DaySpan:
    return DaySpan(max(one.first, other.first), min(one.last, other.last))


def _choose(quotes: Sequence[Quote]) -> list[Quote]:
    """Take the best, but no two that say the same; more than `MOST_OF_ONE_ARTICLE` only where no other has any."""
    chosen: list[Quote] = []
    firm = [quote for quote in quotes if not quote.tie.loose or quote.on_topic]
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
        return quote.tie.day.first if quote.tie.day else date.max, -best[article], article, quote.sentence.start

    return sorted(quotes, key=place)


def _cite(question: Question, quotes: Sequence[Quote]) -> Answer:
    """Number the quotes in the order in which they are said."""
    sentences = tuple(
        CitedSentence(quote.text, (number,), quote.tie.basis, quote.tie.day, quote.hit.also_in)
        for number, quote in enumerate(quotes, start=1)
    )
    citations = tuple(
        Citation(
            number=number,
            article_id=quote.hit.passage.article_id,
            passage_id=quote.hit.passage.id,
            source=quote.hit.source,
            quote=quote.text,
            start=quote.sentence.start,
            end=quote.sentence.end,
            passage_text=quote.hit.passage.text,
            passage_start=quote.hit.passage.start,
            days=tuple((mention.start, mention.end) for mention in quote.sentence.mentions),
        )
        for number, quote in enumerate(quotes, start=1)
    )
    return Answer(question, sentences, citations)
