"""A language model whose replies are kept: judged with and without the checks, and again in a later run."""

import json
from collections.abc import Iterator
from pathlib import Path

from bot.generation.llm.llm_client import Call, Model
from bot.generation.llm.prompts import Prompt


class Recorded(Model):
    """A model whose last reply is kept, so that the same words are judged with and without the checks."""

    reply = ""
    title = ""
    kept: Path | None = None  # JSON lines: which model said what to which prompt

    def call(self, prompt: Prompt, until: float | None = None) -> Call:
        """Return a call that is written down."""
        self.reply = ""
        return _Written(self, prompt, self.clock() + self.timeout_s if until is None else until)

    def said_before(self, prompt: Prompt) -> str | None:
        """Return what was said to this prompt in an earlier run; None where that is not known."""
        if self.kept is None or not self.kept.exists():
            return None
        lines = map(json.loads, self.kept.read_text(encoding="utf-8").splitlines())
        return next((str(line["reply"]) for line in lines if self._is_asked(line, prompt)), None)

    def keep(self, prompt: Prompt) -> None:
        """Write the last reply down."""
        if self.kept is not None:
            with self.kept.open("a", encoding="utf-8") as out:
                line = {"model": self.title, "prompt": prompt.user, "reply": self.reply}
                out.write(json.dumps(line, ensure_ascii=False) + "\n")

    def _is_asked(self, line: dict[str, str], prompt: Prompt) -> bool:
        return (line["model"], line["prompt"]) == (self.title, prompt.user)


class _Written(Call):
    def __iter__(self) -> Iterator[str]:
        assert isinstance(self._model, Recorded)
        known = self._model.said_before(self._prompt)
        for piece in super().__iter__() if known is None else iter([known]):
            self._model.reply += piece
            yield piece
        if known is None:
            self._model.keep(self._prompt)
