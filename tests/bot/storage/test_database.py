"""bot.sqlite: files of every earlier version open, one of a later version is refused, a damaged one is set aside."""

import asyncio
import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot.qa.answer import Answer, NothingFound, Question
from bot.storage.admins import Admins
from bot.storage.answers import Answers
from bot.storage.callback_state import CallbackState
from bot.storage.database import FILE_NAME, Database
from bot.storage.deliveries import Deliveries
from bot.storage.delivery import State
from bot.storage.feedback import UnansweredQuestions
from bot.storage.sessions import Reply, Sessions
from bot.storage.sqlite.answer_codec import QUESTION, read_answer
from bot.storage.sqlite.bot_schema import BOT_MIGRATIONS
from bot.storage.sqlite.versioned_json import VersionedJson
from bot.storage.storage_thread import in_storage_thread
from bot.storage.updates import Updates
from bot.storage.users import Users, VoteCounts
from index.errors import DamagedError, DiskFullError, SchemaError
from tests.bot.storage.clock import Clock
from tests.bot.telegram.rendering.test_answer_message import ANSWER

OLD = Path(__file__).parents[2] / "archives" / "0.1.0" / FILE_NAME
OLD_ANSWER, OLD_DELIVERY = "KXMuDIEnhLen", "MIiMsYgpr_R0"  # ids in that file


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A data directory with the bot.sqlite that 0.1.0 made."""
    shutil.copy(OLD, tmp_path / FILE_NAME)
    return tmp_path


def test_a_file_made_by_0_1_0_opens_and_holds_what_it_held(old: Path) -> None:
    clock = Clock()
    clock.now = 1_795_546_110.0  # seconds after it was made
    with Database(old, clock=clock) as database:
        assert database.set_aside is None
        assert database.rows("PRAGMA user_version") == [(len(BOT_MIGRATIONS),)]
        answer = Answers(database).get(OLD_ANSWER)
        assert isinstance(answer, Answer)
        assert [citation.number for citation in answer.citations] == [1, 2, 3, 4]
        assert [admin.id for admin in Admins(database, frozenset())] == [99]
        delivery = Deliveries(database).get(OLD_DELIVERY)
        assert delivery is not None
        assert (delivery.state, [part.name for part in delivery.parts]) == (State.TOLD, ["storm.txt"])
        assert delivery.delivered is not None
        assert delivery.delivered.report.outcomes[0].source.place == "Marn"
        assert CallbackState(database).get("article", "20079c8a6342d8b8") == {"id": "bank"}
        assert UnansweredQuestions(database).most_asked(1) == [("who built the moon base?", 1)]
        before = Sessions(database).before(7, 7)
        assert before is not None
        assert before.days[0].span.first == date(2023, 5, 20)
        reply = Sessions(database).reply_to(7, 12)
        assert reply is not None
        assert reply.message_ids == (13,)


def test_the_migrated_file_takes_new_things_and_opens_again(old: Path) -> None:
    with Database(old) as database:
        answer_id = Answers(database).keep(ANSWER)
    with Database(old) as database:
        assert Answers(database).get(answer_id) == ANSWER
        assert isinstance(Answers(database).get(OLD_ANSWER), Answer)


def test_an_answer_of_version_1_keeps_every_field() -> None:
    """Fields by place, so that one that is renamed without an upgrade in answer_codec fails here."""
    old_question = (
        '{"text":"who saw the feryr?","today":"2023-06-24","language":"en","days":[],"topic":"ferry","latest":true,'
        '"narrow":true,"mended":[["feryr","ferry"]],"kept":"harbour"}'
    )
    question = Question(
        "who saw the feryr?", date(2023, 6, 24), "en", (), "ferry", True, True, (("feryr", "ferry"),), "harbour"
    )
    assert QUESTION.read(old_question) == question


def test_the_version_of_an_answer_is_what_its_upgrades_begin_at() -> None:
    codec = VersionedJson(NothingFound)
    newer = VersionedJson(NothingFound, [lambda body: {**body, "nearest_days": []}])
    written = codec.write(NothingFound(ANSWER.question, ()))

    assert newer.read(written) == NothingFound(ANSWER.question)
    with pytest.raises(ValueError, match="newer version"):
        codec.read(newer.write(NothingFound(ANSWER.question)))


def test_an_unknown_kind_of_body_is_an_error() -> None:
    with pytest.raises(Exception, match=r"decompress|header"):
        read_answer("answer", b"not zlib")


def test_a_file_of_a_newer_version_is_refused_in_a_sentence_and_left_as_it_is(tmp_path: Path) -> None:
    with Database(tmp_path) as database:
        database.rows("PRAGMA user_version = 99")
    before = (tmp_path / FILE_NAME).read_bytes()

    with pytest.raises(SchemaError, match=r"bot\.sqlite was written by a newer version of Dateline") as refused:
        Database(tmp_path)

    assert "install that version" in refused.value.for_reader
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_a_migration_that_fails_leaves_the_file_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = (*BOT_MIGRATIONS, "CREATE TABLE extra (n INTEGER);\nINSERT INTO nowhere VALUES (1);\n")
    monkeypatch.setattr("bot.storage.database.BOT_MIGRATIONS", scripts)
    with pytest.raises(Exception, match="nowhere"):
        Database(old)

    with closing(sqlite3.connect(old / FILE_NAME)) as db:
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert db.execute("PRAGMA user_version").fetchone() == (0,)
    assert "notes" in tables
    assert "extra" not in tables


@pytest.mark.parametrize("damage", ["no database", "cut in half", "bytes flipped"])
def test_a_damaged_file_is_set_aside_and_the_bot_begins_a_new_one(
    old: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    whole = OLD.read_bytes()
    half = len(whole) // 2
    (old / FILE_NAME).write_bytes(
        {
            "no database": b"this is no database" * 1000,
            "cut in half": whole[:half],
            "bytes flipped": whole[:4096] + bytes(byte ^ 0x5A for byte in whole[4096:half]) + whole[half:],
        }[damage]
    )
    damaged = (old / FILE_NAME).read_bytes()

    with Database(old) as database:
        assert Answers(database).get(Answers(database).keep(ANSWER)) == ANSWER
        assert database.set_aside is not None
        assert database.set_aside.read_bytes() == damaged
        assert database.set_aside.name in caplog.text


def test_damage_found_later_is_told_as_such(tmp_path: Path) -> None:
    with Database(tmp_path) as database:
        for _ in range(200):
            Answers(database).keep(ANSWER)
    with Database(tmp_path) as database:
        path = tmp_path / FILE_NAME
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xa5" * (size - 8192))
        database.rows("PRAGMA shrink_memory")  # what was read is read again
        with pytest.raises(DamagedError, match=r"bot\.sqlite is damaged"):
            database.rows("SELECT count(*), sum(length(body)) FROM answers")


def test_a_full_disk_is_told_as_such_and_nothing_is_half_written(tmp_path: Path) -> None:
    with Database(tmp_path) as database:
        kept = Updates(database)
        kept.receive(1, "{}")
        ((pages,),) = database.rows("PRAGMA page_count")
        database.rows(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(DiskFullError, match="The disk is full"):
            fill(kept)
        database.rows("PRAGMA max_page_count = 1000000")

        assert not kept.receive(1, "{}")
        assert kept.receive(9999, "{}")


def fill(kept: Updates) -> None:
    for number in range(2, 5000):
        kept.receive(number, "x" * 500)


def test_an_answer_goes_out_without_buttons_and_past_if_the_disk_is_full(tmp_path: Path) -> None:
    with Database(tmp_path) as database:
        question = ANSWER.question
        ((pages,),) = database.rows("PRAGMA page_count")
        database.rows(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(DiskFullError):
            fill(Updates(database))

        assert [Answers(database).keep(ANSWER) for _ in range(50)][-1] == ""
        sessions = Sessions(database)
        for chat in range(1000):
            sessions.remember(chat, 7, question)
            sessions.note_reply(chat, 1, Reply((2,), "", question))
        UnansweredQuestions(database).note("who built the moon base?")


def test_votes_of_0_1_0_are_counted_and_no_longer_say_whose_they_are(old: Path) -> None:
    with closing(sqlite3.connect(old / FILE_NAME)) as db:
        db.executemany("INSERT INTO votes VALUES (?, ?, ?, ?)", [("a", 1, 1, 1.0), ("a", 2, 0, 2.0), ("b", 1, 0, 3.0)])
        db.commit()
    with Database(old) as database:
        assert Users(database).votes() == VoteCounts(helped=1, did_not=2)
        assert Users(database).not_helped() == ["b", "a"]
        columns = {row[1] for row in database.rows("PRAGMA table_info(vote_counts)")}

    assert columns == {"answer_id", "helped", "did_not", "at"}
    assert not (set(tables(old)) & {"votes"})


def tables(data_dir: Path) -> list[str]:
    with closing(sqlite3.connect(data_dir / FILE_NAME)) as db:
        return [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]


async def in_which_thread() -> str:
    return await in_storage_thread(lambda: threading.current_thread().name)


def test_the_storage_thread_is_none_of_the_loops_own() -> None:
    assert asyncio.run(in_which_thread()).startswith("storage")
