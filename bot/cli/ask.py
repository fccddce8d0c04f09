"""`ask` and `search`: from a question, or many, to answers or passages."""

import time
from collections.abc import Callable
from typing import IO, TypeVar

import click

from bot.cli.context import (
    NOTHING_FOUND,
    Invocation,
    batch_option,
    common_options,
    empty_archive_hint,
    json_option,
    pass_invocation,
    print_json,
    print_note,
    read_lines,
)
from bot.qa.answer import Answer, NothingFound
from bot.views.files import BY_NAME
from bot.views.json_view import Payload, answer_payload, search_payload
from bot.views.terminal import print_lines
from bot.views.text_view import answer_lines, hit_lines

T = TypeVar("T")

_question = click.argument("words", nargs=-1, metavar="QUESTION")


@click.command()
@_question
@json_option
@click.option("--format", "file_format", type=click.Choice(list(BY_NAME)), help="Print it as a file to take along.")
@batch_option
@common_options
@pass_invocation
def ask(
    invocation: Invocation, words: tuple[str, ...], as_json: bool, file_format: str | None, batch: IO[bytes] | None
) -> None:
    """Answer a question with dated, cited quotes.

    A day without a year is read as the latest year in which the archive speaks of it; the answer says which.

    \b
    Examples:
      dateline ask "What happened on May 29?"
      dateline ask "What happened on Friday?" --today 2023-06-24
      dateline ask "Who found the coronet?" --json
      dateline ask --batch questions.txt > answers.jsonl

    Ends with 0, or with 3 if nothing was found.
    """
    text = _one_question(words, batch)
    if file_format and (as_json or batch):
        raise click.UsageError("--format goes with neither --json nor --batch.")
    with invocation.archive() as archive:
        engine = invocation.engine(archive)
        if batch:
            _each_line(batch, lambda line: answer_payload(*_timed(lambda: engine.ask(line, invocation.today))))
            return
        answer, took_ms = _timed(lambda: engine.ask(text, invocation.today))
        if isinstance(answer, NothingFound) and not archive.articles.newest(limit=1):
            print_note(empty_archive_hint(invocation.settings.data_dir))
    if file_format and isinstance(answer, Answer):
        click.echo(BY_NAME[file_format].write(answer), nl=False)
        return
    _print_answer(answer, took_ms, as_json)


@click.command()
@_question
@click.option("--k", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many passages.")
@json_option
@batch_option
@common_options
@pass_invocation
def search(invocation: Invocation, words: tuple[str, ...], k: int, as_json: bool, batch: IO[bytes] | None) -> None:
    """Find the passages for a question, best first, and say why each was chosen.

    \b
    Examples:
      dateline search "the dyke in late May" --k 20
      dateline search --batch questions.txt --k 10 > hits.jsonl
    """
    text = _one_question(words, batch)
    with invocation.archive() as archive:
        engine = invocation.engine(archive)

        def find(question: str) -> Payload:
            (read, hits), took_ms = _timed(lambda: engine.search(question, invocation.today, k))
            return search_payload(read, hits, took_ms)

        if batch:
            _each_line(batch, find)
        elif as_json:
            print_json(find(text))
        else:
            _, hits = engine.search(text, invocation.today, k)
            print_lines(hit_lines(hits))


def _one_question(words: tuple[str, ...], batch: IO[bytes] | None) -> str:
    """Return the question, its words joined again; empty for a batch.

    Raises:
        click.UsageError: both or neither of question and batch are given.
    """
    text = " ".join(words).strip()
    if bool(text) == bool(batch):
        raise click.UsageError("Give either a QUESTION or --batch FILE.")
    return text


def _each_line(batch: IO[bytes], work: Callable[[str], Payload]) -> None:
    for _, line in read_lines(batch):
        print_json(work(line))


def _print_answer(answer: Answer | NothingFound, took_ms: float, as_json: bool) -> None:
    if as_json:
        print_json(answer_payload(answer, took_ms))
    else:
        print_lines(answer_lines(answer))
    if isinstance(answer, NothingFound):
        click.get_current_context().exit(NOTHING_FOUND)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    """Return the result of the work, and how long it took in milliseconds."""
    start = time.perf_counter()
    result = work()
    return result, (time.perf_counter() - start) * 1000
