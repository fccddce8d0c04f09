"""What a language model takes is shown to admins."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.i18n.admin_phrases import ENGLISH as SAID
from bot.storage.token_ledger import DaySpent, TokenLedger
from tests.bot.telegram.conftest import ADMIN, running
from tests.telegram_server import TelegramServer

MODEL = "openai/scripted"


def test_status_tells_what_the_model_took_today_and_lately(data_dir: Path, telegram: TelegramServer) -> None:
    today = datetime.now(UTC).date()
    ledger = TokenLedger(data_dir)
    ledger.settle("7", DaySpent(today, 1, 700, 30), 0)
    ledger.settle("8", DaySpent(today, 1, 700, 30), 0)
    ledger.settle("7", DaySpent(today - timedelta(days=2), 1, 1_000, 40), 0)
    with running(data_dir, telegram, llm=MODEL, llm_day_tokens=50_000):
        telegram.says(ADMIN, "/status")
        text = telegram.wait_for_message().text

    assert f"{MODEL} today: 2 answers for 2 people, 1,460 of 50,000 tokens." in text
    assert "On its last 2 days: 3 answers, 2,500 tokens." in text


def test_status_of_a_model_nobody_has_asked_yet(data_dir: Path, telegram: TelegramServer) -> None:
    with running(data_dir, telegram, llm=MODEL):
        telegram.says(ADMIN, "/status")

        assert SAID.status_model(MODEL, 0, 0, 0, 1_000_000) in telegram.wait_for_message().text


def test_without_a_model_status_says_nothing_of_one(data_dir: Path, telegram: TelegramServer) -> None:
    with running(data_dir, telegram):
        telegram.says(ADMIN, "/status")

        assert "tokens" not in telegram.wait_for_message().text
