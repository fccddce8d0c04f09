"""How long answers are on a phone: `python -m bench.phone_lines [--most 60]`.

The sample's answerable questions are asked, and each answer is rendered as the chat renders it. A phone shows some 38
characters a line and one row of buttons in two lines; a folded quotation shows three lines.
"""

import argparse
import statistics
import textwrap
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.i18n.languages import phrases_for
from bot.qa.answer import Answer
from bot.qa.day_navigation import adjacent_days
from bot.qa.engine import Engine
from bot.telegram.rendering.answer_message import Message, render
from index.archive import Archive
from index.pipeline import add_paths
from index.sample import ARTICLES, read_questions

PHONE_CHARACTERS = 38
FOLDED_LINES = 3
BUTTON_ROW_LINES = 2


def phone_lines(message: Message) -> int:
    """Return how many lines a message takes on a phone, its buttons with it."""
    open_text = "".join(run.text for run in message.text if not getattr(run, "folded", False))
    folded_text = "".join(run.text for run in message.text if getattr(run, "folded", False))
    rows = len(message.buttons.inline_keyboard) if message.buttons else 0
    folded = min(_lines(folded_text), FOLDED_LINES) if folded_text else 0
    return _lines(open_text) + folded + rows * BUTTON_ROW_LINES


def _lines(text: str) -> int:
    return sum(max(1, len(textwrap.wrap(line, PHONE_CHARACTERS))) for line in text.strip("\n").split("\n"))


def measure(most: int) -> list[int]:
    """Return the lines of the first answers to the sample's questions."""
    found: list[int] = []
    with TemporaryDirectory() as folder, Archive.open(Path(folder), write=True) as archive:
        add_paths(archive, [ARTICLES])
        engine = Engine(archive)
        for case in read_questions():
            answer = engine.ask(case.question, case.today)
            if isinstance(answer, Answer) and len(found) < most:
                beside = adjacent_days(archive, answer.question)
                found.append(phone_lines(render(answer, "0" * 12, phrases_for(case.language), beside)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=60)
    lines = sorted(measure(parser.parse_args().most))
    print(f"{len(lines)} answers: median {statistics.median(lines):.0f} lines, from {lines[0]} to {lines[-1]}")


if __name__ == "__main__":
    main()
