"""Admins see how many questions there are, what became of them, and keep answers that did not help as cases."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import main
from bot.i18n.admin_phrases import ENGLISH as SAID
from config.settings import Settings
from index.archive import Archive
from index.pipeline import add_paths
from tests.bot.telegram.chatting import says, tap
from tests.bot.telegram.conftest import ADMIN, READER, Bot, running
from tests.telegram_server import TelegramServer


def vote_down(bot: Bot, telegram: TelegramServer, question: str) -> None:
    before = bot.database.rows("SELECT count(*) FROM vote_counts")
    tap(telegram, says(telegram, question, user=READER), "👎", user=READER)
    telegram.wait_until(lambda: bot.database.rows("SELECT count(*) FROM vote_counts") != before)


def test_questions_are_counted_by_day_and_by_what_became_of_them(bot: Bot, telegram: TelegramServer) -> None:
    assert SAID.stats_none in says(telegram, "/stats").text
    for question in ("What happened on May 29, 2023?", "What happened on 29 May 2023?", "Who stole the zeppelin?"):
        says(telegram, question, user=READER)
    says(telegram, "What happened on 1 April 2001?", user=READER)
    says(telegram, "What happened on 31 February?", user=READER)

    text = says(telegram, "/stats").text

    assert SAID.stats_days(7, 5) in text
    assert f"2 × {SAID.outcomes['answered']}" in text
    assert f"3 × {SAID.not_answered}" in text
    assert f"1 × {SAID.outcomes['topic_unknown']}" in text
    assert f"1 × {SAID.outcomes['day_empty']}" in text
    assert f"1 × {SAID.outcomes['date_unclear']}" in text
    assert f"{SAID.stats_most_asked}\n2 × 29 May 2023" in text
    assert SAID.no_votes in text
    assert SAID.stats_days(30, 5) in says(telegram, "/stats 30").text


def test_an_answer_that_did_not_help_is_shown_with_its_question_and_kept_as_a_case(
    bot: Bot, telegram: TelegramServer
) -> None:
    vote_down(bot, telegram, "What happened on May 29?")
    told = says(telegram, "/stats")
    assert SAID.stats_votes(0, 1) in told.text
    assert "1. What happened on May 29?" in told.text

    data = told.all_buttons[0]["callback_data"]
    assert tap(telegram, told, "1", user=READER) == SAID.only_admins_tap
    assert bot.database.rows("SELECT count(*) FROM cases") == [(0,)]
    assert tap(telegram, told, "1") == SAID.case_kept
    telegram.wait_until(lambda: "1. What happened on May 29? ✓" in told.text)
    assert SAID.cases_kept(1) in told.text
    assert told.buttons == []

    tap_id = telegram.taps(ADMIN, told, data)  # as another admin would, who has not seen it yet
    telegram.wait_until(lambda: any(one["callback_query_id"] == tap_id for one in telegram.answered_taps))
    assert telegram.answered_taps[-1]["text"] == SAID.case_known


# The command line


def dateline(*words: str) -> Result:
    return CliRunner().invoke(main, [*words])


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"DATELINE_{name.upper()}", raising=False)


def test_cases_are_asked_again_and_say_what_has_changed(
    data_dir: Path, telegram: TelegramServer, tmp_path: Path
) -> None:
    with running(data_dir, telegram) as bot:
        vote_down(bot, telegram, "What happened on May 29, 2023?")
        tap(telegram, says(telegram, "/stats"), "1")
        beside = dateline("--data", str(data_dir), "cases", "--json")
        assert (beside.exit_code, len(json.loads(beside.stdout)["cases"])) == (0, 1)

    same = dateline("--data", str(data_dir), "cases", "--json")
    assert same.exit_code == 0
    (case,) = json.loads(same.stdout)["cases"]
    assert (case["case"], case["question"], case["changed"]) == (1, "What happened on May 29, 2023?", False)
    then, now = ({sentence["text"] for sentence in case[when]["sentences"]} for when in ("then", "now"))
    assert then == now != set()
    assert date.fromisoformat(case["asked_on"])

    mill = tmp_path / "mill.json"
    mill.write_text(
        json.dumps({"title": "Mill", "text": "The mill of Vell burnt down on 29 May 2023.", "published": "2023-05-30"})
    )
    with Archive.open(data_dir, write=True) as archive:
        add_paths(archive, [mill])
    other = dateline("--data", str(data_dir), "cases", "--json")
    assert json.loads(other.stdout)["changed"] == 1
    said = dateline("--data", str(data_dir), "cases").stdout
    assert "Case 1, kept " in said
    assert "What happened on May 29, 2023?" in said
    assert "1 case, 1 answered otherwise than then." in said

    assert dateline("--data", str(data_dir), "cases", "--remove", "1").exit_code == 0
    gone = dateline("--data", str(data_dir), "cases", "--remove", "1")
    assert (gone.exit_code, gone.stderr) == (3, "There is no case 1: `dateline cases` lists them.\n")


def test_without_cases_the_command_says_how_to_keep_one(tmp_path: Path) -> None:
    nothing = dateline("--data", str(tmp_path / "none"), "cases")

    assert nothing.exit_code == 3
    assert "/stats" in nothing.stderr
    assert not (tmp_path / "none").exists()
    assert json.loads(dateline("--data", str(tmp_path / "none"), "cases", "--json").stdout) == {
        "cases": [],
        "changed": 0,
    }
