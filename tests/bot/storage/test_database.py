"""What the bot remembers is the same after a restart, and buttons that are forgotten are known to be."""

import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from bot.qa.answer import Answer, NothingFound
from bot.storage import database as memory_module
from bot.storage.database import MOST_REPLAYS, Database
from tests.bot.telegram.rendering.strategies import NOTHINGS, answers
from tests.bot.telegram.rendering.test_answer_message import ANSWER, QUESTION

DAY_S = 86_400.0


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def test_an_answer_is_the_same_after_a_restart(tmp_path: Path) -> None:
    with Database(tmp_path) as memory:
        answer_id = memory.keep_answer(ANSWER)

    with Database(tmp_path) as memory:
        assert memory.answer(answer_id) == ANSWER


@given(answers() | NOTHINGS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_answer_comes_back_as_it_was(tmp_path: Path, found: Answer | NothingFound) -> None:
    with Database(tmp_path) as memory:
        assert memory.answer(memory.keep_answer(found)) == found


def test_an_answer_id_fits_a_button_and_is_never_the_same(tmp_path: Path) -> None:
    with Database(tmp_path) as memory:
        ids = {memory.keep_answer(ANSWER) for _ in range(50)}

    assert len(ids) == 50
    assert {len(answer_id) for answer_id in ids} == {12}


def test_an_unknown_answer_is_none(tmp_path: Path) -> None:
    with Database(tmp_path) as memory:
        assert memory.answer("nobody-knows") is None


def test_the_oldest_answers_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_module, "KEPT_ANSWERS", 3)
    nothing = NothingFound(QUESTION)

    with Database(tmp_path) as memory:
        ids = [memory.keep_answer(nothing) for _ in range(5)]

        assert [memory.answer(answer_id) is not None for answer_id in ids] == [False, False, True, True, True]


def test_an_update_that_came_before_is_known(tmp_path: Path) -> None:
    with Database(tmp_path) as memory:
        assert memory.receive(7, "{}")
        assert not memory.receive(7, "{}")
        memory.handled(7)
        assert not memory.receive(7, "{}")

    with Database(tmp_path) as memory:
        assert not memory.receive(7, "{}")


def test_what_was_not_handled_comes_back_in_order(tmp_path: Path) -> None:
    with Database(tmp_path) as memory:
        for update_id in (9, 7, 8):
            memory.receive(update_id, f'{{"update_id": {update_id}}}')
        memory.handled(8)

    with Database(tmp_path) as memory:
        assert memory.unhandled() == ['{"update_id": 7}', '{"update_id": 9}']


def test_an_update_that_may_be_what_stops_the_bot_is_given_up_in_the_end(tmp_path: Path) -> None:
    with Database(tmp_path) as memory:
        memory.receive(7, "{}")
        starts = [memory.unhandled() for _ in range(MOST_REPLAYS + 1)]

    assert starts == [["{}"]] * MOST_REPLAYS + [[]]


def test_handled_updates_are_forgotten_after_some_days(tmp_path: Path) -> None:
    clock = Clock()
    with Database(tmp_path, clock=clock) as memory:
        memory.receive(7, "{}")
        memory.handled(7)
        clock.now += 4 * DAY_S
        memory.receive(8, "{}")

        assert memory.receive(7, "{}")


def test_threads_may_remember_side_by_side(tmp_path: Path) -> None:
    with Database(tmp_path) as memory:
        ids: list[str] = []
        threads = [
            threading.Thread(target=lambda: ids.extend(memory.keep_answer(ANSWER) for _ in range(20))) for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len(ids) == 80
        assert all(memory.answer(answer_id) == ANSWER for answer_id in ids)
