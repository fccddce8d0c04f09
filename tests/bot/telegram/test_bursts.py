"""Many files at once are stored without waiting for the chat, and told of in few messages; a stop is quick whatever waits."""

import time
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from bot.qa.answer import Answer, NothingFound, Question
from bot.qa.engine import Engine
from bot.telegram import app
from bot.telegram.handlers.reader import inline
from bot.telegram.transport import update_queue
from bot.telegram.transport.rate_limiter import RateLimiter
from tests.bot.telegram.conftest import ADMIN, READER, Bot, running
from tests.telegram_server import TelegramServer

FILES = 60
HOUR_S = 3600.0


@pytest.fixture
def slow_chat(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chat may have one message an hour: whatever waits for its turn waits for good."""
    monkeypatch.setattr(app, "RateLimiter", partial(RateLimiter, chat_pause_s=HOUR_S))


def mill(number: int) -> bytes:
    return (
        f"date 2021-05-04\n\nMARN, May 4. Mill number {number} opened on 3 May 2021. Band {number} played.\n".encode()
    )


def stored(bot: Bot) -> int:
    return len({one.article.id for one in bot.archive.articles.newest(1000)})


def test_files_are_stored_while_their_sender_waits_to_be_told(
    data_dir: Path, telegram: TelegramServer, slow_chat: None
) -> None:
    with running(data_dir, telegram) as bot:
        before = stored(bot)
        for number in range(FILES):
            telegram.sends_file(ADMIN, f"mill{number}.txt", mill(number))
        telegram.wait_until(lambda: stored(bot) == before + FILES, f"only {stored(bot) - before} were stored")

    assert len(telegram.messages) == 1  # the chat had its one message


def test_a_burst_of_files_is_told_of_in_a_few_messages(data_dir: Path, telegram: TelegramServer) -> None:
    with running(data_dir, telegram) as bot:
        before = stored(bot)
        for number in range(FILES):
            telegram.sends_file(ADMIN, f"mill{number}.txt", mill(number))
        telegram.wait_until(lambda: stored(bot) == before + FILES)
        telegram.wait_until(lambda: not any(one.text.startswith("Reading") for one in telegram.messages))

    assert len(telegram.messages) < FILES / 3
    assert telegram.refusals == []


def test_a_stop_leaves_what_waits_to_the_next_start(
    data_dir: Path, telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(app, "RateLimiter", partial(RateLimiter, chat_pause_s=HOUR_S))
        with running(data_dir, telegram) as bot:
            for number in range(FILES):
                telegram.sends_file(ADMIN, f"mill{number}.txt", mill(number))
            for _ in range(3):
                telegram.says(READER, "What happened on May 29?")
            telegram.wait_until(lambda: bool(telegram.messages) and not telegram.updates)
            # The block ends with a stop, which fails the test if it takes longer than a few seconds.
    with running(data_dir, telegram) as bot:
        telegram.wait_until(lambda: stored(bot) == 2 + FILES)
        telegram.wait_until(lambda: sum(one.chat_id == READER for one in telegram.messages) == 3)
        telegram.wait_until(lambda: not any(one.text.startswith("Reading") for one in telegram.messages))


class HangingEngine(Engine):
    """An engine that does not answer for a while."""

    def ask(self, text: str, today: date, before: Question | None = None) -> Answer | NothingFound:
        time.sleep(3.0)
        return super().ask(text, today, before)


def test_a_question_that_does_not_end_is_left_by_a_stop_and_answered_at_the_next_start(
    data_dir: Path, telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(update_queue, "STOP_GRACE_S", 0.1)
    with running(data_dir, telegram, HangingEngine):
        telegram.says(READER, "What happened on May 29?")
        telegram.wait_until(lambda: not telegram.updates)
    assert telegram.messages == []
    with running(data_dir, telegram):
        telegram.wait_until(lambda: len(telegram.messages) == 1)
        assert "The ferry Aurora ran aground" in telegram.messages[0].text


def test_inline_queries_are_paced_for_each_person(
    data_dir: Path, telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inline, "SEARCHES_A_MINUTE", 2)
    monkeypatch.setattr(inline, "PAUSE_S", 0.01)
    with running(data_dir, telegram):
        for _ in range(2):
            telegram.wait_for_inline(telegram.types_inline(READER, "what happened on May 29?"))
        too_many = telegram.types_inline(READER, "what happened on May 29?")
        telegram.wait_for_inline(telegram.types_inline(ADMIN, "what happened on May 29?"))

        assert too_many not in telegram.inline_answers
