"""Score the answers by what a person said of their sentences, and list what nobody has read.

python -m bench.judged                       the scores, and the unread sentences
python -m bench.judged --all                 … and all other sentences, with their verdicts
python -m bench.judged --take FILE           add verdicts: a line for each, "question-id number verdict [main]"
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.judged.judging import Answered, answer_all, score_judged
from bench.judged.verdicts import Judgement, Verdict, read_verdicts, write_verdicts
from index.errors import DatelineError

DATA = Path(__file__).parents[3] / "shared" / "data"


def show(answers: Sequence[Answered], everything: bool) -> None:
    """Print the sentences to read, each with its number in the answer."""
    for one in answers:
        if not one.shown or (not everything and all(shown.judgement for shown in one.shown)):
            continue
        print(f"\n{one.question.id}  {one.question.question}  [{one.question.main_fact}]")
        for number, shown in enumerate(one.shown, start=1):
            if everything or not shown.judgement:
                said = shown.judgement
                mark = f"{said.verdict}{' main' if said.main else ''}" if said else "?"
                print(f"  {number} ({mark}) {' '.join(shown.text.split())}  <{shown.outlet[:40]}>")


def take(answers: Sequence[Answered], lines: Sequence[str]) -> list[Judgement]:
    """Return the verdicts of the lines, each on a sentence of the answers as they are now.

    Raises:
        DatelineError: a line names no such sentence or verdict.
    """
    shown = {(one.question.id, number): s for one in answers for number, s in enumerate(one.shown, start=1)}
    taken = []
    for line in filter(None, map(str.strip, lines)):
        words = line.split()
        main = words[-1] == "main"
        question, number, verdict = words[0], words[1], " ".join(words[2 : -1 if main else None])
        try:
            sentence = shown[question, int(number)].sentence
            taken.append(Judgement(question, sentence, Verdict(verdict), main))
        except (KeyError, ValueError):
            raise DatelineError(f"This names no sentence or no verdict: {line}") from None
    return taken


def main() -> int:
    """Ask, score and list."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="show the sentences that were read, too")
    parser.add_argument("--take", type=Path, metavar="FILE", help="verdicts to add")
    parser.add_argument("--data", type=Path, default=DATA, help="the annotated news")
    given = parser.parse_args()
    answers = list(answer_all(given.data))
    if given.take:
        new = take(answers, given.take.read_text(encoding="utf-8").splitlines())
        fresh = {(one.question, one.sentence.hash) for one in new}
        kept = [one for one in read_verdicts() if (one.question, one.sentence.hash) not in fresh]
        write_verdicts([*kept, *new])
        return 0
    show(answers, given.all)
    table, _ = score_judged(answers)
    print(f"\n{table.markdown()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
