"""Calendar dates as papers and files write them beside an article."""

from datetime import date

import pytest

from index.ingest.dates.publication_date import find_dates, match_date


@pytest.mark.parametrize(
    ("text", "year", "month", "day", "length"),
    [
        ("June 23, 2023 | Port Elm", 2023, 6, 23, 13),
        ("June 23rd, 2023", 2023, 6, 23, 15),
        ("Jun. 3 at noon", None, 6, 3, 6),
        ("Sept. 9, 2021", 2021, 9, 9, 13),
        ("Friday, 23 June", None, 6, 23, 15),
        ("Fri, 23 Jun 2023 10:00", 2023, 6, 23, 16),
        ("23-Jun-2023", 2023, 6, 23, 11),
        ("March 01 , 2008", 2008, 3, 1, 15),
        ("May 29.", None, 5, 29, 6),
        ("29 мая.", None, 5, 29, 6),
        ("23 июня 2023 г.", 2023, 6, 23, 15),
        ("12 дек. 2022", 2022, 12, 12, 12),
        ("2023-06-23T10:00", 2023, 6, 23, 10),
        ("2023/6/3", 2023, 6, 3, 8),
        ("20230623", 2023, 6, 23, 8),
        ("23.06.2023", 2023, 6, 23, 10),
        ("23/06/2023", 2023, 6, 23, 10),
        ("06/23/2023", 2023, 6, 23, 10),
        ("03/04/2023", 2023, 3, 4, 10),
        ("29 February", None, 2, 29, 11),
    ],
)
def test_a_date_is_read_as_it_is_written(text: str, year: int | None, month: int, day: int, length: int) -> None:
    written = match_date(text)

    assert written is not None
    assert (written.year, written.month, written.day, written.end) == (year, month, day, length)


@pytest.mark.parametrize(
    "text",
    [
        "June",
        "June 31",
        "31 апреля",
        "2023-13-01",
        "2023-02-30",
        "99999999",
        "May I",
        "12 monkeys",
        "3000-01-01",
        "maybe 3",
    ],
)
def test_what_the_calendar_lacks_is_no_date(text: str) -> None:
    assert match_date(text) is None


def test_the_time_of_day_is_no_year() -> None:
    written = match_date("June 23 2015:30")

    assert written is not None
    assert written.year is None


def test_a_leap_day_is_given_only_to_leap_years() -> None:
    written = match_date("February 29")

    assert written is not None
    assert written.on(2024) == date(2024, 2, 29)
    assert written.on(2023) is None


def test_the_dates_of_a_file_name_are_found() -> None:
    assert [found.full for found in find_dates("boat 20230623 and 2023-06-24")] == [
        date(2023, 6, 23),
        date(2023, 6, 24),
    ]
