"""The analysis of a question: made once for each answer, and carried to every step that needs it."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache

from bot.qa.answer import Question
from bot.qa.answer_type import AnswerType, answer_type_of
from bot.qa.question import content_words, on_day
from bot.qa.question_patterns import ENGLISH, RUSSIAN
from bot.qa.words.irregular_verbs import forms_of
from index.model.dates import DaySpan
from index.search.fulltext.analyzers import REMEMBERED, analyze

DocumentFrequency = Callable[[str], tuple[int, int]]  # word -> (passages that have it, passages in all)

COMMON_WORD_WEIGHT = 0.5  # of a name that a text has as a common word: "Singapore Airlines", "a German airline"

_CAPITAL = r"[^\W\da-zа-яё_]\w*"
_PARTICLE = r"(?:of|the|and|for|de|и|по)"
_NAME = re.compile(rf"{_CAPITAL}(?:\s+(?:{_PARTICLE}\s+)*{_CAPITAL})+")
_NAME_WORD = re.compile(rf"\b{_CAPITAL}")
_FUNCTION_WORDS = ENGLISH.function_words | RUSSIAN.function_words  # capitals at a question's start: "Was Brandt there?"


@dataclass(frozen=True)
class TopicTerms:
    """The words a question asks about, and how much each says."""

    weights: Mapping[str, float]  # inverse document frequency, as in BM25; a word in no passage weighs most
    language: str
    initials: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # "GM" stands for General, Motors
    names: frozenset[str] = frozenset()  # those of the words that are written as names
    rarest: float = 1.0  # what a word in no passage weighs
    known: frozenset[str] = frozenset()  # all that the question says, as terms: an answer says something else, too

    def __bool__(self) -> bool:
        return bool(self.weights)

    def share(self, text: str) -> float:
        """Return the share of the words' weight that a text has, 0..1; 1 if no word is asked for."""
        return self.share_of(self.found_in(text))

    def found_in(self, text: str) -> dict[str, float]:
        """Return the words that a text has: 1.0 each, less if it has a name as a common word."""
        named = self.names_in(text)
        return {w: COMMON_WORD_WEIGHT if w in self.names - named else 1.0 for w in self._words_in(text)}

    def share_of(self, found: Mapping[str, float]) -> float:
        """Return the share of the words' weight that was found, 0..1; 1 if no word is asked for."""
        total = sum(self.weights.values())
        return sum(self.weights[word] * credit for word, credit in found.items()) / total if total else 1.0

    def matched(self, found: Mapping[str, float]) -> float:
        """Return how many words were found, each counted by its rarity, 0..1: a common word hardly counts."""
        return sum(self.weights[word] * credit for word, credit in found.items()) / self.rarest

    def is_about_another(self, text: str) -> bool:
        """Whether names are asked about and a text has none of them."""
        return bool(self.names) and not self.names & self._words_in(text)

    def names_in(self, text: str) -> frozenset[str]:
        """Return those of the names that a text writes as names, in full or by their initials."""
        if not self.names and not self.initials:
            return frozenset()
        spelled = {
            word for name, words in self.initials.items() if _standing_alone(name).search(text) for word in words
        }
        written = _name_terms(text, self.language)
        names = {word for word in self.names if written.issuperset(analyze(word, self.language))}
        return frozenset(names | (spelled & self.weights.keys()))

    def _words_in(self, text: str) -> frozenset[str]:
        terms = _term_set(text, self.language)
        return self.names_in(text) | {word for word, forms in self.forms.items() if any(map(terms.issuperset, forms))}

    @cached_property
    def forms(self) -> dict[str, list[list[str]]]:
        """The terms of each word, in each of its irregular forms: a text with all terms of one has the word."""
        return {word: [analyze(form, self.language) for form in forms_of(word)] for word in self.weights}


@dataclass(frozen=True)
class AnalyzedQuestion:
    """A question and what was read from it."""

    question: Question
    words: str  # the content words of its topic: no "who", no "did"
    terms: TopicTerms  # the same words, each with its weight
    answer_type: AnswerType
    document_frequency: DocumentFrequency = field(repr=False, compare=False)  # of the archive that is asked

    @cached_property
    def spans(self) -> tuple[DaySpan, ...]:
        """The days asked about; empty if none are."""
        return tuple(asked.span for asked in self.question.days)

    @property
    def is_fact(self) -> bool:
        """Whether it asks for one thing ("how many …?"), and not for what happened on a day or in a matter."""
        return self.question.narrow and bool(self.terms)

    @cached_property
    def focus(self) -> TopicTerms | None:
        """The words that a follow-up adds to the subject it keeps: "when was it stolen?" -> stolen; None if none."""
        kept = set(self.question.kept.split())
        weights = {word: weight for word, weight in self.terms.weights.items() if word not in kept}
        if not kept or not weights:
            return None
        return replace(self.terms, weights=weights, names=self.terms.names & weights.keys(), initials={})

    def without_days(self) -> "AnalyzedQuestion | None":
        """Return a question of fact about whole years, to be looked for without them; None for any other question.

        The year of what everybody knows stands in few articles: "Who won the cup in 2015?"
        """
        if not (self.is_fact and self.spans and all(span.whole_years for span in self.spans)):
            return None
        return replace(self, question=replace(self.question, days=()))

    def on_day(self, day: date) -> "AnalyzedQuestion":
        """Return the same question about another day."""
        return replace(self, question=on_day(self.question, day))


def analyze_question(question: Question, document_frequency: DocumentFrequency) -> AnalyzedQuestion:
    """Return the analysis of a question, its words weighed by how rare they are in the archive."""
    words = content_words(question.topic, question.language)
    weights, total = {}, 0
    for word in dict.fromkeys(words.split()):
        have, total = document_frequency(word)
        weights[word] = _rarity(have, total)
    terms = TopicTerms(
        weights,
        question.language,
        initials_of(question.topic),
        _names(question, weights),
        _rarity(0, total),
        frozenset(analyze(question.text, question.language)),
    )
    return AnalyzedQuestion(question, words, terms, answer_type_of(question.text), document_frequency)


# One text is looked at for many words: for each sentence of an answer, and for each question that people follow.


@lru_cache(REMEMBERED)
def _term_set(text: str, language: str) -> frozenset[str]:
    return frozenset(analyze(text, language))


@lru_cache(REMEMBERED)
def _name_terms(text: str, language: str) -> frozenset[str]:
    """Return the terms of those words of a text that are written as names."""
    return frozenset(analyze(" ".join(_NAME_WORD.findall(text)), language))


@lru_cache(REMEMBERED)
def _standing_alone(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{name}\b")


def _rarity(have: int, total: int) -> float:
    """Return the inverse document frequency of a word, as in BM25: `have` of `total` passages have it."""
    return math.log(1 + (total - have + 0.5) / (have + 0.5))


def _names(question: Question, words: Mapping[str, float]) -> frozenset[str]:
    """Return the words that are written as names, if that says something: not the first word, not ALL CAPITALS."""
    first = question.text.partition(" ")[0]
    if question.text.isupper():
        return frozenset()
    return frozenset(word for word in words if word != first and _NAME_WORD.match(word))


def initials_of(text: str) -> dict[str, tuple[str, ...]]:
    """Return the short forms that names of several words may have, each with the words it stands for.

    "What happened with General Motors" -> {"GM": ("General", "Motors")}
    """
    found = {}
    for name in _NAME.findall(text):
        words = tuple(word for word in name.split() if word[0].isupper() and word.lower() not in _FUNCTION_WORDS)
        if len(words) > 1 and not any(word.isupper() for word in words):  # "CEO of Apple" is not "CA"
            found["".join(word[0] for word in words)] = words
    return found
