"""A question: its days read against today and the archive, and the topic that is left."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from bot.answer import AskedDays, Question
from index.days import find_timexes
from index.days.timex import DaySpan, Timex, TimexType
from index.passage import DayCount

YearsOf = Callable[[DaySpan], list[DayCount]]  # a bare day in the years it may mean, best first; see Archive.years_of

LONGEST = 1_000  # characters of a question that are read; nobody asks more at once

_CYRILLIC = re.compile("[а-яёА-ЯЁ]")
_LATIN = re.compile("[a-zA-Z]")


class Frame(NamedTuple):
    """What a language wraps around a topic: taken off, so that only the topic is searched."""

    opening: re.Pattern[str]  # "what happened", "any news", at the start
    joint: re.Pattern[str]  # "on", "in", "from" beside a day, and at the ends of what is left
    little: frozenset[str]  # words that say nothing of the topic: "who", "did"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH = Frame(
    opening=re.compile(
        r"(?:(?:please|so|and|hi|hello|hey)\W+)*"
        r"(?:(?:can|could|would|will) you\s+)?(?:(?:please|tell|show|give|find|list|remind)\s+)*(?:me\s+|us\s+)?"
        r"(?:(?:about|of|for)\s+)?"
        r"(?:what(?:'s|’s|\s+is|\s+was|\s+were|\s+are|\s+has|\s+had|s)?\s+"
        r"(?:the\s+)?(?:else\s+)?(?:been\s+)?(?:all\s+)?"
        r"(?:happen(?:ed|ing|s)?|going\s+on|went\s+on|goes\s+on|took\s+place|takes\s+place|occurr?ed|new(?:s)?|up"
        r"|(?:the\s+)?(?:latest|main|top|big|biggest)?\s*(?:news|events?|headlines|stories|story))"
        r"|what\s+(?:do|did)\s+(?:we|you|i)\s+know"
        r"|what\s+can\s+you\s+(?:tell|say)(?:\s+(?:me|us))?"
        r"|(?:is|was|were|are)\s+there\s+(?:any(?:thing)?\s+)?(?:news|new|events?)?"
        r"|(?:any|some|the|all(?:\s+the)?)?\s*(?:(?:latest|recent|main|top)\s+)?"
        r"(?:news|events?|headlines|stories|updates?)(?:\s+there)?"
        r"|anything\s+(?:new|happen(?:ed|ing)?)|did\s+anything\s+happen|(?:everything|anything|something)(?=\s|$)"
        r"|news|latest)"
        r"(?=\W|$)",
        re.IGNORECASE,
    ),
    joint=re.compile(
        r"(?:(?:on|in|at|from|for|of|about|with|to|by|during|since|until|till|between|around|before|after|regarding"
        r"|concerning|over|and|the|day|date|dated|there|please|so|or|that|this|week|just|there|ago|back)(?=\W|$))",
        re.IGNORECASE,
    ),
    little=_words(
        "who whom whose what when where why which how many much long far often old is are was were be been being do does"
        " did done has have had can could will would shall should may might must i me my we us our you your he him his"
        " she her it its they them their this that these those there here a an the of in on at by to for from with"
        " about into over after before during since until between and or but if so as than then too also any some all"
        " just only please tell show give say said says happen happened happening occur occurred take took place go"
        " went going come came get got make made become became know news latest new last recent event events"
        " day date time days week month year anything something everything else not no up out off down again ever"
        " people person thing things kind sort name names called"
    ),
)

RUSSIAN = Frame(
    opening=re.compile(
        r"(?:(?:пожалуйста|а|и|ну|так|привет|скажи(?:те)?|подскажи(?:те)?)\W+)*"
        r"(?:(?:расскажи(?:те)?|покажи(?:те)?|напомни(?:те)?|найди(?:те)?)\s+(?:мне\s+|нам\s+)?)?(?:(?:о\s+том|про\s+то),?\s*)?"
        r"(?:(?:что|чего)\s+(?:же\s+|там\s+|ещ[её]\s+)?(?:произошло|случилось|было|бывало|происходило|происходит|случалось"
        r"|стряслось|творилось|творится|нового|слышно|известно|пишут|писали|сообщали|сообщают|новенького)"
        r"|как(?:ие|ие\s+были|ие\s+есть)\s+(?:\w+\s+)?(?:новости|события)|каков[ыо]\s+(?:новости|события)"
        r"|(?:последние|свежие|все|главные|основные)?\s*(?:новости|события|сводка)|есть\s+(?:ли\s+)?новости|нового)"
        r"(?=\W|$)",
        re.IGNORECASE,
    ),
    joint=re.compile(
        r"(?:(?:в|во|на|с|со|к|ко|о|об|от|до|по|за|из|у|про|при|для|между|и|а|или|дня|день|числа|года|году|год|г|же|том|этого"
        r"|течение|время|около|после|перед|ещ[её]|вокруг|насч[её]т|относительно)(?=\W|$)\.?)",
        re.IGNORECASE,
    ),
    little=_words(
        "кто кого кому кем ком что чего чему чем чём где куда откуда когда почему зачем отчего как какой какая какое какие"
        " каких каким какую какого каком сколько чей чья чьи ли же бы не ни нет да в во на с со к ко о об от до по за из у"
        " про при для без под над между и а но или то это этот эта эти этого этой тот та те того был была было были быть"
        " есть стал стала стало стали мог могла могли может могут я мы вы он она оно они его её ее их мне нам вам ему ей им"
        " там тут здесь ещё еще уже только также тоже так очень все всё всего расскажи покажи скажи пожалуйста произошло"
        " случилось происходит происходило случалось новости новость событие события нового последние последний"
        " свежие день дня дни числа года году год время раз"
    ),
)
FRAMES = {"en": ENGLISH, "ru": RUSSIAN}

_WORD = re.compile(r"\d+(?:[.,:]\d+)+|\w+(?:[-'’]\w+)*")


def read_question(text: str, today: date, years_of: YearsOf) -> Question:
    """Read a question's days and topic.

    "What happened with Airbus on May 29?", an archive that speaks of 29 May in 2023 and 2019
      ->  days 2023-05-29 (also 2019), topic "Airbus"
    """
    text = " ".join(text[:LONGEST].split())
    language = language_of(text)
    timexes = [t for t in find_timexes(text, today, language, asked=True) if _names_days(t)]
    days = tuple(_asked(timex, years_of) for timex in timexes)
    return Question(text, today, language, _joined(days), _topic(text, timexes, FRAMES[language]))


def language_of(text: str) -> str:
    """Return "ru" for a text in Cyrillic letters, else "en". A question is too short for statistics; letters are not.

    "что было 29 мая" -> "ru"     "Кто такой John Smith?" -> "ru"     "29/5" -> "en"
    """
    return "ru" if len(_CYRILLIC.findall(text)) * 2 > len(_LATIN.findall(text)) else "en"


def content_words(topic: str, language: str) -> str:
    """Return the words of a topic that a passage should have: no "who", no "did".

    "Who was detained by the Kosovo police" -> "detained Kosovo police"
    """
    little = FRAMES[language].little
    return " ".join(word for word in _WORD.findall(topic) if word.lower() not in little)


def _names_days(timex: Timex) -> bool:
    return timex.span is not None and timex.type in (TimexType.DATE, TimexType.TIME)


def _asked(timex: Timex, years_of: YearsOf) -> AskedDays:
    """Take, for a bare day, the newest year in which the archive speaks of it, or at least could."""
    span = timex.span
    assert span is not None
    if timex.year_given:
        return AskedDays(timex.text, span, year_given=True)
    years = years_of(span)
    if not years:
        return AskedDays(timex.text, span, year_given=False)
    shift = years[0].day.year - span.first.year
    taken = DaySpan(_moved(span.first, shift), _moved(span.last, shift))
    return AskedDays(timex.text, taken, year_given=False, others=tuple(years[1:]))


def _moved(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _joined(days: Sequence[AskedDays]) -> tuple[AskedDays, ...]:
    """Drop what another one holds already: "from May 26 to 29" names its last day twice."""
    kept: list[AskedDays] = []
    for one in sorted(days, key=lambda d: -d.span.days):
        if not any(k.span.first <= one.span.first and one.span.last <= k.span.last for k in kept):
            kept.append(one)
    return tuple(d for d in days if d in kept)


def _topic(text: str, timexes: Sequence[Timex], frame: Frame) -> str:
    for timex in reversed(timexes):
        before = _strip_joints(text[: timex.start], frame, at_start=False)
        text = f"{before} {text[timex.end :].lstrip()}"
    text = _trim(text)
    if opening := frame.opening.match(text):
        text = text[opening.end() :]
    return _strip_joints(_strip_joints(text, frame, at_start=False), frame, at_start=True)


def _strip_joints(text: str, frame: Frame, *, at_start: bool) -> str:
    """Take "on", "from" and their like off one end."""
    while text := _trim(text):
        if at_start:
            match = frame.joint.match(text)
            rest = text[match.end() :] if match else text
        else:
            head, _, last = text.rpartition(" ")
            rest = head if frame.joint.fullmatch(last) else text
        if rest == text:
            return text
        text = rest
    return ""


def _trim(text: str) -> str:
    return text.strip(' \t?!.,;:—–-"«»“”')
