"""Follow-ups: what a short question means after the one before it."""

from datetime import date

import pytest

from bot.qa.answer import Question
from bot.qa.follow_up import FollowUp, read_follow_up
from bot.qa.question import read_question
from index.model.dates import DaySpan
from index.model.passage import DayCount

TODAY = date(2023, 6, 24)


def years_of(span: DaySpan) -> list[DayCount]:
    """An archive that speaks of every day in 2023."""
    return [DayCount(span.first.replace(year=2023), 1)]


def ask(text: str) -> Question:
    return read_question(text, TODAY, years_of)


def follow(before: str, text: str) -> FollowUp | None:
    return read_follow_up(text, TODAY, years_of, ask(before))


def days(question: Question) -> list[str]:
    return [asked.span.first.isoformat() for asked in question.days]


FLOOD = "What happened in Halmery on 29 May 2023?"
OLD_FLOOD = "What happened in Halmery on 29 May 2019?"
FERRY = "Why did the ferry run aground?"
STRIKE = "What happened on 8 May 2023?"
ПАВОДОК = "Что произошло в Халмерах 29 мая 2023 года?"


@pytest.mark.parametrize(
    ("before", "text", "topic", "day"),
    [
        # a day told by the day before it
        (FLOOD, "and the day before?", "Halmery", "2023-05-28"),
        (FLOOD, "And the next day?", "Halmery", "2023-05-30"),
        (FLOOD, "What happened the day before?", "Halmery", "2023-05-28"),
        (FLOOD, "two days later?", "Halmery", "2023-05-31"),
        (FLOOD, "a week later?", "Halmery", "2023-06-05"),
        (STRIKE, "and the day after?", "", "2023-05-09"),
        (ПАВОДОК, "а накануне?", "Халмерах", "2023-05-28"),
        (ПАВОДОК, "а на следующий день?", "Халмерах", "2023-05-30"),
        (ПАВОДОК, "а днём раньше?", "Халмерах", "2023-05-28"),
        # another day, the subject kept
        (FLOOD, "and on 26 May?", "Halmery", "2023-05-26"),
        (FLOOD, "26 May?", "Halmery", "2023-05-26"),
        (FLOOD, "what about the 26th?", "Halmery", "2023-05-26"),
        (FLOOD, "and yesterday?", "Halmery", "2023-06-23"),
        (OLD_FLOOD, "and on 26 May?", "Halmery", "2019-05-26"),
        (FERRY, "and on 26 May?", "ferry", "2023-05-26"),
        (ПАВОДОК, "а 26 мая?", "Халмерах", "2023-05-26"),
        (ПАВОДОК, "а 26-го?", "Халмерах", "2023-05-26"),
        (ПАВОДОК, "а вчера?", "Халмерах", "2023-06-23"),
        # another subject, the day kept
        (FLOOD, "what about Pelsk?", "Pelsk", "2023-05-29"),
        (FLOOD, "And in Pelsk?", "Pelsk", "2023-05-29"),
        (FLOOD, "what about Pelsk on 30 May?", "Pelsk", "2023-05-30"),
        (ПАВОДОК, "а в Пельске?", "Пельске", "2023-05-29"),
        (ПАВОДОК, "что насчёт Касвина?", "Касвина", "2023-05-29"),
        # both kept, and something asked of them
        (FLOOD, "who was detained?", "who was detained Halmery", "2023-05-29"),
        (FLOOD, "and who was hurt?", "who was hurt Halmery", "2023-05-29"),
        (FLOOD, "why?", "Halmery", "2023-05-29"),
        # a pronoun stands for the subject
        (FLOOD, "who wrote about it?", "who wrote about Halmery", "2023-05-29"),
        (FLOOD, "and then?", "Halmery", "2023-05-29"),
        (ПАВОДОК, "кого эвакуировали?", "кого эвакуировали Халмерах", "2023-05-29"),
        (ПАВОДОК, "почему?", "Халмерах", "2023-05-29"),
    ],
)
def test_what_is_left_out_is_kept_from_the_question_before(before: str, text: str, topic: str, day: str) -> None:
    found = follow(before, text)

    assert found is not None
    assert found.question.topic == topic
    assert days(found.question) == [day]
    assert found.question.text == text


def test_a_question_without_a_day_is_followed_by_one_without() -> None:
    found = follow(FERRY, "who was hurt?")

    assert found is not None
    assert (found.question.topic, found.question.days) == ("who was hurt ferry", ())


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (FLOOD, "What happened on 26 May?"),
        (FLOOD, "Who won the chess championship in Oslo?"),
        (FLOOD, "latest news"),
        (FLOOD, "What happened in Tarnholm on 8 May 2023?"),
        (FLOOD, "hello"),
        (FLOOD, "thanks"),
        (FLOOD, "How many people were taken out of the county hospital in the morning?"),
        (FERRY, "what about the bank?"),
        (ПАВОДОК, "Что было 26 мая?"),
        (ПАВОДОК, "Кто стал мэром Касвина?"),
        (ПАВОДОК, "спасибо"),
    ],
)
def test_a_question_that_says_all_by_itself_starts_afresh(before: str, text: str) -> None:
    assert follow(before, text) is None


def test_follow_ups_of_follow_ups_keep_the_first_subject() -> None:
    first = follow(FLOOD, "who was detained?")
    assert first is not None
    second = read_follow_up("and the day before?", TODAY, years_of, first.question)

    assert second is not None
    assert (second.question.topic, second.question.kept) == ("Halmery", "Halmery")
    assert days(second.question) == ["2023-05-28"]


@pytest.mark.parametrize(("text", "sure"), [("and the day before?", True), ("who was detained?", False)])
def test_where_it_may_be_a_new_subject_that_is_told(text: str, sure: bool) -> None:
    found = follow(FLOOD, text)

    assert found is not None
    assert found.sure is sure


@pytest.mark.parametrize(
    ("before", "text", "topic"),
    [
        ("Who found the coronet?", "when was it stolen?", "when was coronet stolen"),
        ("What is Kingfisher?", "how much did it cost?", "how much did Kingfisher cost"),
        ("When did the dockers' strike begin?", "how long did it last?", "how long did dockers strike last"),
        ("Who won the Cup final?", "who scored?", "who scored Cup final"),
        ("Кто возглавит комиссию?", "когда она начнёт работу?", "когда комиссию начнёт работу"),
        ("Кто украл корону?", "где её нашли?", "где корону нашли"),
    ],
)
def test_a_pronoun_stands_for_what_the_question_before_was_about(before: str, text: str, topic: str) -> None:
    found = follow(before, text)

    assert found is not None
    assert found.question.topic == topic
    assert found.question.follows


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("who was detained?", ()),
        ("when was it stolen?", ()),
        ("how many people died?", ()),
        ("why was the bridge closed?", ("bridge",)),
        ("what did they find in the beehive?", ("beehive",)),
        ("почему закрыли мост?", ("мост",)),
        ("сколько человек эвакуировали?", ()),
    ],
)
def test_a_follow_up_that_names_a_new_thing_goes_on_only_if_both_are_told_together(
    text: str, things: tuple[str, ...]
) -> None:
    found = follow(FERRY, text)

    assert found is not None
    assert found.things == things
    assert not (found.sure and things)


def test_a_question_of_its_own_length_that_names_things_starts_afresh() -> None:
    assert follow(FERRY, "when does the trial of the managers begin?") is None
