"""How passages are ranked: by how firmly they are tied to a day, by their words, and by both lists of a fusion."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.archive import Archive
from index.model.dates import DaySpan
from index.model.passage import Basis
from index.search.fulltext.day_tiers import Tier
from index.search.fulltext.full_text_index import Candidate
from index.search.model_choice import bundled_model
from index.search.ranking import RRF_K, TIER_WEIGHT, Query, day_score, fuse_ranks
from tests.conftest import make_article

DAY = DaySpan.of_day(date(2023, 5, 29))


def candidate(number: int = 9, paper: int | None = None) -> Candidate:
    return Candidate(key=1, score=0.0, number=number, paper=paper)


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path, write=True) as archive:
        yield archive


def test_a_rank_in_a_fused_list_counts_by_its_reciprocal() -> None:
    assert fuse_ranks([[7, 8]]) == {7: 1 / (RRF_K + 1), 8: 1 / (RRF_K + 2)}


def test_what_stands_in_both_lists_comes_before_what_leads_one() -> None:
    scores = fuse_ranks([[1, 2, 3], [4, 2, 5]])
    assert max(scores, key=scores.__getitem__) == 2
    assert scores[2] == 2 / (RRF_K + 2)


def test_nothing_fused_is_nothing() -> None:
    assert fuse_ranks([]) == {} == fuse_ranks([[], []])


def test_a_passage_that_names_the_day_comes_before_all_that_do_not() -> None:
    assert max(TIER_WEIGHT, key=TIER_WEIGHT.__getitem__) is Tier.NAMED
    assert min(TIER_WEIGHT, key=TIER_WEIGHT.__getitem__) is Tier.WIDER
    assert set(TIER_WEIGHT) == set(Tier)


@pytest.mark.parametrize(
    ("firmer", "less_firm"),
    [
        ([Tier.NAMED], [Tier.UNTIED]),
        ([Tier.UNTIED], [Tier.PERIOD]),
        ([Tier.PERIOD], [Tier.CARRIED]),
        ([Tier.CARRIED], [Tier.NEXT_DAY]),
        ([Tier.NEXT_DAY], [Tier.WIDER]),
        ([Tier.NAMED, Tier.PAPER], [Tier.NAMED]),  # two ways are firmer than one
        ([Tier.NAMED], [Tier.UNTIED, Tier.WIDER]),  # … but a poor second way does not help
    ],
)
def test_firmer_ways_of_being_tied_score_higher(firmer: list[Tier], less_firm: list[Tier]) -> None:
    assert day_score(firmer, candidate(), ()) > day_score(less_firm, candidate(), ())


def test_the_lead_of_an_article_scores_higher_than_its_tail() -> None:
    assert day_score([Tier.NAMED], candidate(0), ()) > day_score([Tier.NAMED], candidate(1), ())


def test_an_article_of_these_days_scores_higher_than_one_that_looks_back() -> None:
    fresh = [(20230529, 20230530)]
    of_the_day = day_score([Tier.NAMED], candidate(paper=20230530), fresh)
    later = day_score([Tier.NAMED], candidate(paper=20240529), fresh)
    undated = day_score([Tier.NAMED], candidate(paper=None), fresh)
    assert of_the_day > later == undated


def test_the_way_in_which_a_passage_is_tied_to_the_day_is_told_as_its_basis(found: Archive) -> None:
    published = {"named": date(2023, 6, 9), "own": date(2023, 5, 29), "next": date(2023, 5, 30)}
    texts = {
        "named": "The ferry struck the pier on 29 May 2023.",
        "own": "The mayor opened a library.",
        "next": "The bakers' guild has a new master.",
    }
    list(found.add([make_article(name, text, published[name]) for name, text in texts.items()]))
    hits = found.search(Query(spans=(DAY,)))
    assert [(hit.passage.article_id, hit.basis) for hit in hits] == [
        ("own", Basis.PUBLISHED),
        ("named", Basis.MENTION),
        ("next", Basis.NEXT_DAY),
    ]


def test_of_two_passages_tied_alike_the_one_with_the_topic_comes_first(found: Archive) -> None:
    list(
        found.add(
            [
                make_article("calf", "A calf was born at Velm on 29 May 2023.", date(2023, 6, 9)),
                make_article("ferry", "The ferry struck the pier on 29 May 2023.", date(2023, 6, 9)),
            ]
        )
    )
    for words, first in (("ferry pier", "ferry"), ("calf", "calf")):
        assert found.search(Query(words, (DAY,)))[0].passage.article_id == first


def test_equal_scores_keep_the_order_of_storage(found: Archive) -> None:
    names = [f"a{n}" for n in range(5)]
    list(found.add([make_article(n, f"Boat {n} came in on 29 May 2023.", date(2023, 6, 9)) for n in names]))
    assert [hit.passage.article_id for hit in found.search(Query(spans=(DAY,)))] == names


def test_a_vector_of_a_passage_in_a_language_that_the_model_does_not_know_means_nothing(tmp_path: Path) -> None:
    with Archive.open(tmp_path, write=True, model_dir=bundled_model()) as archive:
        russian = make_article("порт", "Ferry: в порту Лунда затонул паром.", date(2023, 5, 29), language="ru")
        list(archive.add([make_article("ferry", "The ferry sank at its pier in Lund.", date(2023, 5, 29)), russian]))
        archive.catch_up()
        hits = archive.search(Query("ferry", (DAY,)))
    assert {hit.passage.article_id: hit.similarity is not None for hit in hits} == {"ferry": True, "порт": False}
