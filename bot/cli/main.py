"""The command line: `dateline COMMAND`, and how errors are shown.

Each command imports what it needs when it runs, so that a plain question starts quickly.
"""

import gc
import sys
from typing import Any

import click

from bot.cli.ask import ask, search
from bot.cli.cases import cases
from bot.cli.context import common_options
from bot.cli.days import days
from bot.cli.doctor import doctor
from bot.cli.health_check import health
from bot.cli.interactive.demo import demo
from bot.cli.interactive.play import play
from bot.cli.interactive.repl import chat
from bot.cli.manage import add, articles, export, rebuild, remove, show, status
from bot.cli.serve import bot
from index.errors import DatelineError, HeldError


class CommandError(click.ClickException):
    """An error that is shown on stderr as a sentence, without a traceback."""

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True)


class UsageMistake(CommandError):
    """A mistake in the settings, or a data directory that another process holds."""

    exit_code = 2


class Commands(click.Group):
    """The commands; an expected error ends with a sentence and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        from config.settings import ConfigError

        try:
            return super().invoke(ctx)
        except (ConfigError, HeldError) as error:
            raise UsageMistake(error.for_reader) from error
        except DatelineError as error:
            raise CommandError(error.for_reader) from error
        except OSError as error:
            if error.filename is None:
                raise
            raise CommandError(f"{error.filename}: {error.strerror}.") from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)  # in the order a newcomer needs them


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="dateline", prog_name="dateline")
@common_options
def main() -> None:
    """Answer questions about the news, day by day, with dated quotes and their sources.

    \b
    First steps:
      dateline chat --sample                     try it on the sample articles
      dateline add news/                         add your own
      dateline ask "What happened on May 29?"    ask them
      dateline bot                               let Telegram ask them

    --data and --today may come before or after the command. Settings come from the command line, else from
    DATELINE_… in the environment, else from .env. What can be read is listed in docs/formats.md.

    Ends with 0; with 1 if something went wrong or was skipped; with 2 for a mistake in the command or the
    settings, or if another process holds the data; with 3 if nothing was found.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a letter that the terminal lacks must not end the program


def run() -> None:
    """Be the program `dateline`: run a command, and end the process with its exit code."""
    try:
        main(prog_name="dateline")
    finally:
        # What is left is freed with the process: Python need not search it for garbage first, which takes .3 s after a
        # question about a topic (docs/decisions/dependencies.md).
        gc.freeze()


for _command in (
    demo,
    play,
    add,
    ask,
    search,
    chat,
    bot,
    days,
    articles,
    show,
    remove,
    status,
    rebuild,
    export,
    cases,
    doctor,
    health,
):
    main.add_command(_command)
