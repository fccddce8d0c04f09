"""An article as it was published, and how its publication date was known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

OCR_FIELD = "dateline_ocr"  # in `Article.extra`, where `Source.ocr` is kept


class DateEvidence(StrEnum):
    """How a publication date was known, best evidence first."""

    ADMIN = "admin"  # an admin said so
    FIELD = "field"  # a JSON or CSV field, front matter, a meta tag
    LINE = "line"  # a line of its own: "date 2023-06-23", "BBC News, 15 January 2010"
    DATELINE = "dateline"  # "BELGRADE, June 23. /TASS/", its year from the path or the file
    PATH = "path"  # a date in the file's name or folder
    UPDATED = "updated"  # a line of its own, but of a later change: "Last updated: 15 January 2010"
    DATELINE_GUESS = "dateline_guess"  # a dateline without its year, the year from the file's time: a guess
    FILE_TIME = "file_time"  # the file's own time: a guess
    NONE = "none"  # nothing told it


GUESSED_DATES = (DateEvidence.DATELINE_GUESS, DateEvidence.FILE_TIME, DateEvidence.NONE)


@dataclass(frozen=True, slots=True)
class Source:
    """Where words come from."""

    title: str  # never empty
    published: date | None  # publication date; None if unknown
    evidence: DateEvidence = DateEvidence.NONE
    outlet: str = ""  # "TASS"; may be empty
    place: str = ""  # "Belgrade"; may be empty
    url: str = ""  # may be empty
    language: str = "en"  # ISO 639-1
    ocr: int = 0  # how sure the recognition of its text was, 1 to 100; 0 if its text was not recognised from a picture


@dataclass(frozen=True, slots=True)
class Article:
    """One news story as published: a source and its text."""

    id: str  # as given by its file, else made from `origin`
    source: Source
    text: str  # every offset in Dateline points into this text
    origin: str  # where it came from: a path, "path#row", "telegram/name"
    extra: dict[str, str] = field(default_factory=dict)  # given fields with no place of their own


def ocr_of(extra: Mapping[str, str]) -> int:
    """Return how sure the recognition of a text was, as its article keeps it: 1 to 100; 0 if it was not recognised."""
    written = extra.get(OCR_FIELD, "")
    return min(100, int(written)) if written.isascii() and written.isdecimal() and len(written) < 4 else 0
