"""Resolves each meaning against the publication date, the tense of the verb and the last day mentioned."""

from datetime import date, timedelta

from index.model.dates import DaySpan
from index.temporal.calendar import span_of, step, third_of, week_value
from index.temporal.meaning import (
    Base,
    Calendar,
    Century,
    Decade,
    InYear,
    Meaning,
    NthWeekday,
    Numeric,
    Part,
    Piece,
    Plain,
    Range,
    SameYearBefore,
    Shift,
    Since,
    Tense,
    Time,
    Unit,
    Weekday,
    WeekOf,
)
from index.temporal.resolution import Resolution, ResolutionContext, revalued, single, spanned, written
from index.temporal.timex import Anchor, Timex, TimexType
from index.temporal.weekdays import day_from, resolve_weekday
from index.temporal.years import in_order, resolve_calendar, resolve_in_year

DAY = timedelta(days=1)
LONGEST = {Unit.DAY: 1, Unit.WEEK: 7, Unit.WEEKEND: 7, Unit.MONTH: 31, Unit.QUARTER: 92}  # days; a year else
NEAR_DAYS = 7  # a story goes on from a day no further than that from its publication


class Resolver:
    """Resolves the meanings of one text in order, and remembers the days mentioned."""

    def __init__(self, anchor: date, asked: bool, day_first: bool) -> None:
        self.context = ResolutionContext(anchor, asked, day_first)

    def resolve(self, built: Piece | Range | Since, tense: Tense, text: str) -> list[Timex]:
        """Return the timexes of what a rule built; empty if the calendar has no such day."""
        try:
            if isinstance(built, Range):
                return self._range(built, tense, text)
            piece = built.first if isinstance(built, Since) else built
            resolution = self._resolve(piece.meaning, tense)
            if isinstance(built, Since):
                return [self._timex(piece, self._until_today(resolution), text, story=False)]
        except (ValueError, OverflowError, IndexError, StopIteration):  # "May 32", "9,000 years ago"
            return []
        return [self._timex(piece, resolution, text)]

    def _timex(self, piece: Piece, resolution: Resolution, text: str, story: bool = True) -> Timex:
        """Make the timex; `story` says whether later expressions may count from it ("since 2002" is background)."""
        if story and resolution.type in (TimexType.DATE, TimexType.TIME) and resolution.span is not None:
            self.context.mentions.add(resolution.value, resolution.span)
        return Timex(
            piece.start, piece.end, text[piece.start : piece.end], resolution.type, resolution.value, resolution.span,
            resolution.year_given, resolution.anchor, resolution.other,
        )  # fmt: skip

    # ── Ranges ──

    def _range(self, built: Range, tense: Tense, text: str) -> list[Timex]:
        """Resolve both ends in one year; the first gets all the days of the range."""
        first, last = built.first.meaning, built.last.meaning
        if isinstance(first, Calendar) and isinstance(last, Calendar):
            first = _in_year_of(first, last)
        start = self._resolve(first, tense)
        if start.span and isinstance(last, Weekday):
            end = single(day_from(last.weekday, start.span.first))
        else:
            end = self._resolve(self._after(start, first, last), tense)
        if start.span and end.span and start.span.first <= end.span.last:
            start = start._replace(span=DaySpan(start.span.first, end.span.last), other=None)
        if end.year_given and not start.year_given:
            end = end._replace(year_given=False)
        return [self._timex(built.first, start, text), self._timex(built.last, end, text)]

    def _after(self, start: Resolution, first: Meaning, last: Meaning) -> Meaning:
        """Give the last end the year of the first if it states none: a range runs forward."""
        if not isinstance(first, Calendar) or not isinstance(last, Calendar) or start.span is None:
            return last
        if None in (first.month, last.month) or last.year is not None or last.turn is not None:
            return last
        turn = start.span.first.year + _turns_year(first, last) - self.context.anchor.year
        return Calendar(None, last.month, last.day, last.weekday, turn)

    def _until_today(self, resolution: Resolution) -> Resolution:
        """In a question, "since June 1" means all the days up to today."""
        if self.context.asked and resolution.span is not None and resolution.span.first <= self.context.anchor:
            return resolution._replace(span=DaySpan(resolution.span.first, self.context.anchor))
        return resolution

    # ── One meaning ──

    def _resolve(self, meaning: Meaning, tense: Tense) -> Resolution:
        match meaning:
            case Calendar():
                return resolve_calendar(meaning, self.context, tense)
            case Numeric():
                return resolve_calendar(in_order(meaning, self.context), self.context, tense)
            case InYear():
                return resolve_in_year(meaning, self.context, tense)
            case Weekday():
                return resolve_weekday(meaning, self.context, tense)
            case Shift():
                return self._shift(meaning, tense)
            case Decade():
                return self._decade(meaning)
            case Century(number):
                return spanned(f"{number - 1:02d}", Anchor.NOTHING)
            case WeekOf():
                return self._week_of(meaning, tense)
            case NthWeekday():
                return self._nth_weekday(meaning, tense)
            case SameYearBefore():
                return self._year_before()
            case Part(of, part):
                whole = self._resolve(of, tense)
                return whole._replace(span=third_of(whole.span, part) if whole.span else None)
            case Time():
                return self._time(meaning, tense)
            case Plain(type_, value, back):
                return Resolution(value, self._looking_back(back), type_)

    def _shift(self, s: Shift, tense: Tense) -> Resolution:
        """Count units from the publication date, from the last day mentioned, or from a stated day."""
        anchor = self.context.anchor
        if s.unit is Unit.WEEKEND and s.by == 0 and self._weekend_is_over(tense):
            return spanned(step(anchor, s.unit, -1))
        if s.base is Base.ANCHOR:
            return spanned(step(anchor, s.unit, s.by))
        if s.base is Base.SPOKEN:
            return spanned(step(self._spoken(s.unit) or anchor, s.unit, s.by))
        if s.base is Base.EARLIER and s.unit is Unit.DAY and s.by == 0 and not self.context.mentions.spans:
            return Resolution("PRESENT_REF")  # "that day has come": no day was mentioned
        if s.base is Base.EARLIER:
            earlier = self._earlier(s)
            if earlier is None and s.by > 0 and not self.context.asked:
                return Resolution("FUTURE_REF")  # "two days later", and nothing tells later than what
            return spanned(step(earlier or anchor, s.unit, s.by))._replace(anchor=Anchor.EARLIER)
        base = self._resolve(s.base, tense)
        if base.span is None:
            raise ValueError(s)
        return revalued(base, step(base.span.first if s.by <= 0 else base.span.last, s.unit, s.by))

    def _weekend_is_over(self, tense: Tense) -> bool:
        """Whether "the weekend", written on a working day, is the last one."""
        weekday = self.context.anchor.weekday()
        return weekday <= 2 if tense is Tense.UNKNOWN else tense is Tense.PAST and weekday <= 4

    def _spoken(self, unit: Unit) -> date | None:
        """Return a day in the period that the story is about: "for the day", "for the full year"."""
        mentions = self.context.mentions
        if unit is Unit.DAY:
            near = mentions.day is not None and abs((self.context.anchor - mentions.day).days) <= NEAR_DAYS
            return mentions.day if near else None
        return mentions.month if unit is Unit.MONTH else mentions.quarter

    def _earlier(self, s: Shift) -> date | None:
        """Return the day that "later" or "before" counts from: the last mention no longer than its unit."""
        for span in self.context.mentions.spans:
            if span.days <= LONGEST.get(s.unit, 366):
                return span.first if s.by <= 0 else span.last
        return None

    def _year_before(self) -> Resolution:
        """Return the last month or quarter mentioned, a year before; the year before if none was."""
        spoken = next((span for span in self.context.mentions.spans if 28 <= span.days <= 92), None)
        if spoken is None:
            return spanned(step(self.context.anchor, Unit.YEAR, -1))
        unit, by = (Unit.MONTH, -12) if spoken.days <= 31 else (Unit.QUARTER, -4)
        return spanned(step(spoken.first, unit, by))._replace(anchor=Anchor.EARLIER)

    def _decade(self, d: Decade) -> Resolution:
        """The 1990s; the '90s are the last such ones."""
        if d.first >= 1000:
            return spanned(written(d.first)[:3], Anchor.NOTHING)
        this = self.context.anchor.year
        first = this // 100 * 100 + d.first
        return spanned(written(first if first <= this else first - 100)[:3])._replace(year_given=False)

    def _week_of(self, w: WeekOf, tense: Tense) -> Resolution:
        """The week of May 29; the last week of March: the ISO week that holds most of it; the last day of May."""
        whole = self._resolve(w.of, tense)
        if whole.span is None:
            raise ValueError(w)
        if w.unit is Unit.DAY:
            day = whole.span.first + DAY * (w.number - 1) if w.number > 0 else whole.span.last
            return revalued(whole, day.isoformat())
        if w.number == 0:
            day = whole.span.first
        elif w.number < 0:
            day = whole.span.last - DAY * (6 + 7 * (-1 - w.number))
        else:
            day = whole.span.first + DAY * (7 * (w.number - 1) + 3)
        return revalued(whole, week_value(day) + ("-WE" if w.unit is Unit.WEEKEND else ""))

    def _nth_weekday(self, w: NthWeekday, tense: Tense) -> Resolution:
        """The first Sunday in November; the last Friday of May."""
        month = self._resolve(w.of, tense)
        days = [day for day in month.span or () if day.weekday() == w.weekday]
        return revalued(month, days[w.number - 1 if w.number > 0 else w.number].isoformat())

    def _time(self, t: Time, tense: Tense) -> Resolution:
        """Friday morning; 5 p.m.: on the last day mentioned if no day is stated."""
        day = single(self.context.mentions.day or self.context.anchor) if t.of is None else self._resolve(t.of, tense)
        value = f"{day.value[:10]}T{t.clock}"
        anchor = Anchor.STORY if t.of is None else day.anchor
        return Resolution(value, day.span, TimexType.TIME, day.year_given, anchor, day.other)

    def _looking_back(self, back: Shift | None) -> DaySpan | None:
        """Return the days that "the past three days" names; from a month on, only a question means the days."""
        if back is None:
            return None
        anchor = self.context.anchor
        if days := {Unit.DAY: 1, Unit.WEEK: 7}.get(back.unit):
            return DaySpan(*sorted((anchor + DAY * days * back.by, anchor)))
        edge = span_of(step(anchor, back.unit, back.by)) if self.context.asked else None
        return DaySpan(*sorted((edge.first if back.by < 0 else edge.last, anchor))) if edge else None


def _in_year_of(first: Calendar, last: Calendar) -> Calendar:
    """From May 26 to June 2, 2021: the first end takes the year of the last, or the one before over New Year."""
    if first.month is None or first.year is not None or first.turn is not None or last.year is None:
        return first
    return Calendar(last.year - _turns_year(first, last), first.month, first.day, first.weekday)


def _turns_year(first: Calendar, last: Calendar) -> bool:
    """Whether a New Year lies between two ends."""
    return (first.month or 1, first.day or 0) > (last.month or 12, last.day or 31)
