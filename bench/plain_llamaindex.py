"""What one would write without Dateline: LlamaIndex and Chroma, as their guides show it, over a folder of text files.

    python -m bench.plain_llamaindex add FOLDER STORE [--dateline-embedder]
    python -m bench.plain_llamaindex ask STORE "What happened on May 29?"

It has Dateline's model file, and passages of the size that Dateline's come out at. It runs the model as one would: ten
texts at once, as LlamaIndex hands them over, padded to the longest. `--dateline-embedder` runs it as Dateline does.
"""

import sys
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
import onnxruntime
from llama_index.core import SimpleDirectoryReader, StorageContext, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import NodeWithScore
from llama_index.vector_stores.chroma import ChromaVectorStore
from tokenizers import Tokenizer

from index.ingest.sentences.splitting import split_sentences
from index.retriever import DatelineEmbedding
from index.search.embedding import Embedder
from index.search.model_card import BGE_SMALL_EN
from index.search.model_choice import bundled_model

PASSAGE_TOKENS = 220  # of its own kind: as many passages come out as Dateline makes of the same English texts


class PlainEmbedding(BaseEmbedding):  # type: ignore[misc]
    """The model file in the plainest way: tokenize, pad, run, take the first token's vector, normalise."""

    def __init__(self, **options: Any) -> None:
        super().__init__(model_name=BGE_SMALL_EN.name, **options)
        self._tokenizer = Tokenizer.from_file(str(bundled_model() / "tokenizer.json"))
        self._tokenizer.enable_truncation(512)
        self._tokenizer.enable_padding()
        self._session = onnxruntime.InferenceSession(str(bundled_model() / "model.onnx"))

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        rows = self._tokenizer.encode_batch(texts)
        ids, mask = (np.array([getattr(row, name) for row in rows]) for name in ("ids", "attention_mask"))
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        first = self._session.run(None, given)[0][:, 0]
        vectors: list[list[float]] = (first / np.linalg.norm(first, axis=1, keepdims=True)).tolist()
        return vectors

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(BGE_SMALL_EN.query_prefix + query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def splitter() -> SentenceSplitter:
    """Return LlamaIndex's splitter; it cuts at Dateline's sentences, because its own needs a download."""
    return SentenceSplitter(
        chunk_size=PASSAGE_TOKENS,
        chunk_overlap=0,
        include_metadata=False,
        chunking_tokenizer_fn=lambda text: [text[start:end] for start, end in split_sentences(text, "en")],
    )


def store(folder: Path) -> ChromaVectorStore:
    """Return the collection in a folder."""
    client = chromadb.PersistentClient(str(folder))
    return ChromaVectorStore(client.get_or_create_collection("news", metadata={"hnsw:space": "cosine"}))


def add(articles: Path, folder: Path, model: BaseEmbedding) -> VectorStoreIndex:
    """Put every file of a folder into the store."""
    documents = SimpleDirectoryReader(str(articles), recursive=True, filename_as_id=True).load_data()
    return VectorStoreIndex.from_documents(
        documents,
        storage_context=StorageContext.from_defaults(vector_store=store(folder)),
        embed_model=model,
        transformations=[splitter()],
    )


def ask(folder: Path, question: str, k: int = 10) -> list[NodeWithScore]:
    """Return the nearest passages to a question."""
    index = VectorStoreIndex.from_vector_store(store(folder), embed_model=PlainEmbedding())
    found: list[NodeWithScore] = index.as_retriever(similarity_top_k=k).retrieve(question)
    return found


if __name__ == "__main__":
    if sys.argv[1] == "add":
        dateline = "--dateline-embedder" in sys.argv
        add(Path(sys.argv[2]), Path(sys.argv[3]), DatelineEmbedding(Embedder()) if dateline else PlainEmbedding())
    else:
        for hit in ask(Path(sys.argv[2]), " ".join(sys.argv[3:])):
            print(f"{hit.score:.3f} {hit.node.get_content()[:200]}")
