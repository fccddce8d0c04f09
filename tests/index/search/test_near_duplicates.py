"""Near-copies are found when they are added, kept, and shown as one hit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive import Archive
from index.search.near_duplicates import NEAR, bands, sign, similarity
from index.search.ranking import Query
from tests.conftest import FERRY, make_article

DISPATCH = (
    "The ferry Marigold struck the old pier at Lund on May 29 in thick fog, and seven passengers were taken to "
    "hospital with broken arms. The captain, Jan Ohlsen, said that the radar had failed ten minutes earlier and "
    "that he had seen the pier only when it was a boat's length away. The harbour master has closed the pier "
    "until engineers from Osten have looked at its piles, which he expects to take a week at the least."
)
SHORTENED = DISPATCH.replace("with broken arms", "with cuts").replace(" at the least", "").replace("Jan ", "")
OTHER = (
    "Engineers began to load the Osten bridge with forty gravel trucks on May 26, three weeks before it is to be "
    "opened. Mayor Ilse Brandt watched from the bank with a cup of tea and said that she would not be the first "
    "to cross it. The deck sank by eleven millimetres, two less than had been reckoned, and rose again when the "
    "trucks had gone."
)


def test_a_dispatch_with_small_changes_is_alike_and_another_is_not() -> None:
    assert similarity(sign(DISPATCH), sign(DISPATCH)) == 1.0
    assert similarity(sign(DISPATCH), sign(SHORTENED)) >= NEAR
    assert set(bands(sign(DISPATCH))) & set(bands(sign(SHORTENED)))
    assert similarity(sign(DISPATCH), sign(OTHER)) < 0.1


@given(st.text())
def test_any_text_has_a_signature_that_is_the_same_again(text: str) -> None:
    assert sign(text) == sign(text)
    assert len(bands(sign(text))) in (0, 21)


def test_a_near_copy_is_kept_and_shown_as_one_hit(archive: Archive) -> None:
    first = make_article("first", DISPATCH, title="Ferry strikes pier", outlet="Harbour Post")
    near = make_article("near", SHORTENED, title="Pier struck", outlet="Evening Echo")
    outcomes = list(archive.add([first, near, make_article("other", OTHER), FERRY]))
    assert [one.near for one in outcomes] == ["", "Ferry strikes pier", "", ""]
    hits = archive.search(Query("captain Ohlsen radar"))
    assert [hit.passage.article_id for hit in hits] in (["first"], ["near"])
    assert {hits[0].source.outlet, *hits[0].also_in} == {"Harbour Post", "Evening Echo"}
    assert archive.status().articles == 4


def test_a_near_copy_that_became_another_story_stands_alone(archive: Archive) -> None:
    list(archive.add([make_article("first", DISPATCH), make_article("near", SHORTENED)]))
    (outcome,) = archive.add([make_article("near", OTHER)])
    assert (outcome.status, outcome.near) == ("updated", "")
    assert archive.search(Query("captain Ohlsen"))[0].also_in == ()


@pytest.mark.parametrize("text", ["", "Nothing happened.", "a b c"])
def test_a_short_text_is_no_near_copy(archive: Archive, text: str) -> None:
    assert sign(text) == b""
