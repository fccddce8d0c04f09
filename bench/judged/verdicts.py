"""Questions, and what a person said of each sentence shown for them.

Sentences are known by article, offsets and a hash of their words, so that no text of the shared news is kept here.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path

QUESTIONS = Path(__file__).with_name("questions.jsonl")
VERDICTS = Path(__file__).with_name("verdicts.jsonl")
SAME = 0.8  # of the longer one: two sentences that share so many characters are the same one, cut otherwise


class Verdict(StrEnum):
    """What a sentence is worth to who asked."""

    USEFUL = "useful"  # it answers, or tells an event of the day that was asked about
    PLAN = "plan"  # only announced or expected for that day
    BACKGROUND = "background"  # true and near, but not what was asked
    NOISE = "noise"  # nothing that anybody asked: a byline, a fragment, another subject
    WRONG_DAY = "wrong day"  # an event of another day, shown for this one


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question, and its main fact in our words."""

    id: str
    set: str  # "wikinews-days", "sample" or "current-events"
    kind: str  # "day" or "fact"
    today: date
    question: str
    main_fact: str


@dataclass(frozen=True, slots=True)
class SentenceKey:
    """Which sentence of which article."""

    article: str
    start: int  # characters into the article's text, [start, end)
    end: int
    hash: str  # of its words

    def is_same(self, other: "SentenceKey") -> bool:
        """Whether both are the same sentence, perhaps cut a little differently."""
        if self.article != other.article:
            return False
        shared = min(self.end, other.end) - max(self.start, other.start)
        return shared >= SAME * max(self.end - self.start, other.end - other.start)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of a sentence shown for a question."""

    question: str  # its id
    sentence: SentenceKey
    verdict: Verdict
    main: bool  # whether it tells the main fact


def sentence_key(article: str, start: int, end: int, words: str) -> SentenceKey:
    """Return the key of a sentence; its spaces do not count."""
    digest = blake2b(" ".join(words.split()).encode(), digest_size=6).hexdigest()
    return SentenceKey(article, start, end, digest)


def read_judged_questions(path: Path = QUESTIONS) -> list[JudgedQuestion]:
    """Return the questions, in order."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [JudgedQuestion(**{**row, "today": date.fromisoformat(row["today"])}) for row in rows]


def read_verdicts(path: Path = VERDICTS) -> list[Judgement]:
    """Return all that was judged."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    return [
        Judgement(row["question"], SentenceKey(**row["sentence"]), Verdict(row["verdict"]), row["main"]) for row in rows
    ]


def write_verdicts(judged: Iterable[Judgement], path: Path = VERDICTS) -> None:
    """Write all that was judged, in the order of the questions and sentences."""
    rows = sorted(judged, key=lambda one: (one.question, one.sentence.article, one.sentence.start))
    path.write_text("".join(json.dumps(asdict(row)) + "\n" for row in rows), encoding="utf-8")


def find_judgement(judged: Iterable[Judgement], question: str, sentence: SentenceKey) -> Judgement | None:
    """Return what was said of a sentence; None if nobody has read it."""
    of_question = [one for one in judged if one.question == question]
    exact = (one for one in of_question if one.sentence.hash == sentence.hash)
    return next(exact, None) or next((one for one in of_question if one.sentence.is_same(sentence)), None)
