"""What an editor puts into a quote in [brackets], to be read alone: who "she" is, which day "Monday" was."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.i18n.wording import say_span
from index.model.passage import Passage, Sentence

SENTENCES_BACK = 2  # an antecedent further back is a guess

_PRONOUN = {
    "en": re.compile(r"(?:He|She)(?=\s)"),
    "ru": re.compile(r"(?:Он|Она)(?=\s)"),
}
_PERSON = re.compile(
    r"(?<![\w.«“\"])[A-ZА-ЯЁ][\w’'-]+(?:\s(?:[A-ZА-ЯЁ]\.\s?)?(?:(?:de|van|von|bin|al|el|da|di)\s)?[A-ZА-ЯЁ][\w’'-]+){1,2}(?!\w)"
)
_OTHER_PERSON = {  # somebody else whom "he" or "she" may be
    "en": re.compile(
        r"\b(?:man|woman|boy|girl|driver|pilot|captain|officer|minister|mayor|president|spokes(?:man|woman|person)|leader|chief|victim"
        r"|suspect|director|judge|doctor|teacher|student|player|coach|king|queen|prince(?:ss)?|wife|husband|son|daughter|father|mother"
        r"|brother|sister|who)\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:мужчин\w+|женщин\w+|водител\w+|пилот\w*|капитан\w*|министр\w*|мэр\w*|президент\w*|глав\w+|директор\w*|судь\w+|врач\w*"
        r"|учител\w+|студент\w*|тренер\w*|жен\w|муж\w*|сын\w*|доч\w+|отец|отц\w+|мат\w+|брат\w*|сестр\w+|котор\w+)\b",
        re.IGNORECASE,
    ),
}
_ROLE = {
    "en": r"(?:[Mm]ayor|[Mm]inister|[Pp]resident|[Cc]aptain|[Gg]eneral|(?:D|M|Mr)[rs]\.?|[Jj]udge|[Ss]enator"
    r"|[Ss]pokes\w+|[Dd]irector|[Mm]aster)",
    "ru": r"(?:[Мм]эр|[Мм]инистр|[Пп]резидент|[Кк]апитан|[Гг]енерал|[Сс]удья|[Дд]иректор|[Гг]лава)",
}
_SPOKE = {
    "en": r"(?:said|says|told|added|asked|wrote|spoke|was\sborn|resigned|married|thanked)",
    "ru": r"(?:сказала?|заявила?|сообщила?|рассказала?|отметила?|добавила?|написала?|родил\w+)",
}
# What only a person is or does: without it a name may be a company's, a town's or a paper's.
_SIGNS_OF_A_PERSON = ("{role}\\s(?:\\w+\\s)?{name}", "{name},?\\s(?:(?:who|котор\\w+)\\s)?{spoke}", "{spoke}\\s{name}")
_PART_OF_DAY = re.compile(r"\s(?:noon|midnight|morning|afternoon|evening|night|утром|днём|днем|вечером|ночью)\b")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Insertion:
    """Words to put in brackets, in place of some of the sentence or behind them."""

    start: int  # characters into the sentence: what is replaced, [start, end); empty if nothing is
    end: int
    text: str  # without its brackets


def find_antecedent(sentence: Sentence, passage: Passage, language: str) -> Insertion | None:
    """Return the name that "He" or "She" at the beginning of a sentence stands for, if only one person can be meant.

    The name is the only one in the two sentences before, and nobody else is spoken of there but with that name.

    "Ines Korda inspected the hull. She found a crack."       ->  [Ines Korda]
    "Ines Korda met the captain. She found a crack."          ->  None: she may be the captain
    """
    pattern, others = _PRONOUN.get(language), _OTHER_PERSON.get(language)
    text = passage.text[sentence.start - passage.start : sentence.end - passage.start]
    match = pattern.match(text) if pattern else None
    if match is None or others is None:
        return None
    place = next(n for n, one in enumerate(passage.sentences) if one.start == sentence.start)
    before = passage.sentences[max(0, place - SENTENCES_BACK) : place]
    if not before:
        return None
    told = " ".join(passage.text[one.start - passage.start : one.end - passage.start] for one in before)
    names = list(dict.fromkeys(_PERSON.findall(told)))
    if len(names) != 1 or not _is_person(names[0], told, language):
        return None
    if others.search(re.sub(rf"(?:{_ROLE[language]}\s(?:\w+\s)?)?{re.escape(names[0])}", "", told)):
        return None
    return Insertion(match.start(), match.end(), names[0])


def _is_person(name: str, told: str, language: str) -> bool:
    role, spoke = _ROLE[language], _SPOKE[language]
    signs = (sign.format(name=re.escape(name), role=role, spoke=spoke) for sign in _SIGNS_OF_A_PERSON)
    return bool(re.match(role + r"\s", name)) or any(re.search(sign, told) for sign in signs)


def find_relative_days(sentence: Sentence, text: str, language: str) -> tuple[Insertion, ...]:
    """Return the days that a sentence names by other words, to be put behind them.

    "on Monday"  ->  behind it: 29 May 2023        "on Monday noon"  ->  behind "noon"
    """
    found = []
    for mention in sentence.mentions:
        start, end = mention.start - sentence.start, mention.end - sentence.start
        if mention.span.days == 1 and not _DIGIT.search(text[start:end]):
            if part := _PART_OF_DAY.match(text, end):
                end = part.end()
            found.append(Insertion(end, end, say_span(mention.span, language)))
    return tuple(found)


def apply_edits(text: str, cuts: Sequence[tuple[int, int]], insertions: Sequence[Insertion]) -> str:
    """Return a sentence with its cuts and insertions carried out, marked as editors mark them.

    Cuts do not overlap, and an insertion inside a cut goes with it; one right before a cut stays.

    "She, the mayor of Marn, spoke on Monday."  ->  "[Ines Korda] […] spoke on Monday [29 May 2023]."
    """
    kept = [
        one
        for one in insertions
        if not any(start <= one.start and start < one.end and one.end <= end for start, end in cuts)
    ]
    edits = [(start, end, " […]") for start, end in cuts]
    edits += [(one.start, one.end, f"{'' if one.end > one.start else ' '}[{one.text}]") for one in kept]
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text
