"""The days that the catalogue's passages name, counted."""

import threading
from datetime import date, timedelta

from index.model.dates import day_number, day_of_number
from index.store.codec import day_or_none
from index.store.sqlite_file import Database

# Jumps from year to year along an index: some microseconds a year, while DISTINCT reads every row.
_YEARS = """
WITH RECURSIVE years (n) AS (
    SELECT min({column}) / 10000 FROM {table}
    UNION ALL
    SELECT (SELECT min({column}) FROM {table} WHERE {column} >= (n + 1) * 10000) / 10000 FROM years WHERE n IS NOT NULL
) SELECT n FROM years"""
# Years that are named as a whole only ("in 2014"), as most are, are left out: they say nothing of a day in them.
_NAMED_BY_DAY = """ WHERE EXISTS (
    SELECT 1 FROM mentions WHERE first >= n * 10000 AND first < (n + 1) * 10000
    AND NOT (first % 10000 = 101 AND last % 10000 = 1231)
)"""


class DayTable:
    """The days that passages name. A passage that names a longer span names no single day with it."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known = threading.local()  # the years, and the file's state when they were read

    def around(self, first: date, last: date, limit: int) -> dict[date, int]:
        """Return the single days next before `first` and next after `last` that passages name, with how many do."""
        found: dict[date, int] = {}
        for side, order, day in (("<", "DESC", first), (">", "ASC", last)):
            rows = self._db.rows(
                f"SELECT first, count(*) FROM mentions WHERE first {side} ? AND first = last"
                f" GROUP BY first ORDER BY first {order} LIMIT ?",
                (day_number(day), limit),
            )
            found |= {day_of_number(number): count for number, count in rows}
        return found

    def counts(self, first: date, last: date) -> dict[date, int]:
        """Return the single days from `first` to `last` that passages name, with how many do."""
        rows = self._db.rows(
            "SELECT first, count(*) FROM mentions WHERE first BETWEEN ? AND ? AND first = last GROUP BY first",
            (day_number(first), day_number(last)),
        )
        return {day_of_number(number): count for number, count in rows}

    def newest(self, today: date) -> date | None:
        """Return the newest day up to today that a passage names by itself; if the news is newer, its own day.

        News of the 20th mostly tells of the 19th.
        """
        named, published = self._db.row(
            "SELECT (SELECT max(first) FROM mentions WHERE first <= :day AND first = last),"
            " (SELECT max(published) FROM articles WHERE published <= :day)",
            {"day": day_number(today)},
        )
        event, paper = day_or_none(named), day_or_none(published)
        return event if event and (not paper or paper - event <= timedelta(days=2)) else paper

    def years(self) -> tuple[list[int], date]:
        """Return the years with days or months that passages name or articles were published in, and the day of the
        newest article. Kept until anybody changes the catalogue."""
        state = self._db.state()
        then, known = getattr(self._known, "years", (None, None))
        if known is None or then != state:
            known = self._read_years()
            self._known.years = (state, known)
        return known

    def _read_years(self) -> tuple[list[int], date]:
        years: set[int] = set()
        for table, column, rest in (("mentions", "first", _NAMED_BY_DAY), ("articles", "published", "")):
            rows = self._db.rows(_YEARS.format(table=table, column=column) + rest)
            years |= {year + more for (year,) in rows if year for more in (0, 1)}  # a span may end in the next year
        (newest,) = self._db.row(
            "SELECT coalesce((SELECT max(published) FROM articles), (SELECT max(first) FROM mentions))"
        )
        return sorted(years), day_of_number(newest) if newest else date.min
