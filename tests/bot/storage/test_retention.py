"""What has to do with people is kept for a while only, and forgotten for who asks for it."""

import time
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.qa.answer import Question
from bot.storage.alerts.alert_queue import KEPT_S as ALERTS_KEPT_S
from bot.storage.alerts.alert_queue import AlertQueue, NewAlert
from bot.storage.alerts.follows import Follows
from bot.storage.alerts.schedules import Schedule, Schedules
from bot.storage.database import FILE_NAME, Database
from bot.storage.retention import forget_person, purge
from bot.storage.sessions import Reply, Sessions
from bot.storage.token_ledger import DaySpent, Limits, TokenLedger
from bot.storage.updates import Updates
from bot.storage.users import Users, VoteCounts
from bot.telegram.heartbeat import Heartbeat, seconds_since_poll
from tests.bot.storage.clock import Clock

DAY = date(2023, 6, 24)
SECRET = "the neighbour's divorce"
QUESTION = Question(f"What about {SECRET}?", DAY, "en", (), SECRET)


def on_disk(data_dir: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(data_dir.glob(f"{FILE_NAME}*")))


def test_an_old_talk_is_purged_by_time_though_nobody_writes_and_its_words_are_gone_from_the_file(
    tmp_path: Path,
) -> None:
    clock = Clock()
    with Database(tmp_path, clock=clock) as database:
        sessions = Sessions(database)
        sessions.remember(7, 7, QUESTION)
        sessions.note_reply(7, 1, Reply((2,), "", QUESTION))
        Updates(database).receive(1, SECRET)
        Updates(database).handled(1)
        assert purge(database) == 0
        clock.now += 3601
        assert purge(database) == 1
        clock.now += 86_400
        assert purge(database) == 1
        clock.now += 3 * 86_400
        assert purge(database) == 1

    assert SECRET.encode() not in on_disk(tmp_path)


def test_who_asks_to_be_forgotten_is(tmp_path: Path) -> None:
    ledger = TokenLedger(tmp_path)
    for spender in ("7", "8"):
        ledger.settle(spender, DaySpent(DAY, 1, 100, 20), 0)
        ledger.settle(spender, DaySpent(DAY + timedelta(days=1), 1, 50, 5), 0)
    with Database(tmp_path) as database:
        users, sessions = Users(database), Sessions(database)
        for person in (7, 8):
            sessions.remember(person, person, QUESTION)
            sessions.remember(-100, person, QUESTION)
            sessions.note_reply(person, 1, Reply((2,), "", QUESTION))
            users.choose_language(person, "ru")
        forget_person(database, tmp_path, 7, DAY + timedelta(days=1))
        users.forget(7)

        assert [sessions.before(chat, 7) for chat in (7, -100)] == [None, None]
        assert sessions.reply_to(7, 1) is None
        assert (users.language_of(7), Users(database).language_of(7)) == ("", "")
        assert sessions.before(8, 8) == sessions.before(-100, 8) == QUESTION
        assert users.language_of(8) == "ru"
    assert ledger.spent("7", DAY).tokens == 0
    assert ledger.spent("7", DAY + timedelta(days=1)).tokens == 55  # of today, for the limit
    assert [one.tokens for one in ledger.days()] == [110, 240]  # the sums of the days stay
    assert not ledger.take("8", DAY, 1, Limits(person=100))


def test_what_a_person_follows_is_forgotten_with_them_and_told_stories_after_sixty_days(tmp_path: Path) -> None:
    clock = Clock()
    with Database(tmp_path, clock=clock) as database:
        follows, schedules, queue = Follows(database), Schedules(database), AlertQueue(database)
        for chat in (7, 8):
            follows.add(chat, QUESTION)
            schedules.put(Schedule(chat, "en", ZoneInfo("UTC"), topic=SECRET))
            queue.add([NewAlert(follows.of(chat)[0].id, "story", "quote", "answer")], 1)

        forget_person(database, tmp_path, 7, DAY)

        assert (follows.of(7), schedules.get(7), queue.chats_waiting()) == ([], None, [8])
        queue.set_state([queue.waiting(8)[0].number], "sent")
        clock.now += ALERTS_KEPT_S - 1
        assert purge(database) == 0
        clock.now += 2
        assert purge(database) == 1
        assert len(follows.of(8)) == 1


def test_a_vote_keeps_no_person(tmp_path: Path) -> None:
    with Database(tmp_path) as database:
        Users(database).vote("a", 123_456_789, helped=True)
        assert database.rows("SELECT * FROM vote_counts")[0][:3] == ("a", 1, 0)
        assert Users(database).votes() == VoteCounts(helped=1, did_not=0)


def test_the_last_poll_is_known_to_another_process(tmp_path: Path) -> None:
    assert seconds_since_poll(tmp_path) is None
    Heartbeat(tmp_path).beat()
    seconds = seconds_since_poll(tmp_path)

    assert seconds is not None
    assert 0 <= seconds <= time.time()
    Heartbeat(tmp_path / "nowhere").beat()  # a disk that cannot be written to ends nothing
