"""The ask walk, from a chat and back to it: a message's text becomes an answer that is sent, remembered and noted."""

import contextlib
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from telegram import CallbackQuery
from telegram import Message as Sent

from bot.i18n.phrases import Phrases
from bot.qa.answer import Answer, NothingFound, Question
from bot.qa.day_navigation import AdjacentDays, adjacent_days
from bot.qa.engine import Engine
from bot.qa.follow_up import leads_on
from bot.qa.quoting.parts import lead_first
from bot.qa.talk.archive_guide import ArchiveGuide, make_guide
from bot.storage.answers import Answers
from bot.storage.database import Database
from bot.storage.feedback import UnansweredQuestions
from bot.storage.sessions import Reply, Sessions
from bot.storage.statistics.article_reads import ArticleReads
from bot.storage.statistics.question_counts import QuestionStatistics
from bot.storage.storage_thread import in_storage_thread
from bot.telegram.rendering.answer_message import Message, render
from bot.telegram.rendering.richtext import sendable
from bot.telegram.transport.question_queue import QuestionQueue, StoppedByReaderError, TooSlowError
from bot.telegram.transport.sending import replace_all, reply, reply_all, send, send_all, text_message, topic_of, typing
from bot.telegram.transport.streaming import Drafting
from index.archive import Archive

MOST_CHARACTERS = 1000  # of a question

Found = Answer | NothingFound

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """What was found, and what it is remembered as."""

    found: Found
    answer_id: str  # "" if it could not be kept: it has no buttons then
    adjacent: AdjacentDays
    archive_is_empty: bool = False


class Answering:
    """What all handlers that lead to an answer share."""

    def __init__(
        self,
        archive: Archive,
        engine: Engine,
        database: Database,
        sessions: Sessions,
        queue: QuestionQueue,
        today: Callable[[], date],
    ) -> None:
        self.archive = archive
        self.engine = engine
        self.answers = Answers(database)
        self.sessions = sessions
        self.queue = queue
        self.today = today
        self.unanswered = UnansweredQuestions(database)  # for the admins, as the two below
        self.statistics = QuestionStatistics(database)
        self.reads = ArticleReads(database)
        # Timelines and examples are quoted: a model would be asked once for each day or question.
        self.quoting = Engine(archive)

    def guide(self, phrases: Phrases) -> ArchiveGuide:
        """Return what the archive can be asked, in a language; it reads the archive.

        Raises: StorageError.
        """
        return make_guide(self.quoting, self.today(), phrases)

    async def answer(self, message: Sent, questions: Sequence[str], phrases: Phrases) -> None:
        """Answer a message's questions, one after the other; a short one after another is read with it."""
        texts = [sendable(question) for question in questions]
        if refusal := _refusal(" ".join(texts), phrases):
            await reply(message, text_message(refusal))
            return
        who = who_sent(message)
        with contextlib.suppress(StoppedByReaderError):
            async with self.queue.turn(who), typing(message):
                if await in_storage_thread(self.sessions.reply_to, who[0], message.message_id):
                    return  # answered before a crash that kept us from noting it
                before = await in_storage_thread(self._before, message, who)
                for number, text in enumerate(texts):
                    if number:
                        before = await in_storage_thread(self.sessions.before, *who)
                    await self._send(message, who, partial(self._ask, text=text, before=before), before, phrases)

    async def answer_anew(self, message: Sent, text: str, phrases: Phrases) -> None:
        """Answer an edited message in place of the answer it had; one that had none is left alone."""
        text, who = sendable(text), who_sent(message)
        with contextlib.suppress(StoppedByReaderError):
            async with self.queue.turn(who):
                earlier = await in_storage_thread(self.sessions.reply_to, who[0], message.message_id)
                if earlier is None or _refusal(text, phrases):
                    return
                before = earlier.before
                ids = earlier.message_ids
                await self._send(message, who, lambda engine: self._ask(engine, text, before), before, phrases, ids)

    async def answer_question(
        self, message: Sent, question: Question, phrases: Phrases, exclude_ids: tuple[str, ...] = ()
    ) -> None:
        """Answer a question that needs no reading, without the passages that were shown before."""
        who = who_sent(message)
        with contextlib.suppress(StoppedByReaderError):
            async with self.queue.turn(who), typing(message):
                await self._send(message, who, lambda engine: engine.answer(question, exclude_ids), None, phrases)

    def last_answer(self, message: Sent) -> Found | None:
        """Return what a message speaks of: the answer that it replies to, else the last one its sender got here.

        Raises: StorageError.
        """
        chat_id, person_id = who_sent(message)
        replied = message.reply_to_message
        if replied and (shown := self.sessions.answer_shown_in(chat_id, replied.message_id)):
            return self.answers.get(shown)
        before = self.sessions.before(chat_id, person_id)
        if before is None:
            return None
        lately = (self.answers.get(answer_id) for answer_id in self.sessions.answers_lately(chat_id))
        return next((found for found in lately if found and found.question.text == before.text), None)

    async def answer_below(
        self, query: CallbackQuery, question: Question, phrases: Phrases, exclude_ids: tuple[str, ...] = ()
    ) -> None:
        """Answer a question that a button asks, below the button's message."""
        is_rest = bool(exclude_ids)
        await self._answer_below(query, lambda engine: engine.answer(question, exclude_ids), phrases, is_rest=is_rest)

    async def answer_alone(self, query: CallbackQuery, text: str, phrases: Phrases) -> None:
        """Answer a text by itself, without the question before it, below the message whose button was tapped."""
        await self._answer_below(query, lambda engine: self._ask(engine, text, None), phrases)

    async def tell_below(self, query: CallbackQuery, rest: Answer, phrases: Phrases) -> None:
        """Tell the rest of an answer below the message whose button was tapped."""
        await self._answer_below(query, lambda _: rest, phrases)

    async def tell(self, message: Sent, rest: Answer, phrases: Phrases) -> None:
        """Tell the rest of an answer to whom asks for it in words."""
        who = who_sent(message)
        with contextlib.suppress(StoppedByReaderError):
            async with self.queue.turn(who):
                await self._send(message, who, lambda _: rest, None, phrases)

    async def _answer_below(
        self, query: CallbackQuery, ask: Callable[[Engine], Found], phrases: Phrases, *, is_rest: bool = False
    ) -> None:
        under = query.message
        chat_id = under.chat.id if under else query.from_user.id
        who = (chat_id, query.from_user.id)
        with contextlib.suppress(StoppedByReaderError):
            async with self.queue.turn(who):
                engine = self.engine.asked_by(str(who[1]))
                try:
                    answer = await self.queue.work(who, lambda: self._find(lambda: ask(engine)))
                except TooSlowError:
                    await in_storage_thread(self.statistics.note_too_slow, self.today())
                    await send(query.get_bot(), chat_id, text_message(phrases.too_slow))
                    return
                await in_storage_thread(self._note_question, who, answer.found)
                if is_rest and isinstance(answer.found, NothingFound):
                    await send_below(query, text_message(phrases.no_more))
                    return
                await send_below(query, self._render(answer, phrases, chat_id, query.get_bot().username))

    # Steps

    async def _send(
        self,
        message: Sent,
        who: tuple[int, int],
        ask: Callable[[Engine], Found],
        before: Question | None,
        phrases: Phrases,
        in_place_of: tuple[int, ...] = (),
    ) -> None:
        """Find, send and note an answer."""
        started = time.perf_counter()
        ids = list(in_place_of)
        drafting = Drafting(message, phrases)
        engine = self.engine.asked_by(str(who[1]), drafting.hear)
        drafting.by_drafts &= engine is not self.engine and not in_place_of  # only what a model writes comes bit by bit
        bot, chat_id = message.get_bot(), who[0]

        async def show_draft() -> None:
            if not ids:
                drafting.wait()
            draft = None if drafting.by_drafts else drafting.take()
            if draft and ids:
                ids[:] = await replace_all(bot, chat_id, ids, draft, thread_id=topic_of(message))
            elif draft:
                ids.extend(one.message_id for one in await reply_all(message, draft))

        try:
            async with drafting.shown():
                answer = await self.queue.work(who, lambda: self._find(lambda: ask(engine)), show_draft)
            shown = self._render(answer, phrases, chat_id, bot.username)
        except TooSlowError:
            await in_storage_thread(self.statistics.note_too_slow, self.today())
            answer, shown = None, text_message(phrases.too_slow)
        except StoppedByReaderError:
            if not in_place_of:
                for one in ids:
                    await bot.delete_message(chat_id, one)
            raise
        if ids:
            ids = await replace_all(bot, chat_id, ids, shown, thread_id=topic_of(message))
        else:
            ids = [one.message_id for one in await reply_all(message, shown)]
        if answer is None:
            return
        noted = Reply(tuple(ids), answer.answer_id, before)
        await in_storage_thread(self._note, message.message_id, who, answer.found, noted)
        citations = len(answer.found.citations) if isinstance(answer.found, Answer) else 0
        log.info("answered with %d citations in %.0f ms", citations, (time.perf_counter() - started) * 1000)

    def _render(self, answer: ShownAnswer, phrases: Phrases, chat_id: int, username: str) -> Message:
        if answer.archive_is_empty:
            return text_message(phrases.empty_archive)
        return render(answer.found, answer.answer_id, phrases, answer.adjacent, username if chat_id < 0 else "")

    # In a thread

    def _ask(self, engine: Engine, text: str, before: Question | None) -> Found:
        found = engine.ask(text, self.today(), before) if before else engine.ask(text, self.today())
        if isinstance(found, NothingFound):
            self.unanswered.note(text)
        return found

    def _find(self, ask: Callable[[], Found]) -> ShownAnswer:
        """Ask, find the days before and after, and keep it all, so that its buttons work for ever."""
        found = ask()
        found = lead_first(found) if isinstance(found, Answer) else found
        if isinstance(found, NothingFound) and not self.archive.articles.newest(1):
            return ShownAnswer(found, "", AdjacentDays(), archive_is_empty=True)
        self.statistics.note(found)
        if isinstance(found, Answer):
            self.reads.cited(citation.article_id for citation in found.citations)
        adjacent = adjacent_days(self.archive, found.question) if isinstance(found, Answer) else AdjacentDays()
        return ShownAnswer(found, self.answers.keep(found), adjacent)

    def _before(self, message: Sent, who: tuple[int, int]) -> Question | None:
        """Return the question before this one: that of the answer it replies to, or the person's last one here."""
        replied = message.reply_to_message
        answer_id = self.sessions.answer_shown_in(who[0], replied.message_id) if replied else ""
        found = self.answers.get(answer_id) if answer_id else None
        return found.question if found else self.sessions.before(*who)

    def _note(self, message_id: int, who: tuple[int, int], found: Found, noted: Reply) -> None:
        self.sessions.note_reply(who[0], message_id, noted)
        self._note_question(who, found)

    def _note_question(self, who: tuple[int, int], found: Found) -> None:
        """Let follow-ups follow this question; one that is not understood at all is not followed."""
        if leads_on(found):
            self.sessions.remember(*who, found.question)


def who_sent(message: Sent) -> tuple[int, int]:
    """Return the chat and the person of a message; who speaks for a whole group is the group."""
    return message.chat.id, message.from_user.id if message.from_user else message.chat.id


async def send_below(query: CallbackQuery, message: Message) -> None:
    """Send a message as a reply to the one whose button was tapped; to the person if that one is gone."""
    under = query.message
    if under is None:
        await send(query.get_bot(), query.from_user.id, message)
        return
    thread_id = topic_of(under) if isinstance(under, Sent) else None
    await send_all(query.get_bot(), under.chat.id, message, reply_to=under.message_id, thread_id=thread_id)


def _refusal(text: str, phrases: Phrases) -> str:
    """Return what to say to a text that is no question; empty if it may be one."""
    if not text.strip():
        return phrases.only_text
    return phrases.too_long if len(text) > MOST_CHARACTERS else ""
