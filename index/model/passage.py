"""What a search finds: passages, the days of their sentences, and why a passage was taken."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from index.model.article import Source
from index.model.dates import DaySpan


class Basis(StrEnum):
    """Why a hit was taken, best tier first."""

    MENTION = "mention"  # it names the day itself
    PUBLISHED = "published"  # published that day, and names no other day
    CARRIED = "carried"  # the day of the sentence before goes on
    NEXT_DAY = "next_day"  # the next day's paper
    WORDS = "words"  # no day asked for: found by its words
    MEANING = "meaning"  # no day asked for: found by its vector


@dataclass(frozen=True, slots=True)
class Mention:
    """A day, or days, that a sentence names, and where."""

    start: int  # characters into the article's text, [start, end): the timex
    end: int
    span: DaySpan
    year_given: bool = True


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article."""

    start: int  # characters into the article's text, [start, end)
    end: int
    mentions: tuple[Mention, ...] = ()  # the days it names itself
    carried: tuple[DaySpan, ...] = ()  # if it names none, the days of a sentence shortly before; else second readings


@dataclass(frozen=True, slots=True)
class Passage:
    """A few sentences of one article, and the days they speak of."""

    article_id: str
    version: int  # 1, 2, 3… of the article
    number: int  # 0, 1, 2… within the article
    start: int  # characters into the article's text, [start, end)
    end: int
    text: str
    sentences: tuple[Sentence, ...]

    @property
    def id(self) -> str:
        """The passage's id, the same in every store: `article:version:number`."""
        return f"{self.article_id}:{self.version}:{self.number}"

    def text_of(self, sentence: Sentence) -> str:
        """Return the words of one of its sentences."""
        return self.text[sentence.start - self.start : sentence.end - self.start]

    @property
    def spans(self) -> tuple[DaySpan, ...]:
        """The event dates it names, in order of mention; may be empty."""
        return tuple(dict.fromkeys(m.span for s in self.sentences for m in s.mentions))


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found by a search."""

    passage: Passage
    source: Source
    score: float  # higher is better; comparable within one search only
    basis: Basis
    also_in: tuple[str, ...] = ()  # outlets or titles that ran the same words
    similarity: float | None = None  # of its vector to the question's: 0 unrelated … 1 equal; None: unknown
    sentence_similarities: tuple[float, ...] = ()  # the same for each of its sentences; empty: unknown


@dataclass(frozen=True, slots=True)
class DayCount:
    """A day, and how many passages speak of it."""

    day: date
    passages: int
