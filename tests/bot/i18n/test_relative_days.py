"""Days named from a text's own day, said as a calendar has them."""

from datetime import date

import pytest

from bot.i18n.relative_days import say_relative_day
from index.model.dates import DaySpan

PAPER = date(2026, 11, 23)
YESTERDAY = DaySpan(date(2026, 11, 22), date(2026, 11, 22))
LAST_WEEK = DaySpan(date(2026, 11, 16), date(2026, 11, 22))
AUTUMN = DaySpan(date(2026, 9, 1), date(2026, 11, 30))


@pytest.mark.parametrize(
    ("phrase", "span", "language", "said"),
    [
        ("yesterday", YESTERDAY, "en", "22 November"),
        ("on Sunday", YESTERDAY, "en", "22 November"),
        ("вчера", YESTERDAY, "ru", "22 ноября"),
        ("last week", LAST_WEEK, "en", "16–22 November 2026"),
        ("22 November", YESTERDAY, "en", ""),
        ("the 22nd", YESTERDAY, "en", ""),
        ("22 ноября", YESTERDAY, "ru", ""),
        ("in November", YESTERDAY, "en", ""),
        ("this autumn", AUTUMN, "en", ""),
    ],
)
def test_a_day_is_told_unless_the_phrase_says_it_itself(phrase: str, span: DaySpan, language: str, said: str) -> None:
    assert say_relative_day(phrase, span, PAPER, language) == said


def test_a_day_of_another_year_is_told_with_its_year() -> None:
    eve = DaySpan(date(2025, 12, 31), date(2025, 12, 31))

    assert say_relative_day("the night before", eve, date(2026, 1, 1), "en") == "31 December 2025"
