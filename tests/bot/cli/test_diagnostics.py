"""`dateline doctor` tries the settings, says what is wrong, and how to mend it; no secret is shown."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.diagnostics import (
    Finding,
    State,
    examine,
    try_chroma,
    try_data,
    try_model,
    try_packages,
    try_telegram,
    try_writing,
)
from bot.cli.main import main
from config.settings import Settings, read_settings
from index.archive import Archive
from tests.bot.generation.model_server import ModelServer, Reply
from tests.telegram_server import TOKEN, TelegramServer

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # LlamaIndex's own, at import

NOWHERE = "http://127.0.0.1:9"  # the port that throws everything away; nobody listens there
KEY = "sk-test-0815"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"DATELINE_{name.upper()}", raising=False)


def test_with_nothing_set_nothing_is_wrong() -> None:
    findings = {finding.name: finding.state for finding in examine(read_settings())}

    assert findings == {
        "packages": State.OK,
        "settings": State.OK,
        "data": State.OFF,
        "embedding": State.OK,
        "chroma": State.OFF,
        "telegram": State.OFF,
        "model": State.OFF,
        "writing": State.OFF,
    }


def test_a_package_that_overwrites_ours_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    info = tmp_path / "config-0.5.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: config\nVersion: 0.5.1\n")
    (info / "top_level.txt").write_text("config\n")
    monkeypatch.syspath_prepend(str(tmp_path))

    found = try_packages(read_settings())

    assert found.state is State.BAD
    assert found.said == "config too brings a package `config`"
    assert "virtual environment of its own" in found.remedy


def test_a_data_directory_in_use_is_told_with_who_uses_it(small_archive: Archive) -> None:
    found = try_data(read_settings(data_dir=small_archive.data_dir))

    assert found.state is State.OK
    assert "in use by process" in found.said


def test_a_data_directory_that_is_a_file_is_told() -> None:
    Path("news").write_text("")
    found = try_data(read_settings(data_dir=Path("news")))

    assert (found.state, found.remedy) == (State.BAD, "Set DATELINE_DATA_DIR to a directory.")


def test_a_chroma_server_that_is_not_there_is_told() -> None:
    found = try_chroma(read_settings(chroma_url=NOWHERE))

    assert found.state is State.BAD
    assert "DATELINE_CHROMA_URL" in found.remedy


def telegram(url: str, token: str) -> Finding:
    return try_telegram(read_settings(telegram_api_url=url, telegram_token=token, admins="7"))


def test_telegram_tells_the_bot_s_name_or_that_the_token_is_wrong() -> None:
    with TelegramServer() as server:
        known, unknown = telegram(server.url, TOKEN), telegram(server.url, "1:wrong")

    assert known.state is State.OK
    assert known.said.startswith("@")
    assert unknown.state is State.BAD
    assert "@BotFather" in unknown.remedy


def test_a_telegram_that_cannot_be_reached_is_told_without_the_token() -> None:
    found = telegram(NOWHERE, TOKEN)

    assert found.state is State.BAD
    assert TOKEN not in found.said + found.remedy


def model(url: str) -> Finding:
    return try_model(read_settings(llm="openai/scripted", llm_url=url, llm_key=KEY))


def test_a_model_that_speaks_is_well() -> None:
    with ModelServer() as server:
        server.say("ready")
        found = model(server.url)

    assert found == Finding("model", State.OK, "openai/scripted (730 tokens for a word)")


@pytest.mark.parametrize(
    ("reply", "remedy"),
    [
        (Reply(status=401), "DATELINE_LLM_KEY"),
        (Reply(status=404), "DATELINE_LLM_URL"),
        (Reply(status=429), "limit"),
        (Reply(""), "another model"),
        (Reply(body="data: nonsense\n\n"), "DATELINE_LLM_URL"),
    ],
)
def test_a_model_that_does_not_speak_is_told_with_what_to_set(reply: Reply, remedy: str) -> None:
    with ModelServer() as server:
        server.script(reply)
        found = model(server.url)

    assert found.state is State.BAD
    assert remedy in found.remedy
    assert KEY not in found.said + found.remedy


def test_a_key_that_the_endpoint_echoes_is_not_shown() -> None:
    with ModelServer() as server:
        server.script(Reply(status=401, body=f"Incorrect API key provided: {KEY}."))
        settings = read_settings(llm="openai/scripted", llm_url=server.url, llm_key=KEY)
        found = next(finding for finding in examine(settings) if finding.name == "model")

    assert found.state is State.BAD
    assert KEY not in found.said + found.remedy


def test_a_password_in_the_url_of_a_server_is_not_shown() -> None:
    settings = read_settings(chroma_url="http://anna:hush-hush@127.0.0.1:9")
    found = next(finding for finding in examine(settings) if finding.name == "chroma")

    assert found.state is State.BAD
    assert "hush-hush" not in found.said + found.remedy


def test_a_provider_without_its_library_is_told_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "llama_index.llms.anthropic", None)
    found = try_model(read_settings(llm="anthropic/claude-haiku-4-5", llm_key=KEY))

    assert found.state is State.BAD
    assert "pip install 'dateline[anthropic]'" in found.said


def test_the_command_ends_with_one_when_something_is_wrong() -> None:
    runner = CliRunner()
    well = runner.invoke(main, ["doctor", "--json"])
    ill = runner.invoke(main, ["doctor"], env={"DATELINE_CHROMA_URL": NOWHERE})

    assert well.exit_code == 0
    assert json.loads(well.stdout)["well"] is True
    assert ill.exit_code == 1
    assert "bad chroma" in " ".join(ill.stdout.split())


def test_a_model_is_tried_on_the_archive_s_newest_day(small_archive: Archive) -> None:
    with ModelServer() as server:
        server.say('{"answer": [{"s": 1, "cut": [], "part": "happened"}]}')
        settings = read_settings(data_dir=small_archive.data_dir, llm="openai/x", llm_url=server.url)

        found = try_writing(settings)

    assert found.state is State.OK
    assert found.said.startswith("edited: “What happened on 23 June 2023?” → ")
    assert "the harbour master closed the old pier" in found.said


def test_a_model_that_writes_nothing_useful_is_told(small_archive: Archive) -> None:
    with ModelServer() as server:
        server.say('{"answer": []}')
        settings = read_settings(data_dir=small_archive.data_dir, llm="openai/x", llm_url=server.url)

        assert try_writing(settings).state is State.BAD
