"""What a reader does: ask, tap a button, be welcomed, and send things that cannot be read."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from weakref import WeakValueDictionary
from zoneinfo import ZoneInfo

from telegram import CallbackQuery, Update, User
from telegram import Message as Sent
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.answer import Answer, NothingFound
from bot.desk import Desk
from bot.memory import Memory
from bot.phrases import Phrases, phrases_for
from bot.telegram.buttons import CITATION, DAY, Tap, read_tap
from bot.telegram.groups import without_mention
from bot.telegram.rendering import Message, render, render_passage
from bot.telegram.richtext import sendable
from bot.telegram.sending import reply, say, send, typing
from bot.telegram.welcome import render_help, render_start
from index.archive import Archive

MOST_CHARACTERS = 1000  # of a question
ALBUMS_REMEMBERED = 100

Context = ContextTypes.DEFAULT_TYPE
Action = Callable[[], Awaitable[object]]

log = logging.getLogger(__name__)


class Reader:
    """Handlers for what anyone may do."""

    def __init__(
        self, archive: Archive, desk: Desk, memory: Memory, *, timezone: ZoneInfo, admins: frozenset[int] = frozenset()
    ) -> None:
        self.archive = archive
        self.desk = desk
        self.memory = memory
        self.timezone = timezone
        self.admins = admins
        # A chat's questions are answered in the order they came.
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._albums: deque[str] = deque(maxlen=ALBUMS_REMEMBERED)

    # Asking

    async def question(self, update: Update, context: Context) -> None:
        """Answer a message's text; in a group, without the mention that called us."""
        message = _message(update)
        await self._answer(message, without_mention(message, context.bot.username), _phrases(update))

    async def ask_command(self, update: Update, context: Context) -> None:
        """Answer what stands behind /ask."""
        message, phrases = _message(update), _phrases(update)
        if context.args:
            await self._answer(message, " ".join(context.args), phrases)
        else:
            await reply(message, say(phrases.empty_ask))

    async def tapped(self, update: Update, context: Context) -> None:
        """Open the citation, or ask about the day, behind a button; say it kindly where it is forgotten."""
        query, phrases = update.callback_query, _phrases(update)
        assert query is not None
        tap = read_tap(query.data or "")
        action = await self._action(query, tap, phrases) if tap else None
        await _acknowledge(query, None if action else phrases.old_button)
        if action:
            await action()

    async def _action(self, query: CallbackQuery, tap: Tap, phrases: Phrases) -> Action | None:
        """Return what a button does; None where its answer, or that part of it, is not known."""
        found = await asyncio.to_thread(self.memory.answer, tap.answer_id)
        if tap.kind == CITATION and isinstance(found, Answer):
            cited = {citation.number: citation for citation in found.citations}.get(tap.number)
            return partial(_send_below, query, render_passage(cited, phrases)) if cited else None
        if tap.kind == DAY and isinstance(found, NothingFound) and tap.number < len(found.nearest_days):
            return partial(self._answer_below, query, phrases.ask_day(found.nearest_days[tap.number].day), phrases)
        return None

    # Manners

    async def start(self, update: Update, context: Context) -> None:
        """Welcome a person."""
        await reply(_message(update), render_start(_phrases(update)))

    async def help(self, update: Update, context: Context) -> None:
        """Teach how to ask."""
        await reply(_message(update), render_help(_phrases(update), is_admin=self._is_admin(update.effective_user)))

    async def unknown_command(self, update: Update, context: Context) -> None:
        """Say what to do instead of a command we do not have."""
        await reply(_message(update), say(_phrases(update).unknown_command))

    async def strange(self, update: Update, context: Context) -> None:
        """Say once, for an album too, that we read text."""
        message, phrases = _message(update), _phrases(update)
        album = message.media_group_id
        if album and album in self._albums:
            return
        if album:
            self._albums.append(album)
        await reply(message, say(phrases.as_a_file if self._is_admin(message.from_user) else phrases.only_text))

    def _is_admin(self, user: User | None) -> bool:
        return user is not None and user.id in self.admins

    # The ask walk, from a chat and back to it

    async def _answer(self, message: Sent, text: str, phrases: Phrases) -> None:
        text = sendable(text)
        refusal = _refusal(text, phrases)
        if refusal:
            await reply(message, say(refusal))
            return
        async with self._turn(message.chat.id), typing(message):
            await reply(message, await self._ask(text, phrases))

    async def _answer_below(self, query: CallbackQuery, text: str, phrases: Phrases) -> None:
        async with self._turn(query.message.chat.id if query.message else query.from_user.id):
            await _send_below(query, await self._ask(text, phrases))

    async def _ask(self, text: str, phrases: Phrases) -> Message:
        """Ask the desk, and remember what it says, so that its buttons work for ever."""
        started = time.perf_counter()
        today = datetime.now(self.timezone).date()
        found = await asyncio.to_thread(self.desk.ask, text, today)
        if isinstance(found, NothingFound) and not await asyncio.to_thread(self.archive.articles, 1):
            return say(phrases.empty_archive)
        answer_id = await asyncio.to_thread(self.memory.keep_answer, found)
        citations = len(found.citations) if isinstance(found, Answer) else 0
        log.info("answered with %d citations in %.0f ms", citations, (time.perf_counter() - started) * 1000)
        return render(found, answer_id, phrases)

    def _turn(self, chat_id: int) -> asyncio.Lock:
        turn = self._turns.get(chat_id)
        if turn is None:
            turn = self._turns[chat_id] = asyncio.Lock()
        return turn


def _refusal(text: str, phrases: Phrases) -> str:
    """Return what to say to a text that is no question; empty where it may be one."""
    if not text.strip():
        return phrases.only_text
    return phrases.too_long if len(text) > MOST_CHARACTERS else ""


def _message(update: Update) -> Sent:
    message = update.effective_message
    assert message is not None  # the filters let nothing else through
    return message


def _phrases(update: Update) -> Phrases:
    user = update.effective_user
    return phrases_for(user.language_code if user else None)


async def _acknowledge(query: CallbackQuery, alert: str | None) -> None:
    """Tell Telegram that a tap has come; one from before a long stop can no longer be told, and is still served."""
    try:
        await query.answer(alert, show_alert=alert is not None)
    except BadRequest as error:
        log.info("a tap could not be acknowledged: %s", error)


async def _send_below(query: CallbackQuery, message: Message) -> None:
    """Send a message as a reply to the one whose button was tapped; to the person where that one is gone."""
    under = query.message
    if under is None:
        await send(query.get_bot(), query.from_user.id, message)
        return
    thread_id = under.message_thread_id if isinstance(under, Sent) and under.is_topic_message else None
    await send(query.get_bot(), under.chat.id, message, reply_to=under.message_id, thread_id=thread_id)
