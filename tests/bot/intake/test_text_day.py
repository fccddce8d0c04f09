"""What an article's own words tell of the day it was published on."""

from dataclasses import replace
from datetime import date

import pytest

from bot.intake.text_day import day_in_text
from index.model.article import DateEvidence
from tests.conftest import FERRY

TODAY = date(2023, 6, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The mill opened on 3 May 2021. It had closed in June 2019.", date(2021, 5, 3)),
        ("It opened on 3 May 2021 and was sold on 4 February 2022.", date(2022, 2, 4)),
        ("The mill opened on Monday, and again on 3 May.", None),
        ("The mill will open on 3 May 2031. It closed on 4 June 2019.", date(2019, 6, 4)),
        ("Nobody knows.", None),
    ],
)
def test_the_last_day_that_is_written_with_its_year_is_the_day_in_the_text(text: str, day: date | None) -> None:
    source = replace(FERRY.source, published=TODAY, evidence=DateEvidence.FILE_TIME)

    assert day_in_text(replace(FERRY, source=source, text=text), TODAY) == day


def test_a_dateline_whose_year_was_guessed_is_taken_as_it_is() -> None:
    source = replace(FERRY.source, published=date(2023, 5, 4), evidence=DateEvidence.DATELINE_GUESS)

    assert day_in_text(replace(FERRY, source=source), TODAY) == date(2023, 5, 4)
