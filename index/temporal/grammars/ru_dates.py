"""What rows of Russian words mean: calendar days, weekdays, near days, their ranges and lists."""

import re

from index.temporal.grammar import Match
from index.temporal.grammars.ru_numbers import MONTHS, index, part, spelled, turn, year
from index.temporal.grammars.ru_verbs import tense
from index.temporal.meaning import (
    Built,
    Calendar,
    Meaning,
    Numeric,
    Piece,
    Range,
    Time,
    Weekday,
)


def calendar(match: Match) -> Meaning | None:
    """29 мая 2019 года; в пятницу, 26 мая; двадцать девятого мая; май прошлого года; прошлый май."""
    at = index(match, *MONTHS)
    before, after = part(match, 0, at), part(match, at + 1)
    day = next((t.value for t in before.tokens if t.kind in ("NUM", "ORD", "DECADE")), None)
    if day is None:
        day = spelled([t for t in before.tokens if t.kind in ("TENS", "ORDINAL")])
    month, weekday = match.value(*MONTHS), match.value("WEEKDAY")
    said = year(after)
    of_turn = turn(after) if said is None else None
    near = turn(before) if day is None and weekday is None else None
    return Calendar(said, month, int(day) if day is not None else None, weekday, of_turn, near)


def bracketed_weekday(match: Match) -> Built:
    """15 марта (суббота); в среду (21 июня): one day, said twice."""
    first, last = match.without("CLOSE").split("OPEN")
    day = calendar(
        Match(match.text, [*first.tokens, *last.tokens] if first.has(*MONTHS) else [*last.tokens, *first.tokens])
    )
    return [first.piece(day), last.piece(day)] if day else None


_COUNTED = re.compile(r"\s+[а-яё]{3,}(?:ов|ев|ей|ых|их|ек|ок)\b")  # "29 мая 2000 жителей"


def date_piece(match: Match) -> Piece | None:
    """A calendar date, without a number after it that is not a year: "29 мая 5-й …"."""
    at = index(match, *MONTHS)
    if [t.kind for t in match.tokens[:at]] in ([], ["NUM"]) and at == len(match.tokens) - 1:  # nearly always
        return match.piece(Calendar(month=match.value(*MONTHS), day=match.value("NUM")))
    after = part(match, at + 1)
    counted = after.has("YEAR") and not after.has("YEAR_ONE", "YEAR_LETTER") and _COUNTED.match(match.after)
    if counted or (after.tokens and year(after) is None and turn(after) is None and not after.has("WEEKDAY")):
        kept = list(match.tokens)[: at + 1]
        if match.tokens[at].kind == "MONTH_SHORT" and len(match.tokens) > at + 1 and match.tokens[at + 1].kind == "DOT":
            kept.append(match.tokens[at + 1])
        match = Match(match.text, kept)
    meaning = calendar(match)
    return None if meaning is None else match.piece(meaning)


def day_of_month(match: Match) -> Calendar | None:
    """29-го числа; "24 октября …, а 25-го"."""
    if match.tokens[-1].kind == "DATES" and match.has("NUM") and not match.words.endswith("числа"):
        return None  # "в 29 числе" is not a day
    day = match.value("ORD", "NUM") or spelled([t for t in match.tokens if t.kind in ("TENS", "ORDINAL")])
    return Calendar(day=day) if day and day <= 31 else None


_DAY_BEFORE = re.compile(
    r"\d{1,2}(?:-го)?\s+(?:янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек)\w*[^.!?]*$", re.IGNORECASE
)


_AFTER_LONE = re.compile(
    r"\s*(?:[,.;?)–—-]|$|(?:на|в|во|по|к|с|у|из|он|она|они|его|её|там|здесь|же)\b|(?P<word>[а-яё]+))", re.IGNORECASE
)
_QUESTION = re.compile(r"\s*(?:что|какие|какая|кто|где|когда|новости|события)\b[^.!]{0,60}$", re.IGNORECASE)


def lone_day(match: Match) -> Calendar | None:
    """«25-го», if the sentence has a day and its month before it, and no counted noun follows."""
    behind = _AFTER_LONE.match(match.after)
    if not match.words.endswith("го") or behind is None:
        return None
    if behind["word"] and tense(behind["word"].lower()) is None:
        return None
    seen = _DAY_BEFORE.search(match.text[max(0, match.start - 160) : match.start])
    return day_of_month(match) if seen or _QUESTION.match(match.text) else None


def numeric(match: Match) -> Meaning | None:
    """29.05.2023, 29/05/23; in a question 29/5."""
    written = match.word("NUMERIC", "AMOUNT") or ""
    numbers = re.findall(r"\d+", written)
    if len(numbers) == 2:
        return _day_and_month(int(numbers[0]), int(numbers[1]))
    if len(numbers) != 3 or ("-" in written and len(numbers[2]) == 2):  # a telephone number: 29-05-20
        return None
    return Numeric(int(numbers[0]), int(numbers[1]), int(numbers[2]), day_first=None if "/" in written else True)


def glued_year(match: Match) -> Meaning | None:
    """29.05.2023г."""
    return numeric(match) if re.fullmatch(r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d", match.word("AMOUNT") or "") else None


def _day_and_month(day: int, month: int) -> Calendar | None:
    return Calendar(None, month, day) if 1 <= day <= 31 and 1 <= month <= 12 else None


_POINT = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])")


_CLAUSE = re.compile(r"(?:^|\W)(?:ст|ч|п|пп|пункт\w*|гл|рис|стр|табл|разд|абз|верси\w*)\.?\s*$", re.IGNORECASE)


def pointed(match: Match) -> Calendar | None:
    """29.05 after a preposition; never a sum of money or a percentage."""
    written = match.word("AMOUNT") or ""
    if not _POINT.fullmatch(written) or _CLAUSE.search(match.before):
        return None
    day, month = written.split(".")
    return _day_and_month(int(day), int(month))


def pointed_range(match: Match) -> Built:
    """с 29.05 по 03.06"""
    pieces = [Match(match.text, [t]) for t in match.tokens if t.kind == "AMOUNT"]
    first, last = pointed(pieces[0]), pointed(pieces[1])
    return Range(pieces[0].piece(first), pieces[1].piece(last)) if first and last else None


def iso(match: Match) -> Meaning | None:
    """2023-05-29"""
    written = match.word("ISO") or ""
    y, m, d = (int(n) for n in written[:10].split("-"))
    day = Calendar(y, m, d)
    return Time(day, written[11:16]) if "T" in written else day


def numeric_range(match: Match) -> Built:
    pieces = [Match(match.text, [t]) for t in match.tokens if t.kind == "NUMERIC"]
    first, last = numeric(pieces[0]), numeric(pieces[1])
    return Range(pieces[0].piece(first), pieces[1].piece(last)) if first and last else None


def only_year(match: Match) -> Built:
    """2022 год; 1998-м; с.г.; and a lone "25-го"."""
    said = year(match)
    if said is not None:
        return Calendar(said) if not match.has("ORD") or _year_in_ordinal(match, said) else None
    if match.has("THIS_YEAR"):
        return Calendar(turn=match.value("THIS_YEAR"))
    return lone_day(match)


_NO_YEAR_AFTER = re.compile(
    r"\s+(?:км|километр|метр|полк|рейс|номер|участник|посетител|клиент|мест|жизни|правления|обучения|службы|войны|подряд)"
)


def _year_in_ordinal(match: Match, said: int) -> bool:
    """Whether "1998-м", "91-м году" is a year: no metre, place, regiment or year of a life."""
    digits = match.value("ORD") or 0
    whole = digits >= 1000 and 1900 <= said < 2100
    return (whole or match.has("YEAR_ONE", "YEAR_LETTER", "BORN")) and not _NO_YEAR_AFTER.match(match.after)


_BEFORE_OUR_ERA = re.compile(r"\s*до\s+(?:н\.|нашей|Р\.|рождества)", re.IGNORECASE)


def early_year(match: Match) -> Built:
    """в 410 году; в 79 году н. э.; "в 90 году" is 1990, and "в 410 году до н. э." has no calendar here."""
    number = match.value("NUM", "INT")
    if number is None or not match.words.lower().rstrip(" .нэ").endswith("году"):
        return None
    if _BEFORE_OUR_ERA.match(match.after):
        return None
    ours = match.has("ERA") or re.match(r"\s*(?:н\.\s?э|нашей\s+эры)", match.after)
    if number >= 100 or ours:
        return Calendar(number) if 1 <= number < 1000 else None
    return Calendar(1900 + number) if number > 31 else None


def bracketed_years(match: Match) -> Built:
    """(2003—2011)"""
    first, last = match.split("DASH")
    start, end = year(first), year(last)
    if start is None or end is None or not 1000 <= start < end < 2200:
        return None
    return Range(first.piece(Calendar(start)), last.piece(Calendar(end)))


def bracketed_year(match: Match) -> Built:
    inner = match.without("OPEN", "CLOSE")
    said = year(inner)
    return inner.piece(Calendar(said)) if said and 1900 <= said < 2100 else None


def _ends(match: Match) -> tuple[Match, Match] | None:
    ends = match.without("SINCE", "OT", "BETWEEN").split("PO", "DO", "DASH", "I")
    return (ends[0], ends[-1]) if len(ends) == 2 else None


def date_range(match: Match) -> Built:
    """с 26 по 29 мая; 26–29 мая; между 26 мая и 2 июня; с марта по май 2022 года."""
    ends = _ends(match)
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


def _bare_day(match: Match) -> int | None:
    day = match.value("NUM", "ORD", "DECADE") or spelled(match.tokens)
    return day if day and day <= 31 else None


def date_list(match: Match) -> Built:
    """26, 27 и 29 мая"""
    items = match.split("COMMA", "I")
    last = date_piece(items[-1])
    if last is None or not isinstance(last.meaning, Calendar):
        return None
    to = last.meaning
    days = [(item, _bare_day(item)) for item in items[:-1]]
    return [*(item.piece(Calendar(to.year, to.month, day, turn=to.turn)) for item, day in days if day), last]


def month_list(match: Match) -> Built:
    """в мае и июне 2022 года"""
    first, last = (date_piece(item) for item in match.split("I"))
    if first is None or last is None or not isinstance(last.meaning, Calendar):
        return None
    to = last.meaning
    said = Calendar(to.year, match.value(*MONTHS), turn=to.turn)
    return [Piece(first.start, first.end, said), last]


def year_range(match: Match) -> Built:
    """в 2014–2015 годах; с 2014 по 2018 год; 2014-15 годы"""
    ends = _ends(match)
    if ends is None:
        return None
    first, last = year(ends[0]), year(ends[1])
    short = ends[1].value("NUM", "INT")
    if last is None and first is not None and short is not None and short < 100:
        last = first // 100 * 100 + short
    if first is None or last is None or first >= last or not (first >= 1000 and last < 2200):
        return None
    return Range(ends[0].piece(Calendar(first)), ends[1].piece(Calendar(last)))


def year_list(match: Match) -> Built:
    """в 2019, 2020 и 2021 годах"""
    pieces = [(item, year(item)) for item in match.split("COMMA", "I")]
    return [item.piece(Calendar(said)) for item, said in pieces if said]


def weekday_range(match: Match) -> Built:
    """со вторника по четверг"""
    ends = _ends(match)
    if ends is None:
        return None
    first, last = (Weekday(end.value("WEEKDAY") or 0, turn(end)) for end in ends)
    return Range(ends[0].piece(first), ends[1].piece(last))
