"""Which of many followed questions new passages answer: an inverted index over their words chooses candidates.

Only candidates pay for the rule of evidence, which is the one that asking has. The index leaves none out that the rule
would take: it is a prefix filter (Chaudhuri, Ganti and Kaushik 2006). A passage can only have enough of a question's
words if it has one of the rarest few, and the question is listed under those alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from bot.qa.analysis import AnalyzedQuestion
from bot.qa.answerability import ENOUGH, ENOUGH_ON_A_DAY, WITHOUT_VECTORS, judge
from bot.qa.extractive import ExtractiveWriter
from bot.qa.quoting.quote import Quote
from index.model.passage import Basis, Hit
from index.model.stored import StoredPassage
from index.search.fulltext.analyzers import analyze

WIDEST = 31  # days of a followed question: longer ones name no day to wait for
ROUNDING = 1e-9


@dataclass(frozen=True)
class Followed:
    """A question that is followed, by one or more people."""

    asked: AnalyzedQuestion
    follows: tuple[int, ...]  # their ids

    @cached_property
    def needed(self) -> float:
        """The least share of the words' weight with which the rule of evidence can take a passage, 0..1."""
        terms = self.asked.terms
        if self.asked.spans:
            return ENOUGH_ON_A_DAY
        if not self.asked.is_fact:
            return ENOUGH
        rule, total = WITHOUT_VECTORS, sum(terms.weights.values())
        return min(1.0, -rule.bias / (rule.pair_share + rule.matched * total / terms.rarest))

    @cached_property
    def ways(self) -> dict[str, list[frozenset[str]]]:
        """For each word, the sets of terms of which a text must have one to have the word: its forms, and initials."""
        terms = self.asked.terms
        ways = {word: [frozenset(form) for form in forms] for word, forms in terms.forms.items()}
        for name, words in terms.initials.items():
            spelled = frozenset(analyze(name, terms.language))
            for word in words:
                if spelled and word in ways:
                    ways[word].append(spelled)
        return ways

    def rarest_terms(self) -> set[str]:
        """Return terms of which a text must have one to have enough of the words."""
        weights = self.asked.terms.weights
        left = total = sum(weights.values())
        keys: set[str] = set()
        for word in sorted(weights, key=lambda one: -weights[one]):
            if left < self.needed * total - ROUNDING:
                break
            if not all(self.ways[word]):  # a word without terms counts as found in every text
                continue
            left -= weights[word]
            # Any term of a form will do, since all are needed: the longest is the rarest.
            keys |= {max(way, key=lambda term: (len(term), term)) for way in self.ways[word]}
        return keys

    def may_take(self, terms: frozenset[str]) -> bool:
        """Whether a text with these terms may have enough of the words."""
        weights = self.asked.terms.weights
        found = sum(weights[word] for word, ways in self.ways.items() if any(way <= terms for way in ways))
        return found >= self.needed * sum(weights.values()) - ROUNDING


@dataclass(frozen=True, slots=True)
class Match:
    """A followed question that an article answers, and the best sentence."""

    followed: Followed
    quote: Quote


class FollowIndex:
    """Followed questions by the words, or the days, that an article must have to answer them."""

    def __init__(self, followed: Iterable[Followed]) -> None:
        self._by_term: dict[str, dict[str, list[Followed]]] = {}  # by language, by term
        self._by_day: dict[date, list[Followed]] = {}
        self._writer = ExtractiveWriter()
        for one in followed:
            for term in one.rarest_terms():
                self._by_term.setdefault(one.asked.terms.language, {}).setdefault(term, []).append(one)
            if not one.asked.terms:
                for day in {day for span in one.asked.spans if span.days <= WIDEST for day in span}:
                    self._by_day.setdefault(day, []).append(one)

    def match(self, article: Sequence[StoredPassage]) -> Iterator[Match]:
        """Give the followed questions that the passages of one article answer, each once.

        It is told by the best sentence of the first passage that answers: news says first what matters.
        """
        told: set[int] = set()
        for stored in article:
            for one, hit in [*self._by_words(stored), *self._on_days(stored)]:
                if id(one) not in told and (match := self._judge(one, hit)):
                    told.add(id(one))
                    yield match

    def _judge(self, one: Followed, hit: Hit) -> Match | None:
        """Return what tells of a followed question in a passage; None if it does not answer it."""
        quotes = self._writer.rank(one.asked, judge([hit], one.asked).hits)
        telling = next((quote for quote in quotes if _names_topic(quote, one)), None)
        return Match(one, telling) if telling else None

    def _by_words(self, stored: StoredPassage) -> Iterator[tuple[Followed, Hit]]:
        passage = stored.passage
        for language, by_term in self._by_term.items():
            title = frozenset(analyze(stored.source.title, language))
            terms = title.union(analyze(passage.text, language))
            said = [title.union(analyze(passage.text_of(one), language)) for one in passage.sentences]
            for one in _listed(by_term, terms):
                hit = _hit(stored, said, one) if one.may_take(terms) else None
                if hit and hit.passage.sentences:
                    yield one, hit

    def _on_days(self, stored: StoredPassage) -> Iterator[tuple[Followed, Hit]]:
        for one in _listed(self._by_day, _days_of(stored)) if self._by_day else ():
            yield one, Hit(stored.passage, stored.source, 1.0, Basis.WORDS)


def _hit(stored: StoredPassage, said: Sequence[frozenset[str]], one: Followed) -> Hit:
    """Return a passage as a hit, with the sentences alone that can be the alert: there may be thousands of hits.

    `said` are the terms of each sentence and the title.
    """
    passage = stored.passage
    if not one.asked.is_fact:  # which looks at the sentence before, too
        pairs = zip(passage.sentences, said, strict=True)
        passage = replace(passage, sentences=tuple(sentence for sentence, terms in pairs if one.may_take(terms)))
    return Hit(passage, stored.source, 1.0, Basis.WORDS)


def _names_topic(quote: Quote, one: Followed) -> bool:
    """Whether a sentence says, with its headline, what is followed: an alert is read without the passage around it."""
    return one.asked.terms.share(f"{quote.hit.source.title}\n{quote.text}") >= one.needed


def _listed(lists: Mapping, keys: Iterable) -> Iterator[Followed]:  # type: ignore[type-arg]
    """Give what is listed under any of some keys, each once."""
    seen: set[int] = set()
    for key in keys:
        for one in lists.get(key, ()):
            if id(one) not in seen:
                seen.add(id(one))
                yield one


def _days_of(passage: StoredPassage) -> set[date]:
    """Return the days that a passage may tell of, longer times left out."""
    sentences = passage.passage.sentences
    spans = {span for one in sentences for span in (*(mention.span for mention in one.mentions), *one.carried)}
    days = {day for span in spans if span.days <= WIDEST for day in span}
    published = passage.source.published
    return days | ({published, published - timedelta(days=1)} if published else set())
