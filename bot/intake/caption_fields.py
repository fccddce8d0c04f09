"""What an admin says about an article beside it: the lines of a caption, "date: 2023-06-23", "TASS, 23 June 2023"."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.qa.talk.asked_day import find_fault, languages_to_try, read_asked_day
from bot.storage.delivery import Fields
from index.ingest.dates.header_dates import is_date_line
from index.ingest.finalize import make_id
from index.model.article import GUESSED_DATES, Article, DateEvidence
from index.temporal import find_timexes

_NAMES = {
    "date": "date published dated дата опубликовано",
    "outlet": "outlet source publisher newspaper издание источник",
    "url": "url link ссылка",
    "title": "title headline заголовок",
}
_KEYS = {written: name for name, ways in _NAMES.items() for written in ways.split()}
_LINE = re.compile(r"\s*([^\W\d_]{3,12})\s*[:=]\s*(\S.{0,500}?)\s*$")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*\Z")
_AROUND = " ,;:|/()[]–—-·•"
_BEFORE_DAY = re.compile(r"(?i)(?:^|[\s,])(?:on|from|dated|published|of|от|за|дата|опубликовано)\Z")
_PARTICLES = frozenset("of the and & de la le du der die das und for и".split())
MOST_OUTLET_WORDS = 5
HEADER_LINES, HEADER_CHARACTERS = 6, 2_000


def read_caption(caption: str, today: date, language: str = "en") -> tuple[Fields, tuple[str, ...]]:
    """Return the fields of a caption, and the lines that could not be understood.

    A line may name its field, or be a day, or an outlet and a day.

    "date: 2023-06-23\\noutlet: TASS"  ->  Fields(2023-06-23, "TASS"), ()
    "BBC, 15 January 2010"             ->  Fields(2010-01-15, "BBC"), ()
    "date: soon\\nLook at this!"       ->  Fields(), ("date: soon", "Look at this!")
    """
    named, free, strange = Fields(), list[str](), list[str]()
    for line in filter(None, map(str.strip, caption.splitlines())):
        found = _LINE.match(line)
        name = _KEYS.get(found[1].casefold()) if found else None
        if not found or not name:
            free.append(line)
        elif read := _read(name, found[2], today, language):
            named = replace(named, **read)
        else:
            strange.append(line)
    fields, left = _read_free_lines(free, today, language)
    given = {name: value for name in ("published", "outlet", "url", "title") if (value := getattr(named, name))}
    return replace(fields, **given), (*strange, *left)


def _read_free_lines(lines: list[str], today: date, language: str) -> tuple[Fields, list[str]]:
    """Read lines that name no field, all as one if they are ("BBC", "15 January 2010"); return what is left, too."""
    if fields := _read_free(", ".join(lines), today, language):
        return fields, []
    fields, left = Fields(), []
    for line in lines:
        read = _read_free(line, today, language)
        if read and not fields:
            fields = read
        else:
            left.append(line)
    return fields, left


def _read_free(line: str, today: date, language: str) -> Fields:
    """Read a line that is a day, or an outlet and a day; empty fields if it is anything else."""
    if find_fault(line, language):
        return Fields()
    for tried in languages_to_try(language):
        days = [timex for timex in find_timexes(line, today, tried, asked=True) if timex.span]
        if len(days) != 1 or days[0].span is None or days[0].span.days != 1 or days[0].span.first > today:
            continue
        rest = f"{line[: days[0].start]}, {line[days[0].end :]}"
        outlet = re.sub(r"\s+", " ", rest).strip(_AROUND)
        outlet = _BEFORE_DAY.sub("", outlet).strip(_AROUND)
        if not outlet or _is_name(outlet):
            return Fields(days[0].span.first, outlet)
    return Fields()


def _is_name(words: str) -> bool:
    """Whether words may be an outlet's name: a few, each with a capital or a dot in it, and no sentence.

    "BBC News", "lenta.ru", "The Times of India"  ->  True      "look at this", "A storm hit Marn."  ->  False
    """
    each = words.split()
    if len(each) > MOST_OUTLET_WORDS or words[-1] in ".!?…" or "," in words:
        return False
    return all(word in _PARTICLES or word[0].isupper() or word[0].isdigit() or "." in word[:-1] for word in each)


def split_fields(text: str, today: date, language: str = "en") -> tuple[Fields, str]:
    """Part the fields on the first lines of a text from the text below them."""
    lines = text.strip().splitlines()
    head = 0
    while head < len(lines) and (found := _LINE.match(lines[head])) and found[1].casefold() in _KEYS:
        head += 1
    fields, strange = read_caption("\n".join(lines[:head]), today, language)
    return (Fields(), text.strip()) if strange else (fields, "\n".join(lines[head:]).strip())


def read_header(text: str, today: date, language: str = "en") -> Fields:
    """Return the outlet that stands beside the day in one of a text's first lines; empty fields if there is none.

    "The mill reopens\\nBBC News, 15 January 2010\\nThe mill …"  ->  Fields(outlet="BBC News")
    """
    lines = [line.strip() for line in text[:HEADER_CHARACTERS].splitlines() if line.strip()]
    for line in lines[:HEADER_LINES]:
        if is_date_line(line) and (outlet := _read_free(line, today, language).outlet):
            return Fields(outlet=outlet)
    return Fields()


def with_fields(article: Article, fields: Fields, lacking: Fields, *, alone: bool) -> Article:
    """Return an article with what was said beside it.

    `fields` beat what its file says where it is `alone` there; of many they fill what each lacks, and give a day to
    those whose date is a guess. `lacking` never beats anything.
    """
    if fields and alone:
        article = _beaten_by(article, fields)
    elif fields:
        article = _filled_by(article, replace(fields, url="", title=""), DateEvidence.ADMIN)
    return _filled_by(article, lacking if alone else replace(lacking, url="", title=""), DateEvidence.FIELD)


def _beaten_by(article: Article, fields: Fields) -> Article:
    source = article.source
    source = replace(
        source,
        title=fields.title or source.title,
        outlet=fields.outlet or source.outlet,
        url=fields.url or source.url,
        published=fields.published or source.published,
        evidence=DateEvidence.ADMIN if fields.published else source.evidence,
    )
    return _under_its_address(replace(article, source=source), article)


def _filled_by(article: Article, fields: Fields, evidence: DateEvidence) -> Article:
    source = article.source
    day = fields.published if source.evidence in GUESSED_DATES else None
    source = replace(
        source,
        outlet=source.outlet or fields.outlet,
        url=source.url or fields.url,
        published=day or source.published,
        evidence=evidence if day else source.evidence,
    )
    return _under_its_address(replace(article, source=source), article)


def _under_its_address(article: Article, before: Article) -> Article:
    """Give an article that was named by its origin the name its address gives, as one read with its address has."""
    if article.source.url == before.source.url or before.id != make_id(before.source.url or before.origin):
        return article
    return replace(article, id=make_id(article.source.url))


def _read(name: str, value: str, today: date, language: str) -> Mapping[str, Any]:
    if name == "date":
        day = read_asked_day(value, today, language)
        return {"published": day} if day else {}
    if name == "url":
        return {"url": value} if _ADDRESS.match(value) else {}
    return {name: value[:200]}
