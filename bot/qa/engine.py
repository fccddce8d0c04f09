"""The engine: a question comes in; a cited answer goes out, or word that the archive has none."""

import copy
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import takewhile

from bot.qa.analysis import AnalyzedQuestion, TopicTerms, analyze_question
from bot.qa.answer import Answer, Citation, Note, NothingFound, Question, cite_sentence
from bot.qa.answerability import Verdict, judge
from bot.qa.extractive import ExtractiveWriter
from bot.qa.follow_up import FollowUp, narrow, read_follow_up
from bot.qa.period import answer_period, is_period
from bot.qa.question import content_words, read_question
from bot.qa.words.other_script import SCRIPTS, find_in_other_script
from bot.qa.writer import OnDraft, PersonalWriter, Rephrasing, Writer
from index.archive import Archive
from index.model.passage import DayCount, Hit
from index.search.fulltext.analyzers import analyze
from index.search.ranking import Query

PASSAGES_OF_A_DAY = 40  # what many of them tell is the news of a day: with a dozen one would hardly know
ENOUGH_OF_SUBJECT = 0.7  # share of the weight of a subject's words from which a passage is about it
ENOUGH_WITH_PRONOUN = 0.4  # the same if a pronoun says that it goes on
PASSAGES_READ = 12  # a question is answered from these; a reader sees at most six sentences of them


class Engine:
    """Answers questions from one archive."""

    def __init__(self, archive: Archive, *, top_k: int = PASSAGES_READ, writer: Writer | None = None) -> None:
        self.archive = archive
        self.top_k = top_k  # passages that an answer is written from
        self.writer = writer or ExtractiveWriter()

    def ask(self, text: str, today: date, before: Question | None = None) -> Answer | NothingFound:
        """Answer a question asked on a day; every sentence is cited. `before`: what the same person asked before."""
        follow_up = read_follow_up(text, today, self.archive.days.in_every_year, before) if before else None
        followed = self._follow(follow_up, before, today) if before and follow_up else None
        if isinstance(followed, Answer) or (followed and follow_up and follow_up.sure):
            return followed
        found = self.answer(read_question(text, today, self.archive.days.in_every_year))
        if isinstance(found, Answer):
            return found
        if followed:
            return followed if followed.closest else replace(followed, closest=self._first_told(followed.question))
        return self._in_other_languages(found.question) or self._by_names_and_days(found)

    def _follow(self, follow_up: FollowUp, before: Question, today: date) -> Answer | NothingFound | None:
        """Answer a follow-up, as a language model says it in full if there is one; None if it is a new subject."""
        rewritten = self._rewrite(follow_up, before, today)
        found = self._answer_follow_up(rewritten, follow_up) if rewritten else None
        if not isinstance(found, Answer):  # as read without the model
            found = self._answer_follow_up(follow_up.question, follow_up)
        return found

    def _answer_follow_up(self, question: Question, follow_up: FollowUp) -> Answer | NothingFound | None:
        """Answer a follow-up as far as it goes: of what is found, only what it asks for."""
        found = self.answer(question)
        if isinstance(found, NothingFound) and follow_up.asks and question.days:
            undated = self.answer(replace(question, days=()))  # what is asked of it may stand in a later article
            found = undated if isinstance(undated, Answer) else found
        if not follow_up.asks or isinstance(found, NothingFound):
            return None if follow_up.things and not isinstance(found, Answer) else found
        narrowed = narrow(found, self._terms(question, follow_up.asks), self._terms(question, *follow_up.things))
        if follow_up.things:
            enough = ENOUGH_WITH_PRONOUN if follow_up.has_pronoun else ENOUGH_OF_SUBJECT
            return narrowed if narrowed and self._tells_of(narrowed, question.kept, enough) else None
        if narrowed:
            return narrowed
        return NothingFound(found.question, closest=replace(found.citations[0], number=1))

    def _first_told(self, question: Question) -> Citation | None:
        """Return what is told first of the subject that a follow-up keeps."""
        found = self.answer(replace(question, topic=question.kept, narrow=False))
        return replace(found.citations[0], number=1) if isinstance(found, Answer) else None

    def _tells_of(self, answer: Answer, subject: str, enough: float) -> bool:
        """Whether an answer's passages are about the subject that a follow-up keeps."""
        terms = self._terms(answer.question, subject)
        told = (f"{cited.source.title}\n{cited.passage_text}" for cited in answer.citations)
        return any(terms.share(text) >= enough for text in told)

    def _terms(self, question: Question, *words: str) -> TopicTerms:
        asked = replace(question, topic=" ".join(words))
        return analyze_question(asked, self.archive.full_text.document_frequency).terms

    def _rewrite(self, follow_up: FollowUp, before: Question, today: date) -> Question | None:
        """Return a follow-up as a language model says it in full, with the days that were read without it."""
        plain = follow_up.question
        if not isinstance(self.writer, Rephrasing) or (follow_up.sure and plain.kept):
            return None  # "and the day before?" asks for the same of another day: nothing is left to say in full
        text = self.writer.rewrite(before, plain.text, today)
        if not text:
            return None
        return replace(read_question(text, today, self.archive.days.in_every_year), days=plain.days, kept=plain.kept)

    def _in_other_languages(self, question: Question) -> Answer | None:
        """Answer a question that found nothing from articles in another language, as a language model translates it.

        Only into languages that more articles are in: they hold most, and every other question costs nothing.
        """
        if not isinstance(self.writer, Rephrasing) or not question.topic:
            return None
        for language in takewhile(lambda other: other != question.language, self.archive.articles.languages()):
            text = self.writer.translate(question.text, language, question.today)
            if not text:
                continue
            read = read_question(text, question.today, self.archive.days.in_every_year)
            found = self.answer(replace(read, days=question.days, corrections=((question.text, text),)))
            if isinstance(found, Answer):
                return found
        return None

    def _by_names_and_days(self, nothing: NothingFound) -> Answer | NothingFound:
        """Answer from articles in another script by the names and days of a question, if none is in its language.

        The reader is told. A question of fact gets the closest passage: a name alone does not say that it is answered.
        """
        question, languages = nothing.question, self.archive.articles.languages()
        words = content_words(question.topic, question.language).split()
        other = next((language for language in languages if language in SCRIPTS), None)
        if not words or other is None or question.language in languages:
            return nothing
        terms_from = partial(self.archive.full_text.terms_from, language=other)
        written = [word for word in words if word[0].isupper()]
        names = {word: name for word in written if (name := find_in_other_script(word, terms_from))}
        if not names and (written or not question.days):
            return nothing
        topic = " ".join(name.capitalize() if name.islower() else name for name in names.values())
        corrections = (*question.corrections, *names.items())
        found = self.answer(replace(question, topic=topic, narrow=False, corrections=corrections))
        if isinstance(found, NothingFound):
            return nothing
        if question.narrow:
            return replace(nothing, closest=found.citations[0])
        return replace(found, note=Note.OTHER_LANGUAGE) if len(names) < len(words) else found

    def asked_by(self, person: str, on_draft: OnDraft | None = None) -> "Engine":
        """Return this engine for one person: a language model's cost is theirs, and `on_draft` is told its drafts."""
        if not isinstance(self.writer, PersonalWriter):
            return self
        engine = copy.copy(self)
        engine.writer = self.writer.asked_by(person, on_draft)
        return engine

    def answer(self, question: Question, exclude_ids: Collection[str] = ()) -> Answer | NothingFound:
        """Answer a question that was read; `exclude_ids` names passages that an answer to it has cited already."""
        return self.answer_analyzed(self.analyze(question), exclude_ids)

    def answer_analyzed(self, asked: AnalyzedQuestion, exclude_ids: Collection[str] = ()) -> Answer | NothingFound:
        """Answer a question that was analyzed."""
        if is_period(asked) and not exclude_ids and isinstance(self.writer, ExtractiveWriter):
            found = answer_period(self.archive, self.answer_analyzed, asked)
            if found:
                return found
        wanted = self.top_k if asked.terms else max(self.top_k, PASSAGES_OF_A_DAY)
        hits = self._find(asked, wanted + len(exclude_ids))
        verdict = self._judge(asked, [hit for hit in hits if hit.passage.id not in exclude_ids])
        corrections = tuple((word, as_written(term, verdict.hits)) for word, term in asked.question.corrections)
        asked = replace(asked, question=replace(asked.question, corrections=corrections))
        answer = self.writer.write(asked, verdict.hits) if verdict.hits else None
        if answer is None and (undated := asked.without_days()):
            return self.answer_analyzed(undated, exclude_ids)
        if answer is None:
            closest = verdict.closest
            cited = cite_sentence(1, closest.hit, closest.sentence) if closest else None
            return NothingFound(asked.question, self._nearest(asked), cited)
        return replace(answer, exclude_ids=tuple(exclude_ids))

    def analyze(self, question: Question) -> AnalyzedQuestion:
        """Return the analysis of a question, its spelling corrected."""
        return analyze_question(self._correct_spelling(question), self.archive.full_text.document_frequency)

    def search(self, text: str, today: date, k: int = 10) -> tuple[Question, list[Hit]]:
        """Return the question as it was read, and the best `k` passages."""
        asked = self.analyze(read_question(text, today, self.archive.days.in_every_year))
        return asked.question, self._find(asked, k)

    def passages(self, text: str, today: date, k: int = 10) -> tuple[Question, list[Hit]]:
        """Return the question as it was read, and up to `k` passages that answer it; none if none does."""
        asked = self.analyze(read_question(text, today, self.archive.days.in_every_year))
        return asked.question, list(self._judge(asked, self._find(asked, k)).hits)

    def _correct_spelling(self, question: Question) -> Question:
        """Replace words that are in no passage by those that were likely meant: "Kosvo" by "kosovo"."""
        words = content_words(question.topic, question.language).split()
        slips = tuple((word, meant) for word in words if (meant := self.archive.full_text.correct_spelling(word)))
        topic = question.topic
        for word, meant in slips:
            topic = topic.replace(word, meant)
        return replace(question, topic=topic, corrections=(*question.corrections, *slips)) if slips else question

    def _find(self, asked: AnalyzedQuestion, k: int) -> list[Hit]:
        words = " ".join([asked.words, *asked.terms.initials])
        question = asked.question
        return self.archive.search(
            Query(words, asked.spans, question.language, k, text=question.topic, compare_sentences=asked.is_fact)
        )

    def _judge(self, asked: AnalyzedQuestion, hits: Sequence[Hit]) -> Verdict:
        if not asked.terms and not asked.spans:
            return Verdict()  # "what happened?": nothing is asked that could be found
        verdict = judge(hits, asked)
        if asked.question.latest:
            newest_first = sorted(verdict.hits, key=lambda hit: hit.source.published or date.min, reverse=True)
            return replace(verdict, hits=tuple(newest_first))
        return verdict

    def _nearest(self, asked: AnalyzedQuestion) -> tuple[DayCount, ...]:
        return tuple(self.archive.days.nearest(asked.spans, asked.words))


def as_written(term: str, hits: Sequence[Hit]) -> str:
    """Return a word of the passages that has this term: "granari" -> "granary"; the term itself if none has."""
    for hit in hits:
        for word in hit.passage.text.split():
            if analyze(word, hit.source.language) == [term]:
                return word.strip(",.;:!?()\"“”«»'’").lower()
    return term
