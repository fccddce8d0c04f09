"""What an admin says about an article beside it: the lines of a caption, "date: 2023-06-23", "outlet: TASS"."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.storage.delivery import Fields
from index.ingest.dates.date_fields import read_day
from index.ingest.finalize import make_id
from index.model.article import Article, DateEvidence
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
_DIGITS = re.compile(r"[\d\W]+")
_GUESSES = (DateEvidence.DATELINE_GUESS, DateEvidence.FILE_TIME, DateEvidence.NONE)


def read_caption(caption: str, today: date, language: str = "en") -> tuple[Fields, tuple[str, ...]]:
    """Return the fields of a caption, and the lines that name a field but cannot be understood.

    "date: 2023-06-23\\noutlet: TASS\\nLook at this!"  ->  Fields(2023-06-23, "TASS"), ()
    "date: soon"                                      ->  Fields(), ("date: soon",)
    """
    fields, strange = Fields(), []
    for line in caption.splitlines():
        found = _LINE.match(line)
        name = _KEYS.get(found[1].casefold()) if found else None
        if not found or not name:
            continue
        read = _read(name, found[2], today, language)
        if read:
            fields = replace(fields, **read)
        else:
            strange.append(line.strip())
    return fields, tuple(strange)


def split_fields(text: str, today: date, language: str = "en") -> tuple[Fields, str]:
    """Part the fields on the first lines of a text from the text below them."""
    lines = text.strip().splitlines()
    head = 0
    while head < len(lines) and (found := _LINE.match(lines[head])) and found[1].casefold() in _KEYS:
        head += 1
    fields, strange = read_caption("\n".join(lines[:head]), today, language)
    return (Fields(), text.strip()) if strange else (fields, "\n".join(lines[head:]).strip())


def read_asked_day(text: str, today: date, language: str = "en") -> date | None:
    """Return the one day that a person names; None where it is no day, more than one, or still to come.

    "23 June 2023"  ->  2023-06-23      "yesterday", asked on 2023-06-24  ->  2023-06-23
    """
    day = _spoken_day(text, today, language) or (read_day(text) if _DIGITS.fullmatch(text) else None)
    return day if day and day <= today else None


def _spoken_day(text: str, today: date, language: str) -> date | None:
    for tried in dict.fromkeys((language, "en", "ru")):
        timexes = find_timexes(text, today, tried, asked=True)
        spans = [timex.span for timex in timexes if timex.span]
        covered = sum(timex.end - timex.start for timex in timexes)
        if len(spans) == 1 and spans[0].days == 1 and covered * 2 >= len(text.strip()):
            return spans[0].first
    return None


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
    day = fields.published if source.evidence in _GUESSES else None
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
