"""The seam between asking a model and what is made of its reply: one style edits quotes, the other checks free text."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from bot.generation.llm.prompts import Prompt
from bot.qa.analysis import AnalyzedQuestion
from bot.qa.answer import Answer
from bot.qa.writer import OnDraft
from index.model.passage import Hit


class SaysNothingError(Exception):
    """The model says that nothing it was given answers."""


class Task(Protocol):
    """One question put to a model."""

    @property
    def prompt(self) -> Prompt:
        """What is sent."""
        ...

    def read(self, pieces: Iterator[str], on_draft: OnDraft | None) -> Answer | None:
        """Return the answer in a reply, or None if nothing of it may be shown; `on_draft` is told what stands so far.

        Raises:
            SaysNothingError: the model says that nothing answers.
        """
        ...


class Style(Protocol):
    """A way to let a model write."""

    def prepare(self, asked: AnalyzedQuestion, hits: Sequence[Hit], prompt_tokens: int) -> Task | None:
        """Return what to ask, in at most so many tokens; None if not even one sentence or passage fits."""
        ...
