"""Numbers agree with their nouns in every language."""

import pytest

from bot.i18n.languages import CATALOGUE
from bot.i18n.phrases import Phrases
from bot.i18n.plurals import count, say_number

RUSSIAN = CATALOGUE["ru"]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 абзацев"),
        (1, "1 абзац"),
        (2, "2 абзаца"),
        (5, "5 абзацев"),
        (11, "11 абзацев"),
        (12, "12 абзацев"),
        (21, "21 абзац"),
        (22, "22 абзаца"),
        (111, "111 абзацев"),
        (1204, "1\u00a0204 абзаца"),
    ],
)
def test_russian_has_three_forms(number: int, said: str) -> None:
    assert RUSSIAN.passages(number) == said


def test_english_has_two() -> None:
    assert [count(n, "en", one="day", other="days") for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
    assert say_number(1204) == "1,204"


def test_a_wait_is_said_in_the_case_that_goes_with_it() -> None:
    assert RUSSIAN.slow_down(21).endswith("через 21 секунду.")
    assert RUSSIAN.slow_down(3).endswith("через 3 секунды.")


@pytest.mark.parametrize("language", [code for code in CATALOGUE if code != "en"])
def test_every_phrase_is_translated(language: str) -> None:
    translated = vars(type(CATALOGUE[language]))

    picks_a_phrase = ("model_note", "heading")
    own_words = [name for name in vars(Phrases) if not name.startswith("_") and name not in picks_a_phrase]
    assert [name for name in own_words if name not in translated] == []


@pytest.mark.parametrize("language", CATALOGUE)
def test_profile_texts_fit_what_telegram_allows(language: str) -> None:
    phrases = CATALOGUE[language]
    commands = [getattr(phrases, name) for name in dir(phrases) if name.startswith("command_")]

    assert len(phrases.about) <= 512
    assert len(phrases.about_short) <= 120
    assert all(1 <= len(command) <= 256 for command in commands)
