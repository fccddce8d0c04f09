"""Sentences and passages stand where they say, and passages are of even size."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.sentences.splitting import SENTENCE_CHARACTERS, count_tokens, split_passages, split_sentences

TEXTS = st.text(st.sampled_from("ab A.?! \n«»\"'—1,Жя🙂\u0301"), max_size=400)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He came. She left.\nEnd", ["He came.", "She left.", "End"]),
        ("Mr. Smith met J. K. Rowe on Oct. 5. He left at 5 p.m. Then it rained.",
         ["Mr. Smith met J. K. Rowe on Oct. 5.", "He left at 5 p.m.", "Then it rained."]),
        ("В 2023 г. в г. Осене прошла встреча. Мэр ушёл.", ["В 2023 г. в г. Осене прошла встреча.", "Мэр ушёл."]),
        ("The index fell 3.5 percent. Tokenised text , too .\nNext line", None),
        ("", []),
        (" \n\n ", []),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_would_end_them(text: str, sentences: list[str] | None) -> None:
    language = "ru" if "г." in text else "en"
    found = [text[start:end] for start, end in split_sentences(text, language)]
    if sentences is None:
        sentences = ["The index fell 3.5 percent.", "Tokenised text , too .", "Next line"]
    assert found == sentences


@given(TEXTS)
def test_sentences_cover_every_letter_once_and_in_order(text: str) -> None:
    bounds = split_sentences(text, "en")
    assert "".join("".join(text[start:end].split()) for start, end in bounds) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(bounds))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in bounds)


@given(TEXTS)
def test_every_sentence_is_in_one_passage(text: str) -> None:
    bounds = split_sentences(text, "en")
    assert [n for passage in split_passages(text, bounds) for n in passage] == list(range(len(bounds)))


def test_passages_of_a_long_article_are_of_even_size() -> None:
    text = " ".join(f"The mayor of Osten said on day {n} that the river had gone down a little." for n in range(80))
    bounds = split_sentences(text, "en")
    sizes = [count_tokens(text[bounds[p[0]][0] : bounds[p[-1]][1]]) for p in split_passages(text, bounds)]
    assert len(sizes) > 5
    assert all(130 <= size <= 200 for size in sizes)


def test_a_sentence_without_end_is_cut_at_a_blank() -> None:
    text = "word " * 1_000
    bounds = split_sentences(text, "en")
    assert all(end - start <= SENTENCE_CHARACTERS for start, end in bounds)
    assert all(text[start:end].split() == ["word"] * len(text[start:end].split()) for start, end in bounds)


@pytest.mark.parametrize(
    "sentences",
    [
        ["The shop opens at 9 a.m. Friday and closes at 5 p.m. EDT.", "It is small."],
        ["The bomb went off at 9 a.m.", "Police came."],
        ["It began at 9 a.m.", "A man left."],
        ["The vote was held on 15 May.", "A result is due."],
        ["They met in May.", "I was there."],
        ["Sales ended Oct. 31.", "Profit rose."],
        ["It is on Tue. Jan. 5.", "It is long."],
        ["The toll, approx. 500, rose.", "More came."],
        ["He got an A.", "A student said so."],
        ["The U.S. Senate voted.", "It passed."],
        ["He met John F. Kennedy.", "They spoke."],
        ["Atty. Gen. Eric Holder spoke at St. Paul.", "He left."],
    ],
)
def test_english_abbreviations_end_no_sentence(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split_sentences(text, "en")] == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["По ч. 2 ст. 159 УК РФ возбуждено дело.", "Идёт следствие."],
        ["15 мая.", "А результат ждут."],
        ["Ущерб составил 5 млн руб.", "Суд решил иначе."],
        ["Живёт на ул. Ленина, д. 5.", "Он стар."],
        ["В театре им. Пушкина пожар.", "Пострадавших нет."],
        ["Он родился в 1799 г.", "Он был поэтом."],
        ["В 2010 г. Россия победила.", "Это первая победа."],
        ["Пришли дети и т. д.", "Потом ушли."],
        ["Открыто с 5 до 6 час. утра.", "Потом закроют."],
        ["Назначен и. о. мэра Иванов.", "Он молод."],
        ["По состоянию на 5 янв. 2010 г. пожар потушен.", "Идёт дождь."],
        ["Ген. директор И. Иванов сказал это в пос. Мирный.", "Он уехал."],
        ["Площадь 5 кв. км.", "Это мало."],
    ],
)
def test_russian_abbreviations_end_no_sentence(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split_sentences(text, "ru")] == sentences
