"""Each room is charged for its own time, and none twice."""

from types import SimpleNamespace

import pytest

from bench.performance import room_times
from bench.performance.room_times import ADDING, ASKING, Clock, shares, timed
from index.temporal import find_timexes


def test_the_innermost_room_is_charged(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter([0.0, 1.0, 3.0, 6.0, 10.0])
    monkeypatch.setattr(room_times, "time", SimpleNamespace(perf_counter=lambda: next(now)))
    clock = Clock()
    clock.enter("search")  # after 1 s elsewhere
    clock.enter("catalogue")  # after 2 s
    clock.leave()  # after 3 s
    clock.leave()  # after 4 s
    assert clock.seconds == {"elsewhere": 1.0, "search": 2.0 + 4.0, "catalogue": 3.0}
    assert shares(clock.seconds) == [("search", 60.0), ("catalogue", 30.0), ("elsewhere", 10.0)]


@pytest.mark.parametrize("doors", [ADDING, ASKING])
def test_every_door_is_there_and_is_put_back(doors: room_times.Doors) -> None:
    before = find_timexes
    with timed(doors):
        pass
    assert find_timexes is before
