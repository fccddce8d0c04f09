"""The full-text index finds passages by days, by words, and by both."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.model.article import Source
from index.model.dates import DaySpan
from index.model.passage import Mention, Passage, Sentence
from index.model.stored import StoredPassage
from index.search.fulltext.day_tiers import Tier
from index.search.fulltext.full_text_index import FullTextIndex

MAY_29 = DaySpan.of_day(date(2023, 5, 29))


def passage(key: int, text: str, *, number: int = 0, day: DaySpan | None = None, title: str = "") -> StoredPassage:
    mentions = (Mention(0, 3, day),) if day else ()
    source = Source(title=title, outlet="Courier", published=date(2023, 5, 30), url="", language="en")
    return StoredPassage(
        key, Passage(f"a{key}", 1, number, 0, len(text), text, (Sentence(0, len(text), mentions),)), source
    )


@pytest.fixture
def full_text(tmp_path: Path) -> Iterator[FullTextIndex]:
    index = FullTextIndex(tmp_path, write=True)
    index.add(
        [
            passage(1, "The ferry struck the pier.", number=1, day=MAY_29),
            passage(2, "The bridge was opened to traffic.", day=MAY_29),
            passage(3, "A ferry was built at Osten.", title="Shipyards"),
        ]
    )
    index.commit()
    yield index
    index.close()


def found(full_text: FullTextIndex, words: str, days: tuple[DaySpan, ...], tier: Tier = Tier.NAMED) -> list[int]:
    return [one.key for one in full_text.search(words, days, tier, 10)]


def test_days_alone_find_all_that_name_them_and_leads_come_first(full_text) -> None:
    assert found(full_text, "", (MAY_29,)) == [2, 1]


def test_words_alone_find_passages_of_any_day(full_text) -> None:
    assert sorted(found(full_text, "ferries", ())) == [1, 3]


def test_days_choose_and_words_only_rank(full_text) -> None:
    assert found(full_text, "ferry", (MAY_29,)) == [1, 2]


def test_nothing_asked_finds_nothing_and_neither_do_stop_words(full_text) -> None:
    assert found(full_text, "", ()) == []
    assert found(full_text, "the of", ()) == []


def test_what_names_no_day_is_found_by_the_day_of_its_publication(full_text) -> None:
    published = DaySpan.of_day(date(2023, 5, 30))

    assert found(full_text, "", (published,), Tier.UNTIED) == [3]
    assert full_text.count(published) == 1
    assert full_text.count(DaySpan.of_day(date(2019, 5, 29))) == 0


def test_a_passage_has_the_share_of_the_words_that_it_or_its_title_has(full_text) -> None:
    shares = full_text.shares("the ferry pier shipyards", "en", [1, 2, 3])

    assert shares == {1: pytest.approx(2 / 3), 3: pytest.approx(2 / 3)}


def test_a_forgotten_passage_is_found_no_more_and_all_are_gone_after_clearing(full_text) -> None:
    full_text.forget([1, 99])
    full_text.commit()
    assert sorted(full_text.keys()) == [2, 3]

    full_text.clear()
    full_text.commit()
    assert len(full_text) == 0
    assert found(full_text, "ferry", ()) == []


def test_terms_are_listed_by_prefix_and_counted_by_passage(full_text) -> None:
    assert ("ferri", 2) in full_text.terms_from("f", "en")
    assert full_text.document_frequency("ferries") == (2, 3)
    assert full_text.correct_spelling("bridhge") == "bridg"
    assert full_text.correct_spelling("ferry") == ""
