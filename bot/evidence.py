"""Whether the archive answers a question at all: judged by the words that the passages found have and lack."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.answer import Question
from bot.question import content_words
from index.passage import Hit
from index.words import analyze

Rarity = Callable[[str], tuple[int, int]]  # word -> (passages that have it, passages in all)

# The share of the weight of a question's words that must stand together in one passage and its title.
ENOUGH = 0.55
ENOUGH_ON_A_DAY = 0.3  # the day has chosen already: "the NASDAQ composite" that day is "the NASDAQ" in the article

_LITTLE = r"(?:of|the|and|for|de|и|по)"
_NAME = re.compile(rf"[^\W\da-zа-яё_]\w*(?:\s+(?:{_LITTLE}\s+)*[^\W\da-zа-яё_]\w*)+")


@dataclass(frozen=True, slots=True)
class Topic:
    """The words a question asks about, and how much each says."""

    weights: Mapping[str, float]  # inverse document frequency, as in BM25; a word nobody wrote weighs most
    language: str
    short: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # "GM" stands for General, Motors

    def __bool__(self) -> bool:
        return bool(self.weights)

    def share(self, text: str) -> float:
        """Return the share of the words' weight that a text has, 0..1; 1 where no word is asked for."""
        total = sum(self.weights.values())
        if not total:
            return 1.0
        terms = set(analyze(text, self.language))
        said = {word for name, words in self.short.items() if re.search(rf"\b{name}\b", text) for word in words}
        has = (w for word, w in self.weights.items() if word in said or terms.issuperset(analyze(word, self.language)))
        return sum(has) / total


def topic_of(question: Question, rarity: Rarity) -> Topic:
    """Return the topic of a question, weighed by how rare its words are in the archive."""
    weights = {}
    for word in dict.fromkeys(content_words(question.topic, question.language).split()):
        have, total = rarity(word)
        weights[word] = math.log(1 + (total - have + 0.5) / (have + 0.5))
    return Topic(weights, question.language, initials(question.topic))


def initials(text: str) -> dict[str, tuple[str, ...]]:
    """Return the short forms that names of several words may have, each with the words it stands for.

    "What happened with General Motors" -> {"GM": ("General", "Motors")}
    """
    found = {}
    for name in _NAME.findall(text):
        words = tuple(word for word in name.split() if word[0].isupper())
        found["".join(word[0] for word in words)] = words
    return found


def keep_supported(hits: Sequence[Hit], topic: Topic, question: Question) -> list[Hit]:
    """Return the hits that have enough of what is asked; none where the archive does not know."""
    enough = ENOUGH_ON_A_DAY if question.days else ENOUGH
    return [hit for hit in hits if topic.share(f"{hit.source.title}\n{hit.passage.text}") >= enough]
