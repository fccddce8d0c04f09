"""An article as it was published, and how its publication date was known."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Article:
    """One news story as published: a source and its text."""

    id: str  # as given by its file, else made from `origin`
    source: Source
    text: str  # every offset in Dateline points into this text
    origin: str  # where it came from: a path, "path#row", "telegram/name"
    extra: dict[str, str] = field(default_factory=dict)  # given fields with no place of their own
