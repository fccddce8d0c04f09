"""The processor's int8 peak: one quantized product of matrices, as large as those inside the embedding model.

The model file is written by hand, a hundred bytes of protobuf, so that no other library is needed.
"""

from collections.abc import Sequence
from statistics import median
from time import perf_counter

import numpy as np

from index.search.embedding import open_session

UINT8, INT8, INT32 = 2, 3, 6  # ONNX's numbers for types


def int8_peak(rows: int, inner: int, columns: int, repeats: int = 60) -> float:
    """Return the operations per second, two a multiplication, of (rows × inner) · (inner × columns) in int8."""
    session = open_session(matmul_model(rows, inner, columns), threads=0)
    chance = np.random.default_rng(0)
    a = chance.integers(0, 255, (rows, inner), dtype=np.uint8)
    times = []
    for _ in range(repeats):
        began = perf_counter()
        session.run(None, {"a": a})
        times.append(perf_counter() - began)
    return 2 * rows * inner * columns / median(times[repeats // 4 :])


def matmul_model(rows: int, inner: int, columns: int) -> bytes:
    """Return an ONNX model of MatMulInteger(a: uint8 (rows, inner), b: int8 (inner, columns)), b part of the model."""
    b = np.random.default_rng(1).integers(-127, 127, (inner, columns), dtype=np.int8)
    weights = _numbers(1, [inner, columns]) + _number(2, INT8) + _text(8, "b") + _bytes(9, b.tobytes())
    node = _text(1, "a") + _text(1, "b") + _text(2, "c") + _text(4, "MatMulInteger")
    graph = _bytes(1, node) + _text(2, "peak") + _bytes(5, weights)
    graph += _bytes(11, _value("a", UINT8, [rows, inner])) + _bytes(12, _value("c", INT32, [rows, columns]))
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _number(2, 13))  # IR version 8, operators of version 13


def _value(name: str, kind: int, shape: Sequence[int]) -> bytes:
    dims = b"".join(_bytes(1, _number(1, size)) for size in shape)
    return _text(1, name) + _bytes(2, _bytes(1, _number(1, kind) + _bytes(2, dims)))


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _numbers(field: int, values: Sequence[int]) -> bytes:
    return b"".join(_number(field, value) for value in values)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _text(field: int, value: str) -> bytes:
    return _bytes(field, value.encode())
