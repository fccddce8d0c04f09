"""A claim is kept where a passage that it cites says the same, and cut everywhere else."""

import pytest

from bot.writers.llm.checks import check
from bot.writers.llm.numbers import find_numbers
from bot.writers.llm.reply import Claim, read_claims, stream_claims
from tests.bot.writers.claims import Case, asking, cases, hits_of

CASES = cases()


def verdict_on(case: Case) -> tuple[bool, str]:
    claim = Claim(case.claim, tuple(range(1, len(case.hits) + 1)))
    verdict = check(claim, case.hits, asking())
    return bool(verdict.supports), verdict.fault


@pytest.mark.parametrize("case", [case for case in CASES if not case.true], ids=lambda case: case.claim)
def test_what_no_passage_says_is_cut(case: Case) -> None:
    kept, fault = verdict_on(case)

    assert not kept
    assert fault


@pytest.mark.parametrize("case", [case for case in CASES if case.true], ids=lambda case: case.claim)
def test_what_a_passage_says_in_nearly_the_same_words_is_kept(case: Case) -> None:
    assert verdict_on(case) == (True, "")


@pytest.mark.parametrize("numbers", [(), (0,), (3,), (1, 99), (1, 2, 3, 4, 5, 6, 7)])
def test_a_claim_needs_numbers_of_passages_that_are_there(numbers: tuple[int, ...]) -> None:
    hits = hits_of("The ferry Aurora ran aground off Vell.", "en")

    assert not check(Claim("The ferry Aurora ran aground off Vell.", numbers), hits, asking()).supports


def test_a_true_claim_that_cites_another_passage_is_cut() -> None:
    one, other = hits_of("The ferry Aurora ran aground off Vell.", "en"), hits_of("Tolls are 40 crowns at Osten.", "en")

    assert not check(Claim("The ferry Aurora ran aground.", (2,)), (*one, *other), asking()).supports


def test_of_the_passages_cited_only_those_stay_that_say_so() -> None:
    one, other = hits_of("The ferry Aurora ran aground off Vell.", "en"), hits_of("Tolls are 40 crowns at Osten.", "en")
    verdict = check(Claim("The ferry Aurora ran aground.", (1, 2)), (*one, *other), asking())

    assert [support.hit for support in verdict.supports] == [*one]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Seven of 1,200 men", ["7", "1200"]),
        ("two hundred and twelve people", ["212"]),
        ("1.2 million; 1 200 000; 2,5 процента", ["1200000", "1200000", "2.5"]),
        ("двести двенадцать жителей", ["212"]),
        ("сто двадцать три тысячи", ["123000"]),
        ("at 19:04 in 2023 400 men", ["19:04", "2023", "400"]),
        ("thousands of people", []),
        ("nine and seven", ["9", "7"]),
        ("4.50 and 0.125", ["4.5", "0.125"]),
    ],
)
def test_a_number_is_the_same_in_words_and_in_digits(text: str, values: list[str]) -> None:
    assert [number.value for number in find_numbers(text)] == values


@pytest.mark.parametrize(
    ("reply", "claims"),
    [
        ("It sank [1]. Two fled [2].", [("It sank.", (1,)), ("Two fled.", (2,))]),
        ("It sank. [1] Two fled. [2][3]", [("It sank.", (1,)), ("Two fled.", (2, 3))]),
        ("It sank [1, 3]. Two fled [1-3].", [("It sank.", (1, 3)), ("Two fled.", (1, 2, 3))]),
        ("It sank 【2】.", [("It sank.", (2,))]),
        ("- **It sank** [1].\n- Two fled [2].", [("It sank.", (1,)), ("Two fled.", (2,))]),
        ("## News\n1. It sank [1].", [("News", ()), ("It sank.", (1,))]),
        ("It sank ([1]).", [("It sank.", (1,))]),
        ("It sank () [].", [("It sank.", ())]),
        ("<think>Hm [1].</think>It sank [1].", [("It sank.", (1,))]),
        ("It\u200b sank\u202e [1].", [("It sank.", (1,))]),
        ("[1]", []),
    ],
)
def test_a_reply_becomes_claims_with_their_numbers(reply: str, claims: list[tuple[str, tuple[int, ...]]]) -> None:
    assert [(claim.text, claim.numbers) for claim in read_claims(reply)] == claims


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_claims_are_the_same_however_the_reply_is_cut_into_pieces(size: int) -> None:
    reply = "The ferry sank. [1] Two people fled [2, 3].\n- Nobody was hurt, said Mr. Korda [1]."
    pieces = [reply[at : at + size] for at in range(0, len(reply), size)]

    assert list(stream_claims(pieces)) == read_claims(reply)
