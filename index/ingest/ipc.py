"""What two processes say to each other: JSON with its length before it. Never pickle, which runs what it is sent."""

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
    """Return the next value and its size in bytes; None where it is longer than `most`, which is then left unread.

    Raises EOFError where the other side is gone, ValueError where what it sent is no such value.
    """
    (size,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    if size > most:
        return None, size
    value = json.loads(_exactly(pipe, size).decode("utf-8", "surrogatepass"))
    if not isinstance(value, dict):
        raise ValueError("no object")
    return value, size


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    held = pipe.read(size)
    if len(held) < size:
        raise EOFError
    return held
