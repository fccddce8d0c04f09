"""The seam to an entailment model, for claims that say in other words what a passage says.

    entailment = EntailmentEndpoint("http://127.0.0.1:8080")
    entailment.entails("The mill was closed by the court.", "The court closed the mill.")   # True

It speaks the protocol of Hugging Face's text-embeddings-inference, which serves any cross-encoder for entailment:
`POST /predict {"inputs": [[premise, claim]]}` is answered with a score for each label.
"""

import logging
from collections.abc import Sequence
from typing import Any, Protocol

import httpx

from bot.generation.verification.claim_tokens import Token, TokenKind
from index.model.dates import DaySpan

SURE = 0.95  # score of "entailment" from which a claim is believed: a false sentence costs more than a plain one
TIMEOUT_S = 5.0

LEAST_SHARED = 0.4  # of a claim's words: one that shares less with a sentence is about something else
_EXACT = (TokenKind.NUMBER, TokenKind.NAME, TokenKind.DAY)

log = logging.getLogger(__name__)


class Entailment(Protocol):
    """Tells whether one text follows from another."""

    def entails(self, premise: str, claim: str) -> bool:
        """Return whether a claim follows from a premise; False if nobody can tell."""
        ...


class EntailmentEndpoint:
    """An entailment model behind HTTP. May be used from several threads."""

    def __init__(self, url: str, *, timeout_s: float = TIMEOUT_S) -> None:
        self._url = url.rstrip("/")
        self._timeout_s = timeout_s

    def entails(self, premise: str, claim: str) -> bool:
        """Return whether the model is sure that a claim follows; False if it cannot be asked."""
        try:
            reply = httpx.post(
                f"{self._url}/predict",
                json={"inputs": [[premise, claim]], "truncate": True},
                timeout=self._timeout_s,
            )
            reply.raise_for_status()
            return _score(reply.json()) >= SURE
        except (httpx.HTTPError, ValueError) as error:
            log.warning("the entailment model cannot be asked: %s", error)
            return False


def is_worth_asking(claim: Sequence[Token], sentence: Sequence[Token], days: Sequence[DaySpan]) -> bool:
    """Return whether a claim may follow from a sentence: its names, numbers and days stand there, and enough words.

    These are not left to a model, which takes 41 for 14 more easily than "shut" for "open". `days` are those that the
    sentence is tied to without naming one.
    """
    there = {token.key for token in sentence}
    words = [token.key for token in claim if token.kind is TokenKind.WORD]
    exact = [token for token in claim if token.kind in _EXACT]
    shared = sum(key in there for key in words)
    known = all(token.key in there or (token.span is not None and token.span in days) for token in exact)
    return known and bool(words) and shared >= LEAST_SHARED * len(words)


def _score(reply: Any) -> float:
    """Return the score of "entailment" in a reply: [[{"label": "entailment", "score": 0.98}, …]].

    Raises: ValueError if the reply is of another shape, or has no such label.
    """
    while isinstance(reply, list) and len(reply) == 1 and isinstance(reply[0], list):
        reply = reply[0]
    labels = {str(one.get("label", "")).lower(): one.get("score") for one in reply} if _is_scores(reply) else {}
    score = labels.get("entailment")
    if not isinstance(score, int | float):
        raise ValueError("a reply without the label “entailment”")
    return float(score)


def _is_scores(reply: Any) -> bool:
    return isinstance(reply, list) and all(isinstance(one, dict) for one in reply)
