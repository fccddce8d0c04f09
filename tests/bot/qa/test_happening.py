"""Which sentences look like the day's news: plans, states, looks back, asides and events are told apart."""

from datetime import date

import pytest

from bot.qa.day_matching import DateMatch
from bot.qa.quoting.happening import is_aside, looks_back, tells_event, tells_state
from index.model.dates import DaySpan
from index.model.passage import Basis, Mention, Sentence

DAY = DaySpan(date(2023, 6, 5), date(2023, 6, 5))
ON_THE_DAY = DateMatch(Basis.MENTION, DAY)
FAR_IN = 900  # characters into the article


def sentence(text: str, phrase: str = "", span: DaySpan = DAY, start: int = FAR_IN) -> Sentence:
    """Return a sentence that stands somewhere in an article; `phrase` is its mention of days."""
    at = start + text.index(phrase)
    mentions = (Mention(at, at + len(phrase), span),) if phrase else ()
    return Sentence(start, start + len(text), mentions)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The mill is the largest of the county and employs 400 people.", True),
        ("Мост остаётся закрытым.", True),
        ("The mill burned down and is to be rebuilt.", False),
        ("Fire killed two workers.", False),
    ],
)
def test_background_in_the_present_tense_is_a_state_but_for_an_articles_beginning(text: str, state: bool) -> None:
    assert tells_state(sentence(text), text) is state
    assert not tells_state(sentence(text, start=0), text)


def test_a_year_that_was_over_is_a_look_back_and_the_days_own_month_is_not() -> None:
    then = DaySpan(date(2004, 1, 1), date(2004, 12, 31))
    now = DaySpan(date(2023, 6, 1), date(2023, 6, 30))

    assert looks_back(sentence("In 2004, the mill burned down.", "2004", then), ON_THE_DAY)
    assert not looks_back(sentence("In June, the mill burned down.", "June", now), ON_THE_DAY)


@pytest.mark.parametrize(
    ("text", "phrase", "aside"),
    [
        ("Riots broke out after Monday's vote.", "Monday", True),
        ("Суд начался после взрыва в понедельник.", "понедельник", True),
        ("The council voted on Monday, after a long debate.", "Monday", False),
        ("After the rain, the dyke broke on Monday.", "Monday", False),
    ],
)
def test_a_day_named_only_as_what_came_before_makes_an_aside(text: str, phrase: str, aside: bool) -> None:
    assert is_aside(sentence(text, phrase), ON_THE_DAY, text) is aside


def test_deaths_elections_and_disasters_are_events_and_a_new_flag_is_none() -> None:
    assert tells_event("Two workers died.")
    assert tells_event("Дамбу прорвало.")
    assert not tells_event("The guild has a new flag.")
