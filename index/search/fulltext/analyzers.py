"""How words become terms: the analyzers of the full-text index, one for each language."""

import re
from functools import lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

LANGUAGES = {"en": "english", "ru": "russian"}  # those with a stemmer here; every other language keeps its words whole
OTHER = "xx"

_WORD = r"\d+(?:[.,:]\d+)+|\w+(?:['’]\w+)*"
REMEMBERED = 4_096  # texts, most of them a sentence
_LONGEST = 60  # bytes of a term; a longer one is no word


@lru_cache
def analyzer(language: str) -> TextAnalyzer:
    """Return how words become terms: split, lower case, accents and ё off, stop words out, stems."""
    build = TextAnalyzerBuilder(Tokenizer.regex(_WORD)).filter(Filter.remove_long(_LONGEST)).filter(Filter.lowercase())
    build = build.filter(Filter.ascii_fold())
    if name := LANGUAGES.get(language):
        build = build.filter(Filter.stopword(name)).filter(Filter.stemmer(name))
    return build.build()


def analyze(text: str, language: str) -> list[str]:
    """Return the terms of a text, as the index of this language holds them."""
    return list(_terms(text, language))


@lru_cache(REMEMBERED)
def _terms(text: str, language: str) -> tuple[str, ...]:
    """Remember the terms of the texts that were last asked for: a sentence is looked at many times for one answer."""
    return tuple(analyzer(language).analyze(text))


def distinct_words(text: str, language: str) -> list[str]:
    """Return the words of a text without stop words, each term once: "the Boeing 737-MAX of Boeing" -> 3 words."""
    first: dict[str, str] = {}
    for word in re.findall(_WORD, text):
        for term in analyze(word, language)[:1]:
            first.setdefault(term, word)
    return list(first.values())
