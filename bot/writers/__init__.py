"""Writers of answers: quotes always, and a language model where one is set."""

from collections.abc import Sequence
from typing import Protocol

from bot.answer import Answer, Question
from index.passage import Hit


class Writer(Protocol):
    """Writes the answer from the passages found."""

    def write(self, question: Question, hits: Sequence[Hit]) -> Answer | None:
        """Return an answer whose every sentence cites one of `hits`, or None where they hold no answer."""
        ...
