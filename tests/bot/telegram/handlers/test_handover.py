"""`dateline add` while the bot runs: the bot does it, and the report is the one it would have been."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import main
from bot.intake.handover import KEPT_S, answer, clear_up, hand_over, is_answered, read_request, take_back, take_report
from index.pipeline import AddReport
from tests.bot.telegram.conftest import READER
from tests.bot.telegram.handlers.test_admin import mill
from tests.bot.telegram.test_running import process
from tests.telegram_server import TelegramServer


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with two articles and a file that is none."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "one.txt").write_text(mill(1), encoding="utf-8")
    (folder / "two.txt").write_text(mill(2), encoding="utf-8")
    (folder / "cut.json").write_text('{"text": "half', encoding="utf-8")
    return folder


def dateline(data_dir: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--data", str(data_dir), *words])


def read(result: Result) -> Any:
    return json.loads(result.stdout)


def test_the_running_bot_adds_what_is_handed_over(
    data_dir: Path, telegram: TelegramServer, news: Path, tmp_path: Path
) -> None:
    with process(data_dir, telegram):
        handed = dateline(data_dir, "add", str(news), str(tmp_path / "nowhere"), "--json")
        with telegram.next_message() as got:
            telegram.says(READER, "What happened on 3 May 2021?")
        again = dateline(data_dir, "add", str(news), "--json")
        told = dateline(data_dir, "add", str(news / "one.txt"))

    assert handed.exit_code == 1
    report = read(handed)
    assert (report["added"], report["updated"], report["unchanged"], report["copies"]) == (2, 0, 0, 0)
    assert [one["path"] for one in report["skipped"]] == [str(tmp_path / "nowhere"), str(news / "cut.json")]
    assert "Mill number" in got[0].text
    assert read(again)["unchanged"] == 2
    assert told.exit_code == 0
    assert "1 unchanged" in told.stdout
    assert list((data_dir / "inbox").glob("*handed*")) == []

    # The same by itself: what was handed over is known under the name it has on the disk.
    assert read(dateline(data_dir, "add", str(news), "--json", "--no-wait"))["unchanged"] == 2


def test_files_that_were_handed_over_come_whole_and_can_be_taken_back(news: Path, tmp_path: Path) -> None:
    folder, skipped = hand_over(tmp_path / "inbox", [news])

    assert skipped == []
    rows = read_request(folder)
    assert [origin for _, origin, _ in rows] == [str(news / name) for name in ("cut.json", "one.txt", "two.txt")]
    assert [file.read_bytes() for file, origin, _ in rows] == [Path(origin).read_bytes() for _, origin, _ in rows]
    assert not is_answered(folder)
    assert take_back(folder)
    assert list((tmp_path / "inbox").iterdir()) == []


def test_a_bot_that_dies_as_it_answers_still_has_the_files_to_answer_again(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = hand_over(tmp_path / "inbox", [news])

    def dies(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", dies)
        with pytest.raises(SystemExit):
            answer(folder, AddReport((), ()))

    assert not is_answered(folder)
    assert all(file.is_file() for file, _, _ in read_request(folder))
    answer(folder, AddReport((), ()))
    assert not any(file.exists() for file, _, _ in read_request(folder))
    assert take_report(folder, []) == AddReport((), ())


def test_what_nobody_came_back_for_is_cleared_away_after_a_day(news: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    answered, waiting = hand_over(inbox, [news])[0], hand_over(inbox, [news])[0]
    answer(answered, AddReport((), ()))
    half = inbox / ".handed-half"
    half.mkdir()
    put_at = answered.stat().st_mtime
    for folder in (answered, waiting, half):
        os.utime(folder, (put_at, put_at))

    clear_up(inbox, put_at + KEPT_S - 1)
    assert sorted(inbox.iterdir()) == sorted([answered, half, waiting])
    clear_up(inbox, put_at + KEPT_S + 1)
    assert list(inbox.iterdir()) == [waiting]


@pytest.mark.skipif(
    not os.path.exists("/proc/self/mem"), reason="a file that opens but cannot be read is at hand on Linux"
)
def test_a_file_that_cannot_be_read_is_skipped_and_the_rest_is_handed_over(news: Path, tmp_path: Path) -> None:
    (news / "broken.txt").symlink_to("/proc/self/mem")  # as on a damaged disk: it is there, and reading it fails
    folder, skipped = hand_over(tmp_path / "inbox", [news])

    assert [Path(one.path).name for one in skipped] == ["broken.txt"]
    assert "cannot be opened" in skipped[0].reason
    assert len(read_request(folder)) == 3


@pytest.mark.skipif(
    not os.path.exists("/proc/self/mem"), reason="a file that opens but cannot be read is at hand on Linux"
)
def test_of_many_paths_one_that_cannot_be_read_is_skipped_and_the_rest_goes_in(
    data_dir: Path, news: Path, tmp_path: Path
) -> None:
    (tmp_path / "broken.txt").symlink_to("/proc/self/mem")
    paths = [tmp_path / "broken.txt", tmp_path / "nowhere.txt", news / "one.txt", news / "cut.json", news / "two.txt"]
    result = dateline(data_dir, "add", *map(str, paths), "--json", "--no-wait")

    assert result.exit_code == 1
    assert read(result)["added"] == 2
    assert [Path(one["path"]).name for one in read(result)["skipped"]] == ["broken.txt", "nowhere.txt", "cut.json"]
