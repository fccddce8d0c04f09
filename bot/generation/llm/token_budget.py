"""What one person may still spend of a language model: a limit is kept before each call, and its cost noted after."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from bot.generation.llm.llm_client import Call, ModelError
from bot.storage.token_ledger import DaySpent, Limits, TokenLedger
from index.errors import StorageError

log = logging.getLogger(__name__)


class NothingLeftError(ModelError):
    """A limit would be passed."""


@dataclass(frozen=True, slots=True)
class TokenBudget:
    """What one person may spend of a language model."""

    ledger: TokenLedger | None = None  # None: nobody counts
    limits: Limits = field(default_factory=Limits)
    person: str = ""

    @contextmanager
    def pay(self, call: Call, day: date, tokens: int, *, answers: int = 1) -> Iterator[None]:
        """Set tokens aside for a call, and write down what it took.

        Raises: NothingLeftError if a limit would be passed; ModelError if the cost cannot be noted.
        """
        if self.ledger is None:
            yield
            return
        self._take(self.ledger, day, tokens)
        try:
            yield
        finally:
            spent = DaySpent(day, answers, call.spent.prompt, call.spent.reply)
            try:
                self.ledger.settle(self.person, spent, tokens)
            except StorageError as error:  # what was taken stays taken
                log.error("what a call took could not be noted: %s", error)

    def _take(self, ledger: TokenLedger, day: date, tokens: int) -> None:
        try:
            allowed = ledger.take(self.person, day, tokens, self.limits)
        except StorageError as error:
            raise ModelError(f"what it costs cannot be noted: {error}") from error
        if not allowed:
            raise NothingLeftError("no tokens are left for today")
