"""Signs in a sentence of whether it tells what happened on the asked day: plans, states, asides, looks back."""

import re
from datetime import timedelta

from bot.qa.day_matching import WIDEST_MENTION, DateMatch
from index.model.passage import Basis, Hit, Sentence

LEAD_CHARACTERS = 150  # an article's beginning tells its news, also in the present tense: "Ford has cut 30,000 jobs"
SPEECH_MARKS = ('"', "“", "«", "``", "'")

_FUTURE = re.compile(
    r"\b(?:will(?!\s+have\s+been)|(?:is|are|was|were)\s+(?:due|set|expected|scheduled|planned|about)\s+to|is\s+to|are\s+to|plans?\s+to"
    r"|expects?|forecasts?|будет|будут|состоится|состоятся|пройд[её]т|пройдут|ожида\w+|планиру\w+|намерен\w*"
    r"|начн[её]тся|начнутся|откро[ею]т\w*|долж(?:ен|на|но|ны))\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:\w+ed|was|were|had|won|lost|began|met|said|told|[а-яё]+л(?:а|о|и|ся|ась|ось|ись)?)\b", re.IGNORECASE
)
_PRESENT = re.compile(r"\b(?:is|are|has|have|can|remains?|является|являются|остаётся|остаются)\b", re.IGNORECASE)
_AFTER = re.compile(
    r"\b(?:after|following|since|despite|in\s+response\s+to|in\s+the\s+wake\s+of|due\s+to|после|вслед\s+за|из-за)\b[^,;]*$",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:kill(?:s|ed|ing)?|dies|died|dead|deaths?|earthquakes?|explo(?:des?|ded|sions?)|blasts?|crash(?:es|ed)?"
    r"|bomb(?:s|ed|ings?)?|elected|wins?|won|resign(?:s|ed|ation)?|arrest(?:s|ed)?|sentenced|convicted|bankrupt(?:cy)?"
    r"|ceasefire|collapse[sd]?|flood(?:s|ed|ing)?|attack(?:s|ed)?|aground|sank|sinks?|capsize[sd]?|derail(?:s|ed)?"
    r"|погиб\w*|взрыв\w*|взорва\w*|землетрясени\w+|избран\w*|победи\w+|отставк\w+|арестова\w+"
    r"|приговор\w+|рухнул\w*|наводнени\w+|затопи\w+|прорва\w+|атак\w+|затонул\w*|на\s+мель)\b",
    re.IGNORECASE,
)


def is_planned(match: DateMatch, hit: Hit, text: str) -> bool:
    """Whether a sentence tells what was to come: written before its day, or on the day in the future tense."""
    published = hit.source.published
    if match.day is None or published is None or published > match.day.first:
        return False
    to_come = _FUTURE.search(text)
    return published < match.day.first or (to_come is not None and not _PAST.search(text[: to_come.start()]))


def is_far_echo(match: DateMatch, hit: Hit, sentence: Sentence) -> bool:
    """Whether an article of another time has this sentence some way after the one that names the day.

    An article that looks back on a day is soon back at its own news; only the sentence right after still tells of it.
    """
    published, day = hit.source.published, match.day
    if match.basis is not Basis.CARRIED or day is None or published is None:
        return False
    if day.first <= published <= day.last + timedelta(days=1):
        return False
    earlier = [one for one in hit.passage.sentences if one.start < sentence.start]
    return not (earlier and any(mention.span.overlaps(day) for mention in earlier[-1].mentions))


def tells_state(sentence: Sentence, text: str) -> bool:
    """Whether a sentence within an article is in the present tense: how things are, and not what happened."""
    if sentence.start <= LEAD_CHARACTERS:
        return False
    present, past = _PRESENT.search(text), _PAST.search(text)
    return present is not None and (past is None or present.start() < past.start())


def looks_back(sentence: Sentence, match: DateMatch) -> bool:
    """Whether a sentence within an article names a month or year that was over on the matched day: "In 2004, …"."""
    if sentence.start <= LEAD_CHARACTERS or match.day is None:
        return False
    return any(m.span.days > WIDEST_MENTION and m.span.last < match.day.first for m in sentence.mentions)


def is_aside(sentence: Sentence, match: DateMatch, text: str) -> bool:
    """Whether a sentence names the matched day only as what came before its news: "Riots after Friday's vote"."""
    day = match.day
    if match.basis is not Basis.MENTION or day is None:
        return False
    before = [text[: m.start - sentence.start] for m in sentence.mentions if m.span.overlaps(day)]
    return bool(before) and all(map(_AFTER.search, before))


def tells_event(text: str) -> bool:
    """Whether a sentence has a word of events that are news everywhere: deaths, disasters, elections, verdicts."""
    return _EVENT.search(text) is not None
