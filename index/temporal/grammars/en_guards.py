"""English words that are dates only sometimes: may, march, sun, second, fall, Today."""

import re
from collections.abc import Callable

from index.temporal.grammar import WordContext


def _words(line: str) -> list[str]:
    return line.split()


def _any(*lines: str) -> str:
    """Write words as alternatives: "in of" -> "in|of"."""
    return "|".join(word for line in lines for word in line.split())


_MONTH_FOLLOWS = frozenset(
    _words(
        "about any in of since until till by last next this early late mid through thru from to between during before "
        "after end every each previous following past around on and or for our the its coming begin beginning starting "
        "effective monday tuesday wednesday thursday friday saturday sunday"
    )
)
_NUMBER_OR_DASH = re.compile(r"(?:\d(?:st|nd|rd|th)?(?: of)?\s*|[-–/]\s*)$", re.IGNORECASE)


def _follows(c: WordContext) -> bool:
    """Whether the word before is one that a month follows: "in", "early", "29 ", "Friday, "."""
    before = c.before[-16:]
    stripped = before.rstrip(" ,\n")
    if stripped != before and stripped[stripped.rfind(" ") + 1 :].lstrip("(“\"'").lower() in _MONTH_FOLLOWS:
        return True
    return bool(_NUMBER_OR_DASH.search(before[-9:]))


_SURELY_BEFORE = re.compile(r"\b(?:in|of|since|until|last|next|by|during|late|early|mid|as) ?-?$", re.IGNORECASE)
_AFTER_MONTH = re.compile(
    r"\s*,?\s*(?:the\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\b|(?:19|20)\d\d\b|['’]\d\d\b|of (?:last|this|next|\d{4}))"
    r"(?![\d:]*\s*(?:%|percent))"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n]|[\"“”'`(]|--|—)\s*$")
_NAME_BEFORE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|[A-Z][a-z]+)\.? $")
_VERB_AFTER = re.compile(
    r"\s+(?:" + _any("be have not also well still he she it they we you i the said says has had was is told") + r")\b",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(r"(?<![\d.,])(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?: of)? $")  # "on 29 May the tram …"
_MARCH_BEFORE = re.compile(r"(?:\b(?:a|the|women['’]s|protest|peace|death|freedom|long) |^)$", re.IGNORECASE)
_MARCH_AFTER = re.compile(r"\s+(?:on|for|of|against|through|to|by|madness)\b", re.IGNORECASE)


def is_month(c: WordContext) -> bool:
    """May and March: a number or a preposition beside them, and neither a subject nor a name.

    "in May", "May 29", "the 29th of May"  ->  True      "they may", "may be", "Mrs May said", "march on"  ->  False
    """
    if c.word.islower():
        return _is_lower_month(c)
    if _AFTER_MONTH.match(c.after) or _SURELY_BEFORE.search(c.before[-14:]) or _DAY_BEFORE.search(c.before[-9:]):
        return True
    marching = c.word.lower() == "march" and _MARCH_BEFORE.search(c.before) and _MARCH_AFTER.match(c.after)
    if marching or _VERB_AFTER.match(c.after):
        return False
    if _follows(c):
        return True
    return not _NAME_BEFORE.search(c.before) and not _SENTENCE_START.search(c.before)


_LOWER_BEFORE = re.compile(
    r"(?:\b(?:in|since|last|next|this|early|late|mid-?|of) ?|\d(?:st|nd|rd|th)?(?: of)? ?)$", re.IGNORECASE
)


_ASKED_AFTER = re.compile(r"\s+(?:news|events?|headlines)\b", re.IGNORECASE)


def _is_lower_month(c: WordContext) -> bool:
    """As people type: "may 29", "in may", "the 29th of may"; in an article only with a number and a preposition."""
    if c.asked and (_AFTER_MONTH.match(c.after) or _ASKED_AFTER.match(c.after)):
        return True
    if _AFTER_MONTH.match(c.after) and not re.match(r"\s*(?:19|20)\d\d \w+s\b", c.after):
        return bool(re.search(r"\b(?:on|since|until|from|by|of|in) $", c.before))
    if c.asked and _follows(c):
        return not _VERB_AFTER.match(c.after)
    return bool(_LOWER_BEFORE.search(c.before[-14:])) and (c.asked or not _VERB_AFTER.match(c.after))


_NUMBER_BESIDE = re.compile(r"\.?,?[\s-]*['’]?\d")
_NUMBER_AHEAD = re.compile(r"\d(?:st|nd|rd|th)?[\s-]*(?:of )?$")
_MONTH_CLOSES = re.compile(r"\.|\s*(?:$|[,;:)])")
_HYPHENATED = re.compile(r"-[A-Z]")


def is_short_month(c: WordContext) -> bool:
    """Jan., Mar 3, 5 Dec: a dot or a number beside it, and a capital unless someone asks.

    "Jan Smit", "Mar del Plata", "Sept-Îles"  ->  False
    """
    after = c.after
    if not c.asked and (c.word.islower() or _HYPHENATED.match(after)):
        return False
    if _NUMBER_BESIDE.match(after) or _NUMBER_AHEAD.search(c.before[-9:]):
        return True
    closed = c.asked or _MONTH_CLOSES.match(after)
    return bool(closed) and _follows(c)


_DATE_AFTER = re.compile(r"\.?,?\s+(?:\d{1,2}\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\. ?,", re.IGNORECASE)


def is_short_weekday(c: WordContext) -> bool:
    """Sat, Sun, Mon., Wed.: never alone; before a date, or with a dot and a comma; asked, after a preposition."""
    if c.asked and re.search(r"\b(?:on|last|next|this|since) $", c.before, re.IGNORECASE):
        return True
    return (c.asked or c.word[0].isupper()) and bool(_DATE_AFTER.match(c.after))


_SEASON_YEAR = re.compile(r"\s+(?:of\s+)?(?:(?:19|20)\d\d\b|(?:last|this|next) year)")
_IN_SEASON = re.compile(
    r"\b(?:in|in the|last|next|this|late|early|mid-|by|since|during|until|each|every|past|previous) ?$", re.IGNORECASE
)
_NOT_SEASON_AFTER = re.compile(
    r"\s*-?\s*(?:" + _any("in from of to up by on off out into back apart behind short guy water city break") + r")\b"
)
_NOT_SEASON_BEFORE = re.compile(r"\b(?:to|will|would|can|could|may|hot|a|and|Palm|Silver|Prague|Arab|they|we) $")


def is_season(c: WordContext) -> bool:
    """Spring and fall: "to spring up", "the fall of Rome", "prices fall" and "hot spring" are not seasons.

    "this fall", "in the fall", "fall 2019", "the spring of 2009", "but spring shows"  ->  True
    """
    if _SEASON_YEAR.match(c.after):
        return True
    if _NOT_SEASON_AFTER.match(c.after):
        return False
    if _begins_name(c) and not re.search(r"\b(?:last|this|next|in) $", c.before[-6:]):
        return False
    if _IN_SEASON.search(c.before[-12:]):
        return True
    return c.word.lower() != "fall" and not _NOT_SEASON_BEFORE.search(c.before[-9:])


def is_summer(c: WordContext) -> bool:
    """Summer and winter, unless they name games, a palace, a storm or a person."""
    if re.match(r"\s+(?:olympi|paralympi|games|universiade|palace|school|youth|storm|sport)", c.after, re.IGNORECASE):
        return False
    return not _begins_name(c) and not (c.word[0].isupper() and re.search(r"[A-Z][a-z]+ $", c.before))


def _begins_name(c: WordContext) -> bool:
    return c.word[0].isupper() and bool(re.match(r" +[A-Z]", c.after))


_PERSON = re.compile(
    r" +[A-Z][a-z]+(?: (?:said|says|told|was|is|has|had|who|and|,)|(?<=son|man)\b|(?<=er|ez)\b|(?<=ski)\b)"
)


def is_first_name(c: WordContext) -> bool:
    """April, June and August are people too: with a surname and what people do."""
    if c.word.islower() and not c.asked:
        return False
    return not _PERSON.match(c.after) or _follows(c)


def is_today(c: WordContext) -> bool:
    """With a capital, the day at the start of a sentence only: "USA Today" is a paper."""
    if c.word.islower() or c.asked:
        return True
    return bool(_SENTENCE_START.search(c.before)) and not c.after.startswith(")")


def is_lower(c: WordContext) -> bool:
    """Words that with a capital are names: Dawn, the Daily."""
    return c.word.islower() or c.asked


def is_turn(c: WordContext) -> bool:
    """With a capital inside a sentence they stand in a title: "CBS This Morning", "the Last Night of the Proms"."""
    return c.asked or c.word.islower() or c.word.isupper() or bool(_SENTENCE_START.search(c.before))


def is_now(c: WordContext) -> bool:
    """The present; not "now that he is", "the now-cancelled plan", "the NOW party"."""
    if re.match(r"\s+(?:that|defunct)\b|-", c.after):
        return False
    return c.word.islower() or bool(_SENTENCE_START.search(c.before))


GUARDS: dict[str, Callable[[WordContext], bool]] = {}
GUARDS |= (
    dict.fromkeys(_words("may march"), is_month)
    | dict.fromkeys(_words("jan feb mar apr jun jul aug sep sept oct nov dec"), is_short_month)
    | dict.fromkeys(_words("mon tue tues wed weds thu thur thurs fri sat sun"), is_short_weekday)
    | dict.fromkeys(_words("spring fall autumn"), is_season)
    | dict.fromkeys(_words("summer winter"), is_summer)
    | dict.fromkeys(_words("april june august"), is_first_name)
    | dict.fromkeys(_words("this last next past"), is_turn)
    | dict.fromkeys(_words("today tomorrow"), is_today)
    | dict.fromkeys(_words("now"), is_now)
    | dict.fromkeys(_words("dawn daily weekly annual current present recent noon midnight"), is_lower)
)
