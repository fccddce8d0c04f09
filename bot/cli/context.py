"""What all commands share: common options, settings, the archive, JSON output and lines of input."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from index.errors import DatelineError

if TYPE_CHECKING:
    from bot.qa.engine import Engine
    from config.settings import Settings
    from index.archive import Archive
    from index.search.chroma_server import ServerAddress

P = ParamSpec("P")
R = TypeVar("R")
Decorator = Callable[[Callable[P, R]], Callable[P, R]]

NOTHING_FOUND = 3  # exit code of `ask`
MISTAKE = 2  # exit code of a usage or settings mistake, and of a data directory that is held


def read_day(value: str) -> date:
    """Read the value of an option as a day, YYYY-MM-DD.

    Raises:
        click.BadParameter: it is not a day.
    """
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a day; write it as 2023-06-24.") from None


@dataclass
class Invocation:
    """What the command line gives besides the command: the options that all commands share."""

    data: Path | None = None
    day: date | None = None
    _settings: "Settings | None" = None

    @property
    def settings(self) -> "Settings":
        """The settings, read at the first use. A misspelt variable is named on stderr.

        Raises:
            ConfigError: a setting is wrong.
        """
        if self._settings is None:
            from config.settings import find_unknown_settings, read_settings

            self._settings = read_settings(data_dir=self.data)
            for line in find_unknown_settings():
                print_note(line)
        return self._settings

    def use_data_dir(self, data_dir: Path) -> None:
        """Use another data directory on this machine from now on."""
        self._settings = self.settings.model_copy(update={"data_dir": data_dir, "chroma_url": ""})

    @property
    def today(self) -> date:
        """The day questions are asked on: the given one, else today in the time zone of the settings."""
        return self.day or datetime.now(self.settings.timezone).date()

    @contextmanager
    def archive(self, *, write: bool = False) -> Iterator["Archive"]:
        """Open the archive for as long as a block lasts. Only a writer may create it.

        Raises:
            DatelineError: it cannot be opened; HeldError if another process writes to it.
        """
        from index.archive import Archive

        settings = self.settings
        if write:
            keep_private(settings.data_dir)
        with Archive.open(
            settings.data_dir, write=write, server=chroma_server(settings), model_dir=settings.model_dir
        ) as archive:
            if archive.held_by and not write:
                print_note(f"Reading beside {archive.held_by}.")
            yield archive

    def engine(self, archive: "Archive") -> "Engine":
        """Return an engine that answers from the archive, with the writer that the settings choose."""
        from bot.cli.writer_choice import build_writer
        from bot.qa.engine import Engine

        return Engine(archive, top_k=self.settings.top_k, writer=build_writer(self.settings, archive))


def keep_private(data_dir: Path) -> None:
    """Let nobody but the owner read the data directory: what this program makes there is 0600, folders 0700.

    It holds what people asked. A directory of somebody else's is used as it is.
    """
    os.umask(0o077)
    data_dir.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        data_dir.chmod(0o700)


def common_options(command: Callable[P, R]) -> Callable[P, R]:
    """Add `--data` and `--today`. Both are allowed before and after the command; after it, they override."""
    data = click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        expose_value=False,
        callback=_keep("data"),
        help="The data directory.  [default: DATELINE_DATA_DIR, else ./data]",
    )
    today = click.option(
        "--today",
        type=read_day,
        metavar="YYYY-MM-DD",
        expose_value=False,
        callback=_keep("day"),
        help="The day questions are asked on.  [default: today]",
    )
    return data(today(command))


json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")

batch_option = click.option(
    "--batch",
    type=click.File("rb", lazy=False),
    metavar="FILE",
    help="Read many, one on each line (- for standard input); print a JSON object for each, in order.",
)


def print_note(sentence: str) -> None:
    """Print a sentence on stderr; stdout is kept for the result."""
    click.echo(sentence, err=True)


def empty_archive_hint(data_dir: Path) -> str:
    """Return what to do about an archive without articles."""
    return f"There are no articles in {data_dir} yet: add some with `dateline add PATH`."


def print_json(payload: dict[str, Any]) -> None:
    """Print one JSON object on one line, in plain ASCII if stdout cannot encode its letters."""
    line = json.dumps(payload, ensure_ascii=False)
    try:
        line.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        line = json.dumps(payload)
    click.echo(line)


def read_lines(file: IO[bytes]) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank, each with its number, as soon as they arrive.

    Raises:
        DatelineError: a line is not UTF-8 text.
    """
    for number, raw in enumerate(file, start=1):
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeDecodeError:
            raise DatelineError(f"Line {number} is not UTF-8 text.") from None
        if line:
            yield number, line


def _keep(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
        if value is not None:
            setattr(ctx.ensure_object(Invocation), name, value)

    return keep


pass_invocation = click.make_pass_decorator(Invocation, ensure=True)


def chroma_server(settings: "Settings") -> "ServerAddress | None":
    """Return where the vectors are, if they are on a Chroma server."""
    from index.search.chroma_server import ServerAddress

    if not settings.chroma_url:
        return None
    token = settings.chroma_token.get_secret_value() if settings.chroma_token else ""
    return ServerAddress(settings.chroma_url, token, settings.chroma_tenant, settings.chroma_database)
