"""Asking the judged questions, and scoring the answers by what was said of their sentences."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from bench.corpora import Collection, read_news, read_pair, read_sample
from bench.judged.verdicts import (
    JudgedQuestion,
    Judgement,
    SentenceKey,
    Verdict,
    find_judgement,
    read_judged_questions,
    read_verdicts,
    sentence_key,
)
from bench.tables import Table, Target
from bot.qa.answer import Answer
from bot.qa.engine import Engine
from index.archive import Archive
from index.model.article import Article

MONTH = "2011-03"  # of `current-events`
MOST_NEWS = 120_000  # items to look through for that month


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence of an answer, and what was said of it."""

    sentence: SentenceKey
    text: str
    outlet: str
    judgement: Judgement | None  # None: nobody has read it


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and the sentences shown for it, in order; none if nothing was found."""

    question: JudgedQuestion
    shown: tuple[Shown, ...]

    @property
    def has_main_fact(self) -> bool:
        """Whether a sentence tells the main fact."""
        return any(one.judgement and one.judgement.main for one in self.shown)

    @property
    def has_main_fact_first(self) -> bool:
        """Whether the first sentence tells the main fact."""
        return Answered(self.question, self.shown[:1]).has_main_fact

    @property
    def has_wrong_day(self) -> bool:
        """Whether an event of another day is shown."""
        return self.count(Verdict.WRONG_DAY) > 0

    def count(self, verdict: Verdict) -> int:
        """Return how many sentences have this verdict."""
        return sum(one.judgement is not None and one.judgement.verdict is verdict for one in self.shown)


def judged_articles(name: str, data: Path) -> tuple[Article, ...]:
    """Return the articles of a set; none if its data is not here."""
    if name == "sample":
        return read_sample().articles
    if name == "wikinews-days":
        folder = data / name
        pair = folder / "articles.jsonl", folder / "questions.jsonl"
        return read_pair(name, *pair).articles if folder.exists() else ()
    news = data / "current-events" / "days.jsonl.gz"
    return tuple(one for one in read_news(news, MOST_NEWS) if one.id.startswith(MONTH)) if news.exists() else ()


def answer_all(data: Path, judged: Sequence[Judgement] | None = None) -> Iterator[Answered]:
    """Ask every question whose articles are here, and yield what is shown."""
    known = read_verdicts() if judged is None else judged
    for name, questions in groupby(read_judged_questions(), key=lambda one: one.set):
        collection = Collection(name, judged_articles(name, data), ())
        if not collection.articles:
            continue
        with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder), write=True) as archive:
            list(archive.add(collection.articles))
            archive.catch_up()
            engine = Engine(archive)
            for question in questions:
                found = engine.ask(question.question, question.today)
                yield Answered(question, tuple(_shown(found, question, known)) if isinstance(found, Answer) else ())


def _shown(answer: Answer, question: JudgedQuestion, judged: Sequence[Judgement]) -> Iterator[Shown]:
    for sentence in answer.sentences:
        source = answer.citations[sentence.citations[0] - 1]
        key = sentence_key(source.article_id, source.start, source.end, source.quote)
        yield Shown(key, source.quote, source.source.title, find_judgement(judged, question.id, key))


def score_judged(answers: Sequence[Answered]) -> tuple[Table, list[Target]]:
    """Return the scores by set and kind, and the targets."""
    groups = [
        (f"{name}, {kind}", [one for one in answers if (one.question.set, one.question.kind) == (name, kind)])
        for name, kind in dict.fromkeys((one.question.set, one.question.kind) for one in answers)
    ]
    rows = [(name, *_scores(group)) for name, group in groups]
    kinds = {kind: [one for one in answers if one.question.kind == kind] for kind in ("day", "fact")}
    rows += [(f"all, {kind}", *_scores(group)) for kind, group in kinds.items() if group]
    columns = (
        "",
        "questions",
        "answered",
        "sentences",
        "useful",
        "main fact",
        "main fact first",
        "wrong day",
        "unread",
    )
    notes = (
        "Useful: the share of the sentences that were read. Main fact first: it is in the first sentence."
        " Wrong day: answers with an event of another day."
        " Unread: sentences that nobody has judged yet (`python -m bench.judged` lists them).",
    )
    targets = [
        Target("useful sentences, day questions", 0.80, _useful(kinds["day"]), at_least=True),
        Target("useful sentences, questions of fact", 0.80, _useful(kinds["fact"]), at_least=True),
        Target("main fact in the answer", 0.92, _share([one.has_main_fact for one in answers]), at_least=True),
        Target(
            "main fact in the first quote", 0.75, _share([one.has_main_fact_first for one in answers]), at_least=True
        ),
    ]
    return Table("Answers as a person reads them", columns, tuple(rows), notes), targets


def _scores(group: Sequence[Answered]) -> tuple[int | float, ...]:
    return (
        len(group),
        sum(bool(one.shown) for one in group),
        sum(len(one.shown) for one in group),
        _useful(group),
        _share([one.has_main_fact for one in group]),
        _share([one.has_main_fact_first for one in group]),
        sum(one.has_wrong_day for one in group),
        sum(shown.judgement is None for one in group for shown in one.shown),
    )


def _useful(group: Sequence[Answered]) -> float:
    return _share([s.judgement.verdict is Verdict.USEFUL for one in group for s in one.shown if s.judgement])


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0
