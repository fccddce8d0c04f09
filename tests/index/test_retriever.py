"""A LlamaIndex program gets the archive's passages, with their days."""

import pytest

from bot.qa.engine import Engine
from index.archive import Archive
from tests.conftest import TODAY

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # LlamaIndex's own, at import


def test_a_llamaindex_program_retrieves_by_day(small_archive: Archive) -> None:
    from index.retriever import DatelineRetriever

    engine = Engine(small_archive)
    retriever = DatelineRetriever(lambda text: engine.search(text, TODAY)[1])
    node = retriever.retrieve("What happened on May 29?")[0]
    assert node.node.metadata["article_id"] == "ferry"
    assert node.node.metadata["days"] == "2023-05-29, 2023-06-23"
    assert node.node.metadata["basis"] == "mention"
    assert node.node.get_content() == small_archive.articles.passages("ferry")[0].text


def test_its_embedding_is_datelines_own(small_archive: Archive) -> None:
    from index.retriever import DatelineEmbedding
    from index.search.embedding import Embedder

    embedder = Embedder()
    embedding = DatelineEmbedding(embedder)
    near, far = embedding.get_text_embedding_batch(["A granary burnt down.", "Tolls are 40 crowns."])
    question = embedder.embed_query("fire at a grain store")
    assert near @ question > far @ question
