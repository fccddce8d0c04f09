"""Questions that are spoken: what was understood is shown, and answered."""

import asyncio
import logging

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.qa.talk.small_talk import split_questions
from bot.speech import SpeechError, Transcriber
from bot.telegram.handlers.locale import Locale
from bot.telegram.handlers.messages import message_of
from bot.telegram.handlers.reader.answering import Answering
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.richtext import Run, sendable
from bot.telegram.transport.sending import reply, text_message, typing

LONGEST_S = 60  # of a question

Context = ContextTypes.DEFAULT_TYPE

log = logging.getLogger(__name__)


class VoiceQuestions:
    """The handler of voice messages."""

    def __init__(self, answering: Answering, transcriber: Transcriber, locale: Locale) -> None:
        self._answering = answering
        self._transcriber = transcriber
        self._locale = locale

    async def asked(self, update: Update, context: Context) -> None:
        """Show what a voice message says, and answer it."""
        message, phrases = message_of(update), self._locale.of(update.effective_user)
        voice = message.voice
        assert voice is not None  # the filter lets no other message through
        seconds = voice.duration if isinstance(voice.duration, int) else voice.duration.total_seconds()
        if seconds > LONGEST_S:
            await reply(message, text_message(phrases.voice_too_long))
            return
        try:
            async with typing(message):
                audio = await (await voice.get_file()).download_as_bytearray()
                said = sendable(await asyncio.to_thread(self._transcriber.transcribe, bytes(audio), "question.ogg"))
        except (SpeechError, TelegramError) as error:
            log.warning("a voice message was not understood: %s", type(error).__name__)
            await reply(message, text_message(phrases.voice_failed))
            return
        if not said.strip():
            await reply(message, text_message(phrases.voice_empty))
            return
        await reply(message, Message([Run("🎤 "), Run(said, italic=True)]))
        await self._answering.answer(message, split_questions(said), phrases)
