"""Small talk in the terminal chat is answered as in Telegram, and never with quotes."""

import pytest
from click.testing import CliRunner

from bot.cli.main import main


def chat(tmp_path: object, *lines: str) -> str:
    """Return what a chat with the sample prints after its welcome."""
    typed = "".join(f"{line}\n" for line in lines)
    result = CliRunner().invoke(main, ["--data", str(tmp_path), "chat", "--sample"], input=typed)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> object:
    """Return a data directory beneath which the sample is built once."""
    return tmp_path_factory.mktemp("talk") / "data"


def after(printed: str, line: str) -> str:
    return printed.partition(f"> {line}\n")[2]


@pytest.mark.parametrize(
    "line", ["hello", "Привет!", "thanks", "what can you do?", "how are you?", "who are you", "ok"]
)
def test_small_talk_gets_no_quotes(home: object, line: str) -> None:
    assert "[1]" not in after(chat(home, line), line)


def test_a_greeting_names_questions_that_have_answers(home: object) -> None:
    said = after(chat(home, "hello"), "hello")
    examples = [line.strip() for line in said.splitlines() if line.startswith("  ")]

    assert examples
    for example in examples:
        assert "[1]" in after(chat(home, example), example), example


def test_more_and_source_lean_on_the_last_answer(home: object) -> None:
    early = chat(home, "source?")
    printed = chat(home, "What happened on May 29?", "more", "source?")
    first, more, sources = printed.split("\n> ")[1:]

    assert "please ask me something first" in early
    quoted = [
        line.rpartition(" [")[0] for line in first.splitlines() if line.endswith("]") and not line.startswith("[")
    ]
    assert quoted
    assert "[1]" in more
    assert not any(line in more for line in quoted)
    assert sources.startswith("source?\n[1]")


def test_the_latest_news_is_the_newest_day_up_to_today_and_what_happened_offers_days(home: object) -> None:
    printed = chat(home, "latest news", "what happened?")
    news, offered = printed.split("\n> ")[1:]

    assert "30 May 2023" in news
    assert "[1]" in news
    assert "30 May 2023 (" in offered
    assert "[1]" not in offered


def test_a_chat_with_the_sample_says_which_day_is_today_and_reads_weekdays_by_it(home: object) -> None:
    printed = chat(home, "What happened on Friday?")

    assert "Today is taken to be 30 May 2023" in printed
    assert "26 May 2023" in after(printed, "What happened on Friday?")
    assert "[1]" in printed


def test_two_questions_on_one_line_are_answered_one_after_the_other(home: object) -> None:
    line = "What happened on 29 May 2023? And what happened on 8 May 2023?"
    said = after(chat(home, line), line)

    assert "29 May 2023\n" in said
    assert "8 May 2023\n" in said.partition("29 May 2023\n")[2]
