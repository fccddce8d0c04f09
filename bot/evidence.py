"""Whether the archive answers a question at all: judged by the words that the passages found have and lack."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.answer import Question
from index.passage import Hit
from index.words import analyze

Rarity = Callable[[str], tuple[int, int]]  # word -> (passages that have it, passages in all)

# The share of the weight of a question's words that must stand together in one passage and its title.
ENOUGH = 0.55
ENOUGH_ON_A_DAY = 0.3  # the day has chosen already: "the NASDAQ composite" that day is "the NASDAQ" in the article


def weigh(words: Iterable[str], rarity: Rarity) -> dict[str, float]:
    """Return the weight of each word: its inverse document frequency, as in BM25. A word nobody wrote weighs most."""
    weights = {}
    for word in dict.fromkeys(words):
        have, total = rarity(word)
        weights[word] = math.log(1 + (total - have + 0.5) / (have + 0.5))
    return weights


def share_of(weights: Mapping[str, float], text: str, language: str) -> float:
    """Return the share of the words' weight that a text has, 0..1; 1 where no word is asked for."""
    total = sum(weights.values())
    if not total:
        return 1.0
    terms = set(analyze(text, language))
    return sum(weight for word, weight in weights.items() if terms.issuperset(analyze(word, language))) / total


def keep_supported(hits: Sequence[Hit], weights: Mapping[str, float], question: Question) -> list[Hit]:
    """Return the hits that have enough of what is asked; none where the archive does not know."""
    enough = ENOUGH_ON_A_DAY if question.days else ENOUGH
    return [
        hit for hit in hits if share_of(weights, f"{hit.source.title}\n{hit.passage.text}", question.language) >= enough
    ]
