"""A word that no article has is read as the term that differs from it by one slip of the keyboard."""

import pytest

from index.search.fulltext.misspellings import may_be_misspelt, nearest_term

TERMS = {"kosovo": 12, "korea": 40, "koran": 3, "minist": 30, "eastern": 20, "прези": 1, "ferri": 7}


def among_terms(prefix: str, language: str) -> list[tuple[str, int]]:
    return [(term, count) for term, count in TERMS.items() if term.startswith(prefix) and language == "en"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Kosvo", "kosovo"),  # a letter is missing
        ("Kosovvo", "kosovo"),  # a letter is doubled
        ("Koesa", ""),  # two slips
        ("ferrry", "ferri"),
        ("Fery", ""),  # too short to tell
        ("minitser", "minist"),  # its stem has two letters swapped
        ("Easter", ""),  # a letter more at the end is another word
        ("Korex", ""),  # a letter put for another
    ],
)
def test_one_slip_is_mended_and_a_real_word_is_left(typed: str, meant: str) -> None:
    assert (nearest_term(typed, among_terms) if may_be_misspelt(typed) else "") == meant


def test_a_word_with_digits_is_not_mended() -> None:
    assert not may_be_misspelt("737MAX")
    assert may_be_misspelt("Kosvo")
