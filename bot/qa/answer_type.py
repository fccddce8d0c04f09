"""The type of answer a question asks for: a person, a number, a place, a reason or a time."""

import re
from collections.abc import Collection, Iterable
from enum import StrEnum

from index.model.passage import Sentence
from index.search.fulltext.analyzers import analyze


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

_NAME = re.compile(r"(?<!^)(?<![.!?…] )(?<![\"“«])\b[A-ZА-ЯЁ][\w’'-]+")  # not a sentence's first word
_NUMBER = re.compile(
    r"\d[\d,.]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?"
    r"|billions?|half|twice|половин\w+|один|одн\w+|дв[ае]|двух|тр[иё]\w*|четыр\w+|пят\w+|шест\w+|сем[ьи]|вос[ье]м\w*"
    r"|девят\w+|десят\w+|сот\w*|тысяч\w*|миллион\w*)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1\d|20)\d\d[,.]?")
_PLACE = re.compile(
    r"\b(?:in|at|near|from|to|outside|off|on|across|into|through|around)\s+(?:the\s+)?(?:[a-z]+\s+){0,2}([A-Z]\w+)"
    r"|\b(?:в|во|на|у|из|около|под|близ|через|к)\s+(?:[а-яё]+\s+){0,2}([А-ЯЁ]\w+)"
)
_REASON = re.compile(
    r"\b(?:because|since|due\s+to|owing\s+to|caused?|causing|reasons?|blamed?|led\s+to|result(?:ed|ing)?|so\s+that"
    r"|in\s+order\s+to|prompted|thanks\s+to|therefore|из-за|потому|поскольку|так\s+как|причин\w+|в\s+результате"
    r"|вследствие|чтобы|виной|привел\w*|благодаря|поэтому|вызван\w*)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:1\d{3}|20\d\d)\b|\b\d{1,2}:\d\d\b|\b(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    r"|\b(?:century|centuries|январ|феврал|март|апрел|ма[яй]\b|июн|июл|август|сентябр|октябр|ноябр|декабр"
    r"|понедельник|вторник|сред[уы]\b|четверг|пятниц|суббот|воскресен|век[еа]?\b|год[уа]?\b)"
)


_STATE = re.compile(
    r"\b(?:is|are|do|does|has|have|now|currently)\b|^(?:who|what)\s+(?!was\b)[a-z]+s\b|[а-яё]", re.IGNORECASE
)
_PAST = re.compile(r"\b(?:was|were|did|had)\b|\b[а-яё]{2,}л(?:а|о|и|ся|ась|ось|ись)?\b", re.IGNORECASE)


def answer_type_of(question: str) -> AnswerType:
    """Return the type of answer a question asks for.

    "Who found the coronet?" -> PERSON     "How many dockers voted?" -> NUMBER     "Почему отложили финал?" -> REASON
    """
    return next((kind for kind, pattern in _ASKED.items() if pattern.search(question)), AnswerType.ANYTHING)


def asks_for_state(question: str) -> bool:
    """Return whether a question asks how things stand: what is newest answers it.

    "Who is the mayor?", "Сколько нефти вытекает в день?" -> True     "Who was hurt?", "Кто победил?" -> False
    """
    return bool(_STATE.search(question)) and not _PAST.search(question)


def holds_answer_type(
    answer_type: AnswerType, text: str, sentence: Sentence, known: Collection[str] = frozenset(), language: str = "en"
) -> bool:
    """Tell whether a sentence holds such a thing beyond what the question says; always true if anything will do.

    `known`: the terms of the question; the names in it do not answer it.
    """
    match answer_type:
        case AnswerType.NUMBER:
            return any(not _YEAR.fullmatch(found) for found in _NUMBER.findall(text))
        case AnswerType.PERSON:
            return _holds_new((name for name in _NAME.findall(text) if not _TIME.fullmatch(name)), known, language)
        case AnswerType.PLACE:
            return _holds_new((latin or cyrillic for latin, cyrillic in _PLACE.findall(text)), known, language)
        case AnswerType.REASON:
            return bool(_REASON.search(text))
        case AnswerType.TIME:
            return bool(sentence.mentions or _TIME.search(text))
        case _:
            return True


def _holds_new(words: Iterable[str], known: Collection[str], language: str) -> bool:
    return any(not all(term in known for term in analyze(word, language) or [word]) for word in words)
