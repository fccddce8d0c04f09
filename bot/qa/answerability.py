"""Whether the archive answers a question at all: judged by what the passages found have and lack."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.qa.analysis import AnalyzedQuestion
from bot.qa.evidence import SentenceEvidence, heading_of, read_evidence
from index.model.passage import Hit

# The share of the weight of a question's words that must stand together in one passage and its title.
ENOUGH = 0.55
ENOUGH_ON_A_DAY = 0.3  # the day has chosen already: "the NASDAQ composite" that day is "the NASDAQ" in the article


@dataclass(frozen=True, slots=True)
class AnswerRule:
    """A logistic rule: the log-odds that a sentence answers a question of fact. See docs/decisions/answers.md."""

    pair_share: float  # of the question's words in the sentence and the one before
    matched: float  # of each such word in the passage, counted by its rarity
    similarity: float  # of the sentence to the question
    bias: float

    def log_odds(self, one: SentenceEvidence) -> float:
        """Return the log-odds; above 0 the sentence is taken for an answer."""
        similar = self.similarity * one.similarity if one.similarity is not None else 0.0
        return self.bias + self.pair_share * one.pair_share + self.matched * min(one.matched, MOST_MATCHED) + similar


MOST_MATCHED = 4.0
WITH_VECTORS = AnswerRule(pair_share=4.5, matched=1.1, similarity=7.0, bias=-3.85)
WITHOUT_VECTORS = AnswerRule(pair_share=6.0, matched=1.4, similarity=0.0, bias=-4.3)
CLOSEST = -2.5  # log-odds from which a passage is worth showing, without a claim that it answers

FOCUS_LOG_ODDS = 1.0  # of the words that a follow-up adds to its subject: its subject was found before

# A passage in another language than the question has none of its words. Its vector alone tells, if the model knows
# both languages: from this similarity on it answers, and from the lower one on it is worth showing.
ENOUGH_ACROSS_LANGUAGES = -0.06  # the cosine .799 of the multilingual model
CLOSEST_ACROSS_LANGUAGES = -0.15


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the passages found are good for."""

    hits: tuple[Hit, ...] = ()  # those to answer from; empty if none answers
    closest: SentenceEvidence | None = None  # if none answers: the sentence that comes closest; None if none is close


def judge(hits: Sequence[Hit], asked: AnalyzedQuestion) -> Verdict:
    """Return the hits that answer, else what comes closest."""
    if asked.is_fact and not asked.spans:
        return _judge_fact(hits, asked)
    return Verdict(tuple(hit for hit in hits if _answers(hit, asked)))


def _judge_fact(hits: Sequence[Hit], asked: AnalyzedQuestion) -> Verdict:
    """Judge by the best sentence of each passage; one that has none of the names asked about is about another."""
    best = [
        max(read_evidence(asked, hit), key=log_odds)
        for hit in hits
        if hit.passage.sentences and (_is_foreign(hit, asked) or not _is_about_another(hit, asked))
    ]
    answering = tuple(one.hit for one in best if _margin(one, asked) >= 0)
    if answering:
        return Verdict(answering)
    closest = max(best, key=lambda one: _margin(one, asked), default=None)
    return Verdict(closest=closest if closest and _margin(closest, asked) >= CLOSEST else None)


def _margin(one: SentenceEvidence, asked: AnalyzedQuestion) -> float:
    """Return how far above the line for an answer a sentence is, in log-odds; for a foreign one, scaled to them."""
    if not _is_foreign(one.hit, asked):
        return log_odds(one) + (FOCUS_LOG_ODDS * asked.focus.share(one.text) if asked.focus else 0.0)
    if one.hit.similarity is None:
        return -math.inf
    reach = ENOUGH_ACROSS_LANGUAGES - CLOSEST_ACROSS_LANGUAGES
    return -CLOSEST * (one.hit.similarity - ENOUGH_ACROSS_LANGUAGES) / reach


def _answers(hit: Hit, asked: AnalyzedQuestion) -> bool:
    """Return whether a passage has enough of the words of a question that is not about one fact."""
    if _is_foreign(hit, asked) and asked.terms and hit.similarity is not None:
        return hit.similarity >= ENOUGH_ACROSS_LANGUAGES
    enough = ENOUGH_ON_A_DAY if asked.spans else ENOUGH
    return _share(hit, asked) >= enough and not _is_about_another(hit, asked)


def _is_foreign(hit: Hit, asked: AnalyzedQuestion) -> bool:
    return hit.source.language != asked.question.language


def log_odds(one: SentenceEvidence) -> float:
    """Return the log-odds that a sentence answers, by the rule for what is known of it."""
    return (WITHOUT_VECTORS if one.similarity is None else WITH_VECTORS).log_odds(one)


def _share(hit: Hit, asked: AnalyzedQuestion) -> float:
    return asked.terms.share(_text(hit))


def _is_about_another(hit: Hit, asked: AnalyzedQuestion) -> bool:
    return asked.terms.is_about_another(_text(hit))


def _text(hit: Hit) -> str:
    return f"{heading_of(hit)}\n{hit.passage.text}"
