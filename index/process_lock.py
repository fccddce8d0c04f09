"""One process at a time: a lock on a file, and who holds it."""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import storage_error


class ProcessLock:
    """An exclusive hold on something in the data directory. The kernel lets go of it when the process dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = FileLock(path, thread_local=False)  # the process holds it, whichever thread took it
        self._note = path.with_suffix(".holder")

    def take(self, timeout_s: float = 0.0) -> bool:
        """Take it, waiting at most `timeout_s`; return whether this process has it now.

        Raises:
            StorageError: the folder cannot be written.
        """
        if self._lock.is_locked:
            return True
        try:
            self._lock.acquire(timeout=timeout_s, poll_interval=0.05)
        except Timeout:
            return False
        except OSError as error:
            raise storage_error(error.errno or 0, self._path.parent) from error
        with suppress(OSError):  # a full disk: its holder has no name then
            self._note.write_text(json.dumps({"pid": os.getpid(), "doing": _doing()}), encoding="utf-8")
        return True

    def is_held_elsewhere(self) -> bool:
        """Whether another process has it. Nothing is written for that, and nobody has it in a read-only folder."""
        if self._lock.is_locked or not self._path.exists():
            return False
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return True
        except OSError:
            return False
        self._lock.release()
        return False

    def release(self) -> None:
        """Let go of it."""
        if self._lock.is_locked:
            with suppress(OSError):
                self._note.unlink(missing_ok=True)
            self._lock.release()

    def holder(self) -> str:
        """Return who has it, as "process 4711 (dateline bot)"."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            return f"process {note['pid']} ({note['doing']})"
        except (OSError, ValueError, KeyError):
            return "another process"


def is_held_by_bot(data_dir: Path) -> bool:
    """Whether the running bot writes to a data directory."""
    hold = ProcessLock(data_dir / "writer.lock")
    return hold.is_held_elsewhere() and "(dateline bot)" in hold.holder()


def _doing() -> str:
    """The command of this process, without its options' values: they may be anybody's words."""
    words = iter(sys.argv[1:])
    for word in words:
        if word in ("--data", "--today"):
            next(words, None)
        elif word.isalpha():
            return f"dateline {word}"
    return "dateline"
