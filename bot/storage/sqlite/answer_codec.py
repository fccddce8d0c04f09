"""Answers and questions as they are stored. A button may open an answer that any earlier version kept.

Whoever changes the fields of `Question`, `Answer` or `NothingFound` adds an upgrade here: a field that is new and has
a default needs none; one that is renamed or removed does.
"""

from zlib import compress, decompress

from bot.qa.answer import Answer, NothingFound, Question
from bot.storage.sqlite.versioned_json import Json, Upgrade, VersionedJson

# Fields of version 1 (0.1.0) that have another name now.
_QUESTION_1 = {"mended": "corrections"}
_ANSWER_1 = {"told": "exclude_ids"}


def _renamed(body: Json, names: dict[str, str]) -> Json:
    return {names.get(name, name): value for name, value in body.items()}


def _question_2(body: Json) -> Json:
    return _renamed(body, _QUESTION_1)


def _found_2(body: Json) -> Json:
    return {**_renamed(body, _ANSWER_1), "question": _question_2(body["question"])}


_OF_QUESTIONS: list[Upgrade] = [_question_2]
_OF_ANSWERS: list[Upgrade] = [_found_2]

QUESTION = VersionedJson(Question, _OF_QUESTIONS)
_ANSWER = VersionedJson(Answer, _OF_ANSWERS)
_NOTHING = VersionedJson(NothingFound, _OF_ANSWERS)


def write_answer(found: Answer | NothingFound) -> tuple[str, bytes]:
    """Return an answer's kind, "answer" or "nothing", and its body: zlib over JSON, about 1 KB."""
    kind, text = ("answer", _ANSWER.write(found)) if isinstance(found, Answer) else ("nothing", _NOTHING.write(found))
    return kind, compress(text.encode())


def read_answer(kind: str, body: bytes) -> Answer | NothingFound:
    """Return the answer that was written, equal to what it was.

    Raises: ValueError if a newer version wrote it.
    """
    return (_ANSWER if kind == "answer" else _NOTHING).read(decompress(body))
