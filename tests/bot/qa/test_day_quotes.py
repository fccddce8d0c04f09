"""What is told of a day: the main news first, plans last and marked, and nothing of other days."""

from datetime import date

import pytest

from bot.qa.answer import Answer, NothingFound, Section
from bot.qa.engine import Engine
from index.archive import Archive
from index.model.article import Article
from tests.conftest import TODAY, make_article

DAY, NEXT, EVE = date(2023, 6, 5), date(2023, 6, 6), date(2023, 6, 3)


def told(archive: Archive, *articles: Article, question: str = "What happened on 5 June 2023?") -> Answer:
    list(archive.add(articles))
    answer = Engine(archive).ask(question, TODAY)
    assert isinstance(answer, Answer)
    return answer


def texts(answer: Answer) -> list[str]:
    return [sentence.text for sentence in answer.sentences]


def test_what_many_articles_tell_comes_first(archive: Archive) -> None:
    answer = told(
        archive,
        make_article("calf", "A calf with two tails was born at Velm on Monday.", NEXT),
        make_article("dyke1", "The dyke at Halmery broke on Monday and flooded forty streets.", NEXT, outlet="Echo"),
        make_article("dyke2", "On Monday the dyke broke at Halmery, where forty streets stand under water.", NEXT),
        make_article("dyke3", "Forty streets of Halmery were flooded on Monday when its old dyke broke.", NEXT),
    )
    assert "dyke" in texts(answer)[0]


def test_an_outcome_comes_before_its_forecast_and_a_plan_stands_last_under_its_heading(archive: Archive) -> None:
    answer = told(
        archive,
        make_article("plan", "The new bridge at Osten is to be opened by the mayor on Monday.", EVE),
        make_article("news", "A fire in the sugar mill of Pelsk killed two workers on Monday.", NEXT),
    )
    assert [(s.text.split()[0], s.section) for s in answer.sentences] == [("A", None), ("The", Section.NEXT)]


def test_what_was_announced_on_the_day_for_later_is_no_plan_of_that_day(archive: Archive) -> None:
    answer = told(archive, make_article("vote", "Dockers voted on Monday, and will start work on Friday.", DAY))
    assert [sentence.section for sentence in answer.sentences] == [None]


def test_the_next_days_paper_is_told_only_if_there_is_nothing_else(archive: Archive) -> None:
    undated = make_article("undated", "The bakers of Pelsk have a new guild master and a new flag.", NEXT)
    assert texts(told(archive, undated)) == ["The bakers of Pelsk have a new guild master and a new flag."]
    fire = make_article("fire", "A fire in the sugar mill of Lund killed two workers on Monday.", NEXT)
    assert texts(told(archive, fire)) == ["A fire in the sugar mill of Lund killed two workers on Monday."]


@pytest.mark.parametrize(
    "text",
    [
        "In 2023 the harbour of Lund handled two million tonnes of grain.",  # no day
        "The mill burned down on Friday, 2 June. Nobody in the town had seen the fire begin.",  # another day
        "Monday, 5 June 2023. Lund.",  # a stamp
    ],
)
def test_a_day_with_nothing_says_so(archive: Archive, text: str) -> None:
    list(archive.add([make_article("other", text, date(2023, 6, 20))]))
    assert isinstance(Engine(archive).ask("What happened on 5 June 2023?", TODAY), NothingFound)


def test_the_sentence_that_says_most_of_the_topic_comes_first_on_a_day(archive: Archive) -> None:
    text = "It rained in Lund on Monday. The ferry Aurora lay at the pier. The ferry Aurora sank at its pier on Monday."
    answer = told(
        archive, make_article("ferry", text, NEXT), question="What happened to the ferry Aurora on 5 June 2023?"
    )
    assert texts(answer)[0] == "The ferry Aurora sank at its pier on Monday."


def test_the_latest_is_told_newest_first(archive: Archive) -> None:
    answer = told(
        archive,
        make_article("old", "The strike at the port of Lund began with a march.", date(2023, 5, 8)),
        make_article("new", "The strike at the port of Lund is over after three weeks.", date(2023, 5, 30)),
        make_article("mid", "The strike at the port of Lund entered its second week.", date(2023, 5, 15)),
        question="Latest news about the port strike",
    )
    assert [citation.article_id for citation in answer.citations] == ["new", "mid", "old"]


def test_a_longer_time_is_told_by_its_biggest_days_one_sentence_each_in_order(archive: Archive) -> None:
    answer = told(
        archive,
        make_article("a", "A fire in the sugar mill of Lund killed two workers on 2 May 2023. It burned all night."),
        make_article("b", "The dyke of Halmery broke on 9 May 2023. Forty streets were flooded. Boats came."),
        make_article("c", "The mayor of Osten resigned on 23 May 2023 after a quarrel about a bridge."),
        make_article("d", "A choir from Pelsk sang in Lund on 9 June 2023 and was given a cake."),
        question="What happened in May 2023?",
    )
    days = [sentence.day.first for sentence in answer.sentences if sentence.day]
    assert days == [date(2023, 5, 2), date(2023, 5, 9), date(2023, 5, 23)]
