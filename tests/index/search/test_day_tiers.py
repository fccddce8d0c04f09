"""Days become numbers: those that a question asks for, and those that a passage is found by."""

from datetime import date

import pytest

from index.model.article import Source
from index.model.dates import DaySpan
from index.model.passage import Mention, Passage, Sentence
from index.model.stored import StoredPassage
from index.search.fulltext.day_tiers import Tier, day_numbers, day_range, numbers_of, ranges_of

MAY_29 = DaySpan.of_day(date(2023, 5, 29))


@pytest.mark.parametrize(
    ("span", "low", "high"),
    [
        (MAY_29, 20230529, 20230529),
        (DaySpan(date(2023, 5, 26), date(2023, 6, 2)), 20230526, 20230602),
        (DaySpan.of_months(2023, 5), 20230500, 20230531),
        (DaySpan.of_months(2023, 12, 3), 20231200, 20240229),
        (DaySpan.of_years(2023, 2023), 20230000, 20231231),
    ],
)
def test_a_question_asks_for_a_range_of_numbers_and_for_the_name_of_a_whole_month_or_year(span, low, high) -> None:
    assert day_range(span) == (low, high)


@pytest.mark.parametrize(
    ("span", "numbers"),
    [
        (DaySpan(date(2023, 5, 30), date(2023, 6, 1)), [20230530, 20230531, 20230601]),
        (DaySpan.of_months(2023, 5), [20230500]),
        (DaySpan(date(2023, 5, 10), date(2023, 6, 10)), [20230500, 20230600]),
        (DaySpan.of_years(2021, 2023), [20210000, 20220000, 20230000]),
    ],
)
def test_a_long_span_is_indexed_by_the_names_of_its_months_or_years(span, numbers) -> None:
    assert day_numbers(span) == numbers


def test_the_wider_tier_looks_for_the_name_of_the_month_and_of_the_year() -> None:
    assert ranges_of([MAY_29], Tier.WIDER) == [(20230500, 20230500), (20230000, 20230000)]
    assert ranges_of([MAY_29], Tier.PAPER) == [(20230529, 20230529)]


def test_a_passage_is_found_by_a_number_for_each_way_in_which_it_is_tied_to_a_day() -> None:
    week = DaySpan(date(2023, 5, 22), date(2023, 5, 28))
    sentences = (
        Sentence(0, 10, (Mention(0, 5, MAY_29), Mention(6, 9, week))),
        Sentence(11, 20, carried=(MAY_29,)),
        Sentence(21, 30),
    )
    passage = Passage("a1", 1, 0, 0, 30, "x" * 30, sentences)
    source = Source(title="", outlet="", published=date(2023, 5, 30), url="", language="en")

    numbers = {tier: list(days) for tier, days in numbers_of(StoredPassage(1, passage, source)).items()}

    assert numbers == {
        Tier.NAMED: [20230529],
        Tier.PERIOD: list(range(20230522, 20230529)),
        Tier.CARRIED: [20230529],
        Tier.PAPER: [20230530],
        Tier.NEXT_DAY: [20230529],
        Tier.UNTIED: [20230530],
    }
