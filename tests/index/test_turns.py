"""Readers first: what works in the background waits for them, but not for ever."""

import os
import sys
import threading

import pytest

from index.turns import Turns, step_back


def test_nobody_is_waited_for_where_nobody_reads() -> None:
    assert Turns().give_way(at_most_s=0)


def test_long_work_waits_until_the_last_reader_is_done() -> None:
    turns, done, order = Turns(), threading.Event(), list[str]()

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
    turns = Turns()
    with turns.reading():
        assert not turns.give_way(at_most_s=0.01)


def test_a_reader_who_fails_is_not_waited_for() -> None:
    turns = Turns()
    try:
        with turns.reading():
            raise ValueError
    except ValueError:
        assert turns.give_way(at_most_s=0)


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
