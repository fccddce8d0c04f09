"""The parts of a sentence that an editor may leave out: what is left is still true, and still a sentence.

Only parts with marks around them are offered: asides in brackets or dashes, clauses with "which" or "who" behind a
comma, appositions, participles and second main clauses at the end. A part that turns, limits or attributes what is
said ("unless", "denied", "officials said") is never offered. Precision counts: a part that is not recognised stays.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

LONGEST_APPOSITION = 90  # characters; a longer one is likely to be two that were run together
SHORTEST_OMISSION = 8  # characters: to replace less by "[…]" saves nothing
SHORTEST_REST = 20  # characters that must be left of the sentence


class OmissionKind(StrEnum):
    """What kind of part may be left out."""

    ASIDE = "aside"  # (in brackets), — between dashes —
    RELATIVE = "relative"  # ", which had left Marn on May 26,"
    APPOSITION = "apposition"  # ", the mayor of Marn,"
    PARTICIPLE = "participle"  # ", forcing 2,400 people out of their homes"
    SECOND_CLAUSE = "second clause"  # ", and the town was flooded"


@dataclass(frozen=True, slots=True)
class Omission:
    """A part that may be left out."""

    start: int  # characters into the sentence, [start, end); commas and brackets around it are inside
    end: int
    kind: OmissionKind


@dataclass(frozen=True, slots=True)
class _Rules:
    """How one language marks such parts."""

    relative: re.Pattern[str]
    participle: re.Pattern[str]
    second_clause: re.Pattern[str]
    apposition: re.Pattern[str] | None
    guard: re.Pattern[str]  # a part with one of these words stays
    speech: re.Pattern[str]  # ", officials said" at the end of a part: it stays
    verb: re.Pattern[str]  # a finite verb
    relative_needs_name: bool  # every relative clause has a comma there, so only one behind a name is an addition


_END = r"(?=\s?[.!?…]+[\"”»')\s]*$)"
_INSIDE = r"[^,;:()—–]"

_EN_VERBS = (
    "are became began bought broke brought built came caught cut did drew drove fell felt fled flew fought found "
    "gave got grew had has have held hit is kept knew lay led left lost made meant met paid put ran rose said "
    "sang sank sat saw says sent set shot showed sold spent spoke spread stood struck sued swept swore taught "
    "tells told took thought threw tore understood was went were withdrew woke won wore wrote "
).split()
_ENGLISH = _Rules(
    relative=re.compile(rf"\s?,\s(?:which|who|whose|whom|where)\s{_INSIDE}+"),
    participle=re.compile(
        rf"\s?,\s(?:\w+ly\s)?(?!(?:dur|accord|noth|someth|everyth|morn|even)ing\b)[a-z]{{2,}}ing\s[^;:()—–]+?{_END}"
    ),
    second_clause=re.compile(rf"\s?,\sand\s[^;:()—–]+?{_END}"),
    apposition=re.compile(
        rf"(?<=[A-Za-z])\s?,\s(?:(?:the|an?|his|her|its|their)\s{_INSIDE}{{2,{LONGEST_APPOSITION}}}|\d{{1,3}})\s?,"
    ),
    guard=re.compile(
        r"\b(?:not|never|no|none|nobody|neither|nor|without|unless|if|whether|but|although|though|however|despite|except|only|nearly|almost"
        r"|deny|denie[sd]|denying|alleg\w*|reported\w*|accord\w*|claim\w*|accus\w*|suspect\w*|(?-i:may)|might|could|would|should|can|cannot"
        r"|unconfirmed|disput\w*|false\w*|fake|hoax|apparent\w*|possibl[ey]|probabl[ey]|perhaps|expect\w*|plan(?:s|ned|ning)?|rumou?r\w*"
        r"|cit(?:e|es|ed|ing)|quot\w+|until|instead|rather|unlike|reject\w*|refus\w*|fail(?:s|ed|ing)?|ceas\w*|cancel\w*|postpone\w*|will|shall)\b|n['’]t\b",
        re.IGNORECASE,
    ),
    speech=re.compile(
        r"\b(?:said|says|saying|told|tells|telling|reported|reports|announced|announcing|added|adding|stated|stating|wrote|claimed|argued"
        r"|according|warned|insisted|suggested|believes?|thinks?)\b",
        re.IGNORECASE,
    ),
    verb=re.compile(rf"\b(?:\w{{2,}}ed|{'|'.join(_EN_VERBS)})\b"),
    relative_needs_name=False,
)
_RUSSIAN = _Rules(
    relative=re.compile(rf"\s?,\s(?:котор\w+|где|чь[яеию]\w*)\s{_INSIDE}+"),
    participle=re.compile(rf"\s?,\s(?:\w+\s)?\w{{3,}}(?:вши|вшись|ясь)\s[^;:()—–]+?{_END}"),
    second_clause=re.compile(rf"\s?,\sи\s[^;:()—–]+?{_END}"),
    apposition=None,
    guard=re.compile(
        r"\b(?:не|ни|нет|никто|никогда|без|если|ли|якобы|возможно|вероятно|видимо|будто|кроме|только|лишь|почти|однако|хотя|но|бы|чтобы|пока"
        r"|мо[гж]\w*|отриц\w+|опроверг\w+|обвин\w+|подозр\w+|утвержд\w+|предполо\w+|ожида\w+|планир\w+|намер\w+|будет|будут|вместо|отказ\w+|отмен\w+"
        r"|слух\w*|ложн\w+)\b",
        re.IGNORECASE,
    ),
    speech=re.compile(
        r"\b(?:сообщ\w+|заяв\w+|сказал\w*|рассказал\w*|отметил\w*|пояснил\w*|добавил\w*|уточнил\w*|написал\w*|передал\w*|передаёт|передает"
        r"|слов\w+|данн\w+|считает|считают|полага\w+|мнени\w+)\b",
        re.IGNORECASE,
    ),
    verb=re.compile(r"\b\w{2,}(?:л|ла|ло|ли|ет|ут|ют|ит|ат|ят|на|ны|но|ен)(?:ся|сь)?\b"),
    relative_needs_name=True,
)
_RULES = {"en": _ENGLISH, "ru": _RUSSIAN}

_ASIDE = re.compile(r"\s?\([^()]+\)|\s[—–]\s[^—–()]+\s[—–](?=\s)")
_NAME_BEFORE = re.compile(r"(?:(?<=\s)|(?<=[«“\"]))[A-ZА-ЯЁ][\w'’.-]*[»”\"]?$")
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))


def find_omissions(sentence: str, language: str) -> tuple[Omission, ...]:
    """Return the parts of a sentence that may be left out, in order; none lies over another.

    "The dyke gave way at 5:50, eighty metres upstream, which nobody saw."  ->  none: "nobody" turns the clause
    "The ferry Aurora, which had left Marn on May 26, ran aground."         ->  ", which had left Marn on May 26,"
    """
    rules = _RULES.get(language)
    if rules is None:
        return ()
    found: list[Omission] = []
    for one in sorted(_candidates(sentence, rules), key=lambda each: (each.start, -each.end)):
        if found and one.start < found[-1].end:
            continue
        if _may_go(sentence, one, rules):
            found.append(one)
    return tuple(found)


def _candidates(sentence: str, rules: _Rules) -> Iterator[Omission]:
    for match in _ASIDE.finditer(sentence):
        yield Omission(match.start(), match.end(), OmissionKind.ASIDE)
    for match in rules.relative.finditer(sentence):
        yield from _relative(sentence, match, rules)
    for pattern, kind in (
        (rules.participle, OmissionKind.PARTICIPLE),
        (rules.second_clause, OmissionKind.SECOND_CLAUSE),
    ):
        if clause := pattern.search(sentence):
            yield Omission(clause.start(), _before_speech(sentence, clause.start(), clause.end(), rules), kind)
    if rules.apposition:
        for match in rules.apposition.finditer(sentence):
            if _goes_on(sentence[match.end() :], rules) and _NAME_BEFORE.search(sentence[: match.start()].rstrip()):
                yield Omission(match.start(), match.end(), OmissionKind.APPOSITION)


def _relative(sentence: str, match: re.Match[str], rules: _Rules) -> Iterator[Omission]:
    """Take a relative clause up to the comma behind which the main clause goes on, or up to the end."""
    if rules.relative_needs_name and not _NAME_BEFORE.search(sentence[: match.start()]):
        return
    rest = sentence[match.end() :]
    clause_end = match.start() + len(re.sub(r"\s?[.!?…]+[\"”»')\s]*$", "", match[0]))
    if not rest:
        yield Omission(match.start(), clause_end, OmissionKind.RELATIVE)
    elif rest.startswith(",") and _goes_on(rest[1:], rules):
        end = match.end() + 1
        if rules.speech.search(rest[1:].split(",")[0]) and not _starts_with_verb(rest[1:], rules):
            end -= 1  # ", officials said": its comma stays
        yield Omission(match.start(), end, OmissionKind.RELATIVE)


def _goes_on(rest: str, rules: _Rules) -> bool:
    """Whether a main clause goes on here: with its verb, or with who said it."""
    return _starts_with_verb(rest, rules) or bool(
        re.match(r"\s\w+(?:\s\w+){0,4}\s?[.!?]", rest) and rules.speech.search(rest)
    )


def _starts_with_verb(rest: str, rules: _Rules) -> bool:
    words = rest.split(maxsplit=1)
    return bool(words) and bool(rules.verb.fullmatch(words[0]))


def _before_speech(sentence: str, start: int, end: int, rules: _Rules) -> int:
    """Return where a part ends if ", officials said" behind it stays: who said it belongs to what is left."""
    comma = sentence.rfind(",", start + 1, end)
    if comma > 0 and rules.speech.search(sentence[comma:end]):
        return comma
    return end


def _may_go(sentence: str, part: Omission, rules: _Rules) -> bool:
    text, rest = sentence[part.start : part.end], sentence[: part.start] + sentence[part.end :]
    if len(text) < SHORTEST_OMISSION and part.kind is not OmissionKind.APPOSITION:
        return False
    if len(rest) < SHORTEST_REST or rules.guard.search(text) or rules.speech.search(text):
        return False
    if _is_in_speech(sentence[: part.start]) or not _is_balanced(text):
        return False
    if part.kind is OmissionKind.SECOND_CLAUSE:
        first = sentence[: part.start]
        # The last item of a list ("the mayor, the priest, and a man who fled") looks like a clause.
        return "," not in first and bool(rules.verb.search(first)) and bool(rules.verb.search(text))
    if part.kind is OmissionKind.PARTICIPLE:
        return bool(rules.verb.search(sentence[: part.start]))
    return True


def _is_in_speech(before: str) -> bool:
    """Whether a place lies inside quotation marks: what somebody said is left whole."""
    return before.count('"') % 2 == 1 or any(before.count(left) > before.count(right) for left, right in _PAIRS)


def _is_balanced(text: str) -> bool:
    return text.count('"') % 2 == 0 and all(text.count(left) == text.count(right) for left, right in _PAIRS)
