"""Replies to small talk: what a courteous newsdesk says to a hello, a thank you, "more", or "source?"."""

import asyncio
from dataclasses import replace

from telegram import Message as Sent
from telegram import User

from bot.i18n.languages import CATALOGUE
from bot.i18n.phrases import Phrases
from bot.qa.answer import Answer, NothingFound, Question
from bot.qa.quoting.parts import first_part, rest_of
from bot.qa.talk.archive_guide import newest_days
from bot.qa.talk.small_talk import SmallTalk
from bot.storage.storage_thread import in_storage_thread
from bot.storage.users import Users
from bot.telegram.handlers.reader.answering import Answering
from bot.telegram.handlers.reader.day_commands import DayCommands
from bot.telegram.rendering.answer_message import Message, render_sources
from bot.telegram.rendering.keyboards import nothing_keyboard
from bot.telegram.rendering.richtext import Run
from bot.telegram.rendering.welcome import render_hello, render_start
from bot.telegram.transport.sending import reply, text_message

DAYS_OFFERED = 4

_LANGUAGES = {SmallTalk.IN_ENGLISH: "en", SmallTalk.IN_RUSSIAN: "ru"}


class Conversation:
    """What is said to messages that ask nothing about the news, or that lean on the last answer."""

    def __init__(self, answering: Answering, day_commands: DayCommands, users: Users) -> None:
        self.answering = answering
        self.day_commands = day_commands
        self.users = users

    async def reply(self, message: Sent, kind: SmallTalk, phrases: Phrases) -> None:
        """Reply to small talk; a group that only approves gets silence."""
        if kind in _LANGUAGES:
            await self._change_language(message, CATALOGUE[_LANGUAGES[kind]])
        elif kind is SmallTalk.NEWS:
            await self.day_commands.tell_latest(message, "", phrases)
        elif kind is SmallTalk.MORE:
            await self._tell_more(message, phrases)
        elif kind is not SmallTalk.APPROVAL or message.chat.type == message.chat.PRIVATE:
            await reply(message, await self._said(message, kind, phrases))

    async def _said(self, message: Sent, kind: SmallTalk, phrases: Phrases) -> Message:
        match kind:
            case SmallTalk.GREETING:
                return render_hello(phrases, await asyncio.to_thread(self.answering.guide, phrases))
            case SmallTalk.ABOUT | SmallTalk.HELP:
                return render_start(phrases, await asyncio.to_thread(self.answering.guide, phrases))
            case SmallTalk.WHAT_HAPPENED:
                return await asyncio.to_thread(self._offer_days, message.text or "", phrases)
            case SmallTalk.SOURCES:
                found = await in_storage_thread(self.answering.last_answer, message)
                if isinstance(found, Answer):
                    return render_sources(found, phrases)
                return text_message(phrases.nothing_to_follow)
        said: dict[SmallTalk, str] = {
            SmallTalk.THANKS: phrases.you_are_welcome,
            SmallTalk.APPROVAL: phrases.glad,
            SmallTalk.GOODBYE: phrases.goodbye,
            SmallTalk.HOW_ARE_YOU: phrases.how_are_you,
            SmallTalk.INSULT: phrases.sorry,
        }
        return text_message(said[kind])

    async def _tell_more(self, message: Sent, phrases: Phrases) -> None:
        """Tell what the last answer left out."""
        found = await in_storage_thread(self.answering.last_answer, message)
        if not isinstance(found, Answer):
            await reply(message, text_message(phrases.nothing_to_follow))
        elif rest := rest_of(found, len(first_part(found).sentences)):
            await self.answering.tell(message, rest, phrases)
        elif not found.more:
            await reply(message, text_message(phrases.no_more))
        else:
            await self.answering.answer_question(message, found.question, phrases, found.seen_ids)

    async def _change_language(self, message: Sent, phrases: Phrases) -> None:
        """Speak another language from now on, and say the last answer again in it; quotes stay as they were written."""
        person: User | None = message.from_user
        if person:
            await in_storage_thread(self.users.choose_language, person.id, phrases.language)
        found = await in_storage_thread(self.answering.last_answer, message)
        if found is None:
            await reply(message, text_message(phrases.again_nothing))
        else:
            await self.answering.answer_question(message, replace(found.question), phrases)

    def _offer_days(self, text: str, phrases: Phrases) -> Message:
        """Offer the newest days, each a button that asks about it."""
        today = self.answering.today()
        days = newest_days(self.answering.archive, today, DAYS_OFFERED)
        if not days:
            return text_message(phrases.empty_archive)
        offered = NothingFound(Question(text, today, phrases.language, (), ""), tuple(days))
        answer_id = self.answering.answers.keep(offered)
        return Message([Run(phrases.which_day)], nothing_keyboard(offered, answer_id, phrases, ""))
