"""Corrections to sentencex: abbreviations that do not end a sentence, and sentences that begin after one.

"at 9 a.m. | Friday"   is joined: a time goes on with its day      "ст. | 105 УК РФ"    is joined
"on 15 May. A result"  is cut: "A" is a word here, not an initial   "в 2010 г. Он умер"  is cut
"""

import re
from collections.abc import Sequence

_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_DAY = r"(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)"
_DATE = rf"(?:{_MONTH}[a-z]*\.?|May)\s\d"
_ZONE = r"(?:[A-Z]{2,4}T|GMT|UTC|ET|CT|MT|PT|local)\b"

# The end of the text before a cut, and the beginning of the text after it: together they are one sentence.
_JOINS = {
    "en": [
        (r"\b(?i:[ap]\.\s?m)\.", rf"{_ZONE}|\((?:\d|{_ZONE})|{_DAY}[a-z]*\b|{_DATE}|[a-z\d,;–—-]"),
        (rf"\b(?:{_MONTH}|(?i:approx|ca|est|chap?|para?s?|figs?|nos?|vols?|pp|arts?|secs?|op|dept))\.", r"\d"),
        (rf"\b{_DAY}\.", rf"{_DATE}|\d"),
        (r"\b(?:(?i:atty|dist|asst|dep|supt|cmdr|hon|messrs|pfc|spc)|Ste?|Ft|Mt)\.", r"[A-Z]"),
        (r"\b(?i:gov't|int'l|nat'l|approx|etc|est|inc|corp|co|ltd|jr|sr|vs|a\.k\.a|e\.g|i\.e)\.", r"[a-z]"),
    ],
    "ru": [
        (
            r"\b(?i:янв|февр?|мар|апр|авг|сент?|окт|нояб?|дек|пн|вт|ср|чт|пт|сб|вс|ст|ч|п|пп|гл|ок|оф|корп|лит|рис|табл"
            r"|тел|стр|кв|д|т|доп|прил|разд|вып|изд|им)\.",
            r"\d",
        ),
        (
            r"\b(?i:ул|пл|пер|пос|дер|наб|ш|б-р|пр-т|просп|св|им|ред|лит|ген|полк|подп|кап|лейт|серж|стар|адм|акад|проф|доц"
            r"|гр|т|тов|респ|обл)\.",
            r"[А-ЯЁ]",
        ),
        (
            r"\b(?i:ст|мл|кап|зам|нач|пом|зав|ген|гос|сов|млн|млрд|трлн|тыс|чел|час|мин|сек|руб|долл|км|кг|ок|прим|напр"
            r"|врио|янв|февр?|мар|апр|авг|сент?|окт|нояб?|дек|пн|вт|ср|чт|пт|сб|вс|и\.\s?о|т\.\s?[енчкдп]|н\.\s?э|др|пр|гг?"
            r"|вв?|исп|отв|техн|полит|ред|вице|экс|проц|шт|экз|кв|куб|об|обл|гор|р-н)\.",
            r"[а-яё]",
        ),
    ],
}  # fmt: skip

# Inside a piece: a new sentence begins at the blank that is matched.
_BEGINNINGS = (
    "В Во На По С Со К Ко О Об От До За Из У При Он Она Они Оно Это Эта Этот Эти Но А И Однако Также Кроме Как"
    " После Ранее Позже Потом Затем Теперь Сейчас Там Тогда Так Если Когда Для Среди Между Через Всего Все Мы Я Вы"
    " Его Её Ее Их Не Ни Ещё Еще Уже По-прежнему Суд Полиция Власти Президент Министр"
).split()
_CUTS = {
    # "A" and "I" before a small letter are words, not initials.
    "en": r"\s(?=[AI]\s[a-z])(?:(?<=[^\W\d_]{3}[.!?]\s)|(?<=\d[.!?]\s)|(?<=\b[A-Z]\.\s)|(?<=[.!?][\"”)]\s))",
    "ru": rf"\s(?=(?:{'|'.join(_BEGINNINGS)})\s)(?:(?<=\b(?:г|в)\.\s)|(?<=\b(?:гг|вв|кг|км|др|пр|см)\.\s)"
    r"|(?<=\b(?:руб|чел|тыс)\.\s)|(?<=\bдолл\.\s)|(?<=\b[тн]\.[дпэ]\.\s)|(?<=\b[тн]\.\s[дпэ]\.\s))",
}

_BEFORE = 14  # characters that the longest abbreviation needs
_AFTER = 16

_JOIN_PATTERNS = {
    language: [(re.compile(rf"{before}$"), re.compile(after)) for before, after in rules]
    for language, rules in _JOINS.items()
}
_ABBREVIATIONS = {
    language: re.compile(f"(?:{'|'.join(before for before, _ in rules)})$") for language, rules in _JOINS.items()
}
_CUT_PATTERNS = {language: re.compile(pattern) for language, pattern in _CUTS.items()}


def correct_cuts(line: str, cuts: Sequence[int], language: str) -> list[int]:
    """Return where sentences begin in a line, after the first: sentencex's `cuts`, corrected, in order."""
    if language not in _JOINS:
        return list(cuts)
    added = [match.end() for match in _CUT_PATTERNS[language].finditer(line)]
    return [cut for cut in sorted({*cuts, *added}) if not _joined(line, cut, language)]


def _joined(line: str, cut: int, language: str) -> bool:
    """Whether the words before and after a cut belong to one sentence."""
    before = line[max(0, cut - _BEFORE) : cut].rstrip()
    if not before.endswith(".") or not _ABBREVIATIONS[language].search(before):
        return False
    after = line[cut : cut + _AFTER].lstrip()
    return any(one.search(before) and other.match(after) for one, other in _JOIN_PATTERNS[language])
