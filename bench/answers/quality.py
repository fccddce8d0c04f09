"""How well each way finds the passages that answer, and how well Dateline answers."""

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import mean

from bench.corpora import Asked, Collection, Place, covers
from bench.measures import MEASURES, measure
from bench.retrieval_ways import DATELINE, FUSED, VECTORS, WORDLY, WORDS, DatelineWays, Way, plain_way
from bench.tables import Cell, Table, Target
from bot.qa.answer import Answer
from bot.qa.engine import Engine

Scores = dict[str, dict[str, float]]  # way -> measure -> value


def compare(collections: Sequence[Collection]) -> tuple[list[Table], list[Target]]:
    """Measure every way on every collection."""
    tables, all_scores, undated = [], list[Scores](), list[Scores]()
    for collection in collections:
        with tempfile.TemporaryDirectory() as folder, DatelineWays(collection) as ours:
            ways = [*ours.ways(), plain_way(collection, Path(folder))]
            found = {way.name: {q.id: way.find(q) for q in _answerable(collection)} for way in ways}
            scores = {way.name: _score(way, collection.questions, found[way.name]) for way in ways}
            all_scores.append(scores)
            if free := [one for one in _answerable(collection) if not ours.names_days(one)]:
                undated.append({way.name: _score(way, free, found[way.name]) for way in ways})
            tables.append(_ranking_table(collection, ways, scores))
            tables.append(_kinds_table(collection, ways, found))
            tables.append(answers_table(collection, ours.engine))
    return tables, _targets(all_scores, undated)


def _answerable(collection: Collection) -> list[Asked]:
    return [asked for asked in collection.questions if asked.expected]


def _score(way: Way, questions: Iterable[Asked], found: dict[str, Sequence[str]]) -> dict[str, float]:
    relevant = {asked.id: set(_holding(asked.expected, way.places)) for asked in questions if asked.expected}
    return measure(relevant, found)


def _holding(wanted: Sequence[Place], passages: dict[str, Place]) -> Iterator[str]:
    """Yield the passages that hold at least half of one of the sentences."""
    return (name for name, passage in passages.items() if any(covers(passage, one) for one in wanted))


def _ranking_table(collection: Collection, ways: Sequence[Way], scores: Scores) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (way.name, len(way.places), *(scores[way.name][name] for name in MEASURES)) for way in ways
    ]
    asked = len(_answerable(collection))
    note = (
        f"{len(collection.articles)} articles, {asked} questions with an answer. A passage is right that holds at "
        "least half of a sentence that answers. All ways but Dateline's own get the whole question, its days as words."
    )
    return Table(f"Finding passages: {collection.name}", ("way", "passages", *MEASURES), tuple(rows), (note,))


def _kinds_table(collection: Collection, ways: Sequence[Way], found: dict[str, dict[str, Sequence[str]]]) -> Table:
    kinds: dict[str, list[Asked]] = defaultdict(list)
    for asked in _answerable(collection):
        kinds[asked.kind].append(asked)
    rows: list[tuple[Cell, ...]] = []
    for kind, questions in kinds.items():
        rows.append((kind, len(questions), *(_score(way, questions, found[way.name])["nDCG@10"] for way in ways)))
    title = f"nDCG@10 by kind of question: {collection.name}"
    return Table(title, ("kind", "questions", *(way.name for way in ways)), tuple(rows))


def answers_table(collection: Collection, engine: Engine) -> Table:
    """Return how many questions are answered, and how many of the quotes are right."""
    rows: dict[str, list[tuple[bool, bool, list[bool]]]] = defaultdict(list)
    for asked in collection.questions:
        answer = engine.ask(asked.text, asked.today)
        quotes = [Place(c.article_id, c.start, c.end) for c in answer.citations] if isinstance(answer, Answer) else []
        right = [any(covers(one, p) or covers(p, one) for p in asked.expected + asked.accepted) for one in quotes]
        hit = any(covers(one, p) or covers(p, one) for one in quotes for p in asked.expected)
        for kind in (asked.kind, "all with an answer" if asked.expected else "all without an answer"):
            rows[kind].append((isinstance(answer, Answer), hit, right))
    lines = []
    for kind, one in rows.items():
        quotes_right = [ok for _, _, right in one for ok in right]
        figures = (mean(a for a, _, _ in one), mean(h for _, h, _ in one), mean(quotes_right) if quotes_right else 0.0)
        lines.append((kind, len(one), *figures, len(quotes_right) / len(one)))
    columns = ("kind", "questions", "answered", "quotes an expected sentence", "quotes that are right", "quotes each")
    note = "The labels of wikinews-days cover chosen entities only: there, the share of right quotes is a lower bound."
    return Table(f"Answers: {collection.name}", columns, tuple(lines), (note,))


def _targets(all_scores: Sequence[Scores], undated: Sequence[Scores]) -> list[Target]:
    """Vectors help: never much worse than without them, and better on the average.

    Where a question names days, Dateline is compared with itself without vectors; where it names none, fused search
    with words and with vectors alone.
    """
    pairs = [(scores[DATELINE], [scores[WORDLY]]) for scores in all_scores]
    pairs += [(scores[FUSED], [scores[WORDS], scores[VECTORS]]) for scores in undated]
    losses = [max(one["nDCG@10"] for one in others) - fused["nDCG@10"] for fused, others in pairs]
    gains = [mean(s[FUSED]["nDCG@10"] - s[way]["nDCG@10"] for s in undated) for way in (WORDS, VECTORS)] or [0.0]
    return [
        Target("fused search below the better of words and vectors on any set, nDCG@10", 0.01, max(losses), False),
        Target("fused search over words, mean nDCG@10 where no day is named", 0.0, gains[0], True),
        Target("fused search over vectors, mean nDCG@10 where no day is named", 0.0, gains[-1], True),
    ]
