"""Claims that stood their checks, as an answer: numbers run 1, 2, 3… as they first appear, each with its quote."""

import re
from collections.abc import Sequence

from bot.generation.verification.claim_checks import Support, Verdict
from bot.qa.answer import Answer, Citation, CitedSentence, Question

_WORD = re.compile(r"\w+")

Key = tuple[str, int]  # passage id, where the sentence starts


def cite(question: Question, kept: Sequence[Verdict]) -> Answer:
    """Return the answer made of these claims; each has at least one support."""
    numbers: dict[Key, int] = {}
    supports: dict[Key, Support] = {}
    for verdict in kept:
        for support in verdict.supports:
            supports.setdefault(_key(support), support)
            numbers.setdefault(_key(support), len(numbers) + 1)
    sentences = tuple(_sentence(verdict, numbers) for verdict in kept)
    return Answer(question, sentences, tuple(_citation(numbers[key], one) for key, one in supports.items()))


def without_repeats(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Leave out a claim whose every word a claim before it has said."""
    kept: list[tuple[Verdict, set[str]]] = []
    for verdict in verdicts:
        words = set(_WORD.findall(verdict.claim.text.casefold()))
        if not any(words <= before for _, before in kept):
            kept.append((verdict, words))
    return [verdict for verdict, _ in kept]


def _sentence(verdict: Verdict, numbers: dict[Key, int]) -> CitedSentence:
    first = verdict.supports[0]
    cited = tuple(dict.fromkeys(numbers[_key(support)] for support in verdict.supports))
    also_in = tuple(dict.fromkeys(name for support in verdict.supports for name in support.hit.also_in))
    return CitedSentence(verdict.claim.text, cited, first.match.basis, first.match.day, also_in)


def _citation(number: int, support: Support) -> Citation:
    passage = support.hit.passage
    return Citation(
        number=number,
        article_id=passage.article_id,
        passage_id=passage.id,
        source=support.hit.source,
        quote=support.text,
        start=support.sentence.start,
        end=support.sentence.end,
        passage_text=passage.text,
        passage_start=passage.start,
        days=tuple((mention.start, mention.end) for mention in support.sentence.mentions),
        spans=tuple(mention.span for mention in support.sentence.mentions),
    )


def _key(support: Support) -> Key:
    return support.hit.passage.id, support.sentence.start
