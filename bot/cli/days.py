"""`days`: find the date expressions of a text, and the days they name."""

import json
from datetime import date
from typing import IO, Any

import click

from bot.cli.context import (
    Invocation,
    batch_option,
    common_options,
    json_option,
    pass_invocation,
    print_json,
    read_day,
    read_lines,
)
from bot.views.json_view import Payload, timex_payload
from bot.views.terminal import print_lines
from bot.views.text_view import timex_lines
from index.errors import DatelineError


@click.command()
@click.argument("file", type=click.File("rb"), default="-", metavar="[FILE]")
@click.option("--published", type=read_day, metavar="YYYY-MM-DD", help="The day it was published.  [default: today]")
@click.option("--language", default="en", show_default=True, help="The language of the text, as en or ru.")
@json_option
@batch_option
@common_options
@pass_invocation
def days(
    invocation: Invocation,
    file: IO[bytes],
    published: date | None,
    language: str,
    as_json: bool,
    batch: IO[bytes] | None,
) -> None:
    """Find the date expressions in a text, and the days they name.

    Reads FILE, or standard input. With --batch, each line is a JSON object with "id", "published", "text" and,
    if it is not English, "language".

    \b
    Examples:
      echo "They met on Friday." | dateline days --published 2023-06-24
      dateline days article.txt --published 2023-06-24 --json
      dateline days --batch documents.jsonl > timexes.jsonl
    """
    if batch:
        for number, line in read_lines(batch):
            print_json(_read_row(number, line, language))
        return
    text = _read_text(file)
    from index.temporal import find_timexes

    timexes = find_timexes(text, published or invocation.today, language)
    if as_json:
        print_json({"timexes": [timex_payload(timex) for timex in timexes]})
    else:
        print_lines(timex_lines(timexes))


def _read_text(file: IO[bytes]) -> str:
    """Return the text with its newlines unchanged: offsets count its own characters."""
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DatelineError(f"{file.name} is not UTF-8 text.") from None


def _read_row(number: int, line: str, language: str) -> Payload:
    """Return the result for one line of a batch."""
    from index.temporal import find_timexes

    row = _parse(number, line)
    try:
        published = date.fromisoformat(row["published"])
    except (TypeError, ValueError):
        raise DatelineError(f'Line {number}: "published" is not a day; write it as 2023-06-24.') from None
    timexes = find_timexes(row["text"], published, row.get("language") or language)
    return {"id": row["id"], "timexes": [timex_payload(timex) for timex in timexes]}


def _parse(number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        raise DatelineError(f"Line {number} is not JSON.") from None
    if not isinstance(row, dict) or not {"id", "published", "text"} <= row.keys() or not isinstance(row["text"], str):
        raise DatelineError(f'Line {number} must be an object with "id", "published" and "text".')
    return row
