"""Writers in the order in which they asked; readers first: what works in the background waits for them, a while."""

import os
import sys
import threading
import time

import pytest

from index.scheduling import FairLock, ReadPriority, step_back


def test_nobody_is_waited_for_where_nobody_reads() -> None:
    assert ReadPriority().give_way(at_most_s=0)


def test_long_work_waits_until_the_last_reader_is_done() -> None:
    turns, done, order = ReadPriority(), threading.Event(), list[str]()

    def work() -> None:
        assert turns.give_way(at_most_s=60)
        order.append("work")
        done.set()

    with turns.reading():
        with turns.reading():
            thread = threading.Thread(target=work)
            thread.start()
        assert not done.wait(0.05)
        order.append("reader")
    thread.join()
    assert order == ["reader", "work"]


def test_work_goes_on_where_readers_never_end() -> None:
    turns = ReadPriority()
    with turns.reading():
        assert not turns.give_way(at_most_s=0.01)


def test_a_reader_who_fails_is_not_waited_for() -> None:
    turns = ReadPriority()
    try:
        with turns.reading():
            raise ValueError
    except ValueError:
        assert turns.give_way(at_most_s=0)


def test_writers_get_the_lock_in_the_order_in_which_they_asked() -> None:
    lock, order = FairLock(), list[str]()

    def write(name: str, times: int) -> None:
        for _ in range(times):
            with lock:
                order.append(name)

    def start(name: str, times: int) -> threading.Thread:
        thread, asked = threading.Thread(target=write, args=(name, times)), len(lock)
        thread.start()
        while len(lock) == asked:
            time.sleep(0.001)
        return thread

    with lock:
        threads = [start("big", 3), start("small", 1), start("other big", 3)]
    for thread in threads:
        thread.join()
    assert order[:3] == ["big", "small", "other big"]
    assert sorted(order[3:]) == ["big", "big", "other big", "other big"]


def test_who_goes_on_writing_waits_for_those_who_asked_meanwhile() -> None:
    lock, order = FairLock(), list[str]()

    def write(name: str) -> None:
        with lock:
            order.append(name)

    with lock:
        others = [threading.Thread(target=write, args=(name,)) for name in ("one", "two")]
        for number, thread in enumerate(others, 2):
            thread.start()
            while len(lock) < number:
                time.sleep(0.001)
    write("again")
    for thread in others:
        thread.join()

    assert order == ["one", "two", "again"]


def test_a_writer_may_take_its_lock_again_and_an_error_lets_go_of_it() -> None:
    lock = FairLock()

    def fail() -> None:
        with lock, lock:
            assert len(lock) == 1
            raise KeyError("nobody")

    with pytest.raises(KeyError, match="nobody"):
        fail()
    assert len(lock) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a priority is the whole process's")
def test_a_thread_that_steps_back_leaves_the_others_where_they_were() -> None:
    mine = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    seen: list[int] = []

    def work() -> None:
        step_back()
        seen.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [19]
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == mine
