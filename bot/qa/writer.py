"""The seam between an answer's passages and its words: quotes always, and a language model if one is set."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol, runtime_checkable

from bot.qa.analysis import AnalyzedQuestion
from bot.qa.answer import Answer, Question
from index.model.passage import Hit

OnDraft = Callable[[Answer], None]  # is told a draft: the sentences that stand so far, with their citations


class Writer(Protocol):
    """Writes the answer from the passages found."""

    def write(self, asked: AnalyzedQuestion, hits: Sequence[Hit]) -> Answer | None:
        """Return an answer whose every sentence cites one of `hits`; None if they hold none. Its `more` is set."""
        ...


@runtime_checkable
class PersonalWriter(Protocol):
    """A writer that costs something, and takes its time."""

    def asked_by(self, person: str, on_draft: OnDraft | None = None) -> Writer:
        """Return the writer for one person's question; `on_draft` is told drafts, in the thread that writes.

        A draft may be taken back: what counts is the answer.
        """
        ...


@runtime_checkable
class Rephrasing(Protocol):
    """A writer that can put questions into other words, too. None comes back if it could not."""

    def rewrite(self, before: Question, text: str, today: date) -> str | None:
        """Return a follow-up as a question that stands by itself."""
        ...

    def translate(self, text: str, language: str, today: date) -> str | None:
        """Return a question in another language, to search with."""
        ...
