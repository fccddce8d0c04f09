"""Plans written by hand as a good editor would reply, for questions of the judged set.

`good_plans.jsonl` holds a plan a line. A sentence is known by article, offsets and a hash, and what is cut from it by
words counted from 0, so that no text of the shared news is kept here.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import ascii_lowercase

from bench.judged.verdicts import SentenceKey, sentence_key
from bot.generation.editing.edited_style import EditedStyle, EditedTask
from bot.generation.editing.offer import Offered
from bot.generation.llm.styles import SaysNothingError
from bot.qa.analysis import AnalyzedQuestion
from bot.qa.answer import Answer
from bot.qa.extractive import ExtractiveWriter
from index.model.passage import Hit

PLANS = Path(__file__).with_name("good_plans.jsonl")
PROMPT_TOKENS = 3_000  # the default of DATELINE_LLM_PROMPT_TOKENS


@dataclass(frozen=True, slots=True)
class PlannedChoice:
    """One sentence of a plan."""

    sentence: SentenceKey
    cuts: tuple[tuple[int, int], ...]  # words, [first, last]
    part: str  # a value of `Section`


def read_plans(path: Path = PLANS) -> dict[str, tuple[PlannedChoice, ...]]:
    """Return each plan by the id of its question."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {row["question"]: tuple(map(_choice, row["choices"])) for row in rows}


def _choice(row: dict[str, object]) -> PlannedChoice:
    sentence, cuts = row["sentence"], row["cut"]
    assert isinstance(sentence, dict)
    assert isinstance(cuts, list)
    return PlannedChoice(SentenceKey(**sentence), tuple((first, last) for first, last in cuts), str(row["part"]))


class GoodEditor:
    """A writer whose model replies as a plan says, in place of a language model."""

    def __init__(self, plan: Sequence[PlannedChoice]) -> None:
        self._plan = plan
        self._plain = ExtractiveWriter()
        self.task: EditedTask | None = None  # what was asked last
        self.quotes: Answer | None = None  # the plain answer to the same question

    def write(self, asked: AnalyzedQuestion, hits: Sequence[Hit]) -> Answer | None:
        """Return the edited answer; the quotes if nothing of the plan is offered."""
        self.quotes = self._plain.write(asked, hits)
        self.task = EditedStyle(self._plain).prepare(asked, hits, PROMPT_TOKENS)
        try:
            edited = self.task.read(iter([write_reply(self._plan, self.task.offered)]), None) if self.task else None
        except SaysNothingError:
            edited = None
        return edited or self.quotes


def write_reply(plan: Sequence[PlannedChoice], offered: Sequence[Offered]) -> str:
    """Return what a model would reply to say a plan; a sentence that is not offered is passed over."""
    chosen = [
        {"s": number, "cut": list(_letters(choice, one)), "part": choice.part}
        for choice in plan
        for number, one in enumerate(offered, start=1)
        if key_of(one).is_same(choice.sentence)
    ]
    return json.dumps({"answer": chosen})


def key_of(one: Offered) -> SentenceKey:
    """Return the key of an offered sentence."""
    quote = one.quote
    return sentence_key(quote.hit.passage.article_id, quote.sentence.start, quote.sentence.end, quote.text)


def words_of(one: Offered, start: int, end: int) -> tuple[int, int]:
    """Return which words of a sentence stand between two characters: the first and the last one."""
    first = len(one.quote.text[:start].split())
    return first, first + len(one.quote.text[start:end].split()) - 1


def _letters(choice: PlannedChoice, one: Offered) -> Iterator[str]:
    for letter, part in zip(ascii_lowercase, one.omissions, strict=False):
        if words_of(one, part.start, part.end) in choice.cuts:
            yield letter
