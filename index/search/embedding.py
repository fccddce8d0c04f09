"""Text into vectors, with a model that comes inside a package: no torch, no download."""

import hashlib
import os
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.errors import DatelineError
from index.search.model_card import read_card
from index.search.model_choice import default_model

Vector = npt.NDArray[np.float32]  # (dims,), of length 1
Vectors = npt.NDArray[np.float32]  # (texts, dims), each row of length 1

LONGEST_TOKENS = 512  # what the model was trained on; the rest of a text is left out


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

    Without the option, sums of int8 products saturate on processors with AVX2 and without VNNI. With it, loading a
    model takes twice as long: a cold question would wait for what changes nothing on a processor with VNNI.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    if not has_vnni():
        options.add_session_config_entry("session.x64quantprecision", "1")
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def has_vnni() -> bool:
    """Whether this processor is known to multiply int8 numbers exactly."""
    try:
        return "vnni" in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:  # not Linux
        return False


def _pool(states: npt.NDArray[np.float32], pooling: str) -> Vector:
    """(tokens, dims) -> (dims,). Some models pool inside: then there is nothing to do."""
    if states.ndim == 1:
        return states
    pooled: Vector = states[0] if pooling == "cls" else states.mean(axis=0)
    return pooled


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
