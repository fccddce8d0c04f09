"""What the bot says by itself is right in number, and English where a language is not there yet."""

from datetime import date

import pytest

from bot.i18n.languages import phrases_for
from bot.i18n.phrases import ENGLISH
from index.model.passage import DayCount


@pytest.mark.parametrize("language", [None, "", "en", "en-GB", "EN", "xx", "pt-br"])
def test_a_language_that_is_not_there_yet_is_english(language: str | None) -> None:
    assert phrases_for(language) is ENGLISH


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ([], "I took the year 2023"),
        ([DayCount(date(2019, 5, 29), 4)], "I took the year 2023; also 2019 (4)"),
        (
            [DayCount(date(2019, 5, 29), 4), DayCount(date(2014, 5, 29), 1)],
            "I took the year 2023; also 2019 (4), 2014 (1)",
        ),
    ],
)
def test_the_year_taken_is_said_with_the_other_years(others: list[DayCount], said: str) -> None:
    assert ENGLISH.year_taken(2023, others) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((12, 0, 0, 0, 0), "12 added."),
        ((12, 1, 3, 2, 4), "12 added, 1 updated, 3 already here, 2 copies, 4 skipped."),
        ((1200, 0, 0, 1, 0), "1,200 added, 1 copy."),
        ((0, 0, 0, 1, 2), "1 copy, 2 skipped."),
        ((0, 0, 0, 0, 0), ENGLISH.nothing_in_file),
    ],
)
def test_what_became_of_many_articles_is_counted(counts: tuple[int, int, int, int, int], said: str) -> None:
    assert ENGLISH.counts(*counts) == said


@pytest.mark.parametrize(
    ("outlets", "said"),
    [
        (["A"], "also in A"),
        (["A", "B", "C"], "also in A, B, C"),
        (["A", "B", "C", "D", "E"], "also in A, B, C and 2 more"),
    ],
)
def test_who_else_ran_the_words_is_said_shortly(outlets: list[str], said: str) -> None:
    assert ENGLISH.also_in(outlets) == said


def test_dates_that_are_guesses_or_missing_are_counted() -> None:
    assert ENGLISH.guesses(1) == "1 date is a guess from the file's time."
    assert ENGLISH.guesses(3) == "3 dates are guesses from the file's time."
    assert ENGLISH.undated(1) == "1 article has no date: questions about a day may miss it."
    assert ENGLISH.undated(2) == "2 articles have no date: questions about a day may miss them."
