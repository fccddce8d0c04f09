"""`demo`: build the sample archive, answer three questions, and say what to try next."""

from pathlib import Path

import click

from bot.cli.context import Invocation, common_options, pass_invocation
from bot.cli.interactive.sample_archive import prepare_sample
from bot.views.terminal import print_lines
from bot.views.text_view import answer_lines

QUESTIONS = (
    "What happened on May 29?",
    "Which company built the section of the dyke that failed?",
    "Что произошло в порту Тарнхольма 8 мая?",
)
_CHECKOUT = Path(__file__).parents[3]


@click.command()
@common_options
@pass_invocation
def demo(invocation: Invocation) -> None:
    """Build the sample archive and answer three questions from it.

    Ends with 0, or with 1 if an article of the sample could not be read.
    """
    click.echo("Building the sample archive …")
    invocation.use_data_dir(prepare_sample(invocation))
    with invocation.archive() as archive:
        engine = invocation.engine(archive)
        for question in QUESTIONS:
            click.echo()
            print_lines([((f"> {question}", "number"),)])
            print_lines(answer_lines(engine.ask(question, invocation.today)))
    click.echo(f"\n{next_steps(Path.cwd())}")


def next_steps(folder: Path) -> str:
    """Return what to try next, as it is typed in `folder`: a checkout has `make`, an installation only `dateline`."""
    in_checkout = folder == _CHECKOUT and (folder / "Makefile").is_file()
    chat, dateline = ("make chat", ".venv/bin/dateline") if in_checkout else ("dateline chat --sample", "dateline")
    steps = {
        chat: "ask the sample yourself, and open its citations",
        f"{dateline} add FOLDER": "add your own articles",
        f'{dateline} ask "What happened on May 29?"': "ask them",
        f"{dateline} --help": "all commands; `bot` runs the Telegram bot",
    }
    width = max(map(len, steps))
    return "\n".join(["Try next:", *(f"  {command:<{width}}  {what}" for command, what in steps.items())])
