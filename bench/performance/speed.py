"""How fast articles are taken in and a first question is answered, beside the plain program; both in turn."""

import json
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median

from bench.corpora import Collection
from bench.retrieval_ways import write_texts
from bench.subprocesses import Run, run, size_mb, spread
from bench.tables import Cell, Table, Target
from index.model.article import Article

EARLY, WHOLE, PLAIN, PLAIN_OURS = (
    "Dateline: answerable by words and days",
    "Dateline: with vectors",
    "plain LlamaIndex",
    "plain LlamaIndex, embedding as Dateline does",
)
MORE = 10  # times as many articles for the first: it would be over before it could be measured


def questions_about(article: Article) -> dict[str, str]:
    """Return a question of each kind, about the day of an article."""
    day = article.source.published or date(2023, 5, 29)
    on = f"on {day:%B} {day.day}, {day.year}"
    return {
        "day": f"What happened {on}?",
        "day and topic": f"What happened with the government {on}?",
        "topic": "earthquake damage in the capital",
    }


def compare_speed(articles: Sequence[Article], count: int, rounds: int) -> tuple[list[Table], list[Target]]:
    """Add so many of the articles, and ask a cold question, with Dateline and the plain program in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_texts(Collection("speed", tuple(articles[:count]), ()), folder / "texts")
        write_texts(Collection("more", tuple(articles[: count * MORE]), ()), folder / "more")
        table, targets = _adding(folder, rounds)
        cold, more = _asking(folder, rounds, questions_about(articles[0]))
    return [table, cold], targets + more


def _adding(folder: Path, rounds: int) -> tuple[Table, list[Target]]:
    texts, more = folder / "texts", folder / "more"
    steps: dict[str, Callable[[Path], Run]] = {
        EARLY: lambda data: run("bot", "--data", data, "add", more, "--no-wait"),
        WHOLE: lambda data: run("bot", "--data", data, "add", texts),
        PLAIN: lambda data: run("bench.plain_llamaindex", "add", texts, data),
        PLAIN_OURS: lambda data: run("bench.plain_llamaindex", "add", texts, data, "--dateline-embedder"),
    }
    runs: dict[str, list[Run]] = {name: [] for name in steps}
    for number in range(rounds):
        for name, step in steps.items():
            runs[name].append(step(folder / f"{name}-{number}"))
    passages = _passages(folder)
    few, many = (len(list(one.iterdir())) for one in (texts, more))
    rows: list[tuple[Cell, ...]] = []
    for name, some in runs.items():
        articles = many if name == EARLY else few
        rate = articles / median(one.seconds for one in some)
        ratios = [(articles / one.seconds) / (few / p.seconds) for one, p in zip(some, runs[PLAIN], strict=True)]
        disk = size_mb(folder / f"{name}-0")
        peak = max(one.peak_mb for one in some)
        rows.append((name, passages[name], rate, median(ratios), spread(ratios), peak, disk))
    columns = ("", "passages", "articles/s", "× plain", "spread", "peak MB", "disk MB")
    kb = size_mb(texts) * 1000 / few
    note = (
        f"{few} articles of {kb:.1f} KB ({many} where only words and days are waited for), whole programs, "
        f"from start to end, {rounds} rounds, medians."
    )
    early, whole = (float(rows[at][3]) for at in (0, 1))
    return Table("Adding", columns, tuple(rows), (note,)), [
        Target("answerable by words and days, articles/s", 25.0, early, True, " × plain"),
        Target("with vectors, articles/s", 1.5, whole, True, " × plain"),
    ]


def _passages(folder: Path) -> dict[str, int]:
    import chromadb

    early, whole = (
        json.loads(run("bot", "--data", folder / f"{name}-0", "status", "--json").output)["passages"]
        for name in (EARLY, WHOLE)
    )
    plain = chromadb.PersistentClient(str(folder / f"{PLAIN}-0")).get_collection("news").count()
    return {EARLY: early, WHOLE: whole, PLAIN: plain, PLAIN_OURS: plain}


def _asking(folder: Path, rounds: int, questions: dict[str, str]) -> tuple[Table, list[Target]]:
    rows: list[tuple[Cell, ...]] = []
    ratios: dict[str, list[float]] = {}
    for kind, question in questions.items():
        ours, plain = [], []
        for _ in range(rounds + 1):
            ours.append(run("bot", "--data", folder / f"{WHOLE}-0", "ask", question, may_fail=True))
            plain.append(run("bench.plain_llamaindex", "ask", folder / f"{PLAIN}-0", question))
        ratios[kind] = [a.seconds / b.seconds for a, b in zip(ours[1:], plain[1:], strict=True)]
        times = (median(one.seconds for one in some[1:]) for some in (ours, plain))
        memory = (max(one.peak_mb for one in some) for some in (ours, plain))
        rows.append((kind, *times, median(ratios[kind]), spread(ratios[kind]), *memory))
    columns = ("question", "Dateline s", "plain s", "ratio", "spread", "Dateline MB", "plain MB")
    note = f"The whole program for one question, {rounds} rounds after one that warms the disk's cache, medians."
    target = [Target(f"cold ask, {kind}", 0.4, median(some), False, " × plain") for kind, some in ratios.items()]
    return Table("A first question, cold", columns, tuple(rows), (note,)), target
