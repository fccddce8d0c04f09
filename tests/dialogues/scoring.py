"""How well follow-ups are understood: each dialogue is held, and its last answer is compared with what is expected.

A dialogue is right if its last question keeps the subject or drops it as a person would, and if the first quote is from an
article that tells it: that of an answer, or of "nothing found; the closest I have". "Or nothing" accepts whatever is said
with "nothing found".
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.qa.answer import Answer, NothingFound, Question
from bot.qa.engine import Engine
from bot.qa.follow_up import leads_on

FILE = Path(__file__).parent / "dialogues.jsonl"
TODAY = date(2023, 7, 1)


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Questions one after the other, and what is expected of the last one."""

    id: str  # its language and a number: "en-01"
    turns: tuple[str, ...]
    keeps_subject: bool
    quotes: tuple[str, ...]  # how the titles of the articles begin that tell it
    or_nothing: bool  # "nothing found" is right, too


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a dialogue went."""

    dialogue: Dialogue
    kept: str
    quoted: str  # the title of the article quoted first; empty for none
    answered: bool  # else "nothing found" was said

    @property
    def subject_right(self) -> bool:
        return bool(self.kept) == self.dialogue.keeps_subject

    @property
    def answer_right(self) -> bool:
        if self.dialogue.or_nothing and not self.answered:
            return True
        return bool(self.quoted) and self.quoted.startswith(self.dialogue.quotes)

    @property
    def right(self) -> bool:
        return self.subject_right and self.answer_right


def read_dialogues() -> list[Dialogue]:
    """Return all dialogues."""
    return [_read(json.loads(line)) for line in FILE.read_text(encoding="utf-8").splitlines()]


def _read(row: dict[str, Any]) -> Dialogue:
    return Dialogue(row["id"], tuple(row["turns"]), row["keeps_subject"], tuple(row["quotes"]), row["or_nothing"])


def hold(engine: Engine, dialogues: Sequence[Dialogue]) -> Iterator[Outcome]:
    """Hold each dialogue as the chat does: a question that was understood is what the next one follows."""
    for dialogue in dialogues:
        before: Question | None = None
        found: Answer | NothingFound | None = None
        for text in dialogue.turns:
            found = engine.ask(text, TODAY, before)
            if leads_on(found):
                before = found.question
        assert found is not None
        quoted = found.citations[0].source.title if found.citations else ""
        yield Outcome(dialogue, found.question.kept, quoted, isinstance(found, Answer))
