"""The writer with a language model: asked in good time and within its limits, and never the only way to an answer.

Whatever goes wrong, the reader gets the quotes that the plain writer gives, to the letter, and a word about it if the
model was late, out of reach, or saw no answer.
"""

import copy
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.generation.llm.llm_client import Model, ModelError, ModelLateError
from bot.generation.llm.prompts import say_earlier
from bot.generation.llm.rephrase import Rephraser
from bot.generation.llm.styles import SaysNothingError, Style, Task
from bot.generation.llm.token_budget import NothingLeftError, TokenBudget
from bot.qa.analysis import AnalyzedQuestion
from bot.qa.answer import Answer, Note, Question
from bot.qa.extractive import ExtractiveWriter
from bot.qa.writer import OnDraft
from bot.storage.token_ledger import Limits, TokenLedger
from index.model.passage import Hit

TRIES = 2

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Budget:
    """What one answer, one person and one day may take."""

    prompt_tokens: int = 3_000
    reply_tokens: int = 500
    limits: Limits = field(default_factory=Limits)


class ModelWriter:
    """Lets a model write in a style, and falls back to the plain writer."""

    def __init__(
        self,
        model: Model,
        plain: ExtractiveWriter,
        style: Style,
        *,
        budget: Budget | None = None,
        ledger: TokenLedger | None = None,
    ) -> None:
        self._model = model
        self._plain = plain
        self._style = style
        self._budget = budget or Budget()
        self._tokens = TokenBudget(ledger, self._budget.limits)
        self._on_draft: OnDraft | None = None

    def asked_by(self, person: str, on_draft: OnDraft | None = None) -> "ModelWriter":
        """Return this writer for one person's question; `on_draft` is told drafts, which hold true sentences only."""
        writer = copy.copy(self)
        writer._tokens, writer._on_draft = replace(self._tokens, person=person), on_draft
        return writer

    def rewrite(self, before: Question, text: str, today: date) -> str | None:
        """Return a follow-up as a question that stands by itself; None if that did not work."""
        return self._rephraser(today).rewrite(say_earlier(before), text)

    def translate(self, text: str, language: str, today: date) -> str | None:
        """Return a question in another language, to search with; None if that did not work."""
        return self._rephraser(today).translate(text, language)

    def _rephraser(self, today: date) -> Rephraser:
        return Rephraser(self._model, lambda call, tokens: self._tokens.pay(call, today, tokens, answers=0))

    def write(self, asked: AnalyzedQuestion, hits: Sequence[Hit]) -> Answer | None:
        """Return the model's answer as far as it is true, else quotes; None if the passages hold no answer."""
        try:
            answer = self._ask(asked, hits)
        except SaysNothingError:
            return self._quotes(asked, hits, Note.MODEL_SAW_NOTHING)
        except NothingLeftError:
            return self._quotes(asked, hits, Note.MODEL_SPENT)
        except ModelError as error:
            log.warning("the model gave no answer: %s", error)
            note = Note.MODEL_LATE if isinstance(error, ModelLateError) else Note.MODEL_FAILED
            return self._quotes(asked, hits, note)
        if answer is None:
            return self._quotes(asked, hits)
        return replace(answer, more=self._plain.has_more(asked, hits, answer))

    def _quotes(self, asked: AnalyzedQuestion, hits: Sequence[Hit], note: Note | None = None) -> Answer | None:
        answer = self._plain.write(asked, hits)
        return replace(answer, note=note) if answer and note else answer

    def _ask(self, asked: AnalyzedQuestion, hits: Sequence[Hit]) -> Answer | None:
        """Ask the model, once more if its failure may pass.

        Raises:
            ModelError: it gave no reply; NothingLeftError: it may not be asked.
            SaysNothingError: it says that nothing answers.
        """
        task = self._style.prepare(asked, hits, self._budget.prompt_tokens)
        if task is None:
            raise NothingLeftError("a prompt may not take as many tokens as the question and one passage have")
        until = self._model.clock() + self._model.timeout_s
        for tries_left in reversed(range(TRIES)):
            try:
                return self._try(task, asked.question.today, until)
            except ModelError as error:
                if not (tries_left and error.passing and self._model.clock() < until):
                    raise
                log.info("asking the model again: %s", error)
        raise AssertionError("the last try returns or raises")

    def _try(self, task: Task, today: date, until: float) -> Answer | None:
        call = self._model.call(task.prompt, until)
        with self._tokens.pay(call, today, task.prompt.tokens + self._budget.reply_tokens):
            return task.read(iter(call), self._on_draft)
