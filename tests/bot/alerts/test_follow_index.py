"""What is followed is matched with new passages by the evidence that asking wants, and none is missed for speed."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

import pytest

from bot.alerts.follow_index import Followed, FollowIndex
from bot.alerts.matching import group_follows
from bot.qa.answerability import judge
from bot.qa.question import read_question
from bot.storage.alerts.follows import Follow
from index.archive import Archive
from index.model.article import Article, DateEvidence, Source
from index.model.passage import Basis, Hit
from index.model.stored import StoredPassage
from index.sample import ARTICLES

TODAY = date(2023, 6, 24)
WIKINEWS = Path(__file__).resolve().parents[4] / "shared/data/wikinews-days"


def article(name: str, text: str, title: str = "News", day: date = TODAY, language: str = "en") -> Article:
    return Article(name, Source(title, day, DateEvidence.FIELD, language=language), text, "made")


def stored(archive: Archive) -> list[list[StoredPassage]]:
    passages = archive.articles.passages_after(0, 100_000)
    return [list(some) for _, some in groupby(passages, key=lambda one: one.passage.article_id)]


def matches(archive: Archive, *texts: str) -> dict[str, list[str]]:
    """Return, for each text that is followed, the sentences that it is told by."""
    follows = [Follow(n, 1, read_question(text, TODAY, archive.days.in_every_year)) for n, text in enumerate(texts)]
    index = FollowIndex(group_follows(archive, follows))
    found: dict[str, list[str]] = {text: [] for text in texts}
    for passages in stored(archive):
        for match in index.match(passages):
            for follow in match.followed.follows:
                found[texts[follow]].append(match.quote.text)
    return found


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "data", write=True) as opened:
        yield opened


def test_a_topic_is_told_by_the_sentence_that_names_it(archive: Archive) -> None:
    list(
        archive.add(
            [
                article("a", "Rain fell on Marn. Dockers in Kasvin began a strike on Thursday morning. It was cold."),
                article("b", "The dockers of Vell went home early. Nothing else was said of it that evening."),
            ]
        )
    )

    assert matches(archive, "strike in Kasvin", "Kasvin bridge collapse") == {
        "strike in Kasvin": ["Dockers in Kasvin began a strike on Thursday morning."],
        "Kasvin bridge collapse": [],
    }


def test_irregular_forms_initials_and_names_count_as_when_asking(archive: Archive) -> None:
    list(
        archive.add(
            [
                article("a", "The club Vell United won the cup of Marn after a long and cold evening match."),
                article("b", "The carmaker GM will close its oldest plant in Marn at the end of the year."),
                article("c", "Ripe apples were sold cheaply on the market of Marn all week, growers said."),
            ]
        )
    )

    found = matches(archive, "who wins Vell United cup", "General Motors", "the company Apple")

    assert [len(quotes) for quotes in found.values()] == [1, 1, 0]


def test_a_day_to_come_is_told_when_an_article_speaks_of_it(archive: Archive) -> None:
    list(
        archive.add(
            [
                article("a", "The new bridge of Marn will be opened on 3 June 2027 by the mayor, the city said."),
                article("b", "The new theatre of Marn will be opened on 4 June 2027 by the mayor, the city said."),
            ]
        )
    )

    found = matches(archive, "3 June 2027", "theatre on 3 June 2027")

    assert found["3 June 2027"] == ["The new bridge of Marn will be opened on 3 June 2027 by the mayor, the city said."]
    assert found["theatre on 3 June 2027"] == []


def test_what_several_people_follow_is_looked_at_once(archive: Archive) -> None:
    read = [read_question("Kasvin strike", day, archive.days.in_every_year) for day in (TODAY, TODAY + timedelta(1))]
    follows = [Follow(n, n, question) for n, question in enumerate(read)]

    assert [one.follows for one in group_follows(archive, follows)] == [(0, 1)]


def brute_force(followed: Followed, passages: list[StoredPassage]) -> bool:
    hits = [Hit(one.passage, one.source, 1.0, Basis.WORDS) for one in passages]
    return bool(judge(hits, followed.asked).hits)


def test_the_index_leaves_none_out_that_the_evidence_would_take(archive: Archive) -> None:
    from index.pipeline import add_paths

    add_paths(archive, [ARTICLES])
    chance = random.Random(5)
    texts = []
    for passages in stored(archive):
        words = [word for word in passages[0].passage.text.split() if word[:1].isalpha()]
        texts += [" ".join(chance.sample(words, k=min(len(words), chance.randint(1, 4)))) for _ in range(6)]
    follows = [Follow(n, n, read_question(text, TODAY, archive.days.in_every_year)) for n, text in enumerate(texts)]
    grouped = [one for one in group_follows(archive, follows) if one.asked.terms]
    listed = {language: FollowIndex(grouped)._by_term.get(language, {}) for language in ("en", "ru")}

    missed = [
        one.asked.question.text
        for one in grouped
        for passages in stored(archive)
        if brute_force(one, passages) and not is_candidate(one, passages, listed)
    ]

    assert missed == []


def is_candidate(one: Followed, passages: list[StoredPassage], listed: dict[str, dict[str, list[Followed]]]) -> bool:
    from index.search.fulltext.analyzers import analyze

    language = one.asked.terms.language
    for passage in passages:
        terms = frozenset(analyze(f"{passage.source.title}\n{passage.passage.text}", language))
        under = [other for term in terms for other in listed[language].get(term, [])]
        if any(other is one for other in under) and one.may_take(terms):
            return True
    return False


@pytest.mark.skipif(not WIKINEWS.exists(), reason="the Wikinews set is not here")
def test_most_alerts_on_the_wikinews_set_are_right(archive: Archive) -> None:
    from bench.corpora import read_pair

    collection = read_pair("wikinews", WIKINEWS / "articles.jsonl", WIKINEWS / "questions.jsonl")
    list(archive.add(collection.articles))
    asked = [one for one in collection.questions if one.entity]
    follows = [Follow(n, n, read_question(one.text, TODAY, archive.days.in_every_year)) for n, one in enumerate(asked)]
    index = FollowIndex(group_follows(archive, follows))
    right = [
        any(place.article_id == passages[0].passage.article_id for place in asked[follow].expected)
        for passages in stored(archive)
        for match in index.match(passages)
        for follow in match.followed.follows
    ]

    assert len(right) > 200
    assert sum(right) / len(right) >= 0.8  # the labels name chosen entities only: a lower bound
