"""Messages between two processes: JSON with its length in front. Never pickle, which executes what it receives."""

import json
import struct
from collections.abc import Mapping
from typing import IO, Any

_LENGTH = struct.Struct(">I")  # bytes


def write_frame(pipe: IO[bytes], value: Mapping[str, object]) -> None:
    """Send one value."""
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    pipe.write(_LENGTH.pack(len(body)) + body)
    pipe.flush()


def read_frame(pipe: IO[bytes], most: int) -> tuple[dict[str, Any] | None, int]:
    """Return the next value and its size in bytes; None, and the value left unread, if it is longer than `most` bytes.

    Raises:
        EOFError: the other process is gone.
        ValueError: it sent something else.
    """
    (size,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    if size > most:
        return None, size
    value = json.loads(_exactly(pipe, size).decode("utf-8", "surrogatepass"))
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value, size


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    held = pipe.read(size)
    if len(held) < size:
        raise EOFError
    return held
