"""The publication date on a line of its own: in the header of a page or document, or at its end.

    "BBC News, 15 January 2010"                    "Опубликовано: 15.01.2010 12:30"
    "PARIS | Thu Jan 14, 2010 10:00am EST"         "First published on Thu 14 Jan 2010 12.30 GMT"

A wrong date is worse than a guess that is said to be one. So a line must consist of its date: what else it holds is a
label, a time of day, the name of an outlet or a byline. "Speech of 20 January 2009" is a title, and no date line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from index.ingest.calendar_names import WEEKDAYS
from index.ingest.dates.agencies import AGENCIES
from index.ingest.dates.publication_date import WrittenDate, find_dates

HEAD_LINES = 12
TAIL_LINES = 6
LINE_CHARACTERS = 140
PARAGRAPH_CHARACTERS = 220  # a longer line is the story: the header is over
SENTENCE_WORDS = 10  # … and so is a sentence of so many words
NAME_WORDS = 5


class Label(IntEnum):
    """What the words before a date say of it, the best first."""

    PUBLISHED = 0
    NOTHING = 1
    UPDATED = 2  # the day of a later change: only if nothing else tells


@dataclass(frozen=True, slots=True)
class HeaderDate:
    """A day that a line of its own tells."""

    day: date
    label: Label


_PUBLISHED = (
    r"(?:first\s|originally\s)?(?:published|posted|released|issued|filed|created|printed|appeared)(?:\s(?:online|at|on|by))*"
    r"|date(?:d|line)?|publication\sdate|date\sof\spublication|pub\.?\sdate|опубликован[оаы]?|размещен[оа]|дата\sпубликации"
    r"|дата|добавлен[оа]|создан[оа]|вышл[оа]"
)
_UPDATED = (
    r"(?:page\s|story\s)?(?:last\s)?(?:updated|modified|edited|revised|changed)|обновлен[оа]|изменен[оа]"
    r"|последнее\sобновление"
)
_LABEL = re.compile(
    rf"(?:(?:this|the)\s(?:article|story|page|report)\s(?:was\s)?)?(?:\b(?P<published>{_PUBLISHED})|\b(?P<updated>{_UPDATED}))\b"
    r"(?:\s(?:on|at))*\s?[:—–-]?",
    re.IGNORECASE,
)
_ZONE = r"(?:GMT|UTC|BST|CES?T|EES?T|MSK|[ECMP][SD]?T|IST|JST|AES?T)"
_TIME = re.compile(
    r"\b(?:at\s|в\s)?\d{1,2}(?:[:.]\d\d){1,2}(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|T\d\d:\d\d\S*"
    rf"|\b(?:{_ZONE}|ET|CT|PT|local\stime|мск|МСК)\b|\b(?:at|в|on|г)\b|\bUK\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\b\.?", re.IGNORECASE)
_MARKS = re.compile(r"[\s,;:|/()\[\].·•–—*_#>-]+")
_HARD_MARK = re.compile(r"[|·•–—]|\s[-/]\s|:\s")
_OUTLET_WORD = re.compile(
    r"\b(?:News|Times|Post|Herald|Press|Daily|Weekly|Tribune|Journal|Gazette|Agency|Service|Mail|Mirror|Express|Guardian|Telegraph"
    r"|Independent|Observer|Chronicle|Star|Courier|Standard|Today|Online|Magazine|Radio|TV|Television|Newswire|Bulletin|Review"
    r"|Correspondent|Reporter|Новости|Газета|Известия|Ведомости|Вести|Вестник|Правда|Курьер|Агентство|Радио|ТВ|Телеканал)\b"
    r"|\.(?:com|org|net|ru|co\.uk)\b"
)
_NAME = re.compile(
    r"(?:[A-ZА-ЯЁ][\w.'’&-]*|of|the|and|de|van|von|и|на)(?:\s(?:[A-ZА-ЯЁ][\w.'’&-]*|of|the|and|de|van|von|и|на))*"
)
_BYLINE = re.compile(r"(?i:by|from|автор|текст|written by|posted by)\s?:?\s")


def find_header_date(text: str, latest: date | None = None) -> HeaderDate | None:
    """Return the day that a line of its own tells, in the header or at the end of a text; the best label wins.

    `latest` is the day the file was written: an unlabelled day more than one day later is not a publication date.
    """
    limit = None if latest is None else latest + timedelta(days=1)
    found = [
        one
        for line in _candidate_lines(text)
        if (one := _read_line(line)) and (limit is None or one.label is not Label.NOTHING or one.day <= limit)
    ]
    return min(found, key=lambda one: one.label, default=None)  # the first of the best


def is_date_line(line: str) -> bool:
    """Whether a line tells nothing but a full date, and who published it."""
    return _read_line(line) is not None


def _candidate_lines(text: str) -> Iterator[str]:
    """Yield the lines of the header, then those of the end if they have a label."""
    lines = [line.strip() for line in text[:4_000].splitlines() if line.strip()]
    for line in lines[:HEAD_LINES]:
        if len(line) > PARAGRAPH_CHARACTERS or (
            line.endswith((".", "!", "?", "…")) and len(line.split()) > SENTENCE_WORDS
        ):
            break
        yield line
    for line in [line.strip() for line in text[-2_000:].splitlines() if line.strip()][-TAIL_LINES:]:
        if _LABEL.match(line.lstrip("(*_[ ")):
            yield line


def _read_line(line: str) -> HeaderDate | None:
    if len(line) > LINE_CHARACTERS or not any(map(str.isdigit, line)):
        return None
    dates = _full_dates(line)
    if not dates:
        return None
    if len({one.full for one in dates}) == 1 or _LABEL.search(line):
        return _labelled(line, dates) if _is_all_said(line, dates) else None
    return None


def _full_dates(line: str) -> list[WrittenDate]:
    """Return the dates with a year, in order, none over another."""
    found: list[WrittenDate] = []
    for one in sorted(find_dates(line), key=lambda d: (d.start, -d.end)):
        if one.full and (not found or one.start >= found[-1].end):
            found.append(one)
    return found


def _labelled(line: str, dates: list[WrittenDate]) -> HeaderDate | None:
    """Return the day with the best label before it."""
    read: list[HeaderDate] = []
    begin = 0
    for one in dates:
        labels = list(_LABEL.finditer(line, begin, one.start))
        label = Label.NOTHING if not labels else Label.PUBLISHED if labels[-1]["published"] else Label.UPDATED
        if one.full:
            read.append(HeaderDate(one.full, label))
        begin = one.end
    return min(read, key=lambda one: one.label, default=None)


def _is_all_said(line: str, dates: list[WrittenDate]) -> bool:
    """Whether a line has nothing beside its dates but labels, times, an outlet's name or a byline."""
    rest = line
    for one in reversed(dates):
        rest = f"{rest[: one.start]}\0{rest[one.end :]}"
    labelled = bool(_LABEL.search(rest))
    rest = _LABEL.sub("\0", rest)
    timed = bool(_WEEKDAY.search(rest) or _TIME.search(rest.replace("\0", " ")))
    rest = _WEEKDAY.sub("\0", _TIME.sub("\0", rest))
    parts = [part for part in (_MARKS.sub(" ", piece).strip() for piece in rest.split("\0")) if part]
    if not parts:
        return True
    name = " ".join(parts)
    if len(parts) > 2 or len(name.split()) > NAME_WORDS + 3:
        return False
    person = _BYLINE.sub("", name)
    if not all(_NAME.fullmatch(_BYLINE.sub("", part)) for part in parts) or len(person.split()) > NAME_WORDS:
        return False
    known = _OUTLET_WORD.search(name) or any(part.casefold() in AGENCIES for part in parts) or person != name
    return bool(known or labelled or timed or _HARD_MARK.search(line))
