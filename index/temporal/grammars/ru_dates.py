"""What rows of Russian words mean: calendar days, weekdays, near days, their ranges and lists."""

import re

from index.temporal.grammar import Match
from index.temporal.grammars.ru_numbers import MONTHS, index, part, spelled, turn, year
from index.temporal.grammars.ru_verbs import tense
from index.temporal.meaning import (
    Built,
    Calendar,
    Numeric,
    Piece,
    Range,
    Time,
    VectorSearch,
    Weekday,
)


def calendar(found: Match) -> VectorSearch | None:
    """29 мая 2019 года; в пятницу, 26 мая; двадцать девятого мая; май прошлого года; прошлый май."""
    at = index(found, *MONTHS)
    before, after = part(found, 0, at), part(found, at + 1)
    day = next((t.value for t in before.tokens if t.kind in ("NUM", "ORD", "DECADE")), None)
    if day is None:
        day = spelled([t for t in before.tokens if t.kind in ("TENS", "ORDINAL")])
    month, weekday = found.value(*MONTHS), found.value("WEEKDAY")
    said = year(after)
    of_turn = turn(after) if said is None else None
    near = turn(before) if day is None and weekday is None else None
    return Calendar(said, month, int(day) if day is not None else None, weekday, of_turn, near)


def bracketed_weekday(found: Match) -> Built:
    """15 марта (суббота); в среду (21 июня): one day, said twice."""
    first, last = found.without("CLOSE").split("OPEN")
    day = calendar(
        Match(found.text, [*first.tokens, *last.tokens] if first.has(*MONTHS) else [*last.tokens, *first.tokens])
    )
    return [first.piece(day), last.piece(day)] if day else None


_COUNTED = re.compile(r"\s+[а-яё]{3,}(?:ов|ев|ей|ых|их|ек|ок)\b")  # "29 мая 2000 жителей"


def date_piece(found: Match) -> Piece | None:
    """A calendar date, without a number behind it that is no year: "29 мая 5-й …"."""
    at = index(found, *MONTHS)
    if [t.kind for t in found.tokens[:at]] in ([], ["NUM"]) and at == len(found.tokens) - 1:  # nearly always
        return found.piece(Calendar(month=found.value(*MONTHS), day=found.value("NUM")))
    after = part(found, at + 1)
    counted = after.has("YEAR") and not after.has("YEAR_ONE", "G") and _COUNTED.match(found.after)
    if counted or (after.tokens and year(after) is None and turn(after) is None and not after.has("WEEKDAY")):
        kept = list(found.tokens)[: at + 1]
        if found.tokens[at].kind == "MON" and len(found.tokens) > at + 1 and found.tokens[at + 1].kind == "DOT":
            kept.append(found.tokens[at + 1])
        found = Match(found.text, kept)
    meaning = calendar(found)
    return None if meaning is None else found.piece(meaning)


def day_of_month(found: Match) -> Calendar | None:
    """29-го числа; "24 октября …, а 25-го"."""
    if found.tokens[-1].kind == "DATES" and found.has("NUM") and not found.words.endswith("числа"):
        return None  # "в 29 числе" is no day
    day = found.value("ORD", "NUM") or spelled([t for t in found.tokens if t.kind in ("TENS", "ORDINAL")])
    return Calendar(day=day) if day and day <= 31 else None


_DAY_BEFORE = re.compile(
    r"\d{1,2}(?:-го)?\s+(?:янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек)\w*[^.!?]*$", re.IGNORECASE
)


_AFTER_LONE = re.compile(
    r"\s*(?:[,.;?)–—-]|$|(?:на|в|во|по|к|с|у|из|он|она|они|его|её|там|здесь|же)\b|(?P<word>[а-яё]+))", re.IGNORECASE
)
_QUESTION = re.compile(r"\s*(?:что|какие|какая|кто|где|когда|новости|события)\b[^.!]{0,60}$", re.IGNORECASE)


def lone_day(found: Match) -> Calendar | None:
    """«25-го», where a day and its month stand before it in the sentence, and no thing counted after it."""
    behind = _AFTER_LONE.match(found.after)
    if not found.words.endswith("го") or behind is None:
        return None
    if behind["word"] and tense(behind["word"].lower()) is None:
        return None
    seen = _DAY_BEFORE.search(found.text[max(0, found.start - 160) : found.start])
    return day_of_month(found) if seen or _QUESTION.match(found.text) else None


def numeric(found: Match) -> VectorSearch | None:
    """29.05.2023, 29/05/23; in a question 29/5."""
    written = found.word("NUMERIC", "AMOUNT") or ""
    numbers = re.findall(r"\d+", written)
    if len(numbers) == 2:
        return _day_and_month(int(numbers[0]), int(numbers[1]))
    if len(numbers) != 3 or ("-" in written and len(numbers[2]) == 2):  # a telephone number: 29-05-20
        return None
    return Numeric(int(numbers[0]), int(numbers[1]), int(numbers[2]), day_first=None if "/" in written else True)


def glued_year(found: Match) -> VectorSearch | None:
    """29.05.2023г."""
    return numeric(found) if re.fullmatch(r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d", found.word("AMOUNT") or "") else None


def _day_and_month(day: int, month: int) -> Calendar | None:
    return Calendar(None, month, day) if 1 <= day <= 31 and 1 <= month <= 12 else None


_POINT = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])")


_CLAUSE = re.compile(r"(?:^|\W)(?:ст|ч|п|пп|пункт\w*|гл|рис|стр|табл|разд|абз|верси\w*)\.?\s*$", re.IGNORECASE)


def pointed(found: Match) -> Calendar | None:
    """29.05, where a preposition stands before it; never a sum of money or a share."""
    written = found.word("AMOUNT") or ""
    if not _POINT.fullmatch(written) or _CLAUSE.search(found.before):
        return None
    day, month = written.split(".")
    return _day_and_month(int(day), int(month))


def pointed_range(found: Match) -> Built:
    """с 29.05 по 03.06"""
    pieces = [Match(found.text, [t]) for t in found.tokens if t.kind == "AMOUNT"]
    first, last = pointed(pieces[0]), pointed(pieces[1])
    return Range(pieces[0].piece(first), pieces[1].piece(last)) if first and last else None


def iso(found: Match) -> VectorSearch | None:
    """2023-05-29"""
    written = found.word("ISO") or ""
    y, m, d = (int(n) for n in written[:10].split("-"))
    day = Calendar(y, m, d)
    return Time(day, written[11:16]) if "T" in written else day


def numeric_range(found: Match) -> Built:
    pieces = [Match(found.text, [t]) for t in found.tokens if t.kind == "NUMERIC"]
    first, last = numeric(pieces[0]), numeric(pieces[1])
    return Range(pieces[0].piece(first), pieces[1].piece(last)) if first and last else None


def only_year(found: Match) -> Built:
    """2022 год; 1998-м; с.г.; and a lone "25-го"."""
    said = year(found)
    if said is not None:
        return Calendar(said) if not found.has("ORD") or _year_in_ordinal(found, said) else None
    if found.has("THIS_YEAR"):
        return Calendar(turn=found.value("THIS_YEAR"))
    return lone_day(found)


_NO_YEAR_AFTER = re.compile(
    r"\s+(?:км|километр|метр|полк|рейс|номер|участник|посетител|клиент|мест|жизни|правления|обучения|службы|войны|подряд)"
)


def _year_in_ordinal(found: Match, said: int) -> bool:
    """Whether "1998-м", "91-м году" is a year: no metre, place, regiment or year of a life."""
    digits = found.value("ORD") or 0
    whole = digits >= 1000 and 1900 <= said < 2100
    return (whole or found.has("YEAR_ONE", "G", "BORN")) and not _NO_YEAR_AFTER.match(found.after)


def bracketed_year(found: Match) -> Built:
    inner = found.without("OPEN", "CLOSE")
    said = year(inner)
    return inner.piece(Calendar(said)) if said and 1900 <= said < 2100 else None


def _ends(found: Match) -> tuple[Match, Match] | None:
    ends = found.without("SINCE", "OT", "BETWEEN").split("PO", "DO", "DASH", "I")
    return (ends[0], ends[-1]) if len(ends) == 2 else None


def date_range(found: Match) -> Built:
    """с 26 по 29 мая; 26–29 мая; между 26 мая и 2 июня; с марта по май 2022 года."""
    ends = _ends(found)
    if ends is None:
        return None
    last = date_piece(ends[1])
    if last is None or not isinstance(last.meaning, Calendar):
        return None
    if ends[0].has(*MONTHS):
        first = date_piece(ends[0])
        return Range(first, last) if first else None
    day = _bare_day(ends[0])
    to = last.meaning
    if day is None or (to.day is not None and day >= to.day):
        return last
    return Range(ends[0].piece(Calendar(to.year, to.month, day, turn=to.turn)), last)


def _bare_day(found: Match) -> int | None:
    day = found.value("NUM", "ORD", "DECADE") or spelled(found.tokens)
    return day if day and day <= 31 else None


def date_list(found: Match) -> Built:
    """26, 27 и 29 мая"""
    items = found.split("COMMA", "I")
    last = date_piece(items[-1])
    if last is None or not isinstance(last.meaning, Calendar):
        return None
    to = last.meaning
    days = [(item, _bare_day(item)) for item in items[:-1]]
    return [*(item.piece(Calendar(to.year, to.month, day, turn=to.turn)) for item, day in days if day), last]


def month_list(found: Match) -> Built:
    """в мае и июне 2022 года"""
    first, last = (date_piece(item) for item in found.split("I"))
    if first is None or last is None or not isinstance(last.meaning, Calendar):
        return None
    to = last.meaning
    said = Calendar(to.year, found.value(*MONTHS), turn=to.turn)
    return [Piece(first.start, first.end, said), last]


def year_range(found: Match) -> Built:
    """в 2014–2015 годах; с 2014 по 2018 год; 2014-15 годы"""
    ends = _ends(found)
    if ends is None:
        return None
    first, last = year(ends[0]), year(ends[1])
    short = ends[1].value("NUM", "INT")
    if last is None and first is not None and short is not None and short < 100:
        last = first // 100 * 100 + short
    if first is None or last is None or first >= last or not (first >= 1000 and last < 2200):
        return None
    return Range(ends[0].piece(Calendar(first)), ends[1].piece(Calendar(last)))


def year_list(found: Match) -> Built:
    """в 2019, 2020 и 2021 годах"""
    pieces = [(item, year(item)) for item in found.split("COMMA", "I")]
    return [item.piece(Calendar(said)) for item, said in pieces if said]


def weekday_range(found: Match) -> Built:
    """со вторника по четверг"""
    ends = _ends(found)
    if ends is None:
        return None
    first, last = (Weekday(end.value("WEEKDAY") or 0, turn(end)) for end in ends)
    return Range(ends[0].piece(first), ends[1].piece(last))
