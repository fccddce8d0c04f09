"""The seam to language models: names, providers, limits, and tokens that are counted whatever happens."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.cli.writer_choice import build_writer
from bot.generation.llm.llm_client import PROVIDERS, ModelName, UnknownModelError, is_passing, read_model_name
from bot.storage.token_ledger import DaySpent, Limits, TokenLedger
from config.settings import LLM_PROVIDERS, read_settings
from index.archive import Archive

DAY = date(2023, 6, 24)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("openai/gpt-4o-mini", ModelName("openai", "gpt-4o-mini")),
        ("openai/meta-llama/Llama-3.1-8B", ModelName("openai", "meta-llama/Llama-3.1-8B")),
        ("ollama/llama3.2:3b", ModelName("ollama", "llama3.2:3b")),
        (" Anthropic/claude-haiku-4-5 ", ModelName("anthropic", "claude-haiku-4-5")),
    ],
)
def test_a_model_is_named_by_its_provider_and_its_name_there(written: str, name: ModelName) -> None:
    assert read_model_name(written) == name


@pytest.mark.parametrize("written", ["gpt-4o", "", "openai/", "cohere/command"])
def test_a_name_that_cannot_be_read_tells_the_providers(written: str) -> None:
    with pytest.raises(UnknownModelError, match="openai, ollama, anthropic"):
        read_model_name(written)


def test_the_settings_know_the_same_providers() -> None:
    assert tuple(PROVIDERS) == LLM_PROVIDERS


def test_without_a_model_in_the_settings_there_is_no_writer_but_the_quotes(small_archive: Archive) -> None:
    assert build_writer(read_settings(llm=""), small_archive) is None


def test_with_a_model_in_the_settings_its_writer_writes(small_archive: Archive, tmp_path: Path) -> None:
    assert build_writer(read_settings(llm="openai/x", data_dir=tmp_path), small_archive) is not None


class Refused(Exception):
    def __init__(self, status_code: int) -> None:
        self.status_code = status_code


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (Refused(429), True),
        (Refused(503), True),
        (Refused(400), False),
        (Refused(401), False),
        (ConnectionResetError(), True),
        (TimeoutError(), True),
        (ValueError(), False),
        (UnknownModelError("no library"), False),
    ],
)
def test_only_what_may_pass_is_tried_again(error: Exception, passes: bool) -> None:
    assert is_passing(error) is passes


# The ledger


def test_what_is_set_aside_counts_until_it_is_settled(tmp_path: Path) -> None:
    ledger, limits = TokenLedger(tmp_path), Limits(person=1_000)

    assert ledger.take("7", DAY, 600, limits)
    assert not ledger.take("7", DAY, 600, limits)
    assert ledger.take("8", DAY, 600, limits)
    ledger.settle("7", DaySpent(DAY, 1, 100, 20), 600)
    assert ledger.take("7", DAY, 600, limits)


def test_a_new_day_has_its_tokens_anew(tmp_path: Path) -> None:
    ledger, limits = TokenLedger(tmp_path), Limits(person=700, day=700)

    assert ledger.take("7", DAY, 600, limits)
    assert ledger.take("7", DAY + timedelta(days=1), 600, limits)


def test_what_was_spent_is_remembered_and_what_a_crash_left_aside_is_not(tmp_path: Path) -> None:
    before = TokenLedger(tmp_path)
    before.take("7", DAY, 600, Limits())
    before.settle("7", DaySpent(DAY, 1, 100, 20), 600)
    before.take("7", DAY, 900, Limits())  # and there the bot dies
    after = TokenLedger(tmp_path)

    assert after.spent("7", DAY).tokens == 120
    assert after.take("7", DAY, 800, Limits(person=1_000))


def test_processes_that_ask_at_once_keep_the_limit_together(tmp_path: Path) -> None:
    TokenLedger(tmp_path)
    program = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from bot.storage.token_ledger import Limits, TokenLedger\n"
        "ledger = TokenLedger(Path(sys.argv[1]), beside=True)\n"
        "print(sum(ledger.take(sys.argv[2], date(2023, 6, 24), 10, Limits(day=1_000)) for _ in range(60)))"
    )
    asking = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path), str(n)], stdout=subprocess.PIPE, text=True)
        for n in range(3)
    ]
    allowed = [int(one.communicate()[0]) for one in asking]

    assert sum(allowed) == 100
    assert not TokenLedger(tmp_path, beside=True).take("9", DAY, 10, Limits(day=1_000))


def test_days_are_told_newest_first_for_the_admin(tmp_path: Path) -> None:
    ledger = TokenLedger(tmp_path)
    for back, person in ((0, "7"), (0, "8"), (3, "7")):
        ledger.settle(person, DaySpent(DAY - timedelta(days=back), 1, 100, 20), 0)

    assert [(spent.day, spent.answers, spent.people, spent.tokens) for spent in ledger.days()] == [
        (DAY, 2, 2, 240),
        (DAY - timedelta(days=3), 1, 1, 120),
    ]
