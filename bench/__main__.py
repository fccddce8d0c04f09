"""Dateline in numbers, beside a plain LlamaIndex program.

python -m bench                       all, in about half an hour
python -m bench --quick               all, small, in about three minutes
python -m bench --only quality        one part: quality, judged, refusals, speed, profiles, chat, growth
python -m bench --articles A --questions Q --only quality       on files of your own
python -m bench --folder NEWS --only speed                      on articles of your own
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import perf_counter

from bench.answers.quality import compare
from bench.answers.refusals import try_refusals
from bench.corpora import Collection, read_days, read_folder, read_pair, read_sample
from bench.judged.judging import answer_all, score_judged
from bench.performance.chat import measure_chat
from bench.performance.growth import grow, growth_tables
from bench.performance.growth_plot import plot_growth
from bench.performance.profiles import profile_adding, profile_asking, profile_embedding
from bench.performance.speed import MORE, compare_speed
from bench.tables import Report
from index.model.article import Article

DATA = Path(__file__).parents[2] / "shared" / "data"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run measures, and how much of it."""

    data: Path
    out: Path
    work: Path
    pair: tuple[Path, Path] | None
    folder: Path | None
    quick: bool
    vector_budget_min: float
    half: int  # of the refusals, whose mistakes are shown; 0 for none

    def few(self, small: int, usual: int) -> int:
        """Return how much of something is measured."""
        return small if self.quick else usual


def collections(plan: Plan) -> list[Collection]:
    """Return what quality is measured on."""
    days = plan.data / "wikinews-days"
    found = [] if plan.pair else [read_sample()]
    if plan.pair:
        found.append(read_pair(plan.pair[1].parent.name, *plan.pair))
    elif not plan.quick and days.exists():
        found.append(read_pair("wikinews-days", days / "articles.jsonl", days / "questions.jsonl"))
    return found


def some_articles(plan: Plan, count: int) -> list[Article]:
    """Return articles of about 2 KB, or those of the folder given."""
    news = plan.data / "current-events" / "days.jsonl.gz"
    source: Iterator[Article] = iter(read_sample().articles)
    if plan.folder:
        source = read_folder(plan.folder)
    elif news.exists():
        source = read_days(news, 1_500, 3_000)
    return list(islice(source, count))


def measure_quality(plan: Plan, report: Report) -> None:
    """The right passages and answers."""
    tables, targets = compare(collections(plan))
    report.tables += tables
    report.targets += targets


def measure_refusals(plan: Plan, report: Report) -> None:
    """Knowing what is not there."""
    days = plan.data / "wikinews-days"
    if not days.exists():
        return
    collection = read_pair("wikinews-days", days / "articles.jsonl", days / "questions.jsonl")
    table, targets = try_refusals(collection, plan.half)
    report.tables.append(table)
    report.targets += targets


def measure_judged(plan: Plan, report: Report) -> None:
    """What a person said of the sentences that are shown."""
    table, targets = score_judged(list(answer_all(plan.data)))
    report.tables.append(table)
    report.targets += targets


def measure_speed(plan: Plan, report: Report) -> None:
    """Adding, and a cold question."""
    count = plan.few(12, 60)
    tables, targets = compare_speed(some_articles(plan, count * MORE), count, plan.few(1, 3))
    report.tables += tables
    report.targets += targets


def measure_growth(plan: Plan, report: Report) -> None:
    """1,000, 10,000, 100,000 passages and more."""
    news = plan.data / "current-events" / "days.jsonl.gz"
    if not news.exists():
        return
    sizes = [200, 1_000] if plan.quick else [1_000, 10_000, 114_793]
    grown = grow(news, sizes, plan.work, plan.vector_budget_min, plan.few(5, 40))
    tables, targets = growth_tables(grown)
    report.tables += tables
    report.targets += [] if plan.quick else targets
    plot_growth(grown, plan.out / "growth.png")


def measure_talk(plan: Plan, report: Report) -> None:
    """The whole chat, over loopback."""
    table, targets = measure_chat(plan.few(200, 10_000), plan.few(50, 1_000))
    report.tables.append(table)
    report.targets += targets


def measure_profiles(plan: Plan, report: Report) -> None:
    """Where the time goes."""
    articles = some_articles(plan, plan.few(10, 80))
    texts = [article.text[:700] for article in articles]
    report.tables += [profile_adding(articles), profile_asking(read_sample()), profile_embedding(texts)]


PARTS: dict[str, Callable[[Plan, Report], None]] = {
    "quality": measure_quality,
    "judged": measure_judged,
    "refusals": measure_refusals,
    "speed": measure_speed,
    "profiles": measure_profiles,
    "chat": measure_talk,
    "growth": measure_growth,
}


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print the tables."""
    args = _parser().parse_args(arguments)
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        pair = (args.articles, args.questions) if args.articles and args.questions else None
        work = (args.work or Path(folder)).resolve()
        budget = args.vector_budget if args.vector_budget is not None else 0.3 if args.quick else 5.0
        plan = Plan(args.data.resolve(), args.out, work, pair, args.folder, args.quick, budget, args.half)
        report = Report()
        for name in args.only or PARTS:
            began = perf_counter()
            PARTS[name](plan, report)
            print(f"{name}: {perf_counter() - began:.0f} s", file=sys.stderr)
    where = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    heading = f"# Dateline in numbers\n\n{where}.\n\n"
    (args.out / "results.md").write_text(heading + report.markdown(), encoding="utf-8")
    (args.out / "results.json").write_text(report.as_json(), encoding="utf-8")
    print(heading + report.markdown())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a small run, to see that all works")
    parser.add_argument("--only", action="append", choices=list(PARTS), help="a part; may be given again")
    parser.add_argument("--out", type=Path, default=Path("bench-results"), help="where results.md and .json go")
    parser.add_argument("--data", type=Path, default=DATA, help="the annotated news")
    parser.add_argument("--articles", type=Path, help="articles, one JSON object a line, as in wikinews-days")
    parser.add_argument("--questions", type=Path, help="… and the questions about them")
    parser.add_argument("--folder", type=Path, help="articles for the speed and the profiles: any files")
    parser.add_argument("--work", type=Path, help="keep the growing archives here, and use them again")
    parser.add_argument("--vector-budget", type=float, help="minutes for the growing archives' vectors (5)")
    parser.add_argument("--half", type=int, default=0, choices=[0, 1, 2], help="show this half's wrong refusals")
    return parser


if __name__ == "__main__":
    sys.exit(main())
