"""`add`, `articles`, `show`, `remove`, `status`, `rebuild`, `export`: manage the archive."""

import sys
import time
from dataclasses import asdict, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.context import (
    Invocation,
    common_options,
    empty_archive_hint,
    json_option,
    pass_invocation,
    print_json,
    print_note,
)
from bot.cli.sources import Sources, open_sources
from bot.views.json_view import add_payload, article_payload, show_payload, status_payload
from bot.views.progress import watching
from bot.views.terminal import is_pretty, print_lines
from bot.views.text_view import article_lines, report_lines, show_lines, status_lines
from index.errors import HeldError
from index.process_lock import is_held_by_bot

if TYPE_CHECKING:
    from index.pipeline import AddReport

REPORT_POLL_S = 0.2  # between looks for the bot's report
POLLS_PER_LIVENESS_CHECK = 10  # looks for the report between checks whether the bot still runs
_MOST_SHOWN = 20  # articles in the report of `add` on a terminal

_article = click.argument("article_id", metavar="ARTICLE")


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL…")
@click.option("--no-wait", is_flag=True, help="End before the vectors are built; words and days already answer.")
@json_option
@common_options
@pass_invocation
def add(invocation: Invocation, sources: tuple[str, ...], no_wait: bool, as_json: bool) -> None:
    """Add articles: files, whole folders, or links, in any format of docs/formats.md.

    An article that is already in the archive stays as it is; a changed one replaces its earlier version.
    What cannot be read is named with the reason, and the rest is added. While the bot runs, it does the adding:
    the files are handed to it through its watched folder (DATELINE_INBOX), and its report is shown here.

    \b
    Examples:
      dateline add news/
      dateline add archive.jsonl report.html --no-wait
      dateline add https://paper.example/2023/ferry.html
      dateline --data /srv/dateline add news/ --json

    Ends with 0, or with 1 if anything was skipped.
    """
    with open_sources(sources, invocation.settings) as opened:
        try:
            report, vectors = _add_here(invocation, opened, no_wait, as_json)
        except HeldError:
            if (handed := _add_by_bot(invocation, opened)) is None:
                raise
            report, vectors = handed, 0
    report = replace(report, skipped=(*opened.skipped, *report.skipped))
    if as_json:
        print_json(add_payload(report, vectors))
    else:
        print_lines(report_lines(report, vectors, most=_MOST_SHOWN if is_pretty() else None))
    if report.skipped:
        click.get_current_context().exit(1)


def _add_here(invocation: Invocation, sources: Sources, no_wait: bool, quiet: bool) -> "tuple[AddReport, int]":
    """Add sources to the archive that this process holds; return the report, and how many vectors were built."""
    with invocation.archive(write=True) as archive, watching(quiet=quiet) as progress:
        from index.pipeline import add_paths

        report = add_paths(archive, sources.paths, downloads=sources.downloads, progress=progress.stored)
        return report, 0 if no_wait else archive.catch_up(progress=progress.built)


def _add_by_bot(invocation: Invocation, sources: Sources) -> "AddReport | None":
    """Hand sources to the running bot and wait for its report; None if no bot holds the archive.

    If the bot ends before it has reported, this process adds them itself.
    """
    from bot.intake.handover import hand_over, is_answered, take_back, take_report

    settings = invocation.settings
    if not is_held_by_bot(settings.data_dir):
        return None
    folder, skipped = hand_over(settings.inbox_dir, sources.paths, sources.downloads)
    print_note("The bot is running and adds this now; its report follows.")
    for poll in count(1):
        if is_answered(folder):
            break
        # Rarely, because the check takes a free lock for a moment, and the bot may be about to start.
        if poll % POLLS_PER_LIVENESS_CHECK == 0 and not is_held_by_bot(settings.data_dir) and take_back(folder):
            return _add_here(invocation, sources, no_wait=True, quiet=True)[0]
        time.sleep(REPORT_POLL_S)
    return take_report(folder, skipped)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@click.option("--replace", is_flag=True, help="Replace FILE if it is there.")
@json_option
@common_options
@pass_invocation
def export(invocation: Invocation, file: Path, replace: bool, as_json: bool) -> None:
    """Write the whole archive into one zip: articles as JSON Lines, and the original files that were kept.

    `dateline add FILE` makes an equal archive from it, here or elsewhere. The bot may run meanwhile.

    \b
    Example:
      dateline export dateline.zip
    """
    from index.export import export as write

    if file.exists() and not replace and not as_json and sys.stdin.isatty():
        replace = click.confirm(f"{file} is there already. Replace it?", abort=True)
    with invocation.archive() as archive:
        articles = write(archive, file, replace=replace)
    if as_json:
        print_json({"exported": articles, "file": str(file), "bytes": file.stat().st_size})
    else:
        print_lines([((f"Exported {articles:,} articles to {file}.", ""),)])


@click.command()
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="How many at most.")
@click.option("--offset", type=click.IntRange(min=0), default=0, help="How many to skip first.")
@json_option
@common_options
@pass_invocation
def articles(invocation: Invocation, limit: int, offset: int, as_json: bool) -> None:
    """List articles, newest publication date first, each with its id.

    \b
    Examples:
      dateline articles
      dateline articles --limit 100 --offset 100 --json
    """
    with invocation.archive() as archive:
        listed = archive.articles.newest(limit=limit, offset=offset)
    if as_json:
        print_json({"articles": [article_payload(stored) for stored in listed]})
        return
    if not listed and not offset:
        print_note(empty_archive_hint(invocation.settings.data_dir))
    print_lines(article_lines(listed))


@click.command()
@_article
@json_option
@common_options
@pass_invocation
def show(invocation: Invocation, article_id: str, as_json: bool) -> None:
    """Show one article whole, with the days it speaks of.

    ARTICLE is its id, as `dateline articles` and every citation show it.

    \b
    Examples:
      dateline show 3f2a9c01d4e5
      dateline show 3f2a9c01d4e5 --json
    """
    with invocation.archive() as archive:
        stored, passages = archive.articles.get(article_id), archive.articles.passages(article_id)
    if as_json:
        print_json(show_payload(stored, passages))
    else:
        print_lines(show_lines(stored, passages))


@click.command()
@_article
@json_option
@common_options
@pass_invocation
def remove(invocation: Invocation, article_id: str, as_json: bool) -> None:
    """Remove one article and all its passages.

    \b
    Example:
      dateline remove 3f2a9c01d4e5
    """
    with invocation.archive(write=True) as archive:
        source = archive.corrections.remove(article_id)
    if as_json:
        print_json({"removed": article_id, "title": source.title})
    else:
        print_lines([((f"Removed: {source.title}", ""),)])


@click.command()
@json_option
@common_options
@pass_invocation
def status(invocation: Invocation, as_json: bool) -> None:
    """Show what the archive holds, how many vectors are built, and what is damaged; ends with 1 if anything is.

    \b
    Examples:
      dateline status
      dateline status --json
    """
    with invocation.archive() as archive:
        now, damages = archive.status(), archive.find_damage()
    if as_json:
        print_json({**status_payload(now), "damaged": [asdict(one) for one in damages]})
    else:
        print_lines(status_lines(now))
    for one in damages:
        print_note(f"{one.said}. {one.remedy}")
    if damages:
        raise SystemExit(1)


@click.command()
@click.option("--no-wait", is_flag=True, help="End before the vectors are built; words and days already answer.")
@json_option
@common_options
@pass_invocation
def rebuild(invocation: Invocation, no_wait: bool, as_json: bool) -> None:
    """Build both indexes again from the stored articles.

    Needed after a change of the embedding model, or if an index is damaged. Articles stay as they are.

    \b
    Example:
      dateline rebuild
    """
    with invocation.archive(write=True) as archive, watching(quiet=as_json) as progress:
        archive.rebuild(progress=progress.reread)
        if not no_wait:
            archive.catch_up(progress=progress.built)
        now = archive.status()
    if as_json:
        print_json(status_payload(now))
    else:
        print_lines(status_lines(now))
