"""The writer with a language model: asked in good time and within its limits, believed in nothing, never missed.

Whatever goes wrong, the reader gets the quotes that the plain writer gives, to the letter, and where the model was
late or out of reach a word about it.
"""

import copy
import logging
import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.generation import OnDraft
from bot.generation.extractive import ExtractiveWriter
from bot.generation.llm.llm_client import Model, ModelError, ModelLateError
from bot.generation.llm.prompts import VERSION, Prompt, as_data, fit_passages, say_earlier, writing_prompt
from bot.generation.llm.rephrase import Rephraser
from bot.generation.llm.token_budget import Limits, NothingLeftError, TokenBudget, TokenLedger
from bot.generation.verification.citing import cite, without_repeats
from bot.generation.verification.claim_checks import Verdict, check
from bot.generation.verification.claims import stream_claims
from bot.qa.analysis import AnalyzedQuestion
from bot.qa.answer import Answer, Note, Question
from index.model.passage import Hit

MOST_SENTENCES = 8
ENOUGH_LEFT = 0.5  # share of the model's sentences that must stand their checks
TRIES = 2

_NOTHING = re.compile(
    r"\b(?:passages?|articles?|sources?|context|texts?)\b.{0,40}\b(?:do(?:es)?\s+not|don['’]t|doesn['’]t|cannot|no)\b"
    r"|\bno(?:ne|thing)?\b.{0,30}\b(?:passages?|articles?|sources?|context)\b"
    r"|\b(?:отрывк\w+|фрагмент\w+|стать\w+|источник\w+|текст\w*)\b.{0,40}\b(?:не|нет)\b"
    r"|\b(?:нет|не)\b.{0,30}\b(?:отрывк\w+|фрагмент\w+|стать\w+|источник\w+|текст\w*)\b",
    re.IGNORECASE,
)

log = logging.getLogger(__name__)


class NotAnsweredError(Exception):
    """The model says that the passages do not answer."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What one answer, one person and one day may take."""

    prompt_tokens: int = 3_000
    reply_tokens: int = 500
    limits: Limits = field(default_factory=Limits)


class ModelWriter:
    """Lets a model write, checks every sentence, and falls back to the plain writer."""

    def __init__(
        self, model: Model, plain: ExtractiveWriter, *, budget: Budget | None = None, ledger: TokenLedger | None = None
    ) -> None:
        self._model = model
        self._plain = plain
        self._budget = budget or Budget()
        self._purse = TokenBudget(ledger, self._budget.limits)
        self._heard: OnDraft | None = None

    def asked_by(self, person: str, heard: OnDraft | None = None) -> "ModelWriter":
        """Return this writer for one person's question; `heard` is told drafts made of checked sentences."""
        writer = copy.copy(self)
        writer._purse, writer._heard = replace(self._purse, person=person), heard
        return writer

    def rewrite(self, before: Question, text: str, today: date) -> str | None:
        """Return a follow-up as a question that stands by itself; None where that did not work."""
        return self._rephraser(today).rewrite(say_earlier(before), text)

    def translate(self, text: str, language: str, today: date) -> str | None:
        """Return a question in another language, to search with; None where that did not work."""
        return self._rephraser(today).translate(text, language)

    def _rephraser(self, today: date) -> Rephraser:
        return Rephraser(self._model, lambda call, tokens: self._purse.pay(call, today, tokens, answers=0))

    def write(self, asked: AnalyzedQuestion, hits: Sequence[Hit]) -> Answer | None:
        """Return the model's answer as far as it is true, else quotes; None where the passages hold no answer."""
        try:
            verdicts = self._ask(asked.question, hits)
        except NotAnsweredError:
            return None
        except NothingLeftError:
            return self._quotes(asked, hits, Note.MODEL_SPENT)
        except ModelError as error:
            log.warning("the model gave no answer: %s", error)
            note = Note.MODEL_LATE if isinstance(error, ModelLateError) else Note.MODEL_FAILED
            return self._quotes(asked, hits, note)
        kept = without_repeats([verdict for verdict in verdicts if verdict.supports])[:MOST_SENTENCES]
        right = sum(bool(verdict.supports) for verdict in verdicts)
        log.info("prompt %s: %d of %d sentences stood their checks", VERSION, right, len(verdicts))
        if not kept or right < len(verdicts) * ENOUGH_LEFT:
            return self._quotes(asked, hits)
        answer = cite(asked.question, kept)
        return replace(answer, more=self._plain.has_more(asked, hits, answer))

    def _quotes(self, asked: AnalyzedQuestion, hits: Sequence[Hit], note: Note | None = None) -> Answer | None:
        answer = self._plain.write(asked, hits)
        return replace(answer, note=note) if answer and note else answer

    def _ask(self, question: Question, hits: Sequence[Hit]) -> list[Verdict]:
        """Ask the model, once more if its failure may pass. Raises ModelError."""
        # No article can know this word, so none can have it written.
        nothing = f"NOTHING-{secrets.token_hex(3).upper()}"
        fitting = fit_passages(question, hits, nothing, self._budget.prompt_tokens)
        if not fitting:
            raise NothingLeftError("a prompt may not take as many tokens as the question and one passage have")
        prompt = writing_prompt(question, fitting, nothing)
        until = self._model.clock() + self._model.timeout_s
        for tries_left in reversed(range(TRIES)):
            try:
                return self._try(prompt, question, fitting, until)
            except ModelError as error:
                if not (tries_left and error.passing and self._model.clock() < until):
                    raise
                log.info("asking the model again: %s", error)
        raise AssertionError("the last try returns or raises")

    def _try(self, prompt: Prompt, question: Question, hits: Sequence[Hit], until: float) -> list[Verdict]:
        call = self._model.call(prompt, until)
        with self._purse.pay(call, question.today, prompt.tokens + self._budget.reply_tokens):
            return list(self._judged(iter(call), prompt, question, hits))

    def _judged(
        self, pieces: Iterator[str], prompt: Prompt, question: Question, hits: Sequence[Hit]
    ) -> Iterator[Verdict]:
        """Judge each claim as it comes. Raises NotAnsweredError where the model says that nothing answers."""
        kept: list[Verdict] = []
        first = True
        for claim in stream_claims(pieces):
            if first and says_nothing(claim.text, prompt, hits) and not claim.numbers:
                raise NotAnsweredError
            first = False
            verdict = check(claim, hits, question, kept[-1].supports if kept else ())
            if verdict.supports:
                kept.append(verdict)
                if self._heard:
                    self._heard(cite(question, without_repeats(kept)[:MOST_SENTENCES]))
            else:
                log.debug("cut: %s", verdict.fault)
            yield verdict


def says_nothing(text: str, prompt: Prompt, hits: Sequence[Hit]) -> bool:
    """Whether a model says that the passages do not answer: by the word it was given, or plainly in its own words.

    Words that stand in a passage are the article's, and not the model's.
    """
    if prompt.nothing.casefold() in text.casefold():
        return True
    said = as_data(text).casefold().strip(" .!\"'")
    foreign = any(said in as_data(f"{hit.source.title} {hit.passage.text}").casefold() for hit in hits)
    return bool(_NOTHING.search(text)) and len(text) <= 200 and not foreign
