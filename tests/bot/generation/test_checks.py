"""A claim is kept where a passage that it cites says the same, and cut everywhere else."""

import pytest

from bot.generation.llm import claims as claims_module
from bot.generation.llm.claims import Claim, read_claims, stream_claims
from bot.generation.llm.number_words import find_numbers
from bot.generation.verification.claim_checks import check
from tests.bot.generation.claim_cases import Case, asking, cases, hits_of

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


RUSSIAN_DAY = "Мост через Осен открыли 30 мая, сообщила мэр Ильза Брандт."
ENGLISH_DAY = "The ferry struck the pier on Tuesday evening, and seven were hurt."


@pytest.mark.parametrize(
    ("text", "language", "claim", "kept"),
    [
        (RUSSIAN_DAY, "ru", "Мост через Осен открыли 30 мая 2023 года, сообщила мэр Ильза Брандт.", True),
        (RUSSIAN_DAY, "ru", "30 мая 2023 года мост через Осен открыли, сообщила мэр Ильза Брандт.", True),
        (RUSSIAN_DAY, "ru", "Мост через Осен открыли 30.05.2023, сообщила мэр Ильза Брандт.", True),
        (RUSSIAN_DAY, "ru", "Мост через Осен открыли 30 мая 2022 года, сообщила мэр Ильза Брандт.", False),
        (RUSSIAN_DAY, "ru", "Мост через Осен открыли 31 мая 2023 года, сообщила мэр Ильза Брандт.", False),
        (RUSSIAN_DAY, "ru", "Вечером 30 мая 2023 года мост через Осен открыли, сообщила мэр Ильза Брандт.", False),
        ("Вечером 30 мая в Осене задержали двоих.", "ru", "Вечером 30 мая 2023 года в Осене задержали двоих.", True),
        ("Вечером 30 мая в Осене задержали двоих.", "ru", "Утром 30 мая 2023 года в Осене задержали двоих.", False),
        ("В 19:04 30 мая в Осене задержали двоих.", "ru", "30 мая 2023 года в Осене задержали двоих.", True),
        ("В 19:04 30 мая в Осене задержали двоих.", "ru", "В 20:04 30 мая 2023 года в Осене задержали двоих.", False),
        (ENGLISH_DAY, "en", "The ferry struck the pier on 30 May 2023, and seven were hurt.", True),
        (ENGLISH_DAY, "en", "On Tuesday, May 30, 2023, the ferry struck the pier.", True),
        (ENGLISH_DAY, "en", "The ferry struck the pier on 23 May 2023, and seven were hurt.", False),
        (ENGLISH_DAY, "en", "The ferry struck the pier on 30 May 2023 in the morning, and seven were hurt.", False),
        (ENGLISH_DAY, "en", "The ferry struck the pier yesterday at 19:04, and seven were hurt.", False),
        (ENGLISH_DAY, "en", "The ferry struck the pier, and seven were hurt on Wednesday.", False),
        (ENGLISH_DAY, "en", "The ferry struck the pier, and thirty were hurt.", False),
    ],
)
def test_a_day_may_be_said_with_its_year_and_with_no_other(text: str, language: str, claim: str, kept: bool) -> None:
    hits = hits_of(text, language)  # published on Wednesday, 31 May 2023

    assert bool(check(Claim(claim, (1,)), hits, asking()).supports) is kept


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


def test_a_reply_that_drips_in_is_read_in_linear_time(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0

    def counted(reply: str) -> list[Claim]:
        nonlocal looked_at
        looked_at += len(reply)
        return read_claims(reply)

    monkeypatch.setattr(claims_module, "read_claims", counted)
    work = []
    for length in (1_500, 12_000):
        looked_at = 0
        list(stream_claims("." * length))
        work.append(looked_at / length)

    assert max(work) < 20  # a look at every character would make it length / 2
    assert work[1] < work[0] * 2
