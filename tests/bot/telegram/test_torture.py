"""What was acknowledged survives kills and power cuts: `python -m bench.robustness.torture`, its short form."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.robustness.torture import Counts, torture_add, torture_bot, torture_by_snapshots


@pytest.mark.parametrize(
    ("torture", "times"),
    [(torture_bot, 2), (torture_add, 2), (torture_by_snapshots, 2)],
)
def test_nothing_is_lost_doubled_or_half_in(
    tmp_path: Path, torture: Callable[[Path, int, random.Random, Counts], None], times: int
) -> None:
    counts = Counts()

    torture(tmp_path, times, random.Random(5), counts)

    assert counts.wrong == []
