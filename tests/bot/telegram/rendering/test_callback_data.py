"""Buttons carry little, and what others put into them is not believed."""

from datetime import date

import pytest

from bot.telegram.rendering.callback_data import (
    CITATION,
    MORE,
    PASSAGE,
    VOTE,
    Kind,
    Tap,
    read_invitation,
    read_link,
    read_tap,
    write_day_tap,
    write_invitation,
    write_link,
    write_tap,
)


@pytest.mark.parametrize(
    ("kind", "number", "place"),
    [(CITATION, 1, 0), (CITATION, 9999, 0), (PASSAGE, 2, 140_000), (MORE, 0, 0), (VOTE, 1, 0)],
)
def test_a_button_says_the_same_when_it_comes_back(kind: Kind, number: int, place: int) -> None:
    data = write_tap(kind, "Zm9vYmFy-_Yx", number, place)

    assert read_tap(data) == Tap(kind, "Zm9vYmFy-_Yx", number, place)
    assert len(data.encode()) <= 64


def test_a_day_button_carries_its_day() -> None:
    tap = read_tap(write_day_tap("Zm9vYmFy-_Yx", date(2023, 5, 29)))

    assert tap
    assert tap.day == date(2023, 5, 29)


@pytest.mark.parametrize("data", ["d:abc:20230230", "d:abc:0", "d:abc:99999999"])
def test_a_day_that_is_none_is_nothing(data: str) -> None:
    tap = read_tap(data)

    assert tap
    assert tap.day is None


def test_links_fit_what_telegram_allows_behind_start() -> None:
    payload = write_link("news_bot", "Zm9vYmFy-_Yx", 12).partition("?start=")[2]

    assert len(payload) <= 64
    assert read_link(payload) == Tap(CITATION, "Zm9vYmFy-_Yx", 12)
    assert read_invitation(payload) == ""


def test_an_invitation_is_no_citation() -> None:
    payload = write_invitation("news_bot", "Zm9v-YmFy_Yx").partition("?start=")[2]

    assert read_invitation(payload) == "Zm9v-YmFy_Yx"
    assert read_link(payload) is None


@pytest.mark.parametrize(
    "data",
    ["", "c", "c::1", "c:abc", "c:abc:", "c:abc:-1", "x:abc:1", "c:a b:1", "c:abc:1:2:3", "c:abc:\u0661", "c" * 64],
)
def test_what_no_button_of_ours_says_is_nothing(data: str) -> None:
    assert read_tap(data) is None
