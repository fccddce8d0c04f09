"""An answer shown while a language model writes it: as a draft in a private chat, else as a message that is edited.

Telegram shows a draft as words being written, and forgets it after half a minute: nothing is left to edit or delete,
and the answer comes as a message of its own. Groups have no drafts, and may have few edits.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Message as Sent
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.i18n.phrases import Phrases
from bot.qa.answer import Answer
from bot.telegram.rendering.answer_message import Message, render_draft
from bot.telegram.rendering.richtext import split, to_html
from bot.telegram.transport.sending import text_message, topic_of

DRAFT_EVERY_S = 0.7
DRAFT_AGAIN_S = 20.0  # a draft that stays the same is sent again, before Telegram forgets it
EDIT_EVERY_S = 6.0  # in a group, which may have twenty messages a minute, edits counted
LAST_S = 3.0  # for a draft under way when the answer is there

log = logging.getLogger(__name__)


class Drafting:
    """What is written so far of the answer to one message."""

    def __init__(self, message: Sent, phrases: Phrases) -> None:
        self._message = message
        self._phrases = phrases
        self._newest: Message | None = None
        self._taken: Message | None = None
        self._taken_at = -EDIT_EVERY_S  # on the monotonic clock
        self._in_group = message.chat.type != message.chat.PRIVATE
        self.by_drafts = not self._in_group  # False, too, once Telegram has refused one

    def hear(self, answer: Answer) -> None:
        """Take what is written so far; called in the thread that writes."""
        self._newest = render_draft(answer, self._phrases)

    def wait(self) -> None:
        """Say that it takes long, where nothing is written yet."""
        self._newest = self._newest or text_message(self._phrases.still_looking)

    def take(self) -> Message | None:
        """Return what to edit a message into; None if that is nothing new, or too early for a group."""
        early = self._in_group and time.monotonic() < self._taken_at + EDIT_EVERY_S
        if early or self._newest is self._taken:
            return None
        self._taken, self._taken_at = self._newest, time.monotonic()
        return self._taken

    @asynccontextmanager
    async def shown(self) -> AsyncIterator[None]:
        """Show drafts while the block lasts; none comes after it."""
        ended = asyncio.Event()
        task = asyncio.create_task(self._show(ended))
        try:
            yield
        finally:
            ended.set()
            await asyncio.wait({task}, timeout=LAST_S)
            task.cancel()

    async def _show(self, ended: asyncio.Event) -> None:
        shown, shown_at = None, 0.0
        while self.by_drafts and not ended.is_set():
            newest = self._newest
            if newest and (newest is not shown or time.monotonic() > shown_at + DRAFT_AGAIN_S):
                await self._send(newest)
                shown, shown_at = newest, time.monotonic()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(ended.wait(), DRAFT_EVERY_S)

    async def _send(self, draft: Message) -> None:
        message = self._message
        try:
            await message.get_bot().send_message_draft(
                message.chat.id,
                message.message_id,  # one draft for each question
                to_html(split(draft.text)[0]),
                message_thread_id=topic_of(message),
                parse_mode=ParseMode.HTML,
            )
        except TelegramError as error:  # an older Bot API server, say: a message is edited instead
            log.info("a draft was refused: %s", error)
            self.by_drafts = False
