"""The type of answer a question asks for: a person, a number, a place, a reason or a time."""

import re
from collections.abc import Callable
from enum import StrEnum

from index.model.passage import Sentence


class AnswerType(StrEnum):
    """The kind of thing that answers a question."""

    PERSON = "who"
    NUMBER = "how many"
    PLACE = "where"
    REASON = "why"
    TIME = "when"
    ANYTHING = "what"


_ASKED = {
    AnswerType.NUMBER: re.compile(
        r"\bhow\s+(?:many|much|old|long|far|high|big|large|often|tall|deep|wide|heavy|fast)\b|\bсколько\b|\bкак\s+(?:долго|часто|далеко)\b"
        r"|\b(?:what|which)\s+(?:number|percentage|share|price|amount|score)\b|\bкако(?:й|ва|в)\s+(?:процент|доля|цена|сумма|сч[её]т)\b",
        re.IGNORECASE,
    ),
    AnswerType.PERSON: re.compile(r"\bwho(?:m|se)?\b|\b(?:кто|кого|кому|кем|ком|чей|чья|чь[ию])\b", re.IGNORECASE),
    AnswerType.PLACE: re.compile(r"\bwhere\b|\b(?:где|куда|откуда)\b", re.IGNORECASE),
    AnswerType.REASON: re.compile(r"\bwhy\b|\bwhat\s+caused\b|\b(?:почему|зачем|отчего)\b", re.IGNORECASE),
    AnswerType.TIME: re.compile(r"\bwhen\b|\bwhat\s+(?:day|date|time|year)\b|\bкогда\b", re.IGNORECASE),
}

_NAME = re.compile(
    r"(?<!^)(?<![.!?…\"“«] )\b[A-ZА-ЯЁ][\w’'-]+\s+(?:[A-ZА-ЯЁ]\.\s*)?(?:de |von |van )?[A-ZА-ЯЁ][\w’'-]+"
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|billions?"
    r"|половин\w+|один|одн\w+|дв[ае]|двух|тр[иё]\w*|четыр\w+|пят\w+|шест\w+|сем[ьи]|вос[ье]м\w*|девят\w+|десят\w+|сот\w*|тысяч\w*|миллион\w*)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:in|at|near|from|to|outside|off|on)\s+(?:the\s+)?(?:[a-z]+\s+){0,2}[A-ZА-ЯЁ]|\b(?:в|на|у|из|около|под|близ)\s+(?:[а-яё]+\s+){0,2}[А-ЯЁ]"
)
_REASON = re.compile(
    r"\b(?:because|since|due\s+to|owing\s+to|after|caused|cause|causing|reason|blamed?|led\s+to|result(?:ed)?|so\s+that|in\s+order"
    r"|sent|prompted|thanks\s+to|when|из-за|потому|поскольку|так\s+как|причин\w+|в\s+результате|вследствие|чтобы|после|виной|привел\w*)\b",
    re.IGNORECASE,
)

_CUES: dict[AnswerType, Callable[[str], object]] = {
    AnswerType.PERSON: _NAME.search,
    AnswerType.NUMBER: _NUMBER.search,
    AnswerType.PLACE: _PLACE.search,
    AnswerType.REASON: _REASON.search,
}


def answer_type_of(question: str) -> AnswerType:
    """Return the type of answer a question asks for.

    "Who found the coronet?" -> PERSON     "How many dockers voted?" -> NUMBER     "Почему отложили финал?" -> REASON
    """
    return next((kind for kind, pattern in _ASKED.items() if pattern.search(question)), AnswerType.ANYTHING)


def holds_answer_type(answer_type: AnswerType, text: str, sentence: Sentence) -> bool:
    """Tell whether a sentence holds such a thing; always true if anything will do."""
    if answer_type is AnswerType.TIME:
        return bool(sentence.mentions)
    cue = _CUES.get(answer_type)
    return cue is None or bool(cue(text))
