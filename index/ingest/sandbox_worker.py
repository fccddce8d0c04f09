"""The child process of `sandbox.py`: takes paths from standard input, one at a time, and sends back the articles."""

import base64
import logging
import os
import sys
import traceback
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from index.ingest.formats.dateline_export import Original
from index.ingest.formats.zipped import UnpackBudget
from index.ingest.ipc import read_frame, write_frame
from index.ingest.reader import OUT_OF_MEMORY, read_file
from index.model.article import Article

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

LONGEST_REQUEST = 1_000_000  # bytes
LONGEST_LOG = 20_000  # characters


def main() -> None:
    """Serve until the parent closes its end, or is gone."""
    requests, answers = sys.stdin.buffer, _own_output()
    logging.basicConfig(handlers=[_LogForwarder(answers)], level=logging.ERROR, force=True)
    _limit_for_good()
    while True:
        try:
            request, _ = read_frame(requests, LONGEST_REQUEST)
        except EOFError:
            return
        if request is None:
            return
        try:
            _serve(request, answers)
        except BrokenPipeError:
            return


def _serve(request: Mapping[str, Any], answers: IO[bytes]) -> None:
    limits = request["limits"]
    _limit(limits["cpu_s"], limits["memory"])
    os.chdir(request["folder"])
    budget = UnpackBudget(limits["unpacked"], limits["members"])
    for found in read_file(Path(request["path"]), origin=request["origin"], export_budget=budget):
        if isinstance(found, Article):
            article = asdict(found)
            article["source"]["published"] = found.source.published and found.source.published.isoformat()
            write_frame(answers, {"article": article})
        elif isinstance(found, Original):
            held = base64.b64encode(found.raw).decode("ascii")
            write_frame(answers, {"original": {"folder": found.folder, "name": found.name, "raw": held}})
        elif found.reason == OUT_OF_MEMORY:
            write_frame(answers, {"memory": True})  # the articles read so far are not the whole file
            return
        else:
            write_frame(answers, {"skipped": asdict(found)})
    write_frame(answers, {"done": True})


def _own_output() -> IO[bytes]:
    """Return standard output, and send what libraries print to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _limit_for_good() -> None:
    """Forbid writing files and core dumps."""
    if resource is not None:
        _set(resource.RLIMIT_FSIZE, 0)
        _set(resource.RLIMIT_CORE, 0)


def _limit(cpu_s: int, memory: int) -> None:
    """Set the CPU time and the memory for the next file."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _set(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + cpu_s)
        _set(resource.RLIMIT_AS, memory)


def _set(which: int, most: int) -> None:
    assert resource is not None
    try:
        resource.setrlimit(which, (most, resource.getrlimit(which)[1]))
    except (ValueError, OSError):  # macOS refuses some; the parent's time limit remains
        return


class _LogForwarder(logging.Handler):
    """Forwards log records to the parent process."""

    def __init__(self, answers: IO[bytes]) -> None:
        super().__init__()
        self._answers = answers

    def emit(self, record: logging.LogRecord) -> None:
        """Send one record, with its traceback."""
        message = record.getMessage()
        if record.exc_info and record.exc_info[1]:
            message += "\n" + "".join(traceback.format_exception(record.exc_info[1]))
        write_frame(self._answers, {"log": message[:LONGEST_LOG]})


if __name__ == "__main__":
    main()
