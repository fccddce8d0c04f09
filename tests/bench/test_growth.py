"""Growth is measured on real archives; here on a very small one. No time is asserted."""

import gzip
import json
import random
from datetime import date
from pathlib import Path

import pytest

from bench.performance.growth import KINDS, add, ask, make_question
from bot.qa.question import read_question
from index.model.passage import DayCount
from tests.conftest import make_article

TODAY = date(2026, 11, 24)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Twelve days of two short items."""
    path = tmp_path / "days.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        for day in range(1, 13):
            items = [
                {"category": "Sport", "text": f"The rowers of Osten win race number {day} of the season against Velm."},
                {"category": None, "text": f"The harbour of Lund opens pier {day}, says Mayor Ilse Brandt of Osten."},
            ]
            lines.write(json.dumps({"day": f"2023-05-{day:02}", "items": items}) + "\n")
    return path


def test_an_archive_is_grown_searched_and_used_again(news: Path, tmp_path: Path) -> None:
    added = add(news, tmp_path / "data", 20, vector_s=0)
    assert (added["passages"], added["vectors"]) == (20, 0)
    asked = ask(news, tmp_path / "data", 20, 1)
    for figures in asked.values():
        assert set(figures) == set(KINDS)
    again = add(news, tmp_path / "data", 20, vector_s=60)
    assert (again["passages"], again["vectors"], again["add_s"]) == (20, 20, added["add_s"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_made_question_names_the_days_its_kind_says(kind: str) -> None:
    article = make_article("a", "On Monday the mayor of Osten met the dockers of Lund.", date(2010, 5, 29))
    text = make_question(kind, [article], random.Random(1))
    question = read_question(text, TODAY, lambda span: [DayCount(span.first.replace(year=2010), 1)])
    lengths = {"day": 1, "bare day": 1, "month": 31, "year": 365}
    days = [asked.span.days for asked in question.days]
    assert days == ([] if kind == "topic" else [lengths[kind.removesuffix(" and topic")]])
    assert bool(question.topic) == kind.endswith("topic")
