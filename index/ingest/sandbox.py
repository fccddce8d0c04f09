"""Reading in a child process: a file that harms its reader harms nobody else."""

import atexit
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

from index.ingest.ipc import read_frame, write_frame
from index.ingest.reader import OUT_OF_MEMORY
from index.ingest.skipped import Skipped
from index.model.article import Article, DateEvidence, Source

FILES_A_CHILD = 200  # then a fresh one takes its place: what a library leaks goes with it
# What the child is told of its surroundings; tokens and keys are not.
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
    """What reading one file may take. Of CPU and memory, Windows limits nothing, and macOS the CPU alone."""

    wall_s: float = 60.0
    cpu_s: int = 45
    memory: int = 2_000_000_000  # bytes of address space, of which libraries take some 500 MB without using them
    output: int = 150_000_000  # bytes of all articles, as JSON
    articles: int = 100_000


class ApartReader:
    """Reads files in a child that stays warm between them, and is replaced when one has brought it down.

        with ApartReader() as reader:
            for found in reader.read(path, origin="telegram/notes.pdf"): …

    Threads may share it; they take turns.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._turn = threading.Lock()
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the child. Reading again starts another."""
        with self._turn:
            self._drop()

    def read(
        self, path: Path, *, origin: str | None = None, limits: Limits | None = None
    ) -> Iterator[Article | Skipped]:
        """Yield what `read_file` yields, once the whole file is read: of a file that is given up, nothing but why."""
        with self._turn:
            found = self._read(path, origin, limits or self.limits)
        yield from found

    def _read(self, path: Path, origin: str | None, limits: Limits) -> list[Article | Skipped]:
        if self._child is None or self._child.is_spent():
            self._drop()
            self._child = _Child()
        fresh = self._child.files == 0
        try:
            return self._child.read(path, origin, limits)
        except _GivenUpError as given_up:
            self._drop()
            if given_up.by_death and not fresh:  # perhaps of what earlier files left in it
                return self._read(path, origin, limits)
            return [Skipped(origin or str(path), given_up.reason)]
        except BaseException:  # Ctrl-C: what the child still sends belongs to no later file
            self._drop()
            raise

    def _drop(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


def read_apart(path: Path, *, origin: str | None = None, limits: Limits | None = None) -> Iterator[Article | Skipped]:
    """Yield what `read_file` yields, read in a child process that all callers share; see `ApartReader.read`."""
    return _SHARED.read(path, origin=origin, limits=limits)


_SHARED = ApartReader()
atexit.register(_SHARED.close)


class _GivenUpError(Exception):
    """A file that the child could not read to its end."""

    def __init__(self, reason: str, *, by_death: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.by_death = by_death  # of the child, for no limit that we know of


class _Child:
    """One child process and the pipes to it."""

    def __init__(self) -> None:
        environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        environment["PYTHONPATH"] = os.pathsep.join(path or os.getcwd() for path in sys.path)
        self._process = subprocess.Popen(
            [sys.executable, "-B", "-m", "index.ingest.sandbox_worker"],
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

    def is_spent(self) -> bool:
        """Whether a fresh child is to take its place."""
        return self.files >= FILES_A_CHILD or self._process.poll() is not None

    def read(self, path: Path, origin: str | None, limits: Limits) -> list[Article | Skipped]:
        """Return all that a file holds; raises _GivenUpError where a limit is reached or the child dies."""
        self.files += 1
        late = threading.Event()
        alarm = threading.Timer(limits.wall_s, self._stop, (late,))
        alarm.daemon = True
        alarm.start()
        try:
            where = {"path": str(path), "origin": origin, "folder": os.getcwd()}
            write_frame(self._to, {**where, "limits": asdict(limits)})
            return self._collect(limits)
        except (EOFError, OSError, ValueError, KeyError, TypeError, AttributeError):
            self._process.kill()
            code = self._process.wait()
            raise _why(code, late.is_set(), limits) from None
        finally:
            alarm.cancel()
            alarm.join()
            if late.is_set():
                self.files = FILES_A_CHILD  # the alarm may have come with the last word

    def _stop(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()

    def _collect(self, limits: Limits) -> list[Article | Skipped]:
        found: list[Article | Skipped] = []
        left = limits.output
        while True:
            frame, size = read_frame(self._from, left)
            if frame is None:
                megabytes = limits.output / 1_000_000
                raise _GivenUpError(f"it grows to more than {megabytes:g} MB of text when it is read: split it")
            left -= size
            if "done" in frame:
                return found
            if "memory" in frame:
                raise _GivenUpError(OUT_OF_MEMORY, by_death=True)
            if "log" in frame:
                log.error("In the reading child: %s", frame["log"])
                continue
            found.append(_skipped(frame["skipped"]) if "skipped" in frame else _article(frame["article"]))
            if len(found) > limits.articles:
                raise _GivenUpError(f"it holds more than {limits.articles:,} articles: split it")

    def end(self) -> None:
        """End the process and wait for it, so that none is left behind."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._to, self._from):
            with contextlib.suppress(OSError):  # bytes that never went out
                pipe.close()


def _why(code: int, late: bool, limits: Limits) -> _GivenUpError:
    """Say why a child died, by the number it ended with."""
    if late:
        return _GivenUpError(f"reading it takes longer than {limits.wall_s:g} seconds: {_REMEDY}")
    if code == -_SIGXCPU:
        return _GivenUpError(f"reading it takes more than {limits.cpu_s} seconds of computing: {_REMEDY}")
    reason = "what is in it brought its reader down: it may be damaged, so save it again, or as plain text"
    return _GivenUpError(reason, by_death=True)


def _article(sent: Mapping[str, Any]) -> Article:
    source = dict(sent["source"])
    published = date.fromisoformat(source.pop("published")) if source["published"] else source.pop("published")
    made = Source(**source | {"published": published, "evidence": DateEvidence(source["evidence"])})
    return Article(**dict(sent) | {"source": made})


def _skipped(sent: Mapping[str, Any]) -> Skipped:
    return Skipped(str(sent["path"]), str(sent["reason"]))
