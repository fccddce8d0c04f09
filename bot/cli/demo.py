"""`demo`: the sample archive built, three questions answered, and what to try next."""

import click

from bot.cli.context import Calling, common_options, pass_calling
from bot.cli.repl import prepare_sample
from bot.views.terminal import print_lines
from bot.views.text_view import answer_lines

QUESTIONS = (
    "What happened on May 29?",
    "Which company built the section of the dyke that failed?",
    "Что произошло в порту Тарнхольма 8 мая?",
)
_NEXT = """Try next:
  make chat                                         ask the sample yourself, and open its citations
  .venv/bin/dateline add FOLDER                     add your own articles: .txt .md .html .json .jsonl .csv
  .venv/bin/dateline ask "What happened on Friday?" ask them
  .venv/bin/dateline --help                         everything else, the Telegram bot among it"""


@click.command()
@common_options
@pass_calling
def demo(calling: Calling) -> None:
    """Build the sample archive and answer three questions from it."""
    click.echo("Building the sample archive …")
    calling.turn_to(prepare_sample(calling))
    with calling.archive() as archive:
        engine = calling.engine(archive)
        for question in QUESTIONS:
            click.echo()
            print_lines([((f"> {question}", "number"),)])
            print_lines(answer_lines(engine.ask(question, calling.today)))
    click.echo(f"\n{_NEXT}")
