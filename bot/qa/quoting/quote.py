"""A sentence that may be quoted, and how quotes become an answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.qa.answer import Answer, Citation, CitedSentence, Question, Section, cite_sentence
from bot.qa.day_matching import DateMatch
from index.model.passage import Basis, Hit, Sentence

ALIKE = 0.7  # share of words in common from which two sentences say the same
SHORTEST_TERMS = 3  # beside its dates: a shorter "sentence" is a heading, a byline, a stamp or a fragment
SHORTEST_TERMS_ON_A_DAY = 2  # the same of one that names the asked day: "A mill opened on 3 May"


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
    planned: bool = False  # it was written before the day it speaks of, or says what is to come

    @property
    def article_id(self) -> str:
        """The id of its article."""
        return self.hit.passage.article_id

    def says_the_same(self, other: "Quote") -> bool:
        """Whether two sentences have nearly all words in common."""
        return len(self.terms & other.terms) >= ALIKE * min(len(self.terms), len(other.terms))


def is_too_short(match: DateMatch, terms: frozenset[str]) -> bool:
    """Return whether a sentence says too little to be quoted; `terms` are those beside its dates."""
    names_the_day = match.basis is Basis.MENTION and match.day is not None
    return len(terms) < (SHORTEST_TERMS_ON_A_DAY if names_the_day else SHORTEST_TERMS)


def words_beside_dates(hit: Hit, sentence: Sentence) -> str:
    """Return a sentence without its date phrases: what is left of a stamp or of "Last updated on Friday" is little."""
    text, at = hit.passage.text_of(sentence), sentence.start
    for mention in sorted(sentence.mentions, key=lambda one: -one.start):
        text = f"{text[: mention.start - at]} {text[mention.end - at :]}"
    return text


def answer_of(question: Question, quotes: Sequence[Quote]) -> Answer:
    """Return the answer made of some quotes, numbered in this order; plans stand under a heading of their own."""
    sentences = tuple(
        CitedSentence(
            quote.text,
            (number,),
            quote.match.basis,
            quote.match.day,
            quote.hit.also_in,
            Section.NEXT if quote.planned else None,
        )
        for number, quote in enumerate(quotes, start=1)
    )
    citations = tuple(citation_of(quote, number) for number, quote in enumerate(quotes, start=1))
    return Answer(question, sentences, citations)


def citation_of(quote: Quote, number: int) -> Citation:
    """Return the citation of a quote."""
    return cite_sentence(number, quote.hit, quote.sentence)
