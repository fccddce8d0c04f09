"""What was acknowledged survives kills: the short form of `make torture`, which also tries `add`, snapshots and a full disk."""

import random
from pathlib import Path

from bench.robustness.torture import torture_bot
from bench.robustness.torture_stage import Counts


def test_what_was_acknowledged_survives_two_kills_of_the_bot(tmp_path: Path) -> None:
    counts = Counts()

    torture_bot(tmp_path, 2, random.Random(5), counts)

    assert counts.wrong == []
