"""How time, memory and disk grow with the archive.

Each size is added and searched by a program of its own (`python -m bench.performance.growth add …` and `… ask …`), so
that the memory is that size's alone.
"""

import argparse
import json
import random
import re
import sys
import threading
from calendar import day_name, month_name
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from statistics import median
from time import perf_counter, sleep
from typing import Any

from bench.corpora import TODAY, read_news
from bench.subprocesses import run, size_mb
from bench.tables import Cell, Table, Target
from bot.qa.engine import Engine
from index.archive import Archive
from index.model.article import Article

KINDS = ("day", "bare day", "day and topic", "topic", "month", "month and topic", "year", "year and topic")
_NAME = re.compile(r"(?<=[a-z] )[A-Z][a-z]{3,}(?: [A-Z][a-z]{3,})*")
_WORD = re.compile(r"[A-Za-z]{5,}")
_DAYS = {*day_name, *month_name}  # a topic names none


@dataclass(frozen=True, slots=True)
class Grown:
    """One size of archive, measured."""

    passages: int
    vectors: int
    add_s: float  # until all is answerable by words and days, measured when the archive was made
    add_mb: float
    vectors_per_s: float
    disk_mb: float
    p50_ms: dict[str, float]
    p95_ms: dict[str, float]
    ask_mb: float
    building_p95_ms: dict[str, float]  # while vectors are being built; empty where none were missing


def grow(news: Path, sizes: list[int], work: Path, vector_budget_min: float, questions: int) -> list[Grown]:
    """Grow archives to these numbers of articles under `work`; what is there already is used again."""
    grown = []
    left_s = vector_budget_min * 60
    for number, size in enumerate(sizes):
        began = perf_counter()
        given = (news, work / str(size), "--size", str(size))
        adding = run(
            "bench.performance.growth", "add", *given, "--vector-seconds", f"{left_s / (len(sizes) - number):.0f}"
        )
        told = json.loads(adding.output)
        left_s = max(0.0, left_s - told["vector_s"])
        asking = run("bench.performance.growth", "ask", *given, "--questions", str(questions))
        asked = json.loads(asking.output)
        print(f"  {size:,} articles: {perf_counter() - began:.0f} s", file=sys.stderr)
        grown.append(
            Grown(
                told["passages"],
                told["vectors"],
                told["add_s"],
                adding.peak_mb,
                told["vectors_per_s"],
                size_mb(work / str(size)),
                asked["p50"],
                asked["p95"],
                asking.peak_mb,
                asked["building_p95"],
            )
        )
    return grown


def add(news: Path, data: Path, size: int, vector_s: float) -> dict[str, Any]:
    """Build an archive, and its vectors for so many seconds."""
    noted = data.with_name(f"{size}.json")  # how long it took: the archive may be used again
    if not noted.exists():  # nobody knows how far it is, or how long that took
        rmtree(data, ignore_errors=True)
    with Archive.open(data, write=True) as archive:
        if not noted.exists():
            began = perf_counter()
            for _ in archive.add(read_news(news, size)):
                pass
            noted.write_text(json.dumps({"add_s": perf_counter() - began}))
        before, began = archive.status().vectors, perf_counter()
        if vector_s > 0:
            stop = threading.Event()
            timer = threading.Timer(vector_s, stop.set)
            timer.start()
            archive.catch_up(stop=stop)
            timer.cancel()
        took, status = perf_counter() - began, archive.status()
    rate = (status.vectors - before) / took if status.vectors > before else 0.0
    figures = {"passages": status.passages, "vectors": status.vectors, "vector_s": took, "vectors_per_s": rate}
    return {**figures, **json.loads(noted.read_text())}


def ask(news: Path, data: Path, size: int, count: int) -> dict[str, Any]:
    """Search an archive, every kind of question in turn, as the running bot does: it writes too."""
    import bot.telegram.app  # noqa: F401 - the memory is to be the bot's

    step = max(1, size // 500)
    articles = [one for number, one in enumerate(read_news(news, size)) if number % step == 0]
    with Archive.open(data, write=True) as archive:
        engine, chance = Engine(archive), random.Random(29)
        asked = [(kind, make_question(kind, articles, chance)) for _ in range(count) for kind in KINDS]
        for kind in KINDS:  # what is loaded at first use
            engine.search(next(text for k, text in asked if k == kind), TODAY)
        quiet = _times(engine, asked)
        building: dict[str, list[float]] = {}
        if archive.status().vectors_behind:
            with _being_built(archive):
                building = _times(engine, asked[: len(KINDS) * max(4, count // 2)], pause_s=0.2)
    tables = {"p50": {kind: median(ms) for kind, ms in quiet.items()}, "p95": _p95(quiet)}
    return {**tables, "building_p95": _p95(building)}


@contextmanager
def _being_built(archive: Archive) -> Iterator[None]:
    """Build vectors meanwhile, as the bot does."""
    stop = threading.Event()
    thread = threading.Thread(target=archive.catch_up, kwargs={"stop": stop})
    thread.start()
    stop.wait(2.0)  # until it is at work
    yield
    stop.set()
    thread.join()


def _times(engine: Engine, asked: list[tuple[str, str]], pause_s: float = 0.0) -> dict[str, list[float]]:
    """Search for every question. With a pause between: what gives way to readers is to be met at work."""
    times: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for kind, text in asked:
        sleep(pause_s)
        began = perf_counter()
        engine.search(text, TODAY)
        times[kind].append(1000 * (perf_counter() - began))
    return times


def _p95(times: dict[str, list[float]]) -> dict[str, float]:
    return {kind: sorted(ms)[int(0.95 * (len(ms) - 1) + 0.5)] for kind, ms in times.items()}


def make_question(kind: str, articles: list[Article], chance: random.Random) -> str:
    """Return a question about one of the articles."""
    article = chance.choice(articles)
    day = article.source.published or TODAY
    names = _NAME.findall(article.text) or ["government"]
    when, about = kind.removesuffix(" and topic"), kind.endswith("and topic")
    if kind == "topic":
        words = [word for word in _WORD.findall(article.text) if word not in _DAYS] or ["election"]
        return " ".join(chance.sample(words, min(4, len(words))))
    on = {
        "day": f"on {day:%B} {day.day}, {day.year}",
        "bare day": f"on {day:%B} {day.day}",
        "month": f"in {day:%B %Y}",
        "year": f"in {day.year}",
    }
    return f"What happened {f'with {chance.choice(names)} ' if about else ''}{on[when]}?"


def growth_tables(grown: list[Grown]) -> tuple[list[Table], list[Target]]:
    """Return what was measured, as tables."""
    rows: list[tuple[Cell, ...]] = []
    for g in grown:
        rows.append(
            (g.passages, g.vectors, g.add_s, g.passages / g.add_s, g.vectors_per_s, g.add_mb, g.ask_mb, g.disk_mb)
        )
    columns = ("passages", "with vectors", "add s", "passages/s", "vectors/s", "adding MB", "bot MB", "disk MB")
    notes = (
        "add: until words and days answer, measured when the archive was made; one article an item. Where vectors/s "
        "shows 0, they were there already. The bot's memory is its peak, with the chat library loaded.",
    )
    tables = [Table("Growth: time, memory, disk", columns, tuple(rows), notes)]
    for title, pick in (("p50", "p50_ms"), ("p95", "p95_ms"), ("p95 while vectors are built", "building_p95_ms")):
        cells = [(kind, *(getattr(g, pick).get(kind, "-") for g in grown)) for kind in KINDS]
        sizes = tuple(f"{g.passages:,} passages" for g in grown)
        tables.append(Table(f"Warm search, {title}, ms", ("question", *sizes), tuple(cells)))
    return tables, _targets(grown)


def _targets(grown: list[Grown]) -> list[Target]:
    most = grown[-1]
    size = f"{most.passages:,} passages ({most.vectors:,} with vectors)"
    targets = [
        Target(f"warm search over {size}, p50, slowest kind", 15, max(most.p50_ms.values()), False, " ms"),
        Target(f"warm search over {size}, p95, slowest kind", 40, max(most.p95_ms.values()), False, " ms"),
        Target(f"the bot's memory with {size}", 700, most.ask_mb, False, " MB"),
    ]
    smaller = [g for g in grown if g.passages * 5 < most.passages]
    if smaller:
        ratio = max(most.p50_ms[kind] / smaller[-1].p50_ms[kind] for kind in KINDS)
        what = f"p50 from {smaller[-1].passages:,} to {most.passages:,} passages, the kind that grows most"
        targets.append(Target(what, 1.5, ratio, False, " ×"))
    if building := [g for g in grown if g.building_p95_ms]:
        slower = max(building[-1].building_p95_ms[kind] / building[-1].p95_ms[kind] for kind in KINDS)
        targets.append(Target("p95 while vectors are built, the kind that suffers most", 2.0, slower, False, " ×"))
    return targets


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["add", "ask"])
    parser.add_argument("news", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--vector-seconds", type=float, default=0)
    parser.add_argument("--questions", type=int, default=40)
    args = parser.parse_args()
    if args.step == "add":
        print(json.dumps(add(args.news, args.data, args.size, args.vector_seconds)))
    else:
        print(json.dumps(ask(args.news, args.data, args.size, args.questions)))
