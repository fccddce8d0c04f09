"""Cases, for the terminal and for programs: what was answered then, and what is answered now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.i18n.wording import say_day
from bot.qa.answer import Answer, NothingFound
from bot.storage.statistics.kept_cases import Case
from bot.views.json_view import Payload, answer_payload
from bot.views.styled_text import Line

LINE_CHARACTERS = 160
SENTENCES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """A case, and what its question is answered with now."""

    case: Case
    now: Answer | NothingFound
    took_ms: float

    @property
    def changed(self) -> bool:
        """Whether the answer has other sentences than then; their order does not count."""
        return sorted(sentences_of(self.case.found)) != sorted(sentences_of(self.now))


def sentences_of(found: Answer | NothingFound) -> list[str]:
    """Return the sentences of an answer; none if nothing was found."""
    return [sentence.text for sentence in found.sentences] if isinstance(found, Answer) else []


def case_payload(asked: AskedAgain) -> Payload:
    """One of `cases --json`."""
    case = asked.case
    return {
        "case": case.number,
        "question": case.found.question.text,
        "asked_on": case.found.question.today.isoformat(),
        "kept_at": _kept(case).isoformat(timespec="seconds"),
        "changed": asked.changed,
        "then": answer_payload(case.found, 0.0),
        "now": answer_payload(asked.now, asked.took_ms),
    }


def case_lines(asked: AskedAgain) -> Iterator[Line]:
    """Say a case in lines: its question, the answer then and now, and whether they differ."""
    case = asked.case
    yield ((f"Case {case.number}, kept {say_day(_kept(case).date())}: ", ""), (case.found.question.text, "bold"))
    yield from _answer_lines("then", case.found)
    if asked.changed:
        yield from _answer_lines("now", asked.now)
    else:
        yield (("  now   the same", ""),)
    yield (("", ""),)


def _answer_lines(label: str, found: Answer | NothingFound) -> Iterator[Line]:
    said = sentences_of(found) or ["nothing found"]
    for number, sentence in enumerate(said[:SENTENCES_SHOWN]):
        head = label if not number else ""
        cut = sentence if len(sentence) <= LINE_CHARACTERS else sentence[: LINE_CHARACTERS - 1].rstrip() + "…"
        yield ((f"  {head:<5} {cut}", ""),)
    if len(said) > SENTENCES_SHOWN:
        yield ((f"        and {len(said) - SENTENCES_SHOWN} more", ""),)


def _kept(case: Case) -> datetime:
    return datetime.fromtimestamp(case.kept_at, UTC)
