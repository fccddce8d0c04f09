"""The publication date from the file's name, its folders, and its modification time."""

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

from index.ingest.dates.dateline import Dateline
from index.ingest.dates.header_dates import Label, find_header_date
from index.ingest.dates.publication_date import WrittenDate, find_dates
from index.model.article import DateEvidence

FOLDERS = 4  # "2023/06/23/boat.html"; higher folders say nothing about one article

_FOUR_DIGITS = re.compile(r"\d{4}")  # no day without its year
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class PathDates:
    """What the path and the file tell about the publication date."""

    path_day: date | None
    path_year: int | None  # "news-2023/boat.txt"
    file_day: date | None  # when the file was last written


def read_path_dates(origin: str, file_day: date | None) -> PathDates:
    """Read the day in a path, its last part first.

    "news/2023/06/23/boat.html", "boat-20230623.txt", "2023-06-23_boat.txt"  ->  2023-06-23
    """
    if not _FOUR_DIGITS.search(origin):
        return PathDates(None, None, file_day)
    parts = PurePath(origin.replace("\\\\", "/")).parts[-FOLDERS:]
    day = next((day for name in reversed(parts) if (day := _day_in(_spaced(name)))), None) or _day_in("/".join(parts))
    years = _YEAR.findall(" ".join(parts))
    return PathDates(day, int(years[-1]) if years else None, file_day)


def date_article(
    text: str, dateline: Dateline | None, url: str, path_dates: PathDates, updated: date | None = None
) -> tuple[date | None, DateEvidence]:
    """Return the day of an article whose own fields name none, and how it is known.

    `updated` is the day of a later change, if a line above the text told it.

    "https://paper.example/2023/06/23/boat"  ->  2023-06-23, PATH: better than the name of the file it was saved in
    """
    if _FOUR_DIGITS.search(url) and (day := _day_in(url.partition("?")[0])):
        path_dates = replace(path_dates, path_day=day)
    header = find_header_date(text, path_dates.file_day)
    if header and header.label is not Label.UPDATED:
        return header.day, DateEvidence.LINE
    if day := _dateline_day(dateline, path_dates):
        return day, DateEvidence.DATELINE
    if path_dates.path_day:
        return path_dates.path_day, DateEvidence.PATH
    if header or updated:
        return header.day if header else updated, DateEvidence.UPDATED
    if day := _guessed_dateline_day(dateline, path_dates.file_day):
        return day, DateEvidence.DATELINE_GUESS
    if path_dates.file_day:
        return path_dates.file_day, DateEvidence.FILE_TIME
    return None, DateEvidence.NONE


def _dateline_day(dateline: Dateline | None, path_dates: PathDates) -> date | None:
    """Give a dateline's day its year: the written one, else the one nearest to the path's day."""
    written = _written(dateline)
    if written is None:
        return None
    if written.year is not None:
        return written.full
    if near := path_dates.path_day:
        years = (near.year - 1, near.year, near.year + 1)
        return min(filter(None, map(written.on, years)), key=lambda day: abs(day - near), default=None)
    return written.on(path_dates.path_year) if path_dates.path_year else None


def _guessed_dateline_day(dateline: Dateline | None, file_day: date | None) -> date | None:
    """Give a dateline's day the last year before the file was written."""
    written = _written(dateline)
    if written is None or file_day is None:
        return None
    # A file may be written some hours before its day begins elsewhere: one day after it is still this year's.
    days = (written.on(file_day.year - back) for back in range(-1, 9))
    return next((day for day in days if day and (day - file_day).days <= 1), None)


def _written(dateline: Dateline | None) -> WrittenDate | None:
    if dateline is None or dateline.month is None or dateline.day is None:
        return None
    return WrittenDate(dateline.start, dateline.end, dateline.year, dateline.month, dateline.day)


def _day_in(name: str) -> date | None:
    return next((day for written in find_dates(name) if (day := written.full)), None)


def _spaced(name: str) -> str:
    """Separate words from digits that a file name joins by "_": "boat_20230623" and "23_June_2023"."""
    return re.sub(r"(?<=[^\W\d_])_|_(?=[^\W\d_])", " ", name)
