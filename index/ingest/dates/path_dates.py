"""What stands beside an article and tells its day: its file's name and folders, and the file's own time."""

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

from index.ingest.dates.dateline import Dateline
from index.ingest.dates.publication_date import WrittenDate, find_dates
from index.model.article import DateEvidence

FOLDERS = 4  # "2023/06/23/boat.html"; what lies above them says nothing of one article

_FOUR_DIGITS = re.compile(r"\d{4}")  # no day without its year
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Beside:
    """The days that stand beside an article."""

    path_day: date | None
    path_year: int | None  # "news-2023/boat.txt"
    file_day: date | None  # when the file was last written


def read_beside(origin: str, file_day: date | None) -> Beside:
    """Read the day in a path, its last part first.

    "news/2023/06/23/boat.html", "boat-20230623.txt", "2023-06-23_boat.txt"  ->  2023-06-23
    """
    if not _FOUR_DIGITS.search(origin):
        return Beside(None, None, file_day)
    parts = PurePath(origin.replace("\\\\", "/")).parts[-FOLDERS:]
    day = next((day for name in reversed(parts) if (day := _day_in(_spaced(name)))), None) or _day_in("/".join(parts))
    years = _YEAR.findall(" ".join(parts))
    return Beside(day, int(years[-1]) if years else None, file_day)


def date_article(dateline: Dateline | None, url: str, beside: Beside) -> tuple[date | None, DateEvidence]:
    """Return the day of an article whose own fields and lines name none, and how it is known.

    "https://paper.example/2023/06/23/boat"  ->  2023-06-23, PATH: better than the name of the file it was saved in
    """
    if _FOUR_DIGITS.search(url) and (day := _day_in(url.partition("?")[0])):
        beside = replace(beside, path_day=day)
    if day := _dateline_day(dateline, beside):
        return day, DateEvidence.DATELINE
    if beside.path_day:
        return beside.path_day, DateEvidence.PATH
    if beside.file_day:
        return beside.file_day, DateEvidence.FILE_TIME
    return None, DateEvidence.NONE


def _dateline_day(dateline: Dateline | None, beside: Beside) -> date | None:
    """Give a dateline's day its year: written, else nearest to the path's day, else the last before the file's time."""
    if dateline is None or dateline.month is None or dateline.day is None:
        return None
    written = WrittenDate(dateline.start, dateline.end, dateline.year, dateline.month, dateline.day)
    if dateline.year is not None:
        return written.full
    if near := beside.path_day:
        years = (near.year - 1, near.year, near.year + 1)
        return min(filter(None, map(written.on, years)), key=lambda day: abs(day - near), default=None)
    if beside.path_year:
        return written.on(beside.path_year)
    if last := beside.file_day:
        # A file may be written some hours before its day begins elsewhere: one day after it is still this year's.
        days = (written.on(last.year - back) for back in range(-1, 9))
        return next((day for day in days if day and (day - last).days <= 1), None)
    return None


def _day_in(name: str) -> date | None:
    return next((day for written in find_dates(name) if (day := written.full)), None)


def _spaced(name: str) -> str:
    """Part words from digits where a file name joins them by "_": "boat_20230623" and "23_June_2023"."""
    return re.sub(r"(?<=[^\W\d_])_|_(?=[^\W\d_])", " ", name)
