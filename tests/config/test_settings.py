"""What an operator sets, from where, and how a mistake is told."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from config.settings import ConfigError, Settings, find_unknown_settings, read_settings, write_example

ROOT = Path(__file__).parents[2]
TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Run in an empty directory with no variable of Dateline set."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"DATELINE_{name.upper()}", raising=False)


def test_everything_has_a_default_that_works() -> None:
    settings = read_settings()

    assert settings.data_dir == Path("data")
    assert settings.telegram_token is None
    assert settings.admins == frozenset()
    assert settings.timezone == ZoneInfo("UTC")
    assert settings.top_k == 12


def test_the_command_line_beats_the_environment_which_beats_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("DATELINE_TOP_K=3\nDATELINE_DATA_DIR=file\nDATELINE_LOG_LEVEL=error\n")
    monkeypatch.setenv("DATELINE_TOP_K", "4")
    monkeypatch.setenv("DATELINE_DATA_DIR", "environment")

    settings = read_settings(data_dir=Path("option"), top_k=None)

    assert (settings.data_dir, settings.top_k, settings.log_level) == (Path("option"), 4, "ERROR")


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_TELEGRAM_TOKEN", "")
    monkeypatch.setenv("DATELINE_TOP_K", "")

    settings = read_settings()

    assert (settings.telegram_token, settings.top_k) == (None, 12)


@pytest.mark.parametrize(
    ("written", "read"),
    [("12345", {12345}), ("12345,67890", {12345, 67890}), (" 12345, 67890 ,", {12345, 67890}), (",", set())],
)
def test_admins_are_ids_with_commas_between(monkeypatch: pytest.MonkeyPatch, written: str, read: set[int]) -> None:
    monkeypatch.setenv("DATELINE_ADMINS", written)

    assert read_settings().admins == read


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("DATELINE_TOP_K", "21", "DATELINE_TOP_K: Input should be less than or equal to 20. Passages"),
        ("DATELINE_TOP_K", "0", "DATELINE_TOP_K: Input should be greater than or equal to 1. Passages"),
        ("DATELINE_TOP_K", "six", "DATELINE_TOP_K: Input should be a valid integer"),
        ("DATELINE_ADMINS", "@anna", "DATELINE_ADMINS: '@anna' is not a Telegram user id; write numbers"),
        ("DATELINE_ADMINS", "-5", "DATELINE_ADMINS: '-5' is not a Telegram user id; write numbers"),
        ("DATELINE_TIMEZONE", "Mars/Olympus", "DATELINE_TIMEZONE: invalid timezone: Mars/Olympus. Decides which day"),
        ("DATELINE_TELEGRAM_API_URL", "localhost:8081", "DATELINE_TELEGRAM_API_URL: Input should begin with http://"),
        ("DATELINE_CHROMA_URL", "ftp://chroma", "DATELINE_CHROMA_URL: Input should begin with http://"),
        ("DATELINE_LLM", "gpt-4o", "DATELINE_LLM: Input should be provider/model, the provider one of openai, ollama"),
        ("DATELINE_LLM", "openai/", "DATELINE_LLM: Input should be provider/model"),
        ("DATELINE_LLM_URL", "localhost:8080", "DATELINE_LLM_URL: Input should begin with http://"),
        ("DATELINE_LLM_TIMEOUT_S", "0", "DATELINE_LLM_TIMEOUT_S: Input should be greater than 0. Seconds"),
        ("DATELINE_LLM_DAY_TOKENS", "-1", "DATELINE_LLM_DAY_TOKENS: Input should be greater than or equal to 0"),
        ("DATELINE_LOG_LEVEL", "loud", "DATELINE_LOG_LEVEL: Input should be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
    ],
)
def test_a_mistake_names_the_variable_to_fix(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, told: str
) -> None:
    monkeypatch.setenv(variable, value)

    with pytest.raises(ConfigError) as caught:
        read_settings()

    assert len(caught.value.lines) == 1
    assert caught.value.for_reader.startswith(told)


def test_each_mistake_has_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_TOP_K", "99")
    monkeypatch.setenv("DATELINE_TIMEZONE", "nowhere")

    with pytest.raises(ConfigError) as caught:
        read_settings()

    assert [line.split(":")[0] for line in caught.value.lines] == ["DATELINE_TIMEZONE", "DATELINE_TOP_K"]


def test_the_token_is_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_TELEGRAM_TOKEN", TOKEN)
    settings = read_settings()

    assert settings.telegram_token is not None
    assert settings.telegram_token.get_secret_value() == TOKEN
    assert TOKEN not in f"{settings!r} {settings} {settings.model_dump_json()}"

    monkeypatch.setenv("DATELINE_TOP_K", "99")
    with pytest.raises(ConfigError) as caught:
        read_settings()
    assert TOKEN not in f"{caught.value!r} {caught.value.for_reader}"


def test_the_key_to_the_model_is_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_LLM_KEY", " sk-test-4711 ")
    settings = read_settings()

    assert settings.llm_key is not None
    assert settings.llm_key.get_secret_value() == "sk-test-4711"
    assert "4711" not in f"{settings!r} {settings} {settings.model_dump_json()}"


def test_settings_do_not_change_while_the_program_runs() -> None:
    settings = read_settings()

    with pytest.raises(ValueError, match="frozen"):
        settings.top_k = 5


def test_addresses_lose_their_last_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_TELEGRAM_API_URL", "http://127.0.0.1:8081/")

    assert read_settings().telegram_api_url == "http://127.0.0.1:8081"


def test_a_misspelt_variable_is_told_with_the_likely_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_ADMIN", "12345")
    Path(".env").write_text("DATELINE_TOPK=5\nDATELINE_ZZZ=1\nSOMETHING_ELSE=1\n")

    assert find_unknown_settings() == [
        "DATELINE_ADMIN is not a setting of Dateline; did you mean DATELINE_ADMINS?",
        "DATELINE_TOPK is not a setting of Dateline; did you mean DATELINE_TOP_K?",
        "DATELINE_ZZZ is not a setting of Dateline.",
    ]


def test_a_file_of_settings_that_is_not_utf_8_is_told_in_a_sentence() -> None:
    Path(".env").write_bytes("DATELINE_DATA_DIR=архив\n".encode("cp1251"))

    with pytest.raises(ConfigError, match=r"\.env is not UTF-8 text; save it as UTF-8\.$"):
        read_settings()


def test_a_model_folder_that_is_not_there_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_MODEL_DIR", "nowhere")

    with pytest.raises(ConfigError, match=r"^DATELINE_MODEL_DIR: nowhere is not a folder\. A folder with"):
        read_settings()


def test_the_settings_know_their_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_LLM_KEY", "sk-test-4711")
    monkeypatch.setenv("DATELINE_TELEGRAM_TOKEN", TOKEN)

    assert read_settings().secrets == [TOKEN, "sk-test-4711"]


def test_the_example_file_names_every_setting_and_is_up_to_date() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    for name in Settings.model_fields:
        assert f"#DATELINE_{name.upper()}=" in example
    assert example == write_example(), "write it anew: python -m config.settings > .env.example"


def test_the_example_file_taken_as_it_stands_sets_the_defaults() -> None:
    uncommented = [line[1:] for line in write_example().splitlines() if line.startswith("#DATELINE_")]
    Path(".env").write_text("\n".join(uncommented))

    assert read_settings() == Settings(_env_file=None)  # type: ignore[call-arg]  # pydantic-settings' own argument
