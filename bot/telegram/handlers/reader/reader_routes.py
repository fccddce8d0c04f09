"""The reader's side of the bot put together: what asks, answers and welcomes, and which update it takes."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackContext,
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.i18n.languages import CATALOGUE
from bot.qa.engine import Engine
from bot.speech import open_transcriber
from bot.storage.database import Database
from bot.storage.retention import forget_person
from bot.storage.sessions import Sessions
from bot.telegram.handlers.access_control import AccessControl
from bot.telegram.handlers.access_policy import read_access
from bot.telegram.handlers.addressing import ADDRESSED
from bot.telegram.handlers.known_people import People
from bot.telegram.handlers.quota import Limit
from bot.telegram.handlers.reader.answering import Answering
from bot.telegram.handlers.reader.callbacks import Callbacks
from bot.telegram.handlers.reader.conversation import Conversation
from bot.telegram.handlers.reader.day_commands import DayCommands
from bot.telegram.handlers.reader.guest import GuestMode
from bot.telegram.handlers.reader.inline import InlineMode
from bot.telegram.handlers.reader.privacy import Privacy
from bot.telegram.handlers.reader.reader_commands import ReaderCommands
from bot.telegram.handlers.reader.voice_questions import VoiceQuestions
from bot.telegram.rendering.callback_data import LANGUAGE
from bot.telegram.rich.rich_sender import RichSender
from bot.telegram.transport.question_queue import QuestionQueue
from config.settings import Settings
from index.archive import Archive

PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
GROUPS = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE
GAMES = filters.POLL | filters.Dice.ALL  # nothing is asked
FILES = filters.Document.ALL & ~filters.ANIMATION  # Telegram calls an animation a document too
NAMED = filters.Regex(r"^/\w+@")  # a command to one bot, not to all in a group
ANYWHERE = PRIVATE | GROUPS
EDITED = filters.UpdateType.EDITED_MESSAGE & (filters.ChatType.PRIVATE | filters.ChatType.GROUPS)

Handler = BaseHandler[Any, Any, Any]


class ReaderRoutes:
    """All handlers for readers."""

    def __init__(
        self,
        settings: Settings,
        archive: Archive,
        engine: Engine,
        database: Database,
        people: People,
        *,
        now: Callable[[], datetime],
    ) -> None:
        users, locale, admins = people.users, people.locale, people.admins
        queue = QuestionQueue(settings.answer_timeout_s)

        def forget(person_id: int) -> None:
            forget_person(database, settings.data_dir, person_id, now().date())
            users.forget(person_id)

        self._now = now
        answering = Answering(archive, engine, database, Sessions(database), queue, self.today)
        self._days = DayCommands(answering, locale, RichSender(offered=settings.rich == "auto"))
        self._reader = ReaderCommands(answering, Conversation(answering, self._days, users), users, locale)
        self._privacy = Privacy(forget, locale)
        self._callbacks = Callbacks(answering, users, locale)
        self._inline = InlineMode(answering, locale)
        key = settings.speech_key.get_secret_value() if settings.speech_key else ""
        transcriber = open_transcriber(settings.speech, model=settings.speech_model, key=key)
        self._voice = VoiceQuestions(answering, transcriber, locale) if transcriber else None
        self._guest = GuestMode(answering, locale)
        self._access = AccessControl(
            read_access(settings.access, admins, users.is_guest),
            users,
            locale,
            person=Limit(settings.questions_a_minute),
            group=Limit(settings.group_questions_a_minute),
            admins=admins,
            guide=answering.guide,
        )

    async def ask(self, update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """Answer a message as a question, whatever it was taken for at first."""
        await self._reader.question(update, context)

    def today(self) -> date:
        """Return the day that questions are asked on."""
        return self._now().date()

    def guards(self) -> list[Handler]:
        """What stands before all other handlers, each in a group of its own."""
        return [TypeHandler(Update, self._access.enter), TypeHandler(Update, self._access.pace)]

    def commands(self) -> list[Handler]:
        """Commands, questions and buttons that are known by what they say."""
        reader, days = self._reader, self._days
        chosen = "|".join(CATALOGUE)
        return [
            CommandHandler("start", reader.start, PRIVATE),
            CommandHandler("help", reader.help, PRIVATE | (GROUPS & NAMED)),
            MessageHandler(GROUPS & filters.StatusUpdate.NEW_CHAT_MEMBERS, reader.greet_group),
            CommandHandler("language", reader.language, PRIVATE),
            CommandHandler("forget", self._privacy.forget, PRIVATE),
            CommandHandler("ask", reader.ask_command, ANYWHERE),
            CommandHandler("day", days.day, ANYWHERE),
            CommandHandler("today", days.today, ANYWHERE),
            CommandHandler("latest", days.latest, ANYWHERE),
            CommandHandler("timeline", days.timeline, ANYWHERE),
            CommandHandler("new", reader.new, ANYWHERE),
            CommandHandler("cancel", reader.cancel, ANYWHERE),
            MessageHandler(EDITED & filters.TEXT, reader.edited),
            InlineQueryHandler(self._inline.queried),
            MessageHandler(filters.UpdateType.GUEST_MESSAGE, self._guest.called),
            CallbackQueryHandler(reader.language_tapped, rf"^{LANGUAGE}(?:{chosen})$"),
        ]

    def questions(self) -> list[Handler]:
        """Whatever else is written: after every command and file that somebody knows."""
        reader = self._reader
        return [
            MessageHandler(PRIVATE & filters.COMMAND, reader.unknown_command),
            MessageHandler(PRIVATE & filters.TEXT, reader.question),
            MessageHandler(GROUPS & filters.TEXT & ~filters.COMMAND & ADDRESSED, reader.question),
            *([MessageHandler(PRIVATE & filters.VOICE, self._voice.asked)] if self._voice else []),
            MessageHandler(PRIVATE & filters.CAPTION & ~FILES, reader.question),
            MessageHandler(GROUPS & filters.CAPTION & ADDRESSED, reader.question),
        ]

    def for_admins(self) -> list[Handler]:
        """What readers have in another form: stands behind `AdminOnly`, after all other handlers of admins."""
        reader = self._reader
        return [CommandHandler("help", reader.help_for_admins, PRIVATE)]

    def rest_for_admins(self) -> list[Handler]:
        """What nobody took, of an admin."""
        return [MessageHandler(PRIVATE & ~filters.StatusUpdate.ALL & ~GAMES, self._reader.not_a_file)]

    def rest(self) -> list[Handler]:
        """Whatever nobody took."""
        return [
            MessageHandler(PRIVATE & FILES, self._reader.decline_file),
            MessageHandler(PRIVATE & ~filters.StatusUpdate.ALL & ~GAMES, self._reader.strange),
            CallbackQueryHandler(self._callbacks.tapped),
        ]
