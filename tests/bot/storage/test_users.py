"""What the bot knows of people and talks: languages, guests, votes, follow-ups, limits, and who may ask."""

from datetime import date
from pathlib import Path

import pytest

from bot.qa.answer import Question
from bot.storage.database import Database
from bot.storage.sessions import Reply, Sessions
from bot.storage.users import INVITATION_DAYS, Users, VoteCounts
from bot.telegram.handlers.access_policy import read_access
from bot.telegram.handlers.quota import Limit
from tests.bot.storage.clock import Clock

QUESTION = Question("What about the ferry?", date(2023, 6, 24), "en", (), "the ferry")


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_talk_is_kept_over_a_restart_and_forgotten_after_an_hour(tmp_path: Path, clock: Clock) -> None:
    with Database(tmp_path, clock=clock) as database:
        Sessions(database).remember(7, 7, QUESTION)
    with Database(tmp_path, clock=clock) as database:
        sessions = Sessions(database)
        clock.now += 3599
        assert sessions.before(7, 7) == QUESTION
        clock.now += 2
        assert sessions.before(7, 7) is None


def test_a_talk_belongs_to_one_person_in_one_chat(tmp_path: Path) -> None:
    with Database(tmp_path) as database:
        sessions = Sessions(database)
        sessions.remember(-100, 7, QUESTION)

        assert sessions.before(-100, 8) is None
        assert sessions.before(7, 7) is None
        sessions.forget(-100, 7)
        assert sessions.before(-100, 7) is None


def test_a_reply_is_found_by_the_message_it_answers_and_by_its_own_last_piece(tmp_path: Path, clock: Clock) -> None:
    with Database(tmp_path, clock=clock) as database:
        sessions = Sessions(database)
        reply = Reply((11, 12), "answer", QUESTION)
        sessions.note_reply(7, 10, reply)

        assert sessions.reply_to(7, 10) == reply
        assert sessions.answer_shown_in(7, 12) == "answer"
        assert sessions.answer_shown_in(7, 11) == ""
        clock.now += 90_000
        sessions.note_reply(7, 20, Reply((21,), "later", None))
        assert sessions.reply_to(7, 10) is None


def test_a_chosen_language_is_kept_over_a_restart(tmp_path: Path) -> None:
    with Database(tmp_path) as database:
        Users(database).choose_language(7, "ru")
    with Database(tmp_path) as database:
        assert (Users(database).language_of(7), Users(database).language_of(8)) == ("ru", "")


def test_an_invitation_lets_in_whoever_opens_it_while_it_is_good(tmp_path: Path, clock: Clock) -> None:
    with Database(tmp_path, clock=clock) as database:
        people = Users(database)
        token = people.invite(1)

        assert not people.accept(7, "guessed")
        assert people.accept(7, token)
        assert people.accept(8, token)
        clock.now += INVITATION_DAYS * 86_400
        assert not people.accept(9, token)
        assert [Users(database).is_guest(person) for person in (7, 8, 9)] == [True, True, False]


def test_the_last_vote_of_a_person_counts(tmp_path: Path, clock: Clock) -> None:
    with Database(tmp_path, clock=clock) as database:
        people = Users(database)
        people.vote("a", 7, helped=True)
        people.vote("a", 7, helped=False)
        clock.now += 1
        people.vote("b", 7, helped=False)
        people.vote("b", 8, helped=True)

        assert people.votes() == VoteCounts(helped=1, did_not=2)
        assert people.not_helped() == ["b", "a"]


def test_a_limit_counts_the_last_minute_of_each(clock: Clock) -> None:
    limit = Limit(2, clock=clock)

    assert [limit.wait_s(7), limit.wait_s(7), limit.wait_s(8)] == [0, 0, 0]
    clock.now += 20
    assert limit.wait_s(7) == 40
    clock.now += 41
    assert limit.wait_s(7) == 0


def test_no_limit_never_waits(clock: Clock) -> None:
    limit = Limit(0, clock=clock)

    assert [limit.wait_s(7) for _ in range(1000)] == [0] * 1000


ADMIN, GUEST, LISTED, STRANGER, GROUP = 1, 2, 3, 4, -100


@pytest.mark.parametrize(
    ("setting", "let_in"),
    [
        ("everyone", {ADMIN, GUEST, LISTED, STRANGER}),
        ("invited", {ADMIN, GUEST}),
        ("3", {ADMIN, GUEST, LISTED}),
        ("invited, 3", {ADMIN, GUEST, LISTED}),
    ],
)
def test_who_may_ask(setting: str, let_in: set[int]) -> None:
    access = read_access(setting, {ADMIN}, lambda person: person == GUEST)

    assert {person for person in (ADMIN, GUEST, LISTED, STRANGER) if access.lets_in(person, person)} == let_in


def test_in_a_listed_group_everybody_may_ask() -> None:
    access = read_access("-100", {ADMIN}, lambda _: False)

    assert access.lets_in(STRANGER, GROUP)
    assert not access.lets_in(STRANGER, STRANGER)
