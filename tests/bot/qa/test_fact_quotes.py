"""Which sentences answer a question of fact, over an archive of a few short articles."""

import json
from datetime import date
from pathlib import Path

import pytest

from bot.qa.answer import Answer
from bot.qa.engine import Engine
from index.archive import Archive
from index.pipeline import add_paths

TODAY = date(2023, 6, 24)
ARTICLES = [
    {"id": "inquiry", "published": "2023-05-30", "text": "Nobody was hurt, the coast guard said. An inquiry begins next week."},
    {"id": "old", "published": "2022-03-01", "text": "Ines Korda is the mayor of Velm. Velm has 4,000 people."},
    {"id": "new", "published": "2023-04-01", "text": "Olaf Brun is the mayor of Velm since Monday. Rain fell on his speech."},
]  # fmt: skip


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder: Path = tmp_path_factory.mktemp("facts")
    (folder / "articles.json").write_text(json.dumps(ARTICLES), encoding="utf-8")
    with Archive.open(folder / "data", write=True) as archive:
        add_paths(archive, [folder / "articles.json"])
    return Engine(Archive.open(folder / "data"))


def first_quote(engine: Engine, question: str) -> str:
    answer = engine.ask(question, TODAY)
    assert isinstance(answer, Answer)
    return answer.citations[0].quote


def test_a_short_sentence_answers_when_with_its_date(engine: Engine) -> None:
    assert first_quote(engine, "When does the inquiry begin?") == "An inquiry begins next week."


def test_the_newest_article_answers_how_things_stand(engine: Engine) -> None:
    assert first_quote(engine, "Who is the mayor of Velm?").startswith("Olaf Brun")
