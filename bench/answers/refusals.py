"""Whether Dateline knows what is not there: questions that the articles cannot answer, and those they can.

The questions without an answer are made, not collected:

- an entity the articles know, on a day they know, where no article near that day has a word of its name;
- an entity they do not know, on a day they know;
- general knowledge, which no news of theirs tells (`general_knowledge.txt`).

Every other one is kept aside: whoever tunes the refusals looks at the first half (`--half 1`), and reports the second.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import mean

from bench.corpora import TODAY, Asked, Collection
from bench.retrieval_ways import DatelineWays
from bench.tables import Cell, Table, Target
from bot.qa.answer import Answer
from index.model.article import Article

KNOWN, UNKNOWN, GENERAL, WITH_ANSWER = "known name, not that day", "unknown name", "general knowledge", "with an answer"
UNKNOWN_NAMES = (
    "Marisol Quintero", "the Duchy of Ravensmark", "Ottoline Pfeiffer", "Blue Heron Airlines", "Tobias Wrenfield",
    "the Zanzibar Philharmonic", "Kestrel Motors", "Ludmila Horvathova", "the Patagonia Accord", "Fenwick Biotech",
    "Ignatius Okonjo", "the Lapland Observatory", "Casimir Delacroix", "Pelican Shipyards", "the Tasmanian Senate",
    "Beatrix Nakagawa", "Saffron Telecom", "the Carpathian League", "Leopold Achterberg", "Nimbus Aerostructures",
)  # fmt: skip
GENERAL_KNOWLEDGE = Path(__file__).with_name("general_knowledge.txt")
NEAR = timedelta(days=3)
_NAME = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class Trial:
    """A question, whether the articles can answer it, and the half it belongs to."""

    text: str
    kind: str
    half: int  # 1 for tuning, 2 kept aside


def make_trials(collection: Collection, seed: int = 4) -> list[Trial]:
    """Return questions of every kind about a collection, the same every time."""
    chance = random.Random(seed)
    days = sorted({_day(asked) for asked in collection.questions if asked.expected})
    texts: dict[str, list[str]] = {
        WITH_ANSWER: [asked.text for asked in collection.questions if asked.expected],
        KNOWN: list(_known(collection, days, chance)),
        UNKNOWN: [f"What happened with {name} on {_say(chance.choice(days))}?" for name in _unknown(collection)],
        GENERAL: GENERAL_KNOWLEDGE.read_text(encoding="utf-8").splitlines(),
    }
    return [Trial(text, kind, 1 + number % 2) for kind, some in texts.items() for number, text in enumerate(some)]


def _known(collection: Collection, days: Sequence[date], chance: random.Random, each: int = 4) -> Iterator[str]:
    for entity in sorted({asked.entity for asked in collection.questions if asked.entity}):
        words = [word.lower() for word in _NAME.findall(entity)]
        silent = [day for day in days if words and not any(_tells(one, words, day) for one in collection.articles)]
        for day in chance.sample(silent, min(each, len(silent))):
            yield f"What happened with {entity} on {_say(day)}?"


def _tells(article: Article, words: Sequence[str], day: date) -> bool:
    """Whether an article that has one of the words is of that day's time, or writes the day in any usual way."""
    text = article.text.lower()
    if not any(word in text for word in words):
        return False
    published = article.source.published
    if published is None or abs(published - day) <= NEAR or (published.year, published.month) == (day.year, day.month):
        return True
    month = f"{day:%B}".lower()
    return re.search(rf"{month}\s+0?{day.day}\b|\b0?{day.day}\s+{month}|{month}\s*,?\s+{day.year}", text) is not None


def _unknown(collection: Collection) -> Iterator[str]:
    everything = " ".join(article.text for article in collection.articles).lower()
    return (name for name in UNKNOWN_NAMES if name.split()[-1].lower() not in everything)


def _day(asked: Asked) -> date:
    return date.fromisoformat(asked.id.partition(":")[0])


def _say(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def try_refusals(collection: Collection, show: int = 0) -> tuple[Table, list[Target]]:
    """Ask every trial; `show` names the half (1 or 2) whose mistakes are printed."""
    refused: dict[tuple[str, int], list[bool]] = defaultdict(list)
    with DatelineWays(collection) as ours:
        for trial in make_trials(collection):
            answer = ours.engine.ask(trial.text, TODAY)
            refused[trial.kind, trial.half].append(not isinstance(answer, Answer))
            if trial.half == show and isinstance(answer, Answer) != (trial.kind == WITH_ANSWER):
                print(
                    f"{trial.kind}: {trial.text}", *([answer.sentences[0].text] if isinstance(answer, Answer) else [])
                )
    rows: list[tuple[Cell, ...]] = []
    for kind in (WITH_ANSWER, KNOWN, UNKNOWN, GENERAL):
        halves = [refused[kind, half] for half in (1, 2)]
        rows.append((kind, len(halves[1]), *(mean(half) if half else 0.0 for half in halves)))
    aside = [one for kind in (KNOWN, UNKNOWN, GENERAL) for one in refused[kind, 2]]
    columns = ("questions", "how many, kept aside", "refused, first half", "refused, kept aside")
    targets = [
        Target(f"unanswerable refused, {collection.name}, kept aside", 0.95, mean(aside), True),
        Target(f"answerable refused, {collection.name}, kept aside", 0.05, mean(refused[WITH_ANSWER, 2]), False),
    ]
    return Table(f"Knowing what is not there: {collection.name}", columns, tuple(rows)), targets
