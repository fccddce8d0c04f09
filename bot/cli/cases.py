"""`cases`: answers that did not help, asked again."""

import time
from typing import TYPE_CHECKING

import click

from bot.cli.context import (
    NOTHING_FOUND,
    Invocation,
    common_options,
    json_option,
    pass_invocation,
    print_json,
    print_note,
)
from bot.i18n.wording import say_count
from bot.views.case_view import AskedAgain, case_lines, case_payload
from bot.views.terminal import print_lines

if TYPE_CHECKING:
    from bot.storage.statistics.kept_cases import Case


@click.command()
@click.option("--remove", type=click.IntRange(min=1), metavar="NUMBER", help="Remove a case instead.")
@json_option
@common_options
@pass_invocation
def cases(invocation: Invocation, remove: int | None, as_json: bool) -> None:
    """Ask again what was not answered well, and show what has changed.

    Admins keep such answers in the chat: /stats, then a number. Each question is asked as on the day of its answer, so
    that "yesterday" is the same day, with the writer of today's settings. The bot may run meanwhile.

    \b
    Examples:
      dateline cases
      dateline cases --json > before.json
      dateline cases --remove 3

    Ends with 0, or with 3 if there are no cases (or none of that number).
    """
    from bot.storage.database import Database
    from bot.storage.statistics.kept_cases import Cases, has_cases_file

    kept: list[Case] = []
    removed = False
    data_dir = invocation.settings.data_dir
    if has_cases_file(data_dir):
        with Database(data_dir) as database:
            if remove is not None:
                removed = Cases(database).remove(remove)
            else:
                kept = Cases(database).all()
    if remove is not None:
        _print_removed(remove, removed, as_json)
    else:
        _print_all(invocation, kept, as_json)
    if not (kept or removed):
        click.get_current_context().exit(NOTHING_FOUND)


def _print_removed(number: int, removed: bool, as_json: bool) -> None:
    if as_json:
        print_json({"removed": number if removed else None})
    elif removed:
        print_lines([((f"Removed: case {number}", ""),)])
    else:
        print_note(f"There is no case {number}: `dateline cases` lists them.")


def _print_all(invocation: Invocation, kept: "list[Case]", as_json: bool) -> None:
    asked = _ask_again(invocation, kept) if kept else []
    changed = sum(one.changed for one in asked)
    if as_json:
        print_json({"cases": [case_payload(one) for one in asked], "changed": changed})
        return
    if not asked:
        print_note("There are no cases: an admin keeps one in the chat, with /stats and a tap on a number.")
        return
    for one in asked:
        print_lines(list(case_lines(one)))
    print_lines([((f"{say_count(len(asked), 'case')}, {changed} answered otherwise than then.", ""),)])


def _ask_again(invocation: Invocation, kept: "list[Case]") -> list[AskedAgain]:
    """Ask each question again as on its day; one that followed another keeps what it was read with."""
    asked = []
    with invocation.archive() as archive:
        engine = invocation.engine(archive)
        for case in kept:
            question = case.found.question
            started = time.perf_counter()
            now = engine.answer(question) if question.follows else engine.ask(question.text, question.today)
            asked.append(AskedAgain(case, now, (time.perf_counter() - started) * 1000))
    return asked
