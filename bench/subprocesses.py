"""Programs run to their end: how long they took, and the most memory that they and their children held at once."""

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[1]
_LOOKS_S = 0.05  # between two looks at the memory


@dataclass(frozen=True, slots=True)
class Run:
    """What a program took."""

    seconds: float
    peak_mb: float
    output: str


def run(*arguments: str | Path, may_fail: bool = False) -> Run:
    """Run a Python module of the project: `run("bot", "status")` is `python -m bot status`."""
    began = perf_counter()
    command = [sys.executable, "-m", *map(str, arguments)]
    # Without byte code, most of a program's start is compiling the libraries; where people work, Python keeps it.
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(
        command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    peaks: list[float] = []
    watching = threading.Thread(target=_watch, args=(process, peaks))
    watching.start()
    output, errors = process.communicate()
    seconds = perf_counter() - began
    watching.join()
    if process.returncode and not may_fail:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{errors[-2000:]}")
    return Run(seconds, max(peaks, default=0.0), output)


def _watch(process: "subprocess.Popen[str]", peaks: list[float]) -> None:
    while process.poll() is None:
        peaks.append(_memory(process.pid))
        threading.Event().wait(_LOOKS_S)


def _memory(pid: int) -> float:
    """Return the megabytes a process and its children hold; 0 where the system has no /proc.

    Pages that several of them share are counted once: Pss is a process's own pages and its part of the shared ones.
    """
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        own = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / 1e6
        tasks = Path(f"/proc/{pid}/task").glob("*/children")
        return own + sum(_memory(int(child)) for task in tasks for child in task.read_text().split())
    except OSError:  # it has ended
        return 0.0


def size_mb(folder: Path) -> float:
    """Return the bytes on disk in a folder, in megabytes."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def spread(values: Sequence[float]) -> str:
    """Return the least and the greatest: "0.81 to 0.95"."""
    return f"{min(values):.2f} to {max(values):.2f}"
