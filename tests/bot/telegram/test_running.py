"""The bot as a process and as a citizen of a bad network: nothing lost, nothing twice, nothing secret told."""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.i18n.phrases import BROKEN, ENGLISH
from bot.qa.answer import Answer, AskedDays, Citation, CitedSentence, NothingFound, Question
from bot.qa.engine import Engine
from bot.qa.writer import OnDraft
from bot.telegram import app
from bot.telegram.transport import question_queue as turns
from bot.telegram.transport import sending
from bot.telegram.transport import update_queue as inbox
from bot.telegram.transport.rate_limiter import RateLimiter
from config.logs import set_up_logging
from index.archive import Archive
from index.errors import DatelineError
from index.model.article import Source
from index.model.dates import DaySpan
from index.model.passage import Basis
from tests.bot.telegram.conftest import ADMIN, READER, make_settings, running
from tests.telegram_server import TOKEN, Fault, TelegramServer

QUESTION = "What happened on May 29?"
ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the bot try again at once."""
    monkeypatch.setattr(app, "RateLimiter", partial(RateLimiter, pauses_s=(0.01, 0.02, 0.05), chat_pause_s=0.0))


class BrokenDesk(Engine):
    """A desk with a defect."""

    def ask(self, text: str, today: date, before: Question | None = None) -> Answer | NothingFound:
        raise RuntimeError(f"the defect of {TOKEN}")


class SorryDesk(Engine):
    """A desk that cannot answer, and says why."""

    def ask(self, text: str, today: date, before: Question | None = None) -> Answer | NothingFound:
        raise DatelineError("The archive is being rebuilt; please ask again in an hour.")


# Errors


def test_a_defect_is_logged_with_its_traceback_and_answered_with_one_sentence(
    data_dir: Path, telegram: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    with running(data_dir, telegram, BrokenDesk):
        telegram.says(READER, QUESTION)
        assert telegram.wait_for_message().text == BROKEN
        telegram.says(READER, "/help")  # and the bot goes on
        assert telegram.wait_for_message(after=1).text.startswith(ENGLISH.help)

    (record,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert record.exc_info is not None
    assert isinstance(record.exc_info[1], RuntimeError)


def test_what_a_reader_can_be_told_is_told(data_dir: Path, telegram: TelegramServer) -> None:
    with running(data_dir, telegram, SorryDesk):
        telegram.says(READER, QUESTION)

        assert telegram.wait_for_message().text == "The archive is being rebuilt; please ask again in an hour."


def long_answer() -> Answer:
    """An answer of 14,000 characters, with a passage as long."""
    sentence = "The council met & argued <again> about the weir on 29 May 2023. " * 36
    day = DaySpan(date(2023, 5, 29), date(2023, 5, 29))
    source = Source("The weir", date(2023, 5, 30), outlet="Marn Herald")
    citations = tuple(
        Citation(number, "weir", "weir:1:0", source, sentence, 0, len(sentence), sentence * 6, 0, ((50, 61),))
        for number in range(1, 7)
    )
    sentences = tuple(CitedSentence(sentence, (number,), Basis.MENTION, day) for number in range(1, 7))
    asked = AskedDays("29 May 2023", day, year_given=True)
    return Answer(Question("weir?", date(2023, 6, 1), "en", (asked,), "weir"), sentences, citations)


class LongDesk(Engine):
    """A desk that cannot be brief."""

    def ask(self, text: str, today: date, before: Question | None = None) -> Answer | NothingFound:
        return long_answer()


def test_a_long_answer_comes_in_pieces_with_its_buttons_under_the_last(
    data_dir: Path, telegram: TelegramServer
) -> None:
    with running(data_dir, telegram, LongDesk):
        telegram.says(READER, "weir?")
        telegram.wait_until(lambda: any(message.buttons for message in telegram.messages))
        answer = telegram.messages[:]
        numbers = [one for one in answer[-1].all_buttons if one["text"].isdecimal()]
        telegram.taps(READER, answer[-1], numbers[-1]["callback_data"])
        telegram.wait_until(lambda: len(telegram.messages) >= len(answer) + 4)
        passage = telegram.messages[len(answer) :]

    assert telegram.refusals == []
    assert len(answer) > 1
    assert [bool(message.buttons) for message in answer] == [False] * (len(answer) - 1) + [True]
    assert "".join(message.text for message in answer).count("about the weir on 29 May 2023.") == len(numbers) * 36
    assert all(message.parsed.marked("blockquote") for message in passage)


class SlowDesk(Engine):
    """A desk that thinks until a test lets it speak."""

    go_on = threading.Event()

    def ask(self, text: str, today: date, before: Question | None = None) -> Answer | NothingFound:
        assert self.go_on.wait(20)
        return super().ask(text, today, before)


def test_a_reader_who_waits_sees_that_the_bot_is_typing(
    data_dir: Path, telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "TYPING_AFTER_S", 0.01)
    SlowDesk.go_on.clear()
    with running(data_dir, telegram, SlowDesk):
        telegram.says(READER, QUESTION)
        telegram.wait_until(lambda: "sendChatAction" in [method for method, _ in telegram.requests])
        assert telegram.messages == []
        SlowDesk.go_on.set()

        assert telegram.wait_for_message().text.startswith("29 May 2023\n")


def test_cancel_stops_what_is_looked_for_and_what_waits_behind_it(
    data_dir: Path, telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    SlowDesk.go_on.clear()
    asked: list[turns.Who] = []
    turn = turns.QuestionQueue.turn

    def noted(queue: turns.QuestionQueue, who: turns.Who) -> Any:
        asked.append(who)
        return turn(queue, who)

    monkeypatch.setattr(turns.QuestionQueue, "turn", noted)
    with running(data_dir, telegram, SlowDesk):
        for _ in range(2):
            telegram.says(READER, QUESTION)
        telegram.wait_until(lambda: len(asked) == 2)
        telegram.says(READER, "/cancel")
        assert telegram.wait_for_message().text == ENGLISH.cancelled
        SlowDesk.go_on.set()
        telegram.says(READER, QUESTION)

        assert telegram.wait_for_message(after=1).text.startswith("29 May 2023\n")
        telegram.says(READER, "/help")
        assert telegram.wait_for_message(after=2).text.startswith(ENGLISH.help)


def test_a_question_that_takes_too_long_is_given_up_with_a_word(
    data_dir: Path, telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "WAIT_SHOWN_AFTER_S", 0.01)
    monkeypatch.setattr(turns, "WAIT_SHOWN_EVERY_S", 0.01)
    SlowDesk.go_on.clear()
    with running(data_dir, telegram, SlowDesk, answer_timeout_s=1):
        telegram.says(READER, QUESTION)
        telegram.wait_until(lambda: bool(telegram.messages) and bool(telegram.messages[0].edits))
        SlowDesk.go_on.set()

    (message,) = telegram.messages
    assert (message.edits, message.text) == ([ENGLISH.still_looking], ENGLISH.too_slow)


class DraftingDesk(SlowDesk):
    """A desk that shows a draft and then takes its time."""

    on_draft: OnDraft | None = None

    def asked_by(self, person: str, on_draft: OnDraft | None = None) -> Engine:
        self.on_draft = on_draft
        return self

    def ask(self, text: str, today: date, before: Question | None = None) -> Answer | NothingFound:
        found = Engine.ask(self, text, today, before)
        if self.on_draft and isinstance(found, Answer):
            self.on_draft(found)
        return super().ask(text, today, before)


def test_a_draft_is_shown_and_turned_into_the_answer(
    data_dir: Path, telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "WAIT_SHOWN_AFTER_S", 0.2)
    monkeypatch.setattr(turns, "WAIT_SHOWN_EVERY_S", 0.01)
    SlowDesk.go_on.clear()
    with running(data_dir, telegram, DraftingDesk):
        telegram.says(READER, QUESTION)
        draft = telegram.wait_for_message()
        assert draft.text.endswith("…")
        assert draft.all_buttons == []
        SlowDesk.go_on.set()
        telegram.wait_until(lambda: bool(draft.all_buttons))

    assert draft.text.startswith("29 May 2023\n")
    assert len(telegram.messages) == 1


def test_an_archive_without_articles_says_so(tmp_path: Path, telegram: TelegramServer) -> None:
    with running(tmp_path / "empty", telegram):
        telegram.says(READER, QUESTION)

        assert telegram.wait_for_message().text == ENGLISH.empty_archive


def test_html_that_telegram_refuses_goes_out_as_plain_text(data_dir: Path, telegram: TelegramServer) -> None:
    refused = Fault(400, "Bad Request: can't parse entities: unsupported start tag")
    telegram.fail_next("sendMessage", refused, refused)  # with date entities, and without them
    with running(data_dir, telegram):
        telegram.says(READER, QUESTION)
        sent = telegram.wait_for_message()

    assert "parse_mode" not in sent.fields
    assert sent.text.startswith("29 May 2023\n")
    assert sent.all_buttons


# A bad network


@pytest.mark.parametrize(
    "faults",
    [
        [Fault(429, retry_after=1)],
        [Fault(502), Fault(500), Fault(503)],
        [Fault(0), Fault(0)],
    ],
    ids=["flood", "server errors", "cut connections"],
)
def test_an_answer_arrives_once_over_a_bad_network(
    data_dir: Path, telegram: TelegramServer, faults: list[Fault]
) -> None:
    with running(data_dir, telegram):
        telegram.fail_next("sendMessage", *faults)
        telegram.says(READER, QUESTION)
        sent = telegram.wait_for_message()
        telegram.says(READER, "/help")
        after = telegram.wait_for_message(after=1)

    assert sent.text.startswith("29 May 2023\n")
    assert after.text.startswith(ENGLISH.help)
    assert len(telegram.messages) == 2


def test_an_answer_that_cannot_be_sent_for_long_is_sent_later(
    data_dir: Path, telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "AGAIN_AFTER_S", 0.05)
    with running(data_dir, telegram):
        telegram.fail_next("sendMessage", *[Fault(502)] * 10)  # four tries a time
        telegram.says(READER, QUESTION)

        assert telegram.wait_for_message().text.startswith("29 May 2023\n")
        telegram.says(READER, "/help")
        assert telegram.wait_for_message(after=1).text.startswith(ENGLISH.help)


def test_an_answer_that_cannot_be_sent_before_a_stop_is_sent_after_the_restart(
    data_dir: Path, telegram: TelegramServer
) -> None:
    with running(data_dir, telegram):
        telegram.fail_next("sendMessage", *[Fault(502)] * 4)
        telegram.says(READER, QUESTION)
        telegram.wait_until(lambda: not telegram.faults.left("sendMessage"))
        telegram.wait_until_settled()
    assert telegram.messages == []

    with running(data_dir, telegram):
        assert telegram.wait_for_message().text.startswith("29 May 2023\n")


def test_fetching_goes_on_after_errors(data_dir: Path, telegram: TelegramServer) -> None:
    with running(data_dir, telegram):
        telegram.fail_next("getUpdates", Fault(502), Fault(0))
        telegram.says(READER, QUESTION)

        assert telegram.wait_for_message().text.startswith("29 May 2023\n")


def test_a_server_that_forgets_the_token_for_a_while_does_not_end_the_bot(
    data_dir: Path, telegram: TelegramServer
) -> None:
    with running(data_dir, telegram):
        telegram.fail_next("getUpdates", Fault(401, "Unauthorized"), Fault(404, "Not Found"))
        telegram.says(READER, QUESTION)
        telegram.wait_for_message()
        telegram.says(READER, QUESTION)

        assert telegram.wait_for_message(after=1).text.startswith("29 May 2023\n")


def test_a_second_bot_with_the_same_token_is_named_as_the_trouble(
    data_dir: Path, telegram: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    with running(data_dir, telegram):
        telegram.fail_next("getUpdates", Fault(409, "Conflict: terminated by other getUpdates request"))
        telegram.says(READER, QUESTION)
        telegram.wait_for_message()
        telegram.says(READER, QUESTION)
        telegram.wait_for_message(after=1)

    assert "another program is fetching this bot's updates" in caplog.text


def test_an_update_that_cannot_be_read_holds_nothing_up(
    data_dir: Path, telegram: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    with running(data_dir, telegram):
        telegram.update(message={"message_id": 1})
        telegram.says(READER, QUESTION)
        telegram.update(callback_query={"id": "1"})

        assert telegram.wait_for_message().text.startswith("29 May 2023\n")
        telegram.wait_until_settled()

    assert caplog.text.count("cannot be read and is passed over") == 2


def test_a_reader_who_blocked_the_bot_is_no_error(
    data_dir: Path, telegram: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    with running(data_dir, telegram):
        telegram.fail_next("sendMessage", Fault(403, "Forbidden: bot was blocked by the user"))
        telegram.says(READER, QUESTION)
        telegram.says(READER + 1, "/help")
        telegram.wait_for_message()

    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


def test_an_update_that_telegram_sends_again_is_answered_once(data_dir: Path, telegram: TelegramServer) -> None:
    with running(data_dir, telegram):
        telegram.says(READER, QUESTION)
        telegram.wait_for_message()
    telegram.updates[:] = telegram.all_updates
    with running(data_dir, telegram):
        telegram.wait_until_settled()
        telegram.says(READER, "/help")
        telegram.wait_for_message(after=1)

    assert [message.text.startswith(ENGLISH.help) for message in telegram.messages] == [False, True]


# A process


@contextmanager
def process(
    data_dir: Path, telegram: TelegramServer, *, token: str = TOKEN, level: str = "DEBUG"
) -> Iterator[subprocess.Popen[str]]:
    """Run `dateline bot` and wait until it fetches updates; its output stands in its pipes."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")},
        "DATELINE_TELEGRAM_TOKEN": token,
        "DATELINE_TELEGRAM_API_URL": telegram.url,
        "DATELINE_ADMINS": str(ADMIN),
        "DATELINE_LOG_LEVEL": level,
    }
    polls = sum(method == "getUpdates" for method, _ in telegram.requests)
    log = data_dir.parent / f"log-{polls}.txt"
    with log.open("w") as out:
        running = subprocess.Popen(
            [sys.executable, "-m", "bot", "--data", str(data_dir), "bot"],
            cwd=ROOT, env=environment, stdout=out, stderr=out, text=True,
        )  # fmt: skip
        try:
            telegram.wait_until(
                lambda: (
                    sum(method == "getUpdates" for method, _ in telegram.requests) > polls or running.poll() is not None
                )
            )
            yield running
        finally:
            if running.poll() is None:
                running.kill()
            running.wait(20)


def logs(data_dir: Path) -> str:
    """All that the processes wrote."""
    return "".join(path.read_text() for path in sorted(data_dir.parent.glob("log-*.txt")))


def test_sigterm_finishes_what_is_under_way_and_ends_with_0(data_dir: Path, telegram: TelegramServer) -> None:
    with process(data_dir, telegram) as bot:
        for reader in range(1, 6):
            telegram.says(reader, QUESTION)
        telegram.wait_for_message()
        bot.send_signal(signal.SIGTERM)
        assert bot.wait(20) == 0
    with process(data_dir, telegram) as bot:
        telegram.wait_until(lambda: len(telegram.messages) >= 5)
        telegram.says(READER, "/help")
        telegram.wait_for_message(after=5)
        bot.send_signal(signal.SIGINT)
        assert bot.wait(20) == 0

    assert sorted(message.chat_id for message in telegram.messages[:5]) == [1, 2, 3, 4, 5]
    assert "Traceback" not in logs(data_dir)


def test_a_killed_bot_answers_after_its_restart_what_it_had_fetched(data_dir: Path, telegram: TelegramServer) -> None:
    with process(data_dir, telegram) as bot:
        telegram.fail_next("sendMessage", *[Fault(502)] * 3)  # the answers are held up
        for reader in (1, 2, 3):
            telegram.says(reader, QUESTION)
        telegram.wait_until_settled()
        bot.kill()
        bot.wait(20)
    answered = len(telegram.messages)
    telegram.faults.clear()
    with process(data_dir, telegram):
        telegram.wait_until(lambda: len(telegram.messages) == 3)

    assert answered < 3
    assert sorted(message.chat_id for message in telegram.messages) == [1, 2, 3]


def test_the_token_appears_in_no_log(data_dir: Path, telegram: TelegramServer) -> None:
    telegram.fail_next("getUpdates", Fault(502), Fault(0))
    telegram.fail_next("sendMessage", Fault(500))
    with process(data_dir, telegram, level="DEBUG") as bot:
        telegram.says(READER, QUESTION)
        telegram.sends_file(ADMIN, "note.txt", b"date 2023-06-12\n\nThe mill closed on June 10.\n")
        telegram.wait_until(lambda: any("Added." in message.text for message in telegram.messages))
        bot.send_signal(signal.SIGTERM)
        assert bot.wait(20) == 0

    written = logs(data_dir)
    assert "answered with" in written
    assert telegram.token not in written
    assert telegram.token.partition(":")[2] not in written


def test_a_token_that_telegram_does_not_know_ends_with_2_and_one_line(data_dir: Path, telegram: TelegramServer) -> None:
    with process(data_dir, telegram, token="987654321:" + "B" * 35, level="INFO") as bot:
        assert bot.wait(20) == 2

    (line,) = logs(data_dir).splitlines()
    assert "DATELINE_TELEGRAM_TOKEN" in line
    assert "B" * 35 not in line


def test_run_says_with_its_exit_code_that_the_token_is_unknown(
    data_dir: Path, telegram: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    settings = make_settings(data_dir, telegram)
    telegram.state.token = "987654321:" + "B" * 35
    with Archive.open(data_dir, write=True) as archive:
        assert app.run(settings, archive, Engine(archive)) == 2

    assert "DATELINE_TELEGRAM_TOKEN" in caplog.text


def test_logging_blots_the_token_out_of_a_defects_traceback(
    data_dir: Path, telegram: TelegramServer, capsys: pytest.CaptureFixture[str]
) -> None:
    handlers = logging.getLogger().handlers[:]
    set_up_logging("DEBUG")
    try:
        with running(data_dir, telegram, BrokenDesk):
            telegram.says(READER, QUESTION)
            telegram.wait_for_message()
    finally:
        logging.getLogger().handlers[:] = handlers

    written = capsys.readouterr().err
    assert "RuntimeError: the defect of <secret>" in written
    assert TOKEN not in written
