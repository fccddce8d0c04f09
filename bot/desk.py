"""The desk: a question comes in, a cited answer goes out, or the honest lack of one."""

from collections.abc import Sequence
from datetime import date

from bot.answer import Answer, NothingFound, Question
from bot.evidence import keep_supported, weigh
from bot.question import content_words, read_question
from bot.writers import Writer
from bot.writers.quotes import QuoteWriter
from index.archive import Archive
from index.passage import DayCount, Hit
from index.search import Query

PASSAGES_READ = 12  # a question is answered from these; a reader sees at most six sentences of them


class Desk:
    """Answers questions from one archive."""

    def __init__(self, archive: Archive, *, top_k: int = PASSAGES_READ, writer: Writer | None = None) -> None:
        self.archive = archive
        self.top_k = top_k  # passages that an answer is written from
        self.writer = writer or QuoteWriter(archive.rarity)

    def ask(self, text: str, today: date) -> Answer | NothingFound:
        """Answer a question asked on a day; every sentence is cited."""
        question = read_question(text, today, self.archive.years_of)
        hits = self._supported(question, self._find(question, self.top_k))
        answer = self.writer.write(question, hits) if hits else None
        return answer or NothingFound(question, self._nearest(question))

    def search(self, text: str, today: date, k: int = 10) -> tuple[Question, list[Hit]]:
        """Return the question as it was read, and the best `k` passages."""
        question = read_question(text, today, self.archive.years_of)
        return question, self._find(question, k)

    def _find(self, question: Question, k: int) -> list[Hit]:
        words = content_words(question.topic, question.language)
        spans = tuple(asked.span for asked in question.days)
        return self.archive.search(Query(words, spans, question.language, k, text=question.topic))

    def _supported(self, question: Question, hits: Sequence[Hit]) -> list[Hit]:
        words = content_words(question.topic, question.language).split()
        if not words and not question.days:
            return []  # "what happened?": nothing is asked that could be found
        supported = keep_supported(hits, weigh(words, self.archive.rarity), question)
        if question.latest:
            supported.sort(key=lambda hit: hit.source.published or date.min, reverse=True)
        return supported

    def _nearest(self, question: Question) -> tuple[DayCount, ...]:
        words = content_words(question.topic, question.language)
        return tuple(self.archive.nearest_days([asked.span for asked in question.days], words))
