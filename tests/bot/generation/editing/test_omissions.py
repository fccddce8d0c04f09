"""What an editor may leave out: the rest stays true, and a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.generation.editing.omissions import find_omissions


def shortened(sentence: str, language: str) -> str:
    """The sentence with all that may go left out."""
    said, at = "", 0
    for part in find_omissions(sentence, language):
        said += sentence[at : part.start] + " […]"
        at = part.end
    return said + sentence[at:]


@pytest.mark.parametrize(
    ("sentence", "short"),
    [
        (
            "The ferry Aurora, which had left Marn on May 26, ran aground off Vell on May 29.",
            "The ferry Aurora […] ran aground off Vell on May 29.",
        ),
        (
            "The ferry Aurora , which had left Marn on May 26 , ran aground off Vell .",
            "The ferry Aurora […] ran aground off Vell .",
        ),
        (
            "Odo Brill, the mayor of Marn, said repairs would take two months.",
            "Odo Brill […] said repairs would take two months.",
        ),
        (
            "Karl Reed, 67, was arrested at the harbour on Tuesday.",
            "Karl Reed […] was arrested at the harbour on Tuesday.",
        ),
        (
            "The Velna flooded the lower town of Halmery, forcing about 2,400 people out of their homes.",
            "The Velna flooded the lower town of Halmery […].",
        ),
        (
            "The fire killed three people in Marn, leaving two missing, officials said.",
            "The fire killed three people in Marn […], officials said.",
        ),
        ("The strike (the third at this port since January) closed the harbour.", "The strike […] closed the harbour."),
        ("The bridge — it was opened in 1921 — was closed to lorries.", "The bridge […] was closed to lorries."),
        (
            "The talks in Oslo ended without a deal, and the delegation left.",
            "The talks in Oslo ended without a deal […].",
        ),
    ],
)
def test_english_parts_that_may_go(sentence: str, short: str) -> None:
    assert shortened(sentence, "en") == short


@pytest.mark.parametrize(
    ("sentence", "short"),
    [
        (
            "Паром «Аврора», который вышел из Марна 26 мая, сел на мель у Велла.",
            "Паром «Аврора» […] сел на мель у Велла.",
        ),
        ("Река Осен вышла из берегов, и нижний город был затоплен.", "Река Осен вышла из берегов […]."),
        (
            "Дамба (её построили в 2019 году) прорвалась утром в понедельник.",
            "Дамба […] прорвалась утром в понедельник.",
        ),
    ],
)
def test_russian_parts_that_may_go(sentence: str, short: str) -> None:
    assert shortened(sentence, "ru") == short


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        # what turns, limits or attributes what is said
        ("The mayor was told of the fault, which she denied.", "en"),
        ("The minister resigned on Monday, citing ill health.", "en"),
        ("The company lost its licence, according to two people (who could not be reached).", "en"),
        ("The bridge will open in July, unless inspectors find a new crack.", "en"),
        ("The council approved the plan, and the mayor rejected it.", "en"),
        ("The ferry sank off Vell on Monday, officials said.", "en"),
        ("The ferry (which may have been overloaded) sank off Vell.", "en"),
        ("The trial was opened in Marn, reportedly without the accused being there.", "en"),
        # lists, and clauses that restrict
        ("The mayor, the priest, and a man who fled the harbour were found.", "en"),
        ("Passengers who had paid twice got their money back.", "en"),
        ("Люди, которые не заплатили налог, были арестованы.", "ru"),
        ("Жители, которые вернулись в город, получили помощь.", "ru"),
        ("Мэр признал вину, но суд её не подтвердил, и дело закрыли.", "ru"),
        # somebody's speech stays whole
        ('"The keel, which was new, broke at noon," the engineer wrote in a letter.', "en"),
    ],
)
def test_parts_that_stay(sentence: str, language: str) -> None:
    assert find_omissions(sentence, language) == ()


def test_a_language_without_rules_loses_nothing() -> None:
    assert find_omissions("Le ferry, qui avait quitté Marn, a coulé.", "fr") == ()


_WORDS = st.lists(
    st.sampled_from(
        [
            "The",
            "ferry,",
            "which",
            "(a",
            "b)",
            "said,",
            "and",
            "sank",
            "—",
            '"',
            "«",
            "»",
            "leaving",
            "Aurora,",
            "67,",
            ".",
        ]
    ),
    max_size=30,
)


@given(_WORDS.map(" ".join), st.sampled_from(["en", "ru"]))
def test_parts_lie_in_order_inside_the_sentence_and_not_over_each_other(sentence: str, language: str) -> None:
    at = 0
    for part in find_omissions(sentence, language):
        assert at <= part.start < part.end <= len(sentence)
        at = part.end
