"""What quality is measured on is read as it was marked."""

import json
from datetime import date
from pathlib import Path

import pytest

from bench.corpora import Place, covers, read_pair, read_sample
from index.sample import read_questions


def test_every_expected_sentence_of_the_sample_is_found_in_its_article() -> None:
    sample = read_sample()
    texts = {article.id: article.text for article in sample.articles}
    told = {asked.id: asked for asked in sample.questions}
    for question in read_questions():
        places = told[question.id].expected
        assert [texts[p.article_id][p.start : p.end] for p in places] == [s.sentence for s in question.expected]


def test_a_pair_of_files_is_read(tmp_path: Path) -> None:
    article = {"id": 7, "title": "T", "published": "2023-06-23", "text": "One. Two.", "sentences": [[0, 4], [5, 9]]}
    question = {"id": "q", "question": "Two?", "topic": None, "expected": [{"article": 7, "sentence": 1}]}
    (tmp_path / "a.jsonl").write_text(json.dumps(article) + "\n")
    (tmp_path / "q.jsonl").write_text(json.dumps(question) + "\n")
    pair = read_pair("pair", tmp_path / "a.jsonl", tmp_path / "q.jsonl")
    assert pair.articles[0].source.published == date(2023, 6, 23)
    assert pair.questions[0].expected == (Place("7", 5, 9),)


@pytest.mark.parametrize(
    ("passage", "right"),
    [
        (Place("a", 0, 100), True),
        (Place("a", 15, 100), True),  # half of it
        (Place("a", 16, 100), False),
        (Place("b", 0, 100), False),
    ],
)
def test_a_passage_is_right_that_holds_half_of_the_sentence(passage: Place, right: bool) -> None:
    assert covers(passage, Place("a", 10, 20)) is right
