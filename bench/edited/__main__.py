"""Answer the judged questions as a good editor would, and measure the answers beside the quotes.

python -m bench.edited              the table
python -m bench.edited --pairs      … and each answer of the sample beside its quotes, in Markdown
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from bench.edited.good_editor import GoodEditor, read_plans
from bench.judged.judging import judged_articles
from bench.judged.verdicts import (
    JudgedQuestion,
    find_judgement,
    read_judged_questions,
    read_verdicts,
    sentence_key,
)
from bench.tables import Table, Target, targets_table
from bot.qa.answer import Answer
from bot.qa.engine import Engine
from index.archive import Archive

DATA = Path(__file__).parents[3] / "shared" / "data"


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with its quotes and its edited answer."""

    question: JudgedQuestion
    quotes: Answer
    edited: Answer
    prompt_tokens: int


def answer_planned(data: Path) -> Iterator[Pair]:
    """Answer every planned question whose articles are here."""
    plans = read_plans()
    planned = [one for one in read_judged_questions() if one.id in plans]
    for name, questions in groupby(planned, key=lambda one: one.set):
        articles = judged_articles(name, data)
        if not articles:
            continue
        with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder), write=True) as archive:
            list(archive.add(articles))
            archive.catch_up()
            for question in questions:
                editor = GoodEditor(plans[question.id])
                edited = Engine(archive, writer=editor).ask(question.question, question.today)
                if isinstance(edited, Answer) and editor.quotes and editor.task:
                    yield Pair(question, editor.quotes, edited, editor.task.prompt.tokens)


def holds_main_fact(answer: Answer, question: JudgedQuestion) -> bool:
    """Return whether a sentence of an answer was judged to tell the main fact."""
    known = read_verdicts()
    keys = [sentence_key(one.article_id, one.start, one.end, one.quote) for one in answer.citations]
    return any((found := find_judgement(known, question.id, key)) is not None and found.main for key in keys)


def length(answer: Answer) -> int:
    """Return how many characters a reader is shown."""
    return sum(len(sentence.text) for sentence in answer.sentences)


def score_pairs(pairs: Sequence[Pair]) -> tuple[Table, list[Target]]:
    """Return lengths and main facts by set and kind, and the targets."""
    groups = dict.fromkeys((one.question.set, one.question.kind) for one in pairs)
    rows = [
        (f"{name}, {kind}", *_counts([one for one in pairs if (one.question.set, one.question.kind) == (name, kind)]))
        for name, kind in groups
    ]
    rows.append(("all", *_counts(pairs)))
    columns = (
        "",
        "questions",
        "quotes, characters",
        "edited",
        "share",
        "main fact: quotes",
        "edited",
        "longest prompt",
    )
    targets = [
        Target("length of edited answers, of the quotes'", 0.60, float(rows[-1][4]), at_least=False),
        Target("main facts lost", 0, float(int(rows[-1][5]) - int(rows[-1][6])), at_least=False),
        Target("longest prompt, tokens", 1_500, float(rows[-1][7]), at_least=False),
    ]
    return Table("Edited answers of a good editor", columns, tuple(rows)), targets


def _counts(pairs: Sequence[Pair]) -> tuple[int | float, ...]:
    quotes, edited = (sum(length(getattr(one, way)) for one in pairs) for way in ("quotes", "edited"))
    held = [sum(holds_main_fact(getattr(one, way), one.question) for one in pairs) for way in ("quotes", "edited")]
    return (
        len(pairs),
        quotes,
        edited,
        edited / quotes if quotes else 0.0,
        *held,
        max(one.prompt_tokens for one in pairs),
    )


def show_pairs(pairs: Sequence[Pair]) -> Iterator[str]:
    """Give the pairs of the sample in Markdown."""
    for one in pairs:
        if one.question.set == "sample":
            yield f"| {one.question.question} | {_said(one.quotes)} | {_said(one.edited)} |"


def _said(answer: Answer) -> str:
    return " · ".join(sentence.text.replace("|", "\\|") for sentence in answer.sentences)


def main() -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of shared news")
    parser.add_argument("--pairs", action="store_true", help="show each answer of the sample beside its quotes")
    options = parser.parse_args()
    pairs = list(answer_planned(options.data))
    table, targets = score_pairs(pairs)
    print(f"{targets_table(targets).markdown()}\n\n{table.markdown()}")
    if options.pairs:
        print("\n| question | quotes | edited |\n|---|---|---|")
        print("\n".join(show_pairs(pairs)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
