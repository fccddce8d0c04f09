"""/stats: questions a day, what became of them, and answers that did not help, which can be kept as cases."""

from collections.abc import Callable
from datetime import date

from telegram import CallbackQuery, Update, User
from telegram.ext import ContextTypes

from bot.i18n.admin_phrases import AdminPhrases
from bot.storage.answers import Answers
from bot.storage.database import Database
from bot.storage.statistics.kept_cases import Cases
from bot.storage.statistics.question_counts import QuestionStatistics
from bot.storage.storage_thread import in_storage_thread
from bot.storage.users import Users
from bot.telegram.handlers.admin.articles.tap_replies import in_place
from bot.telegram.handlers.messages import behind_command, message_of
from bot.telegram.rendering.admin_callback_data import AdminTap
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.statistics_message import VotedDown, render_statistics
from bot.telegram.transport.sending import reply

DAYS = 7
MOST_DAYS = 400
VOTED_DOWN_SHOWN = 8

Context = ContextTypes.DEFAULT_TYPE


class StatsCommand:
    """The handler of /stats."""

    def __init__(
        self,
        database: Database,
        users: Users,
        today: Callable[[], date],
        phrases_of: Callable[[User | None], AdminPhrases],
    ) -> None:
        self.statistics = QuestionStatistics(database)
        self.answers = Answers(database)
        self.cases = Cases(database)
        self.users = users
        self._today = today
        self._phrases_of = phrases_of

    async def stats(self, update: Update, context: Context) -> None:
        """Tell of the questions of the last days: seven, or as many as stand behind the command.

        Raises: StorageError.
        """
        message = message_of(update)
        written = behind_command(message)
        days = min(int(written), MOST_DAYS) if written.isascii() and written.isdigit() and int(written) else DAYS
        phrases = self._phrases_of(update.effective_user)
        await reply(message, await in_storage_thread(self._stats, days, phrases))

    async def tapped(self, query: CallbackQuery, tap: AdminTap, phrases: AdminPhrases) -> str:
        """Keep an answer as a case; return the sentence to show over the chat.

        Raises: StorageError.
        """
        found = await in_storage_thread(self.answers.get, tap.key)
        if found is None:
            return phrases.case_gone
        if not await in_storage_thread(self.cases.keep, tap.key, found):
            return phrases.case_known
        await in_place(query, await in_storage_thread(self._stats, tap.number or DAYS, phrases))
        return phrases.case_kept

    def _stats(self, days: int, phrases: AdminPhrases) -> Message:
        kept = self.cases.kept()
        voted_down = [
            VotedDown(answer_id, found.question.text, answer_id in kept)
            for answer_id in self.users.not_helped(VOTED_DOWN_SHOWN)
            if (found := self.answers.get(answer_id))
        ]
        counts = self.statistics.counts(self._today(), days)
        return render_statistics(days, counts, self.users.votes(), voted_down, len(kept), phrases)
