"""How the archive stands, and what it could not answer: /status, /unanswered."""

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from telegram import Update, User
from telegram.ext import ContextTypes

from bot.i18n.admin_phrases import AdminPhrases
from bot.storage.deliveries import Deliveries
from bot.storage.feedback import UnansweredQuestions
from bot.storage.storage_thread import in_storage_thread
from bot.storage.token_ledger import DaySpent, read_spent
from bot.telegram.handlers.admin.last_errors import LastErrors
from bot.telegram.handlers.messages import message_of
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.richtext import Run, shorten
from bot.telegram.transport.sending import reply, text_message
from index.archive import Archive

UNANSWERED_SHOWN = 30
QUESTION_UNITS = 150
ERRORS_SHOWN = 5
ERROR_UNITS = 300

Context = ContextTypes.DEFAULT_TYPE


@dataclass(frozen=True, slots=True)
class ModelLimits:
    """The language model of the settings, and what it may take."""

    model: str  # empty for none
    day_tokens: int  # 0 for no limit


class StatusCommands:
    """Handlers for admins who want to know how things are."""

    def __init__(
        self,
        archive: Archive,
        unanswered: UnansweredQuestions,
        deliveries: Deliveries,
        phrases_of: Callable[[User | None], AdminPhrases],
        *,
        timezone: ZoneInfo,
        limits: ModelLimits,
    ) -> None:
        self.archive = archive
        self._unanswered = unanswered
        self.deliveries = deliveries
        self.errors = LastErrors()
        self._phrases_of = phrases_of
        self.timezone = timezone
        self._limits = limits

    async def status(self, update: Update, context: Context) -> None:
        """Tell how the archive stands."""
        phrases = self._phrases_of(update.effective_user)
        await reply(message_of(update), await asyncio.to_thread(self._status, phrases))

    async def unanswered(self, update: Update, context: Context) -> None:
        """List the questions that found nothing."""
        phrases = self._phrases_of(update.effective_user)
        asked = await in_storage_thread(self._unanswered.most_asked, UNANSWERED_SHOWN)
        if not asked:
            await reply(message_of(update), text_message(phrases.nothing_unanswered))
            return
        lines = [Run(f"\n{times:,} × {shorten(question, QUESTION_UNITS)}") for question, times in asked]
        await reply(message_of(update), Message([Run(phrases.unanswered_head, bold=True), *lines]))

    # In a thread

    def _status(self, phrases: AdminPhrases) -> Message:
        now = self.archive.status()
        lines = [phrases.status_counts(now.articles, now.copies, now.passages)]
        if now.first_published and now.last_published:
            lines.append(phrases.status_published(now.first_published, now.last_published))
        if now.first_day and now.last_day:
            lines.append(phrases.status_days(now.first_day, now.last_day))
        lines.append(phrases.status_vectors(now.vectors_behind) if now.vectors_behind else phrases.status_vectors_done)
        free = shutil.disk_usage(self.archive.data_dir).free
        lines.append(phrases.status_disk(now.disk_bytes / 1e6, free / 1e6))
        waiting = self.deliveries.waiting()
        lines.append(phrases.status_waiting(waiting) if waiting else phrases.nothing_waits)
        if self._limits.model:
            lines += self._spent(phrases)
        runs = [Run(phrases.status_head, bold=True), *(Run("\n" + line) for line in lines)]
        errors = self.errors.last(ERRORS_SHOWN)
        runs.append(Run("\n\n" + (phrases.last_errors if errors else phrases.no_errors), bold=bool(errors)))
        runs += [Run(f"\n• {shorten(error, ERROR_UNITS)}") for error in errors]
        return Message(runs)

    def _spent(self, phrases: AdminPhrases) -> list[str]:
        """Say what the language model took, today and lately."""
        days = read_spent(self.archive.data_dir)
        today = datetime.now(self.timezone).date()
        now = next((one for one in days if one.day == today), DaySpent(today, 0, 0, 0, 0))
        limits = self._limits
        lines = [phrases.status_model(limits.model, now.answers, now.people, now.tokens, limits.day_tokens)]
        if days and days != [now]:
            answers, tokens = sum(one.answers for one in days), sum(one.tokens for one in days)
            lines.append(phrases.status_model_month(len(days), answers, tokens))
        return lines
