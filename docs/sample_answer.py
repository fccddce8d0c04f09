"""The README's sample answer, as `dateline demo` prints it.

python -m docs.sample_answer        writes it into README.md
"""

import re
import textwrap
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.cli.interactive.demo import QUESTIONS
from bot.qa.engine import Engine
from bot.views.text_view import answer_lines
from index import sample
from index.archive import Archive
from index.pipeline import add_paths

README = Path(__file__).parents[1] / "README.md"
WIDTH = 140
_BLOCK = re.compile(r"(?<=```\n)> What happened.*?(?=```\n)", re.DOTALL)


def sample_answer() -> str:
    """Return the demo's first question and its answer, wrapped to the width of the README."""
    with TemporaryDirectory() as data, Archive.open(Path(data), write=True) as archive:
        add_paths(archive, [sample.ARTICLES], origin_root=sample.ARTICLES.parent)
        answer = Engine(archive).ask(QUESTIONS[0], date(2023, 7, 1))
    lines = ["".join(text for text, _ in line) for line in answer_lines(answer)]
    wrapped = [textwrap.fill(line, WIDTH, subsequent_indent="    " if line.startswith("[") else "") for line in lines]
    return "\n".join([f"> {QUESTIONS[0]}", *wrapped]).rstrip() + "\n"


def shown_answer(readme: str) -> str:
    """Return the answer that the README shows."""
    found = _BLOCK.search(readme)
    return found.group() if found else ""


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    README.write_text(text.replace(shown_answer(text), sample_answer()), encoding="utf-8")
