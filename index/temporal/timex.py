"""A date expression in text, and the days it names."""

from dataclasses import dataclass
from enum import StrEnum

from index.model.dates import DaySpan


class TimexType(StrEnum):
    """The types of TIMEX3 (Pustejovsky et al. 2003)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Anchor(StrEnum):
    """The day that a timex was resolved against."""

    NOTHING = "nothing"  # none: it states its own year
    PUBLISHED = "published"  # the publication date (for a question: today)
    STORY = "story"  # none: a time of day alone, "at 5 p.m.", on the day the story is at
    EARLIER = "earlier"  # a day mentioned before it in the text


@dataclass(frozen=True, slots=True)
class Timex:
    """A date expression as written, and the days it names."""

    start: int  # characters, [start, end)
    end: int
    text: str
    type: TimexType
    value: str  # TIMEX3: "2023-05-29", "2023-05", "2023-W21", "P2D", "PAST_REF"
    span: DaySpan | None  # None if it names no days: a duration, "recently"
    year_given: bool  # False if the year was guessed ("May 29"); True if words fix it ("in 2019", "yesterday")
    anchor: Anchor
    other: DaySpan | None = None  # the second most likely reading, if it is nearly as likely
