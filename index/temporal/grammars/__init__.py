"""One module a language, named by its ISO 639-1 code; each holds a `GRAMMAR`. A new file here is a new language."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from index.temporal.grammar import Grammar

PLAIN = "en"  # for languages without a grammar: dates in figures and English names are still found


@cache
def grammar_of(language: str) -> Grammar:
    """Return the grammar of a language, the English one if it has none of its own."""
    code = language.lower()[:2]
    if not code.isalpha() or not code.isascii() or find_spec(f"{__name__}.{code}") is None:
        code = PLAIN
    match = import_module(f"{__name__}.{code}").GRAMMAR
    assert isinstance(match, Grammar)
    return match
