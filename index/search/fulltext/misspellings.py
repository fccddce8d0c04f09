"""Which term of the full-text index was meant by a word that no article has."""

from collections.abc import Callable, Iterable

from rapidfuzz.distance import OSA

from index.search.fulltext.analyzers import LANGUAGES, analyze

SHORTEST_CORRECTED = 5  # letters of a word whose typing is corrected: shorter ones are too much like others
KEPT = 2  # letters at the beginning that are taken as typed


def may_be_misspelt(word: str) -> bool:
    """Whether a word is long enough, and all letters, so that its spelling can be corrected."""
    return len(word) >= SHORTEST_CORRECTED and word.isalpha()


def nearest_term(word: str, terms_with_prefix: Callable[[str, str], Iterable[tuple[str, int]]]) -> str:
    """Return the most frequent term that differs from a word by one slip of the keyboard: "Kosvo" -> "kosovo"; else "".

    A letter may be missing, doubled or swapped with its neighbour, but for the first two. A letter put for another
    is left alone: that makes real words of real words ("price", "prime").

    `terms_with_prefix` returns the terms of a language that begin so, each with the number of passages that have it.
    """
    near = [
        (-count, other)
        for language in LANGUAGES
        for term in analyze(word, language)
        for other, count in terms_with_prefix(term[:KEPT], language)
        if is_slip(term, other)
    ]
    return min(near)[1] if near else ""


def is_slip(typed: str, meant: str) -> bool:
    """Whether two terms differ by one letter too few or too many, or by two that are swapped; but for the end.

    A letter more or less at the end makes another word or form: "Easter", "eastern".
    """
    if min(len(typed), len(meant)) < SHORTEST_CORRECTED or typed.startswith(meant) or meant.startswith(typed):
        return False
    same_letters = len(typed) == len(meant) and sorted(typed) == sorted(meant)
    return (len(typed) != len(meant) or same_letters) and OSA.distance(typed, meant, score_cutoff=1) == 1
