"""Reading in a child process, with limits: a file that crashes its reader does not crash the bot."""

import atexit
import base64
import contextlib
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any, Self

from index.ingest.formats.dateline_export import Original
from index.ingest.formats.zipped import MOST_MEMBERS, MOST_UNPACKED
from index.ingest.ipc import read_frame, write_frame
from index.ingest.reader import OUT_OF_MEMORY
from index.ingest.skipped import Skipped
from index.model.article import Article, DateEvidence, Source

FILES_PER_WORKER = 200  # then a fresh process replaces it, which also frees what libraries leak
# The environment variables that the child gets: no tokens, no keys.
_ENVIRONMENT = (
    "PATH",
    "SYSTEMROOT",
    "TZ",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "HOME",
    "TEMP",
    "TMP",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
)
_SIGXCPU = 24
_REMEDY = "split it, or save its words as plain text"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may use. Windows limits neither CPU nor memory; macOS limits CPU only."""

    wall_s: float = 60.0
    cpu_s: int = 45
    memory: int = 2_000_000_000  # bytes of address space, of which libraries reserve about 500 MB
    output: int = 150_000_000  # bytes of all articles, as JSON
    articles: int = 100_000
    unpacked: int = MOST_UNPACKED  # bytes of an export of Dateline; other archives always have these limits
    members: int = MOST_MEMBERS  # files in an export


class ReadingStoppedError(Exception):
    """Reading was interrupted: nothing is known of the file."""


class SandboxReader:
    """Reads files in a child process that is kept between files, and replaced after a crash or a limit.

        with SandboxReader() as reader:
            for found in reader.read(path, origin="telegram/notes.pdf"): …

    Threads may share it; a lock serialises them.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._turn = threading.Lock()
        self._worker: _Worker | None = None
        self._interrupted = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def interrupt(self) -> None:
        """End the child process at once, in the middle of a file: its reader gets a ReadingStoppedError."""
        self._interrupted = True
        worker = self._worker
        if worker:
            worker.kill()

    def close(self) -> None:
        """End the child process. Reading again starts another."""
        with self._turn:
            self._drop()

    def read(
        self, path: Path, *, origin: str | None = None, limits: Limits | None = None
    ) -> Iterator[Article | Original | Skipped]:
        """Yield what `read_file` yields, after the whole file is read; if it reaches a limit, only the reason.

        Raises: ReadingStoppedError if another thread interrupts it.
        """
        with self._turn:
            if self._interrupted:
                raise ReadingStoppedError
            found = self._read(path, origin, limits or self.limits)
        yield from found

    def _read(self, path: Path, origin: str | None, limits: Limits) -> list[Article | Original | Skipped]:
        if self._worker is None or self._worker.is_spent():
            self._drop()
            self._worker = _Worker()
        fresh = self._worker.files == 0
        try:
            return self._worker.read(path, origin, limits)
        except _AbandonedError as abandoned:
            self._drop()
            if self._interrupted:
                raise ReadingStoppedError from abandoned
            if abandoned.by_death and not fresh:  # perhaps because of what earlier files left in it
                return self._read(path, origin, limits)
            return [Skipped(origin or str(path), abandoned.reason)]
        except BaseException:  # Ctrl-C: the child's remaining output must not be taken for the next file's
            self._drop()
            raise

    def _drop(self) -> None:
        if self._worker is not None:
            self._worker.end()
            self._worker = None


def read_in_sandbox(
    path: Path, *, origin: str | None = None, limits: Limits | None = None
) -> Iterator[Article | Original | Skipped]:
    """Yield what `read_file` yields, read in a child process that all callers share; see `SandboxReader.read`."""
    return _SHARED.read(path, origin=origin, limits=limits)


_SHARED = SandboxReader()
atexit.register(_SHARED.close)


class _AbandonedError(Exception):
    """A file that the child could not read completely."""

    def __init__(self, reason: str, *, by_death: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.by_death = by_death  # the child died without reaching a known limit


class _Worker:
    """One child process and the pipes to it."""

    def __init__(self) -> None:
        environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        environment["PYTHONPATH"] = os.pathsep.join(path or os.getcwd() for path in sys.path)
        self._process = subprocess.Popen(
            # -P: a folder `index` where the bot is started is not our package
            [sys.executable, "-B", "-P", "-m", "index.ingest.sandbox_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,  # Ctrl-C is for us; the child ends when its pipe closes
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to: IO[bytes] = self._process.stdin
        self._from: IO[bytes] = self._process.stdout
        self.files = 0

    def kill(self) -> None:
        """End the process without waiting for it."""
        self._process.kill()

    def is_spent(self) -> bool:
        """Whether a fresh process should replace it."""
        return self.files >= FILES_PER_WORKER or self._process.poll() is not None

    def read(self, path: Path, origin: str | None, limits: Limits) -> list[Article | Original | Skipped]:
        """Return all that a file holds.

        Raises:
            _AbandonedError: a limit is reached, or the child dies.
        """
        self.files += 1
        timed_out = threading.Event()
        timer = threading.Timer(limits.wall_s, self._stop, (timed_out,))
        timer.daemon = True
        timer.start()
        try:
            where = {"path": str(path), "origin": origin, "folder": os.getcwd()}
            write_frame(self._to, {**where, "limits": asdict(limits)})
            return self._collect(limits)
        except (EOFError, OSError, ValueError, KeyError, TypeError, AttributeError):
            self._process.kill()
            code = self._process.wait()
            raise _reason(code, timed_out.is_set(), limits) from None
        finally:
            timer.cancel()
            timer.join()
            if timed_out.is_set():
                self.files = FILES_PER_WORKER  # the timer may have fired just as reading finished

    def _stop(self, timed_out: threading.Event) -> None:
        timed_out.set()
        self._process.kill()

    def _collect(self, limits: Limits) -> list[Article | Original | Skipped]:
        found: list[Article | Original | Skipped] = []
        left = limits.output
        while True:
            frame, size = read_frame(self._from, left)
            if frame is None:
                megabytes = limits.output / 1_000_000
                raise _AbandonedError(f"it grows to more than {megabytes:g} MB of text when it is read: split it")
            left -= size
            if "done" in frame:
                return found
            if "memory" in frame:
                raise _AbandonedError(OUT_OF_MEMORY, by_death=True)
            if "log" in frame:
                log.error("In the reading child: %s", frame["log"])
                continue
            found.append(_found(frame))
            if len(found) > limits.articles:
                raise _AbandonedError(f"it holds more than {limits.articles:,} articles: split it")

    def end(self) -> None:
        """Kill the process and wait for it, so that none is left running."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._to, self._from):
            with contextlib.suppress(OSError):  # bytes that were never sent
                pipe.close()


def _reason(code: int, timed_out: bool, limits: Limits) -> _AbandonedError:
    """Return why a child died, by its exit code."""
    if timed_out:
        return _AbandonedError(f"reading it takes longer than {limits.wall_s:g} seconds: {_REMEDY}")
    if code == -_SIGXCPU:
        return _AbandonedError(f"reading it takes more than {limits.cpu_s} seconds of computing: {_REMEDY}")
    reason = "its content crashed its reader: it may be damaged, so save it again, or as plain text"
    return _AbandonedError(reason, by_death=True)


def _found(frame: Mapping[str, Any]) -> Article | Original | Skipped:
    if "skipped" in frame:
        return Skipped(str(frame["skipped"]["path"]), str(frame["skipped"]["reason"]))
    if "original" in frame:
        sent = frame["original"]
        return Original(str(sent["folder"]), str(sent["name"]), base64.b64decode(sent["raw"], validate=True))
    return _article(frame["article"])


def _article(sent: Mapping[str, Any]) -> Article:
    source = dict(sent["source"])
    published = date.fromisoformat(source.pop("published")) if source["published"] else source.pop("published")
    made = Source(**source | {"published": published, "evidence": DateEvidence(source["evidence"])})
    return Article(**dict(sent) | {"source": made})
