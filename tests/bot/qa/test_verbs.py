"""The verbs of a question."""

import pytest

from bot.qa.words.verbs import verbs_of


@pytest.mark.parametrize(
    ("question", "verbs"),
    [
        ("Who found the coronet?", {"found"}),
        ("When did the dyke break at Halmery?", {"break"}),
        ("when did the dockers' strike begin", {"begin"}),
        ("Why did the ferry run aground?", {"run", "aground"}),
        ("why was the bridge closed?", {"closed"}),
        ("what did they find in the beehive?", {"find"}),
        ("How much did Brandt & Sons earn in 2022?", {"earn"}),
        ("who is their chairman?", set()),
        ("by how many votes?", set()),
    ],
)
def test_english_verbs_follow_who_a_pronoun_or_the_subject_of_did(question: str, verbs: set[str]) -> None:
    assert verbs_of(question, "en") == verbs


@pytest.mark.parametrize(
    ("question", "verbs"),
    [
        ("кто возглавит комиссию?", {"возглавит"}),
        ("Во сколько обошёлся паводок?", {"обошёлся"}),
        ("чего они требуют?", {"требуют"}),
        ("почему закрыли мост?", {"закрыли"}),
        ("с каким перевесом?", set()),
    ],
)
def test_russian_verbs_are_told_by_their_endings(question: str, verbs: set[str]) -> None:
    assert verbs_of(question, "ru") == verbs
