"""How days, counts and reasons are said."""

from datetime import date

import pytest

from bot.i18n.wording import (
    say_basis,
    say_count,
    say_dated,
    say_day,
    say_day_counts,
    say_others,
    say_published,
    say_span,
    say_spans,
    say_weekday,
    wording,
)
from index.model.article import DateEvidence
from index.model.dates import DaySpan
from index.model.passage import Basis, DayCount

MAY_29 = date(2023, 5, 29)


def span(first: str, last: str = "") -> DaySpan:
    return DaySpan(date.fromisoformat(first), date.fromisoformat(last or first))


def test_a_day_is_said_with_its_year() -> None:
    assert say_day(MAY_29) == "29 May 2023"
    assert say_weekday(MAY_29) == "Monday 29 May 2023"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (span("2023-05-29"), "29 May 2023"),
        (span("2023-05-26", "2023-05-29"), "26–29 May 2023"),
        (span("2023-05-26", "2023-06-03"), "26 May – 3 June 2023"),
        (span("2022-12-30", "2023-01-02"), "30 December 2022 – 2 January 2023"),
        (span("2023-05-01", "2023-05-31"), "May 2023"),
        (span("2024-02-01", "2024-02-29"), "February 2024"),
        (span("2023-02-01", "2023-02-27"), "1–27 February 2023"),
        (span("2023-04-01", "2023-06-30"), "April – June 2023"),
        (span("2022-12-01", "2023-01-31"), "December 2022 – January 2023"),
        (span("2023-01-01", "2023-12-31"), "2023"),
        (span("2022-01-01", "2023-12-31"), "2022–2023"),
    ],
)
def test_a_span_is_said_as_shortly_as_it_stays_clear(days: DaySpan, said: str) -> None:
    assert say_span(days) == said


def test_spans_are_said_once_each_in_order_of_time() -> None:
    spans = [span("2023-05-29"), span("2023-05-26"), span("2023-05-29")]

    assert say_spans(spans) == "26 May 2023, 29 May 2023"
    assert say_spans([*spans, span("2023-06-01"), span("2023-06-02")], most=2) == "26 May 2023, 29 May 2023 and 2 more"


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        (Basis.MENTION, "speaks of 29 May 2023"),
        (Basis.PUBLISHED, "published 30 May 2023"),
        (Basis.CARRIED, "29 May 2023 carried over from the sentence before"),
        (Basis.NEXT_DAY, "from the next day's paper, 30 May 2023"),
        (Basis.WORDS, "found by its words"),
        (Basis.MEANING, "found by its meaning"),
    ],
)
def test_a_basis_is_said_with_its_day(basis: Basis, said: str) -> None:
    assert say_basis(basis, span("2023-05-29"), date(2023, 5, 30)) == said


def test_a_basis_whose_day_is_not_known_is_not_said() -> None:
    assert say_basis(Basis.MENTION) == ""
    assert say_basis(Basis.PUBLISHED, span("2023-05-29"), None) == ""


def test_a_publication_date_is_said_with_how_it_was_known() -> None:
    assert say_dated(date(2023, 6, 23), DateEvidence.DATELINE) == "23 June 2023 (from the dateline)"
    assert say_dated(date(2023, 6, 23), DateEvidence.FILE_TIME) == "23 June 2023 (a guess from the file's time)"
    assert say_dated(None, DateEvidence.NONE) == say_published(None) == "undated"


def test_other_years_are_said_by_the_year_and_other_days_whole() -> None:
    others = [DayCount(date(2019, 5, 29), 4), DayCount(date(2014, 5, 29), 1)]

    assert say_others(span("2023-05-29"), others) == "2019 (4), 2014 (1)"
    assert say_others(span("2023-05-30"), others[:1]) == "29 May 2019 (4)"


def test_days_are_counted() -> None:
    assert say_day_counts([DayCount(MAY_29, 3), DayCount(date(2023, 5, 26), 2)]) == "29 May 2023 (3), 26 May 2023 (2)"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (say_count(1, "passage"), "1 passage"),
        (say_count(0, "passage"), "0 passages"),
        (say_count(1204, "passage"), "1,204 passages"),
        (say_count(2, "copy", "copies"), "2 copies"),
    ],
)
def test_counts_agree_with_their_noun(said: str, expected: str) -> None:
    assert said == expected


@pytest.mark.parametrize("language", ["en", "ru", "xx"])
def test_every_language_says_every_reason(language: str) -> None:
    words = wording(language)

    assert set(words.basis) == set(Basis)
    assert set(words.evidence) == set(DateEvidence)
    assert (len(words.months), len(words.months_alone), len(words.weekdays)) == (12, 12, 7)
