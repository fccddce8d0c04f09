"""What the bot keeps is the same after a restart, and buttons of answers that are gone are known to be."""

import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from bot.qa.answer import Answer, NothingFound
from bot.storage import answers as answers_module
from bot.storage.answers import Answers
from bot.storage.database import Database
from bot.storage.updates import MOST_REPLAYS, Updates
from tests.bot.storage.clock import Clock
from tests.bot.telegram.rendering.strategies import NOTHINGS, answers
from tests.bot.telegram.rendering.test_answer_message import ANSWER, QUESTION

DAY_S = 86_400.0


def test_an_answer_is_the_same_after_a_restart(tmp_path: Path) -> None:
    with Database(tmp_path) as database:
        answer_id = Answers(database).keep(ANSWER)

    with Database(tmp_path) as database:
        assert Answers(database).get(answer_id) == ANSWER


@given(answers() | NOTHINGS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_answer_comes_back_as_it_was(tmp_path: Path, found: Answer | NothingFound) -> None:
    with Database(tmp_path) as database:
        kept = Answers(database)
        assert kept.get(kept.keep(found)) == found


def test_an_answer_id_fits_a_button_and_is_never_the_same(tmp_path: Path) -> None:
    with Database(tmp_path) as database:
        ids = {Answers(database).keep(ANSWER) for _ in range(50)}

    assert len(ids) == 50
    assert {len(answer_id) for answer_id in ids} == {12}


def test_an_unknown_answer_is_none(tmp_path: Path) -> None:
    with Database(tmp_path) as database:
        assert Answers(database).get("nobody-knows") is None


def test_the_oldest_answers_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers_module, "KEPT_ANSWERS", 3)
    nothing = NothingFound(QUESTION)

    with Database(tmp_path) as database:
        kept = Answers(database)
        ids = [kept.keep(nothing) for _ in range(5)]

        assert [kept.get(answer_id) is not None for answer_id in ids] == [False, False, True, True, True]


def test_threads_may_keep_answers_side_by_side(tmp_path: Path) -> None:
    with Database(tmp_path) as database:
        kept, ids = Answers(database), list[str]()
        threads = [threading.Thread(target=lambda: ids.extend(kept.keep(ANSWER) for _ in range(20))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len(ids) == 80
        assert all(kept.get(answer_id) == ANSWER for answer_id in ids)


def test_an_update_that_came_before_is_known(tmp_path: Path) -> None:
    with Database(tmp_path) as database:
        updates = Updates(database)
        assert updates.receive(7, "{}")
        assert not updates.receive(7, "{}")
        updates.handled(7)
        assert not updates.receive(7, "{}")

    with Database(tmp_path) as database:
        assert not Updates(database).receive(7, "{}")


def test_what_was_not_handled_comes_back_in_order(tmp_path: Path) -> None:
    with Database(tmp_path) as database:
        updates = Updates(database)
        for update_id in (9, 7, 8):
            updates.receive(update_id, f'{{"update_id": {update_id}}}')
        updates.handled(8)

    with Database(tmp_path) as database:
        assert Updates(database).waiting() == 2
        assert Updates(database).unhandled() == ['{"update_id": 7}', '{"update_id": 9}']


def test_an_update_that_may_be_what_stops_the_bot_is_given_up_in_the_end(tmp_path: Path) -> None:
    with Database(tmp_path) as database:
        updates = Updates(database)
        updates.receive(7, "{}")
        starts = [updates.unhandled() for _ in range(MOST_REPLAYS + 1)]

    assert starts == [["{}"]] * MOST_REPLAYS + [[]]


def test_handled_updates_are_forgotten_after_some_days(tmp_path: Path) -> None:
    clock = Clock()
    with Database(tmp_path, clock=clock) as database:
        updates = Updates(database)
        updates.receive(7, "{}")
        updates.handled(7)
        clock.now += 4 * DAY_S
        updates.receive(8, "{}")

        assert updates.receive(7, "{}")
