"""The lists of lies and truths: long enough, of every kind, without texts of the shared news, and scored by half."""

from collections import Counter
from hashlib import blake2b
from pathlib import Path

from bench.claims.claim_lists import LIES, TRUTHS, Author, read_claims, read_written
from bench.claims.shown_claims import Judged, judge, score_claims

NOWHERE = Path("nowhere")
FILLED = "3b0f44135ddf"  # of every claim with its runs of shared words filled in


def test_there_are_more_than_300_lies_and_300_truths_of_every_kind() -> None:
    lies, truths = read_written(LIES), read_written(TRUTHS)
    kinds = Counter(one.kind for one in lies)

    assert len(lies) >= 300
    assert len(truths) >= 300
    assert {one.author for one in lies} == {Author.LIKELY, Author.ADVERSARY}
    assert {one.author for one in truths} == {Author.CLOSE, Author.PARAPHRASE}
    assert min(kinds.values()) >= 20
    assert len({(one.passage, one.text) for one in [*lies, *truths]}) == len(lies) + len(truths)


def test_without_the_shared_news_the_claims_about_other_passages_are_read() -> None:
    read = list(read_claims(NOWHERE))

    assert {one.written.passage.split("/")[0] for one in read} == {"invented", "sample"}
    assert len(read) > 400


def test_the_words_of_the_shared_news_are_found_where_they_stood(shared_data: Path) -> None:
    texts = "\n".join(one.text for one in read_claims(shared_data))

    assert blake2b(texts.encode(), digest_size=6).hexdigest() == FILLED


def test_both_halves_hold_every_passage_with_all_its_claims_and_are_about_as_large() -> None:
    halves = {
        half: {one.written.passage for one in read_claims(NOWHERE) if one.looked_at is half} for half in (True, False)
    }

    assert not halves[True] & halves[False]
    assert abs(len(halves[True]) - len(halves[False])) <= 5


def test_a_claim_behind_another_is_judged_behind_it() -> None:
    behind = [one for one in read_claims(NOWHERE) if one.before]

    assert len(behind) >= 15
    assert all("||" not in one.text + one.before for one in behind)


def test_a_table_counts_what_is_shown_by_kind_and_half() -> None:
    judged: list[Judged] = [judge(one) for one in list(read_claims(NOWHERE))[:12]]
    table, targets = score_claims(judged)
    rows = {row[0]: row for row in table.rows}

    assert sum(int(rows["**likely: all**"][column]) for column in (1, 4)) == sum(
        one.claim.written.author is Author.LIKELY for one in judged
    )
    assert len(targets) == 8
