"""Whether the archive answers a question at all: judged by the words that the passages found have and lack."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.qa.answer import Question
from bot.qa.answer_type import Wanted, has_wanted, wanted_by
from bot.qa.question import content_words
from bot.qa.question_patterns import ENGLISH, RUSSIAN
from index.model.passage import Hit
from index.search.fulltext import analyze

DocumentFrequency = Callable[[str], tuple[int, int]]  # word -> (passages that have it, passages in all)

# The share of the weight of a question's words that must stand together in one passage and its title.
ENOUGH = 0.55
ENOUGH_ON_A_DAY = 0.3  # the day has chosen already: "the NASDAQ composite" that day is "the NASDAQ" in the article

AS_A_WORD = 0.5  # of its weight: a name that a text has as a common word: "Singapore Airlines", "a German airline"

_CAPITAL = r"[^\W\da-zа-яё_]\w*"
_LITTLE = r"(?:of|the|and|for|de|и|по)"
_NAME = re.compile(rf"{_CAPITAL}(?:\s+(?:{_LITTLE}\s+)*{_CAPITAL})+")
_UNNAMED = ENGLISH.little | RUSSIAN.little  # "Was Brandt there?"
_NAME_WORD = re.compile(rf"\b{_CAPITAL}")


@dataclass(frozen=True, slots=True)
class Topic:
    """The words a question asks about, and how much each says."""

    weights: Mapping[str, float]  # inverse document frequency, as in BM25; a word nobody wrote weighs most
    language: str
    short: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # "GM" stands for General, Motors
    names: frozenset[str] = frozenset()  # those of the words that are written as names

    def __bool__(self) -> bool:
        return bool(self.weights)

    def share(self, text: str) -> float:
        """Return the share of the words' weight that a text has, 0..1; 1 where no word is asked for."""
        total = sum(self.weights.values())
        if not total:
            return 1.0
        words, named = self._words_in(text), self.names_in(text)
        return sum(self.weights[word] * (AS_A_WORD if word in self.names - named else 1.0) for word in words) / total

    def is_about_another(self, text: str) -> bool:
        """Whether a text has none of the names that are asked about."""
        return bool(self.names) and not self.names & self._words_in(text)

    def _words_in(self, text: str) -> frozenset[str]:
        terms = set(analyze(text, self.language))
        return self.names_in(text) | {w for w in self.weights if terms.issuperset(analyze(w, self.language))}

    def names_in(self, text: str) -> frozenset[str]:
        """Return those of the names that a text writes as names, in full or by their initials."""
        if not self.names and not self.short:
            return frozenset()
        said = {word for name, words in self.short.items() if re.search(rf"\b{name}\b", text) for word in words}
        written = set(analyze(" ".join(_NAME_WORD.findall(text)), self.language))
        names = {word for word in self.names if written.issuperset(analyze(word, self.language))}
        return frozenset(names | (said & self.weights.keys()))


def topic_of(question: Question, document_frequency: DocumentFrequency) -> Topic:
    """Return the topic of a question, weighed by how rare its words are in the archive."""
    weights = {}
    for word in dict.fromkeys(content_words(question.topic, question.language).split()):
        have, total = document_frequency(word)
        weights[word] = math.log(1 + (total - have + 0.5) / (have + 0.5))
    return Topic(weights, question.language, initials(question.topic), frozenset(_names(question, weights)))


def _names(question: Question, words: Iterable[str]) -> Iterator[str]:
    """Give the words that are written as names, where that says something: not the first of all, not IN CAPITALS."""
    first = question.text.partition(" ")[0]
    if not question.text.isupper():
        yield from (word for word in words if word != first and _NAME_WORD.match(word))


def initials(text: str) -> dict[str, tuple[str, ...]]:
    """Return the short forms that names of several words may have, each with the words it stands for.

    "What happened with General Motors" -> {"GM": ("General", "Motors")}
    """
    found = {}
    for name in _NAME.findall(text):
        words = tuple(word for word in name.split() if word[0].isupper() and word.lower() not in _UNNAMED)
        if len(words) > 1 and not any(word.isupper() for word in words):  # "CEO of Apple" is no "CA"
            found["".join(word[0] for word in words)] = words
    return found


def keep_supported(hits: Sequence[Hit], topic: Topic, question: Question) -> list[Hit]:
    """Return the hits that have enough of what is asked; none where the archive does not know."""
    enough, wanted = (ENOUGH_ON_A_DAY if question.days else ENOUGH), wanted_by(question.text)
    supported = [hit for hit in hits if topic.share(_text(hit)) >= enough and not topic.is_about_another(_text(hit))]
    if question.narrow and not question.days and not any(_speaks_of_it(hit, topic, wanted) for hit in supported):
        return []  # they have the words of "how old is the earth?", and speak of something else
    return supported


def _speaks_of_it(hit: Hit, topic: Topic, wanted: Wanted) -> bool:
    if not hit.unlike or (topic.names and topic.names_in(_text(hit)) >= topic.names):
        return True
    sentences = ((one, hit.passage.text_of(one)) for one in hit.passage.sentences)
    return wanted is not Wanted.ANYTHING and any(
        topic.share(said) == 1.0 and has_wanted(wanted, said, one) for one, said in sentences
    )


def _text(hit: Hit) -> str:
    return f"{hit.source.title}\n{hit.passage.text}"
