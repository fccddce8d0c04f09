"""Questions put into other words by a model: a follow-up made whole, a question in the archive's other language.

One short call each. What comes back is checked as an answer is: a question with a name or number of its own is not the
reader's. Where it fails, None comes back, and the plain way goes on.
"""

import logging
import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from bot.generation.llm.claims import read_claims
from bot.generation.llm.llm_client import Call, Model, ModelError
from bot.generation.llm.number_words import find_numbers
from bot.generation.llm.prompts import LANGUAGES, Prompt, estimate, rewriting_prompt, translating_prompt
from bot.qa.question import LONGEST, content_words, language_of
from index.search.fulltext.analyzers import analyze

PATIENCE = 0.25  # share of the model's time for an answer: the answer still needs the rest
LONGER = 60  # characters that a rewritten question may be longer than both questions together

Pay = Callable[[Call, int], AbstractContextManager[None]]  # for a call, and the tokens it may take

_ANSWERED = re.compile(r"[<>{}\[\]`|@]|https?:|www\.|\n\s*\n")

log = logging.getLogger(__name__)


class Rephraser:
    """Puts questions into other words."""

    def __init__(self, model: Model, pay: Pay = lambda _call, _tokens: nullcontext()) -> None:
        self._model = model
        self._pay = pay

    def rewrite(self, before: str, text: str) -> str | None:
        """Return a follow-up as a question that stands by itself; None where that did not work.

        "Who was detained in Zvecan?" + "and who was hurt?"  ->  "Who was hurt in Zvecan?"
        Days are Dateline's to read: a number that is in neither question is refused.
        """
        written = self._ask(rewriting_prompt(before, text))
        return written if written and _is_made_of(written, f"{before} {text}") else None

    def translate(self, text: str, language: str) -> str | None:
        """Return a question in another language, to search with; None where that did not work."""
        if language_of(text) == language or language not in LANGUAGES:
            return None
        written = self._ask(translating_prompt(text, language))
        return written if written and language_of(written) == language and _same_numbers(written, text) else None

    def _ask(self, prompt: Prompt) -> str | None:
        call = self._model.call(prompt, self._model.clock() + self._model.timeout_s * PATIENCE)
        longest = min(len(prompt.user) + LONGER, LONGEST)
        written = ""
        try:
            with self._pay(call, prompt.tokens + estimate(prompt.user) + LONGER):
                for piece in call:
                    written += piece
                    if len(written) > longest:
                        break  # it has begun to answer
        except ModelError as error:
            log.info("a question was not put into other words: %s", error)
            return None
        asked = _clean(written)
        return asked if asked and len(asked) <= longest and not _ANSWERED.search(asked) else None


def _clean(written: str) -> str:
    """Return the one sentence of a reply, without marks around it; empty where it has several."""
    claims = read_claims(written)
    return claims[0].text.strip(" \"'“”«»") if len(claims) == 1 else ""


def _is_made_of(written: str, given: str) -> bool:
    """Whether a question takes all its words, names and numbers from what was given."""
    language = language_of(given)
    there = set(analyze(given, language))
    words = analyze(content_words(written, language), language)
    return language_of(written) == language and bool(words) and there.issuperset(words) and _no_new(written, given)


def _no_new(written: str, given: str) -> bool:
    return {number.value for number in find_numbers(written)} <= {number.value for number in find_numbers(given)}


def _same_numbers(one: str, other: str) -> bool:
    return _no_new(one, other) and _no_new(other, one)
