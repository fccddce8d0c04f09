"""Buttons carry little, and what others put into them is not believed."""

import pytest

from bot.telegram.buttons import CITATION, DAY, Kind, Tap, read_tap, write_tap


@pytest.mark.parametrize(("kind", "number"), [(CITATION, 1), (DAY, 0), (CITATION, 9999)])
def test_a_button_says_the_same_when_it_comes_back(kind: Kind, number: int) -> None:
    data = write_tap(kind, "Zm9vYmFy-_Yx", number)

    assert read_tap(data) == Tap(kind, "Zm9vYmFy-_Yx", number)
    assert len(data.encode()) <= 64


@pytest.mark.parametrize(
    "data",
    ["", "c", "c::1", "c:abc", "c:abc:", "c:abc:-1", "x:abc:1", "c:a b:1", "c:abc:1:2", "c:abc:\u0661", "c" * 64],
)
def test_what_no_button_of_ours_says_is_nothing(data: str) -> None:
    assert read_tap(data) is None
