"""Dateline as a LlamaIndex retriever, and its model as a LlamaIndex embedding.

Any LlamaIndex query engine or agent can so ask a date-aware archive of news. Importing LlamaIndex takes seconds:
nothing that a plain question passes through imports this module.

    desk = Desk(archive)
    retriever = DatelineRetriever(lambda question: desk.search(question, date.today(), k=8)[1])
    nodes = retriever.retrieve("What happened on May 29?")
"""

from collections.abc import Callable, Sequence
from typing import Any

from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index.model.passage import Hit
from index.search.embedding import Embedder

Find = Callable[[str], Sequence[Hit]]


class DatelineRetriever(BaseRetriever):  # type: ignore[misc]  # LlamaIndex is not read by mypy: it takes minutes
    """Retrieves passages by the days and words of a question."""

    def __init__(self, find: Find) -> None:
        super().__init__()
        self._find = find

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [to_node(hit) for hit in self._find(query_bundle.query_str)]


class DatelineEmbedding(BaseEmbedding):  # type: ignore[misc]
    """Dateline's embedding model, for LlamaIndex."""

    def __init__(self, embedder: Embedder, **options: Any) -> None:
        super().__init__(model_name=embedder.card.name, **options)
        self._embedder = embedder

    def _get_query_embedding(self, query: str) -> list[float]:
        return list(map(float, self._embedder.embed_query(query)))

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self._embedder.embed_passages(texts).tolist()
        return rows


def to_node(hit: Hit) -> NodeWithScore:
    """Say a hit in LlamaIndex's words.

    passage.id      ->  node_id          source.published  ->  metadata["published"], "2023-06-23" or ""
    passage.text    ->  text             passage.spans     ->  metadata["days"], "2023-05-26..2023-05-29, 2023-06-23"
    [start, end)    ->  start_char_idx,  hit.basis         ->  metadata["basis"]
                        end_char_idx
    """
    passage, source = hit.passage, hit.source
    node = TextNode(
        id_=passage.id,
        text=passage.text,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        metadata={
            "article_id": passage.article_id,
            "title": source.title,
            "outlet": source.outlet,
            "published": source.published.isoformat() if source.published else "",
            "url": source.url,
            "days": ", ".join(_written(span.first.isoformat(), span.last.isoformat()) for span in passage.spans),
            "basis": hit.basis.value,
        },
    )
    return NodeWithScore(node=node, score=hit.score)


def _written(first: str, last: str) -> str:
    return first if first == last else f"{first}..{last}"
