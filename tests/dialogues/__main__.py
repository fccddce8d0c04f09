"""`python -m tests.dialogues [--no-vectors]`: hold the dialogues, and print the score and each one that goes wrong."""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bot.qa.engine import Engine
from index.archive import Archive
from index.pipeline import add_paths
from index.sample import ARTICLES
from tests.dialogues.scoring import hold, read_dialogues


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-vectors", action="store_true", help="search by words and days alone")
    without = parser.parse_args().no_vectors
    with TemporaryDirectory() as folder, Archive.open(Path(folder), write=True) as archive:
        add_paths(archive, [ARTICLES])
        if not without:
            archive.catch_up()
        outcomes = list(hold(Engine(archive), read_dialogues()))
    for one in outcomes:
        if not one.right:
            what = ("" if one.subject_right else "subject ") + ("" if one.answer_right else "answer")
            click.echo(f"{one.dialogue.id} {what}: {' / '.join(one.dialogue.turns)} -> {one.kept!r}, {one.quoted!r}")
    for language in ("en", "ru"):
        some = [one for one in outcomes if one.dialogue.id.startswith(language)]
        click.echo(f"{language}: {sum(one.right for one in some)} of {len(some)}")
    click.echo(f"right: {sum(one.right for one in outcomes)} of {len(outcomes)}")


if __name__ == "__main__":
    main()
