"""Starting the small model of `bench/answers/small_model.py` in its own environment, for as long as a block lasts."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
VARIABLE = "SMALL_MODEL_PYTHON"  # another interpreter than .venv-small's


def interpreter() -> Path | None:
    """Return the Python of the environment with the small model; None where there is none."""
    python = Path(os.environ.get(VARIABLE) or ROOT / ".venv-small" / "bin" / "python")
    return python if python.exists() else None


@contextmanager
def small_model() -> Iterator[str]:
    """Give the address of a running small model."""
    python = interpreter()
    if python is None:
        raise FileNotFoundError("the small model is not installed: make small-model")
    command = [str(python), str(Path(__file__).with_name("small_model.py"))]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().strip()
        finally:
            server.kill()
