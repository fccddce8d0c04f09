"""Answers in a model's own words: each sentence is checked against the passages it cites, and cut if it fails."""

import logging
import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.generation.llm.claims import stream_claims
from bot.generation.llm.prompts import VERSION, Prompt, as_data, fit_passages, writing_prompt
from bot.generation.llm.styles import SaysNothingError
from bot.generation.verification.citing import cite, without_repeats
from bot.generation.verification.claim_checks import Verdict, check
from bot.generation.verification.entailment import Entailment
from bot.qa.analysis import AnalyzedQuestion
from bot.qa.answer import Answer, Question
from bot.qa.writer import OnDraft
from index.model.passage import Hit

MOST_SENTENCES = 8
ENOUGH_LEFT = 0.5  # share of the model's sentences that must pass their checks

_NOTHING = re.compile(
    r"\b(?:passages?|articles?|sources?|context|texts?)\b.{0,40}\b(?:do(?:es)?\s+not|don['’]t|doesn['’]t|cannot|no)\b"
    r"|\bno(?:ne|thing)?\b.{0,30}\b(?:passages?|articles?|sources?|context)\b"
    r"|\b(?:отрывк\w+|фрагмент\w+|стать\w+|источник\w+|текст\w*)\b.{0,40}\b(?:не|нет)\b"
    r"|\b(?:нет|не)\b.{0,30}\b(?:отрывк\w+|фрагмент\w+|стать\w+|источник\w+|текст\w*)\b",
    re.IGNORECASE,
)

log = logging.getLogger(__name__)


class FreeStyle:
    """Lets a model write sentences of its own."""

    def __init__(self, entailment: Entailment | None = None) -> None:
        """`entailment` judges sentences in other words than the passages'; None: they are cut."""
        self._entailment = entailment

    def prepare(self, asked: AnalyzedQuestion, hits: Sequence[Hit], prompt_tokens: int) -> "FreeTask | None":
        """Return what to ask about the best passages that fit."""
        # No article can know this word, so none can have it written.
        nothing = f"NOTHING-{secrets.token_hex(3).upper()}"
        fitting = fit_passages(asked.question, hits, nothing, prompt_tokens)
        if not fitting:
            return None
        prompt = writing_prompt(asked.question, fitting, nothing)
        return FreeTask(prompt, asked.question, fitting, self._entailment)


@dataclass(frozen=True, slots=True)
class FreeTask:
    """One question, and the passages that its answer may cite."""

    prompt: Prompt
    question: Question
    hits: Sequence[Hit]
    entailment: Entailment | None = None

    def read(self, pieces: Iterator[str], on_draft: OnDraft | None) -> Answer | None:
        """Return the sentences that pass their checks; None if too few do.

        Raises:
            SaysNothingError: the model says that the passages do not answer.
        """
        verdicts = list(self._judge(pieces, on_draft))
        kept = without_repeats([verdict for verdict in verdicts if verdict.supports])[:MOST_SENTENCES]
        right = sum(bool(verdict.supports) for verdict in verdicts)
        log.info("prompt %s: %d of %d sentences passed their checks", VERSION, right, len(verdicts))
        if not kept or right < len(verdicts) * ENOUGH_LEFT:
            return None
        return cite(self.question, kept)

    def _judge(self, pieces: Iterator[str], on_draft: OnDraft | None) -> Iterator[Verdict]:
        """Judge each claim as it comes."""
        kept: list[Verdict] = []
        first = True
        for claim in stream_claims(pieces):
            if first and says_nothing(claim.text, self.prompt, self.hits) and not claim.numbers:
                raise SaysNothingError
            first = False
            verdict = check(claim, self.hits, self.question, kept[-1].supports if kept else (), self.entailment)
            if verdict.supports:
                kept.append(verdict)
                if on_draft:
                    on_draft(cite(self.question, without_repeats(kept)[:MOST_SENTENCES]))
            else:
                log.debug("cut: %s", verdict.fault)
            yield verdict


def says_nothing(text: str, prompt: Prompt, hits: Sequence[Hit]) -> bool:
    """Return whether a model says that the passages do not answer: by the word it was given, or in its own words.

    Words that stand in a passage are the article's, and not the model's.
    """
    if prompt.nothing.casefold() in text.casefold():
        return True
    said = as_data(text).casefold().strip(" .!\"'")
    foreign = any(said in as_data(f"{hit.source.title} {hit.passage.text}").casefold() for hit in hits)
    return bool(_NOTHING.search(text)) and len(text) <= 200 and not foreign
