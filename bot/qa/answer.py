"""A cited answer, and the honest lack of one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import groupby

from index.model.article import Source
from index.model.dates import DaySpan
from index.model.passage import Basis, DayCount, Hit, Sentence
from index.temporal.unclear_dates import UnclearDate


@dataclass(frozen=True, slots=True)
class AskedDays:
    """The days a question asks about, as Dateline read them."""

    text: str  # as written: "May 29"
    span: DaySpan
    year_given: bool
    others: tuple[DayCount, ...] = ()  # the same day in other years, newest first, with its passages


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its days read and its topic left."""

    text: str
    today: date
    language: str  # ISO 639-1
    days: tuple[AskedDays, ...]  # empty where it names none
    topic: str  # what is left after the days; empty for "what happened on …?"
    latest: bool = False  # it asks for the newest: "latest news on …"
    narrow: bool = False  # it asks for one thing, "who found it?", and not for whatever happened
    corrections: tuple[tuple[str, str], ...] = ()  # words that stand in no passage, and those they were read as
    kept: str = ""  # the part of the topic that was kept from the question before; empty where nothing was
    kept_days: bool = False  # its days were kept from the question before
    unclear: tuple[UnclearDate, ...] = ()  # dates that no calendar has, or that have two readings

    @property
    def follows(self) -> bool:
        """Whether it was read with the question before it."""
        return bool(self.kept) or self.kept_days


class Note(StrEnum):
    """What a reader is told about how an answer was made: why no language model wrote it, or what was left out."""

    MODEL_LATE = "model_late"  # it took too long
    MODEL_FAILED = "model_failed"  # it could not be reached, or broke off
    MODEL_SPENT = "model_spent"  # no tokens are left for this person, or this day
    MODEL_SAW_NOTHING = "model_saw_nothing"  # it found no answer in the passages
    OTHER_LANGUAGE = "other_language"  # the articles are in another language: days and names alone were looked for


class Section(StrEnum):
    """Headings that an answer's sentences may stand under; a language model picks them."""

    HAPPENED = "happened"
    DISPUTED = "disputed"
    NEXT = "next"  # what is announced or planned
    BACKGROUND = "background"


class UncitedAnswerError(ValueError):
    """An answer whose sentences and citations do not match: it is a defect and is not sent."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The number, source and quote behind one [n] in an answer.

    It holds its passage whole, so that it opens the same words after the article has changed.
    """

    number: int  # 1, 2, 3… within its answer
    article_id: str
    passage_id: str
    source: Source
    quote: str  # verbatim: article.text[start:end]
    start: int  # characters into the article's text, [start, end)
    end: int
    passage_text: str  # the passage around the quote
    passage_start: int  # characters into the article's text
    days: tuple[tuple[int, int], ...] = ()  # date phrases in the quote: characters into the article's text
    spans: tuple[DaySpan, ...] = ()  # what each of them names; empty in answers of earlier versions


def cite_sentence(number: int, hit: Hit, sentence: Sentence) -> Citation:
    """Return the citation of a sentence of a passage that was found."""
    return Citation(
        number=number,
        article_id=hit.passage.article_id,
        passage_id=hit.passage.id,
        source=hit.source,
        quote=hit.passage.text_of(sentence),
        start=sentence.start,
        end=sentence.end,
        passage_text=hit.passage.text,
        passage_start=hit.passage.start,
        days=tuple((mention.start, mention.end) for mention in sentence.mentions),
        spans=tuple(mention.span for mention in sentence.mentions),
    )


@dataclass(frozen=True, slots=True)
class OtherNumber:
    """Another number that an outlet gives for the same thing."""

    number: str  # as the sentence has it: "2,400"
    other: str  # as the outlet has it: "2,600"
    outlet: str


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """One sentence of an answer, and the citations that prove it."""

    text: str
    citations: tuple[int, ...]  # numbers; never empty
    basis: Basis
    day: DaySpan | None  # the asked days it is tied to; None where no day was asked for
    also_in: tuple[str, ...] = ()  # outlets that ran the same words
    section: Section | None = None  # the heading it stands under; None for no headings
    agreeing: int = 0  # outlets that say so, its own among them; 0 if it is the only one that is known
    other_numbers: tuple[OtherNumber, ...] = ()  # what other outlets have in place of its numbers


@dataclass(frozen=True, slots=True)
class Answer:
    """Sentences, each with a citation. One without cannot exist."""

    question: Question
    sentences: tuple[CitedSentence, ...]
    citations: tuple[Citation, ...]  # numbered 1..n as they first appear
    exclude_ids: tuple[str, ...] = ()  # ids of the passages that earlier answers to the same question cited
    more: bool = False  # there is more to tell
    note: Note | None = None  # what the reader is told about how it was made; None for nothing

    def __post_init__(self) -> None:
        used = list(dict.fromkeys(n for s in self.sentences for n in s.citations))
        if not self.sentences or not all(s.citations for s in self.sentences):
            raise UncitedAnswerError("a sentence carries no citation")
        if used != [c.number for c in self.citations] or used != list(range(1, len(used) + 1)):
            raise UncitedAnswerError(f"sentences cite {used}, sources are {[c.number for c in self.citations]}")

    @property
    def seen_ids(self) -> tuple[str, ...]:
        """The passages that this answer and those before it have cited: more is told without them."""
        return tuple(dict.fromkeys([*self.exclude_ids, *(citation.passage_id for citation in self.citations)]))

    def with_sentences(self, sentences: Sequence[CitedSentence]) -> "Answer":
        """Return an answer of some of its sentences, in this order, numbered anew.

        Raises: UncitedAnswerError if there is none.
        """
        numbers = {
            old: new for new, old in enumerate(dict.fromkeys(n for s in sentences for n in s.citations), start=1)
        }
        cited = sorted((c for c in self.citations if c.number in numbers), key=lambda c: numbers[c.number])
        return replace(
            self,
            sentences=tuple(replace(s, citations=tuple(numbers[n] for n in s.citations)) for s in sentences),
            citations=tuple(replace(c, number=numbers[c.number]) for c in cited),
        )

    def groups(self) -> Iterator[tuple[Section | DaySpan | None, list[CitedSentence]]]:
        """Give the sentences by the heading they stand under: a section, else their day if they are of several days."""
        by_section = any(sentence.section for sentence in self.sentences)
        by_day = len({sentence.day for sentence in self.sentences}) > 1

        def heading(sentence: CitedSentence) -> Section | DaySpan | None:
            return sentence.section if by_section else sentence.day if by_day else None

        for key, sentences in groupby(self.sentences, key=heading):
            yield key, list(sentences)


@dataclass(frozen=True, slots=True)
class NothingFound:
    """The archive has nothing: no sources, and the nearest days that have something."""

    question: Question
    nearest_days: tuple[DayCount, ...] = field(default=())
    closest: Citation | None = None  # the passage that comes closest, without a claim that it answers; None for none

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The closest passage, if there is one: it can be opened as those of an answer can."""
        return (self.closest,) if self.closest else ()
