"""How true answers are: citation recall and precision, for quotes, and for a model with and without the checks.

    python -m bench.answers.faithfulness       quotes, and the claims with known truth
    … --small                                  + the small model (see bench/answers/small_model.py)
    … --model openai/NAME --url URL            + any endpoint; its key in DATELINE_LLM_KEY
    … --wikinews 100                           + so many questions of the annotated news
    … --limit 20                               only the first questions
    … --replies FILE                                               keep what the model says there, and judge it again

In the manner of ALCE (Gao et al. 2023): recall is the share of sentences that their citations support together;
precision is the share of citations that support theirs, and without which it would be supported less. ALCE's judge is a
large entailment model; ours is plain and apart from the checks: a sentence is supported where the words, names and
numbers cited hold nearly all of its own. It cannot see that a sentence was turned round. So a second table counts the
checks on claims whose truth was written down by hand.
"""

import argparse
import json
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bench.answers.false_claims import TRUE, make_lies, make_truths
from bench.answers.recorded_model import Recorded
from bench.answers.small_server import small_model
from bot.generation.llm.claims import Claim, read_claims
from bot.generation.llm.llm_client import open_llm, read_model_name
from bot.generation.llm.llm_writer import Budget, ModelWriter
from bot.generation.llm.number_words import find_numbers
from bot.generation.llm.prompts import VERSION, fit_passages
from bot.generation.verification.claim_checks import check
from bot.generation.verification.free_style import FreeStyle
from bot.qa.analysis import AnalyzedQuestion
from bot.qa.answer import Answer, NothingFound, Question
from bot.qa.engine import Engine
from bot.qa.extractive import ExtractiveWriter
from bot.qa.question import language_of
from bot.qa.writer import Writer
from index.archive import Archive
from index.model.passage import Hit
from index.pipeline import add_paths
from index.sample import ARTICLES, read_questions
from index.search.fulltext.analyzers import analyze
from tests.bot.generation.claim_cases import asking, cases

WIKINEWS = Path(__file__).parents[3] / "shared" / "data" / "wikinews-days"
ENOUGH = 0.9  # share of a sentence's terms that what it cites must hold

Asked = tuple[str, date]
Said = list[tuple[str, list[str]]]  # sentences, each with the texts it cites


@dataclass
class Tally:
    """What a row of the table counts."""

    name: str
    questions: int = 0
    nothing: int = 0
    quotes: int = 0  # answers that are the plain writer's
    sentences: int = 0
    supported: int = 0
    citations: int = 0
    precise: int = 0
    false: list[str] = field(default_factory=list)  # sentences told that are not supported

    def count(self, said: Said) -> None:
        """Count an answer."""
        for text, cited in said:
            self.sentences += 1
            whole = supports(cited, text)
            self.supported += whole
            self.citations += len(cited)
            if not whole:
                self.false.append(text)
                continue
            for n, one in enumerate(cited):
                self.precise += supports([one], text) or not supports(cited[:n] + cited[n + 1 :], text)

    def row(self) -> str:
        """Return the row."""
        recall = 100 * self.supported / self.sentences if self.sentences else 0.0
        precision = 100 * self.precise / self.citations if self.citations else 0.0
        return (
            f"{self.name:<34}{self.questions:>10}{self.nothing:>11}{self.quotes:>9}{self.sentences:>11}"
            f"{recall:>9.1f}{precision:>11.1f}"
        )


def supports(cited: Sequence[str], sentence: str) -> bool:
    """Judge whether texts support a sentence: they hold its numbers, and nearly all of its other terms."""
    language = language_of(sentence)
    there = {term for text in cited for term in analyze(text, language)}
    terms = {term for term in analyze(sentence, language) if not any(letter.isdigit() for letter in term)}
    numbers = {number.value for number in find_numbers(sentence)}
    have = {number.value for text in cited for number in find_numbers(text)}
    return bool(terms) and numbers <= have and len(terms & there) >= ENOUGH * len(terms)


@dataclass
class Seen:
    """A writer whose hits are kept."""

    writer: Writer
    question: Question | None = None
    hits: Sequence[Hit] = ()

    def write(self, asked: AnalyzedQuestion, hits: Sequence[Hit]) -> Answer | None:
        """Write, and remember from what."""
        self.question, self.hits = asked.question, hits
        return self.writer.write(asked, hits)


def told(answer: Answer) -> Said:
    """Return the sentences of an answer with their quotes."""
    return [(s.text, [answer.citations[n - 1].quote for n in s.citations]) for s in answer.sentences]


def told_raw(claims: Sequence[Claim], hits: Sequence[Hit]) -> Said:
    """Return a model's sentences with the passages they cite, as far as there are such."""
    return [(claim.text, [hits[n - 1].passage.text for n in claim.numbers if 1 <= n <= len(hits)]) for claim in claims]


def measure_quotes(archive: Archive, asked: Sequence[Asked], name: str) -> Tally:
    """Measure the plain writer."""
    tally = Tally(name)
    for text, today in asked:
        found = Engine(archive).ask(text, today)
        tally.questions += 1
        tally.nothing += isinstance(found, NothingFound)
        if isinstance(found, Answer):
            tally.count(told(found))
    return tally


def measure_model(
    archive: Archive, asked: Sequence[Asked], model: Recorded, budget: Budget, name: str
) -> tuple[Tally, Tally]:
    """Measure a model without and with the checks, on the same replies."""
    raw, checked = Tally(f"{name}, unchecked"), Tally(f"{name}, checked")
    plain = Engine(archive)
    for number, (text, today) in enumerate(asked, start=1):
        seen = Seen(ModelWriter(model, ExtractiveWriter(), FreeStyle(), budget=budget))
        model.reply = ""
        found = Engine(archive, writer=seen).ask(text, today)
        without = plain.ask(text, today)
        for tally in (raw, checked):
            tally.questions += 1
            tally.nothing += isinstance(found, NothingFound)
        if seen.question and model.reply:
            raw.count(
                told_raw(read_claims(model.reply), fit_passages(seen.question, seen.hits, "", budget.prompt_tokens))
            )
        if isinstance(found, Answer):
            checked.quotes += isinstance(without, Answer) and found.sentences == without.sentences
            checked.count(told(found))
        sys.stderr.write(f"\r{number}/{len(asked)}")
    sys.stderr.write("\n")
    return raw, checked


def measure_checks() -> str:
    """Count what the checks do with claims whose truth is known."""
    rows = cases()
    kept = [
        bool(check(Claim(case.claim, tuple(range(1, len(case.hits) + 1))), case.hits, asking()).supports)
        for case in rows
    ]
    true_kept = sum(keep and case.true for keep, case in zip(kept, rows, strict=True))
    false_kept = sum(keep and not case.true for keep, case in zip(kept, rows, strict=True))
    true = sum(case.true for case in rows)
    precision = true_kept / (true_kept + false_kept)
    return (
        f"of {true} true claims {true_kept} are kept, of {len(rows) - true} false ones {false_kept};"
        f" precision {precision:.3f}"
    )


def measure_lies(archive: Archive, show: bool) -> Iterator[str]:
    """Count how many claims made by rule are kept, by kind: lies, and truths."""
    made: dict[str, list[bool]] = {}
    for lie in make_lies(archive, random.Random(7)):
        keep = bool(check(Claim(lie.text, (1,)), [lie.hit], asking()).supports)
        made.setdefault(lie.kind, []).append(keep)
        if keep and show:
            yield f"    kept: {lie.text}"
    for truth in make_truths(archive):
        keep = bool(check(Claim(truth.text, (1,)), [truth.hit], asking()).supports)
        made.setdefault(truth.kind, []).append(keep)
        if not keep and show:
            yield f"    cut: {truth.text}"
    for kind, kept in made.items():
        yield f"{('true: ' if kind == TRUE else 'lies: ') + kind:<34}{len(kept):>10} made{sum(kept):>9} kept"


def sample_questions() -> list[Asked]:
    """Return the sample's questions, those that cannot be answered too."""
    return [(question.question, question.today) for question in read_questions()]


def wikinews_questions(most: int) -> list[Asked]:
    """Return so many of the annotated questions."""
    lines = (WIKINEWS / "questions.jsonl").read_text(encoding="utf-8").splitlines()[:most]
    return [(json.loads(line)["question"], date(2012, 1, 1)) for line in lines]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", action="store_true", help="the small model, too")
    parser.add_argument("--model", default="", help="provider/model of another one")
    parser.add_argument("--url", default="", help="where it is")
    parser.add_argument("--wikinews", type=int, default=0, metavar="N", help="questions of the annotated news")
    parser.add_argument("--limit", type=int, default=None, metavar="N", help="only the first questions")
    parser.add_argument("--prompt-tokens", type=int, default=None, help="of a prompt  [3000; 900 for the small model]")
    parser.add_argument("--replies", type=Path, metavar="FILE", help="the model's replies, kept and judged again")
    parser.add_argument("--show", action="store_true", help="the lies that are kept, too")
    options = parser.parse_args()
    print(f"Prompt {VERSION}. The checks alone: {measure_checks()}\n")
    print(f"{'':<34}{'questions':>10}{'not found':>11}{'quotes':>9}{'sentences':>11}{'recall':>9}{'precision':>11}")
    sets: list[tuple[str, Path, Callable[[], list[Asked]]]] = [("sample", ARTICLES, sample_questions)]
    if options.wikinews:
        sets.append(("wikinews", WIKINEWS / "articles.jsonl", lambda: wikinews_questions(options.wikinews)))
    for name, articles, questions in sets:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            archive = stack.enter_context(Archive.open(folder, write=True))
            add_paths(archive, [articles])
            asked = questions()[: options.limit]
            print(measure_quotes(archive, asked, f"{name}: quotes").row(), flush=True)
            for line in measure_lies(archive, options.show):
                print(line, flush=True)
            for title, model, budget in models(options, stack):
                for tally in measure_model(archive, asked, model, budget, f"{name}: {title}"):
                    print(tally.row(), flush=True)
                    for text in tally.false if tally.name.endswith(", checked") else ():
                        print(f"    not supported: {text}")


def models(options: argparse.Namespace, stack: ExitStack) -> Iterator[tuple[str, Recorded, Budget]]:
    """Give the models to measure."""
    if options.small:
        url = stack.enter_context(small_model())
        yield _model("openai/smollm2", url, 300, Budget(options.prompt_tokens or 900, 80), options.replies)
    if options.model:
        yield _model(options.model, options.url, 60, Budget(options.prompt_tokens or 3_000, 500), options.replies)


def _model(
    written: str, url: str, timeout_s: float, budget: Budget, replies: Path | None
) -> tuple[str, Recorded, Budget]:
    name = read_model_name(written)
    key = os.environ.get("DATELINE_LLM_KEY", "")
    llm = open_llm(
        name,
        url=url,
        key=key,
        reply_tokens=budget.reply_tokens,
        context_tokens=budget.prompt_tokens + budget.reply_tokens,
        timeout_s=timeout_s,
    )
    model = Recorded(lambda: llm, timeout_s=timeout_s)
    model.title, model.kept = name.model, replies
    return name.model, model, budget


if __name__ == "__main__":
    main()
