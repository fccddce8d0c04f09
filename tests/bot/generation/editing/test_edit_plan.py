"""A model's reply becomes a plan of numbers and letters, whatever else it holds."""

from collections.abc import Iterator

import pytest

from bot.generation.editing.edit_plan import LONGEST_REPLY, MOST_CHOICES, Choice, stream_choices
from bot.qa.answer import Section


@pytest.mark.parametrize(
    ("reply", "choices"),
    [
        (
            '{"answer": [{"s": 3, "cut": ["a"], "part": "happened"}, {"s": 1}]}',
            [Choice(3, frozenset("a"), Section.HAPPENED), Choice(1)],
        ),
        ('```json\n{"answer": [{"s": 2, "cut": [], "part": "next"}]}\n```', [Choice(2, frozenset(), Section.NEXT)]),
        ('{"answer": [{"s": 2, "part": "verdict"}]}', [Choice(2)]),
        ('{"answer": [{"s": 2}, {"s": 2}, {"s": "4"}, {"s": true}, {"q": 1}, {broken}]}', [Choice(2)]),
        ("3 cut a, b\n1\n", [Choice(3, frozenset("ab")), Choice(1)]),
        ("- [2].\n* 5: cut c", [Choice(2), Choice(5, frozenset("c"))]),
        ('{"answer": []}', []),
        ("The mayor resigned in 2023.", []),
        ("", []),
    ],
)
def test_a_reply_is_read(reply: str, choices: list[Choice]) -> None:
    assert list(stream_choices([reply])) == choices
    assert list(stream_choices(reply)) == choices  # one character at a time


def test_a_choice_comes_as_soon_as_it_is_complete() -> None:
    def pieces() -> Iterator[str]:
        yield '{"answer": [{"s": 3, "cut": []}'
        raise AssertionError("the first choice was complete")

    assert next(stream_choices(pieces())) == Choice(3)


def test_no_more_is_read_than_an_answer_can_hold() -> None:
    read = 0

    def pieces() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            yield "x" * 100

    assert list(stream_choices(pieces())) == []
    assert read <= LONGEST_REPLY / 100 + 1
    many = "".join(f'{{"s": {number}}}' for number in range(1, 50))
    assert len(list(stream_choices([many]))) == MOST_CHOICES
