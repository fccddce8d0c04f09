"""What an operator may set: one frozen class, read once when a program starts.

The command line overrides the environment, which overrides `.env` in the working directory.
`python -m config.settings` prints `.env.example`.
"""

import os
import sys
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from config.shared_accounts import SHARED_ACCOUNTS

PREFIX = "DATELINE_"
ENV_FILE = Path(".env")
LLM_PROVIDERS = ("openai", "ollama", "anthropic")


class ConfigError(Exception):
    """A mistake in the settings.

    `lines` holds one line for each thing to fix; `for_reader` is all of them as one text.
    """

    def __init__(self, lines: list[str]) -> None:
        self.lines = tuple(lines)
        self.for_reader = "\n".join(lines)
        super().__init__(self.for_reader)


class Settings(BaseSettings):
    """All settings of Dateline. Each has a default that works; the bot needs its token besides."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",  # `.env` may serve other programs too
        frozen=True,
        hide_input_in_errors=True,
    )

    data_dir: Path = Field(Path("data"), description="The folder of the archive: catalogue, word index, vectors.")
    telegram_token: SecretStr | None = Field(None, description="The bot's token, from @BotFather; a secret.")
    admins: Annotated[frozenset[int], NoDecode] = Field(
        frozenset(), description="Telegram user ids, separated by commas, who may send articles to the bot."
    )
    access: str = Field(
        "everyone",
        description="Who may ask: everyone; invited (by a link that an admin makes with /invite); or the Telegram ids"
        " of people and groups, separated by commas, who may ask as well as those invited.",
    )
    questions_a_minute: int = Field(20, ge=0, description="Questions a person may ask in a minute; 0 is no limit.")
    group_questions_a_minute: int = Field(30, ge=0, description="Questions a group may ask in a minute; 0: no limit.")
    answer_timeout_s: int = Field(60, ge=1, le=600, description="Seconds after which the bot gives up on a question.")
    channels: Annotated[frozenset[str], NoDecode] = Field(
        frozenset(),
        description="Channels the bot is in and whose posts become articles, separated by commas: @name or id.",
    )
    inbox: Path | None = Field(
        None, description="A folder whose files the running bot adds; by default, inbox in the data directory."
    )
    feeds: str = Field(
        "",
        description="Feeds that the running bot polls: links separated by commas, or the path of an OPML file. Admins"
        " add others with /feeds.",
    )
    fetch_allow: str = Field(
        "",
        description="What may be fetched from beside the public web: names, addresses and networks of an intranet, each"
        " with or without a port, separated by commas: intranet.example, 10.0.0.0/8, 127.0.0.1:8080.",
    )
    follows_each: int = Field(20, ge=0, le=200, description="Things a person may /follow; 0 switches it off.")
    alerts_a_day: int = Field(
        5, ge=0, description="Messages a day for what a person follows; the rest comes at morning."
    )
    digests: bool = Field(True, description="Whether people may ask for a /digest each morning.")
    telegram_api_url: str = Field("", description="Root of another Bot API server: http://127.0.0.1:8081.")
    chroma_url: str = Field(
        "", description="A Chroma server for the vectors; by default, they are in the data directory."
    )
    chroma_token: SecretStr | None = Field(None, description="The token that the Chroma server asks for; a secret.")
    chroma_tenant: str = Field("default_tenant", description="The tenant on the Chroma server.")
    chroma_database: str = Field("default_database", description="The database on the Chroma server.")
    timezone: ZoneInfo = Field(ZoneInfo("UTC"), description="Decides which day is today: Europe/Belgrade.")
    llm: str = Field(
        "",
        description="A language model that writes the answers, as provider/model: openai/gpt-4o-mini (or any model of"
        " an endpoint that speaks OpenAI's protocol, see DATELINE_LLM_URL), ollama/llama3.2,"
        " anthropic/claude-haiku-4-5; without one, answers are quotes.",
    )
    llm_url: str = Field("", description="Where the model is served, if not by its maker: http://127.0.0.1:8080/v1.")
    llm_key: SecretStr | None = Field(None, description="The key to the model; a secret.")
    llm_style: Literal["edited", "free"] = Field(
        "edited",
        description="How the model writes: edited (it chooses and trims quotes) or free (its own words, checked).",
    )
    nli_url: str = Field(
        "",
        description="An entailment model (text-embeddings-inference) for sentences in the model's own words: "
        "http://127.0.0.1:8080; without one they are cut.",
    )
    llm_timeout_s: float = Field(40, gt=0, le=600, description="Seconds the model has; then answers are quotes.")
    llm_prompt_tokens: int = Field(3_000, ge=300, le=200_000, description="Tokens of a prompt; weak passages are cut.")
    llm_answer_tokens: int = Field(500, ge=20, le=20_000, description="Tokens of an answer.")
    llm_person_tokens: int = Field(100_000, ge=0, description="Tokens for one person a day; 0 is no limit.")
    llm_day_tokens: int = Field(1_000_000, ge=0, description="Tokens for everybody a day; 0 is no limit.")
    rich: Literal["auto", "off"] = Field(
        "auto",
        description="Timelines in the chat as tables with footnotes (rich messages, Bot API 10.1): auto (until"
        " Telegram's server refuses one) or off.",
    )
    speech: str = Field(
        "",
        description="What transcribes spoken questions: the root of an API like OpenAI's, https://api.openai.com/v1, or"
        " a folder with a model for faster-whisper (pip install 'dateline[voice]'); by default, only text is read.",
    )
    speech_model: str = Field("whisper-1", description="The model's name at the speech endpoint.")
    speech_key: SecretStr | None = Field(None, description="The key to the speech endpoint; a secret.")
    top_k: int = Field(12, ge=1, le=20, description="Passages an answer may cite, 1 to 20.")
    model_dir: Path | None = Field(
        None, description="A folder with another embedding model: model.onnx and tokenizer.json."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="How much the bot logs.")

    @field_validator("admins", mode="before")
    @classmethod
    def _split_ids(cls, value: object) -> object:
        """Read "12, 34" as the ids 12 and 34."""
        if not isinstance(value, str):
            return value
        ids = [part.strip() for part in value.split(",") if part.strip()]
        for part in ids:
            if not part.isascii() or not part.isdigit():
                raise ValueError(
                    f"{part!r} is not a Telegram user id; write numbers separated by commas, as 12345,67890"
                )
        return frozenset(int(part) for part in ids)

    @field_validator("admins")
    @classmethod
    def _check_admins(cls, value: frozenset[int]) -> frozenset[int]:
        for one in sorted(value):
            _refuse_shared(one)
        return value

    @field_validator("access")
    @classmethod
    def _check_access(cls, value: str) -> str:
        parts = [part.strip().lower() for part in value.split(",") if part.strip()]
        for part in parts:
            if part not in ("everyone", "invited") and not part.removeprefix("-").isdecimal():
                raise ValueError(f"{part!r} is neither everyone, nor invited, nor a Telegram id")
            if part.isdecimal():
                _refuse_shared(int(part))
        return ",".join(parts) or "everyone"

    @field_validator("llm")
    @classmethod
    def _check_llm(cls, value: str) -> str:
        value = value.strip()
        provider, _, model = value.partition("/")
        if value and (provider not in LLM_PROVIDERS or not model):
            known = ", ".join(LLM_PROVIDERS)
            raise ValueError(f"Input should be provider/model, the provider one of {known}")
        return value

    @field_validator("telegram_api_url", "chroma_url", "llm_url", "nli_url")
    @classmethod
    def _check_url(cls, value: str) -> str:
        value = value.strip().rstrip("/")
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("Input should begin with http:// or https://")
        return value

    @field_validator("channels", mode="before")
    @classmethod
    def _split_names(cls, value: object) -> object:
        """Read "@news, -100123" as these two."""
        if not isinstance(value, str):
            return value
        return frozenset(part.strip() for part in value.split(",") if part.strip())

    @field_validator("data_dir", "model_dir", "inbox")
    @classmethod
    def _expand_home(cls, value: Path | None) -> Path | None:
        return value if value is None else value.expanduser()

    @field_validator("model_dir")
    @classmethod
    def _check_folder(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_dir():
            raise ValueError(f"{value} is not a folder")
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("telegram_token", "llm_key", "speech_key", mode="before")
    @classmethod
    def _strip(cls, value: object) -> object:
        return (value.strip() or None) if isinstance(value, str) else value

    @property
    def inbox_dir(self) -> Path:
        """The watched folder."""
        return self.inbox or self.data_dir / "inbox"

    @property
    def secrets(self) -> list[str]:
        """The values that no log and no message may show."""
        values = (getattr(self, name) for name in type(self).model_fields)
        return [value.get_secret_value() for value in values if isinstance(value, SecretStr)]


def _refuse_shared(user_id: int) -> None:
    """Refuse an account that many people share.

    Raises: ValueError.
    """
    if user_id in SHARED_ACCOUNTS:
        raise ValueError(f"{user_id} is {SHARED_ACCOUNTS[user_id]}, not a person; write a person's own id")


def read_settings(**overrides: object) -> Settings:
    """Read the settings; an override that is not None beats environment and `.env`.

    Raises:
        ConfigError: a value is not allowed, or `.env` cannot be read.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        raise ConfigError([_explain(problem["loc"], problem["msg"]) for problem in error.errors()]) from None
    except UnicodeDecodeError:
        raise ConfigError([f"{ENV_FILE.absolute()} is not UTF-8 text; save it as UTF-8."]) from None
    except OSError as error:
        raise ConfigError([f"{ENV_FILE.absolute()} cannot be read: {error.strerror}."]) from None


def find_unknown_settings() -> list[str]:
    """Return one line for each `DATELINE_…` variable, of the environment or of `.env`, that is not a setting.

    DATELINE_TOPK=5  ->  "DATELINE_TOPK is not a setting of Dateline; did you mean DATELINE_TOP_K?"

    `.env` is read after `read_settings` found that it can be.
    """
    known = [_variable(name) for name in Settings.model_fields]
    given = {*os.environ, *dotenv_values(ENV_FILE, encoding="utf-8")}
    unknown = sorted(name for name in given if name.upper().startswith(PREFIX) and name.upper() not in known)
    return [f"{name} is not a setting of Dateline{_guess(name, known)}" for name in unknown]


def write_example() -> str:
    """Return `.env.example`: every setting with its description and default, all commented out."""
    blocks = ["# Settings of Dateline. Copy this file to .env, and remove the # from each line that you change.\n"]
    for name, field in Settings.model_fields.items():
        blocks.append(f"# {field.description}\n#{_variable(name)}={_write(field.default)}\n")
    return "\n".join(blocks)


def _variable(name: str) -> str:
    return PREFIX + name.upper()


def _explain(place: tuple[int | str, ...], message: str) -> str:
    """Name the variable to fix: "DATELINE_TOP_K: Input should be less than or equal to 20."."""
    name = str(place[0])
    message = message.removeprefix("Value error, ").rstrip(".")
    description = Settings.model_fields[name].description if name in Settings.model_fields else ""
    return f"{_variable(name)}: {message}. {description}".rstrip()


def _guess(name: str, known: list[str]) -> str:
    names = [setting.removeprefix(PREFIX) for setting in known]
    near = get_close_matches(name.upper().removeprefix(PREFIX), names, n=1)
    return f"; did you mean {PREFIX}{near[0]}?" if near else "."


def _write(default: object) -> str:
    return "" if default is None or default == frozenset() else str(default)


if __name__ == "__main__":
    sys.stdout.write(write_example())
