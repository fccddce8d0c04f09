"""Which days the archive speaks of: near some days, in every year, counted."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from index.model.dates import DaySpan
from index.model.passage import DayCount
from index.search.fulltext.day_tiers import Tier
from index.search.fulltext.full_text_index import FullTextIndex
from index.store.catalogue import Catalogue

FIRST_YEAR = 1450  # nobody asks for a bare day of the years before printing; a number read as such a year is an error
NEAR_A_WORD = 500  # passages of a topic that are looked at for the days they name


class DayLookup:
    """The days that passages name. Every method raises StorageError if the archive cannot be read."""

    def __init__(self, catalogue: Catalogue, full_text: FullTextIndex) -> None:
        self._catalogue = catalogue
        self._full_text = full_text

    def in_every_year(self, span: DaySpan) -> list[DayCount]:
        """Return a bare day, or days, in every year the archive speaks of them, newest first, with their passages.

        Years after the newest article come last: what was announced has not happened yet. If the archive speaks of
        them in no year: once, in the newest year it reaches, with 0 passages.
        """
        years, newest = self._catalogue.days.years()
        moved = [one for year in reversed(years) if year >= FIRST_YEAR and (one := span.in_year(year))]
        moved.sort(key=lambda one: one.first > newest)  # a stable sort: each half stays newest first
        found = [DayCount(one.first, count) for one in moved if (count := self._full_text.count(one))]
        lately = [one for year in (newest.year, newest.year - 1) if year and (one := span.in_year(year))]
        return found or [DayCount(one.first, 0) for one in lately if one.first <= newest][:1]

    def nearest(self, spans: Sequence[DaySpan], words: str = "", limit: int = 4) -> list[DayCount]:
        """Return single days before and after these that passages name, nearest first.

        With words: days of passages that have one of them; days at all if no passage has one.
        """
        if not spans:
            return []
        near = self._named_with(words) if words else {}
        near = {day: count for day, count in near.items() if not any(day in span for span in spans)}
        if not near:
            near = self._catalogue.days.around(min(s.first for s in spans), max(s.last for s in spans), limit)
        ranked = sorted(near, key=lambda day: (min(_days_away(day, span) for span in spans), day))
        return [DayCount(day, near[day]) for day in ranked[:limit]]

    def around(self, span: DaySpan, limit: int = 1) -> list[DayCount]:
        """Return the single days that passages name next before and next after these, in order of time."""
        near = self._catalogue.days.around(span.first, span.last, limit)
        return [DayCount(day, near[day]) for day in sorted(near)]

    def newest(self, today: date) -> date | None:
        """Return the newest day, today at the latest, that a passage names or an article was published on."""
        return self._catalogue.days.newest(today)

    def counts(self, span: DaySpan) -> list[DayCount]:
        """Return the days among these that passages name, in order of time, with how many do."""
        counts = self._catalogue.days.counts(span.first, span.last)
        return [DayCount(day, counts[day]) for day in sorted(counts)]

    def _named_with(self, words: str) -> dict[date, int]:
        """Return the single days that passages with these words name, and how many of them do."""
        keys = [found.key for found in self._full_text.search(words, (), Tier.NAMED, NEAR_A_WORD)]
        spans = (span for one in self._catalogue.passages.by_key(keys).values() for span in one.passage.spans)
        return Counter(span.first for span in spans if span.days == 1)


def _days_away(day: date, span: DaySpan) -> int:
    """Return how far a day is from a span that it is not in, in days."""
    return max((span.first - day).days, (day - span.last).days)
