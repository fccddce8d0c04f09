"""Ways to find passages, side by side: words, vectors, both fused, Dateline, and the plain program."""

import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bench.corpora import Asked, Collection, Place
from bot.qa.engine import Engine
from bot.qa.question import language_of, read_question
from index.archive import Archive
from index.search.embedding import Embedder
from index.search.fulltext.full_text_index import FullTextIndex
from index.search.ranking import Query, VectorSearch, search
from index.search.vectors import VectorIndex
from index.store.catalogue import Catalogue

K = 10
WORDS, VECTORS, FUSED = "words (BM25)", "vectors", "fused"
WORDLY, DATELINE, PLAIN = "Dateline without vectors", "Dateline", "plain LlamaIndex"


@dataclass(frozen=True, slots=True)
class Way:
    """A way to find passages: the ids of the best ten for a question, and where each passage stands."""

    name: str
    find: Callable[[Asked], Sequence[str]]
    places: dict[str, Place]


class DatelineWays(AbstractContextManager["DatelineWays"]):
    """One archive of a collection with all its vectors, searched in every way."""

    def __init__(self, collection: Collection) -> None:
        self._stack = ExitStack()
        self._data = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        self.archive = self._stack.enter_context(Archive.open(self._data, write=True))
        self.engine = Engine(self.archive)
        list(self.archive.add(collection.articles))
        self._wordly = {asked.id: self._by_dateline(asked) for asked in collection.questions}
        self.archive.catch_up()
        self.places = {
            one.id: Place(one.article_id, one.start, one.end)
            for article_id in self.archive.articles.ids()
            for one in self.archive.articles.passages(article_id)
        }

    def ways(self) -> list[Way]:
        """Return the ways. All but Dateline's own get the whole question as it was asked, its days as words."""
        catalogue = Catalogue(self._data / "catalogue.sqlite", write=False)
        self._stack.callback(catalogue.close)
        words = FullTextIndex(self._data / "words", write=False)
        embedder = Embedder()
        vectors = VectorIndex(self._data / "vectors", embedder.card)
        beside = self._stack.enter_context(ThreadPoolExecutor(1))
        meaning = VectorSearch(
            lambda text: beside.submit(embedder.embed_query, text), vectors.search, vectors.similarities
        )

        def by_words(asked: Asked, helped: VectorSearch | None = None) -> list[str]:
            hits = search(Query(asked.text, language=language_of(asked.text), k=K), catalogue, words, helped)
            return [hit.passage.id for hit in hits]

        def by_vectors(asked: Asked) -> list[str]:
            return [passage_id for passage_id, _ in vectors.search(embedder.embed_query(asked.text), K)]

        finds = {
            WORDS: by_words,
            VECTORS: by_vectors,
            FUSED: lambda asked: by_words(asked, meaning),
            WORDLY: lambda asked: self._wordly[asked.id],
            DATELINE: self._by_dateline,
        }
        return [Way(name, find, self.places) for name, find in finds.items()]

    def names_days(self, asked: Asked) -> bool:
        """Whether Dateline reads any days in a question."""
        return bool(read_question(asked.text, asked.today, self.archive.days.in_every_year).days)

    def _by_dateline(self, asked: Asked) -> list[str]:
        return [hit.passage.id for hit in self.engine.search(asked.text, asked.today, K)[1]]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.close()


def plain_way(collection: Collection, folder: Path) -> Way:
    """Index a collection with the plain program, and return its way."""
    from bench import plain_llamaindex as plain

    texts = write_texts(collection, folder / "texts")
    index = plain.add(folder / "texts", folder / "store", plain.PlainEmbedding())
    retriever = index.as_retriever(similarity_top_k=K)
    nodes = index.vector_store.client.get(include=["metadatas", "documents"])
    places = dict(_place(*one, texts) for one in zip(nodes["ids"], nodes["metadatas"], nodes["documents"], strict=True))

    def find(asked: Asked) -> list[str]:
        return [hit.node.node_id for hit in retriever.retrieve(asked.text)]

    return Way(PLAIN, find, places)


def _place(node_id: str, metadata: dict[str, Any], document: str, texts: dict[str, tuple[str, str, int]]) -> Any:
    article_id, text, head = texts[Path(metadata["ref_doc_id"]).name]
    start = text.find(document) - head
    return node_id, Place(article_id, start, start + len(document))


def write_texts(collection: Collection, folder: Path) -> dict[str, tuple[str, str, int]]:
    """Write each article as one would have it in a file: title, day and text.

    Returns, by file name: the article's id, what the file holds, and where its text begins there.
    """
    folder.mkdir(parents=True)
    written = {}
    for number, article in enumerate(collection.articles):
        source = article.source
        head = "" if article.text.startswith(source.title) else f"{source.title}\n\n"
        if source.published:
            head += "" if article.text.startswith(source.title) else f"{source.published:%B %d, %Y}\n\n"
        name = f"{number}.txt"
        (folder / name).write_text(head + article.text, encoding="utf-8")
        written[name] = (article.id, head + article.text, len(head))
    return written
