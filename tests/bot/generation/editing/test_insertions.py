"""What an editor puts in brackets: only what the passage itself says without doubt."""

from datetime import date

import pytest

from bot.generation.editing.insertions import Insertion, apply_edits, find_antecedent, find_relative_days
from index.ingest.dates.event_dates import read_passages
from index.model.article import Article, DateEvidence, Source
from index.model.passage import Passage


def passage_of(text: str, language: str = "en") -> Passage:
    source = Source("A title", date(2023, 5, 30), DateEvidence.FIELD, language=language)
    return read_passages(Article("a", source, text, "tests/a.txt"), 1)[0]


@pytest.mark.parametrize(
    ("text", "name", "language"),
    [
        ("Harbour master Ines Korda inspected the hull. She found a crack.", "Ines Korda", "en"),
        ("The pier was closed, said Odo Brill. He promised repairs by July.", "Odo Brill", "en"),
        ("Мост осмотрела мэр Ильза Брандт. Она обещала открыть его в июле.", "Ильза Брандт", "ru"),
    ],
)
def test_a_pronoun_gets_the_only_name_it_can_stand_for(text: str, name: str, language: str) -> None:
    passage = passage_of(text, language)
    found = find_antecedent(passage.sentences[1], passage, language)

    assert found is not None
    assert found.text == name


@pytest.mark.parametrize(
    "text",
    [
        "Ines Korda said that she had met the captain. She found a crack.",  # the captain may be meant
        "Ines Korda told Odo Brill of the crack. He closed the pier.",  # two people
        "Northern Rail cut its services. She was angry about it.",  # a company
        "The harbour was closed. He promised repairs.",  # nobody
        "Ines Korda said no. The pier was shut. It rained. She left.",  # too far back
    ],
)
def test_a_pronoun_that_may_stand_for_somebody_else_stays(text: str) -> None:
    passage = passage_of(text)

    assert find_antecedent(passage.sentences[-1], passage, "en") is None


def test_a_relative_day_gets_its_date_and_a_full_date_does_not() -> None:
    passage = passage_of("The pier was closed on Monday. It had been damaged on 26 May 2023.")
    first, second = passage.sentences
    text = passage.text[first.start : first.end]

    (found,) = find_relative_days(first, text, "en")
    assert apply_edits(text, (), [found]) == "The pier was closed on Monday [29 May 2023]."
    assert find_relative_days(second, passage.text[second.start : second.end], "en") == ()


@pytest.mark.parametrize(
    ("text", "edited"),
    [
        ("The pier was closed on Monday noon.", "The pier was closed on Monday noon [29 May 2023]."),
        ("The pier was closed on Monday morning.", "The pier was closed on Monday morning [29 May 2023]."),
    ],
)
def test_a_date_stands_behind_the_part_of_the_day(text: str, edited: str) -> None:
    passage = passage_of(text)
    found = find_relative_days(passage.sentences[0], text, "en")

    assert apply_edits(text, (), found) == edited


def test_a_date_right_before_a_cut_stays() -> None:
    text = "She spoke on Tuesday, which was a holiday."

    assert (
        apply_edits(text, [(20, 41)], [Insertion(20, 20, "30 May 2023")]) == "She spoke on Tuesday [30 May 2023] […]."
    )


def test_edits_are_carried_out_together_and_what_lies_in_a_cut_goes_with_it() -> None:
    text = "She, who came on Monday, spoke on Tuesday."
    who = Insertion(0, 3, "Ines Korda")
    monday, tuesday = Insertion(23, 23, "29 May 2023"), Insertion(41, 41, "30 May 2023")

    edited = apply_edits(text, [(3, 24)], [who, monday, tuesday])

    assert edited == "[Ines Korda] […] spoke on Tuesday [30 May 2023]."
