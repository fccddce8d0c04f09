"""What is said to admins is there in every language, in the same places, and right in number."""

import inspect
from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from bot.i18n.admin_phrases import ENGLISH, AdminPhrases, bar
from bot.i18n.languages import FOR_ADMINS, admin_phrases_for
from bot.qa.talk.asked_day import NoDay

RUSSIAN = FOR_ADMINS["ru"]
SAID = [name for name in vars(AdminPhrases) if not name.startswith("_")]
SAMPLES = {
    "int": 2, "str": "Мельница", "list[str]": ["a.txt", "b.txt"], "float": 12.5,
    "date": date(2023, 6, 23), "datetime": datetime(2023, 6, 23, tzinfo=UTC), "Sequence": ["Мельница"],
    "NoDay": NoDay.AMBIGUOUS,
}  # fmt: skip
SIGNS = {"button_on", "button_back"}  # arrows, the same in every language


def say(phrases: AdminPhrases, name: str) -> str:
    """Say one of them, with something in every blank."""
    phrase = getattr(phrases, name)
    if isinstance(phrase, str):
        return phrase
    if isinstance(phrase, Mapping):
        return "\n".join(phrase.values())
    blanks = inspect.signature(getattr(AdminPhrases, name)).parameters.values()
    kinds = [getattr(blank.annotation, "__name__", str(blank.annotation)) for blank in blanks][1:]
    values = ["list[str]" if kind == "list" else kind for kind in kinds]
    return str(phrase(*(SAMPLES[kind] for kind in values)))


@pytest.mark.parametrize("name", SAID)
def test_every_phrase_is_there_in_russian(name: str) -> None:
    assert (say(RUSSIAN, name) == say(ENGLISH, name)) == (name in SIGNS)
    assert say(RUSSIAN, name)


@pytest.mark.parametrize("name", [name for name in SAID if isinstance(getattr(ENGLISH, name), Mapping)])
def test_every_entry_of_a_table_of_phrases_is_there_in_russian(name: str) -> None:
    english, russian = getattr(ENGLISH, name), getattr(RUSSIAN, name)

    assert english.keys() == russian.keys()
    assert all(russian[key] != english[key] for key in english)


@pytest.mark.parametrize(
    ("language", "phrases"), [(None, ENGLISH), ("en-GB", ENGLISH), ("xx", ENGLISH), ("ru", RUSSIAN)]
)
def test_a_language_that_is_not_there_yet_is_english(language: str | None, phrases: AdminPhrases) -> None:
    assert admin_phrases_for(language) is phrases


@pytest.mark.parametrize(
    ("done", "of", "drawn"),
    [(0, 10, "░░░░░░░░░░░░"), (5, 10, "▓▓▓▓▓▓░░░░░░"), (10, 10, "▓▓▓▓▓▓▓▓▓▓▓▓"), (0, 0, "░░░░░░░░░░░░")],
)
def test_a_bar_shows_how_far_something_is(done: int, of: int, drawn: str) -> None:
    assert bar(done, of) == drawn


def test_numbers_agree_with_their_nouns() -> None:
    assert ENGLISH.status_counts(1, 0, 2) == "1 article, 2 passages."
    assert RUSSIAN.status_counts(1, 2, 5) == "1 статья, 5 абзацев, 2 копии."
    assert RUSSIAN.status_counts(22, 0, 1) == "22 статьи, 1 абзац."
    assert ENGLISH.status_model("a/b", 1, 1, 2_500, 0) == "a/b today: 1 answer for 1 person, 2,500 tokens."
    assert ENGLISH.status_model("a/b", 0, 0, 0, 9_000) == "a/b today: 0 of 9,000 tokens."
    assert RUSSIAN.status_model("a/b", 3, 2, 700, 900) == "a/b сегодня: 3 ответа для 2 человек, токенов — 700 из 900."
    assert RUSSIAN.status_model_month(1, 21, 700) == "За 1 последний день работы: 21 ответ, токенов — 700."
