"""What came in is kept until it is told, comes once, and is served in turns."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.storage.database import Database
from bot.storage.deliveries import Deliveries
from bot.storage.delivery import Delivered, Delivery, Earlier, Fate, Fields, Part, Sender, State
from bot.storage.delivery_order import ALBUM_QUIET_S, ALBUM_RESUMES_S, DOUBTED_STARTS, DOUBTED_WAITS_S
from index.adding import Outcome
from index.ingest.skipped import Skipped
from index.model.article import Source
from index.pipeline import AddReport
from tests.bot.storage.clock import Clock

DELIVERED = Delivered(
    AddReport((Outcome("added", "x", Source("Mill", None)),), (Skipped("a#2", "line 2: not JSON"),)),
    (Earlier("x", "w", "Mill stands"),),
    ("a note",),
)


@contextmanager
def opened(data_dir: Path, clock: Callable[[], float] = time.time) -> Iterator[Deliveries]:
    with Database(data_dir, clock=clock) as database:
        yield Deliveries(database)


def part(name: str, **more: Any) -> Part:
    return Part(name, f"f/{name}", f"telegram/{name}/3f2a91bc", "ab" * 32, 1.5, **more)


def take(deliveries: Deliveries, update_id: int, source: str = "admin 1", album: str = "") -> Delivery:
    """Take a file, to be told of in a chat of its own: so it joins no other."""
    return deliveries.take(update_id, [part(f"{update_id}.txt")], Sender(source, 1, update_id), album=album)


def test_a_delivery_is_the_same_after_a_restart(tmp_path: Path) -> None:
    with opened(tmp_path) as deliveries:
        parts = [part("a.txt", fields=Fields(outlet="TASS"), strange=("date: soon",))]
        kept = deliveries.take(7, parts, Sender("admin 1", 1, 5, "ru"))
        deliveries.set_progress(kept.id, 99)
        deliveries.store(kept.id, DELIVERED, Fate.KEPT_BOTH)

    with opened(tmp_path) as deliveries:
        found = deliveries.get(kept.id)
        assert found is not None
        assert (found.parts, found.delivered) == (tuple(parts), DELIVERED)
        assert (found.progress_id, found.state, found.fate) == (99, State.STORED, Fate.KEPT_BOTH)
        assert deliveries.under_way() == [found]
        deliveries.told(kept.id)
        assert deliveries.under_way() == []
        assert deliveries.get("nobody") is None


def test_an_update_that_comes_again_is_the_delivery_it_was(tmp_path: Path) -> None:
    with opened(tmp_path) as deliveries:
        first = take(deliveries, 7)

        assert take(deliveries, 7).id == first.id
        assert deliveries.knows(7)
        assert deliveries.waiting() == 1


def test_sources_are_served_in_turns(tmp_path: Path) -> None:
    with opened(tmp_path) as deliveries:
        for update_id in range(1, 7):
            take(deliveries, update_id, source="admin 1" if update_id < 5 else "admin 2")
        order = []
        while delivery := deliveries.next():
            order.append(delivery.parts[0].name)
            deliveries.store(delivery.id, DELIVERED)

    assert order == ["1.txt", "5.txt", "2.txt", "6.txt", "3.txt", "4.txt"]


def test_a_source_that_is_busy_is_passed_over(tmp_path: Path) -> None:
    with opened(tmp_path) as deliveries:
        take(deliveries, 1)
        take(deliveries, 2, source="admin 2")

        served = deliveries.next({"admin 1"})

        assert served is not None
        assert served.source == "admin 2"
        assert deliveries.next({"admin 1", "admin 2"}) is None


def test_an_album_waits_until_it_is_whole(tmp_path: Path) -> None:
    clock = Clock()
    with opened(tmp_path, clock) as deliveries:
        first, second = take(deliveries, 1, album="g"), take(deliveries, 2, album="g")
        assert first.id == second.id
        assert deliveries.next() is None
        clock.now += ALBUM_QUIET_S
        delivery = deliveries.next()
        assert delivery is not None
        assert [one.name for one in delivery.parts] == ["1.txt", "2.txt"]
        assert take(deliveries, 3, album="g").id != first.id  # it came when the others were under way


def test_an_album_waits_for_a_part_that_is_still_being_fetched(tmp_path: Path) -> None:
    clock = Clock()
    with opened(tmp_path, clock) as deliveries:
        with deliveries.coming("admin 1", "g"):
            first = take(deliveries, 1, album="g")
            clock.now += 60
            assert deliveries.next() is None
            assert take(deliveries, 2, album="g").id == first.id
        clock.now += ALBUM_QUIET_S
        delivery = deliveries.next()
        assert delivery is not None
        assert [one.name for one in delivery.parts] == ["1.txt", "2.txt"]


def test_an_album_that_a_stop_came_into_waits_for_the_rest_to_come_again(tmp_path: Path) -> None:
    clock = Clock()
    with opened(tmp_path, clock) as deliveries:
        first = take(deliveries, 1, album="g")
    clock.now += 60
    with opened(tmp_path, clock) as deliveries:
        deliveries.up()
        clock.now += ALBUM_RESUMES_S - 1
        assert deliveries.next() is None
        assert take(deliveries, 2, album="g").id == first.id
        clock.now += ALBUM_QUIET_S
        assert deliveries.next() is not None
    with opened(tmp_path, clock) as deliveries:
        again = deliveries.next()  # what was begun was whole
        assert again is not None
        assert again.id == first.id


def test_an_album_of_which_no_more_comes_after_a_stop_is_served(tmp_path: Path) -> None:
    clock = Clock()
    with opened(tmp_path, clock) as deliveries:
        take(deliveries, 1, album="g")
    clock.now += 60
    with opened(tmp_path, clock) as deliveries:
        clock.now += ALBUM_RESUMES_S
        assert deliveries.next() is not None


def test_starts_are_counted_unless_they_are_put_off(tmp_path: Path) -> None:
    with opened(tmp_path) as deliveries:
        take(deliveries, 1)
        for expected in (1, 2):
            delivery = deliveries.next()
            assert delivery is not None
            assert delivery.starts == expected
        assert delivery is not None
        deliveries.put_off(delivery.id)
        again = deliveries.next()
        assert again is not None
        assert again.starts == 2


def test_what_was_under_way_at_many_crashes_lets_others_go_first(tmp_path: Path) -> None:
    clock = Clock()

    def start(deliveries: Deliveries) -> str:
        delivery = deliveries.next()
        return delivery.parts[0].name if delivery else ""

    with opened(tmp_path, clock) as deliveries:
        take(deliveries, 1)
    for _ in range(DOUBTED_STARTS):
        with opened(tmp_path, clock) as deliveries:
            assert start(deliveries) == "1.txt"
    for waits_s in (DOUBTED_WAITS_S, 2 * DOUBTED_WAITS_S):
        with opened(tmp_path, clock) as deliveries:
            take(deliveries, other := int(waits_s))
            assert start(deliveries) == f"{other}.txt"
            deliveries.store(take(deliveries, other).id, DELIVERED)
            clock.now += waits_s - 1
            assert start(deliveries) == ""
            clock.now += 1
            assert start(deliveries) == "1.txt"


def test_only_what_failed_can_be_tried_again(tmp_path: Path) -> None:
    with opened(tmp_path) as deliveries:
        kept = take(deliveries, 1)
        deliveries.store(kept.id, DELIVERED)
        deliveries.again(kept.id)
        assert deliveries.waiting() == 0
        deliveries.store(kept.id, DELIVERED, Fate.FAILED)
        deliveries.again(kept.id)
        assert deliveries.waiting() == 1


@pytest.mark.parametrize("fate", list(Fate))
def test_what_an_admin_made_of_it_is_kept(tmp_path: Path, fate: Fate) -> None:
    with opened(tmp_path) as deliveries:
        kept = take(deliveries, 1)
        deliveries.store(kept.id, DELIVERED)
        deliveries.set_fate(kept.id, fate, DELIVERED)
        found = deliveries.get(kept.id)
    assert found is not None
    assert found.fate is fate


def test_posts_join_only_while_they_come_one_after_the_other(tmp_path: Path) -> None:
    clock = Clock()
    with opened(tmp_path, clock) as deliveries:
        keys = []
        for update_id, wait_s in ((1, 0.0), (2, 0.5), (3, 2.0)):
            clock.now += wait_s
            kept = deliveries.take(
                update_id, [part("p")], Sender("admin 1", 1, 1), album="forwarded",
                joins_within_s=1.0,
            )  # fmt: skip
            keys.append(kept.id)

    assert keys[0] == keys[1] != keys[2]


def burst(deliveries: Deliveries, *update_ids: int, source: str = "admin 1") -> list[str]:
    """Take files that a person sends one by one; return the ids of their deliveries."""
    return [deliveries.take(update_id, [part(f"{update_id}.txt")], Sender(source, 1, 1)).id for update_id in update_ids]


def test_what_waits_from_one_sender_is_one_delivery(tmp_path: Path) -> None:
    with opened(tmp_path) as deliveries:
        assert len(set(burst(deliveries, 1, 2, 3))) == 1
        begun = deliveries.next()
        assert begun is not None
        assert [one.name for one in begun.parts] == ["1.txt", "2.txt", "3.txt"]
        later = burst(deliveries, 4, 5)
        assert later[0] == later[1] != begun.id
        assert burst(deliveries, 6, source="admin 2")[0] not in later


def test_a_burst_of_hundreds_of_files_makes_deliveries_of_a_hundred(tmp_path: Path) -> None:
    with opened(tmp_path) as deliveries:
        keys = burst(deliveries, *range(1, 251))

    assert sorted(keys.count(key) for key in set(keys)) == [50, 100, 100]


def test_a_file_that_comes_alone_does_not_join_an_album(tmp_path: Path) -> None:
    with opened(tmp_path) as deliveries:
        album = deliveries.take(1, [part("1.txt")], Sender("admin 1", 1, 1), album="g").id

        assert burst(deliveries, 2)[0] != album
