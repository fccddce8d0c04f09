"""Articles of a delivery page by page; and dates that are guesses, of a delivery or of the archive: /doubtful."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from telegram import CallbackQuery, Update, User
from telegram.ext import ContextTypes

from bot.i18n.admin_phrases import AdminPhrases
from bot.intake.text_day import day_in_text
from bot.storage.callback_state import CallbackState
from bot.storage.deliveries import Deliveries
from bot.storage.statistics.article_reads import ArticleReads, Reads
from bot.storage.storage_thread import in_storage_thread
from bot.telegram.handlers.admin.articles.article_browser import ARTICLE
from bot.telegram.handlers.admin.articles.day_replies import DayReplies
from bot.telegram.handlers.admin.articles.shown_numbers import ShownNumbers
from bot.telegram.handlers.admin.articles.tap_replies import below, chat_of, in_place
from bot.telegram.handlers.messages import message_of
from bot.telegram.rendering.admin_callback_data import AdminAction, AdminTap
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.article_messages import ARTICLES_A_PAGE
from bot.telegram.rendering.doubtful_list import ListedArticle, Page, render_delivery_page, render_doubtful
from bot.telegram.rendering.receipts import guessed
from bot.telegram.transport.sending import reply, text_message
from index.archive import Archive
from index.errors import UnknownArticleError

# Callback state: {"delivery": id}; {} for the whole archive; {"ids": […]} for a page of that as it was shown, whose
# order may be another by now.
DOUBTFUL = "doubtful"

Context = ContextTypes.DEFAULT_TYPE

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Chat:
    """Where a list is shown, and in which words."""

    id: int
    phrases: AdminPhrases


class DoubtfulDates:
    """Handlers for lists of articles that came in, and of dates that are guesses."""

    def __init__(
        self,
        archive: Archive,
        deliveries: Deliveries,
        state: CallbackState,
        reads: ArticleReads,
        days: DayReplies,
        phrases_of: Callable[[User | None], AdminPhrases],
        *,
        timezone: ZoneInfo,
    ) -> None:
        self.archive = archive
        self.deliveries = deliveries
        self.state = state
        self.reads = reads
        self.numbers = ShownNumbers(state)
        self._days = days
        self._phrases_of = phrases_of
        self._timezone = timezone

    async def doubtful(self, update: Update, context: Context) -> None:
        """List the articles of the archive whose date is a guess, those that are read most first.

        Raises: StorageError.
        """
        message = message_of(update)
        chat = _Chat(message.chat.id, self._phrases_of(update.effective_user))
        await reply(message, await asyncio.to_thread(self._doubtful, chat, "", 0))

    async def show_doubtful(self, query: CallbackQuery, delivery_id: str, phrases: AdminPhrases) -> None:
        """List the articles of a delivery whose date is a guess, below its receipt.

        Raises: StorageError.
        """
        await below(query, await asyncio.to_thread(self._doubtful, _chat_of(query, phrases), delivery_id, 0))

    async def tapped(self, query: CallbackQuery, tap: AdminTap, phrases: AdminPhrases) -> str:
        """Do what a button of these lists says; return the sentence to show over the chat, "" for none.

        Raises: StorageError.
        """
        chat = _chat_of(query, phrases)
        if tap.action is AdminAction.ALL_OF_DELIVERY:
            await below(query, await asyncio.to_thread(self._delivery_page, chat, tap.key, 0))
            return ""
        if tap.action is AdminAction.TURN_DELIVERY:
            await in_place(query, await asyncio.to_thread(self._delivery_page, chat, tap.key, tap.number))
            return ""
        kept = await in_storage_thread(self.state.get, DOUBTFUL, tap.key)
        if kept is None:
            return phrases.old_receipt
        delivery_id = str(kept.get("delivery", ""))
        if tap.action is AdminAction.ONE_DAY:
            count = len(await asyncio.to_thread(self._ids, delivery_id))
            if not count:
                return phrases.no_doubtful
            await self._days.ask(query, {"delivery": delivery_id}, phrases.which_day_many(count))
            return ""
        said = ""
        if tap.action is AdminAction.AS_IN_TEXT:
            dated, without = await self._date_as_in_text(delivery_id, kept.get("ids", []))
            said = phrases.dated_as_in_text(dated, without)
        page = 0 if said else tap.number
        await in_place(query, await asyncio.to_thread(self._doubtful, chat, delivery_id, page))
        return said

    async def _date_as_in_text(self, delivery_id: str, shown: Sequence[str]) -> tuple[int, int]:
        """Date articles as in their text: all of a delivery, or those of the archive's list that were shown.

        Return how many were dated, and how many texts tell no day.
        """
        ids = await asyncio.to_thread(self._ids, delivery_id) if delivery_id else shown
        days = await asyncio.to_thread(self._days_in_text, ids)
        if delivery_id:
            dated = await self._days.date_delivery(delivery_id, lambda outcome: days.get(outcome.article_id))
        else:
            dated = await asyncio.to_thread(self._date_each, days)
        log.info("%d dates were set as in their texts", dated)
        return dated, len(ids) - dated

    # In a thread

    def _date_each(self, days: Mapping[str, date]) -> int:
        doubtful = set(self.archive.articles.doubtful())  # what somebody has dated since the list was shown stays so
        dated = [article_id for article_id in days if article_id in doubtful]
        for article_id in dated:
            self.archive.corrections.set_published(article_id, days[article_id])
        return len(dated)

    def _days_in_text(self, ids: Sequence[str]) -> dict[str, date]:
        """Return the day that each text tells, of those that tell one."""
        days: dict[str, date] = {}
        for article_id in ids:
            try:
                article = self.archive.articles.get(article_id).article
            except UnknownArticleError:
                continue
            if day := day_in_text(article, self._today()):
                days[article_id] = day
        return days

    def _doubtful(self, chat: _Chat, delivery_id: str, number: int) -> Message:
        ids = self._ids(delivery_id)
        if not ids:
            return text_message(chat.phrases.no_doubtful)
        number = min(number, (len(ids) - 1) // ARTICLES_A_PAGE)
        reads = {} if delivery_id else self.reads.all()
        some = ids[number * ARTICLES_A_PAGE :][:ARTICLES_A_PAGE]
        page = Page([one for one in (self._listed(key, reads) for key in some) if one], number, len(ids))
        key = self.state.keep(DOUBTFUL, {"delivery": delivery_id} if delivery_id else {})
        shown_key = key if delivery_id else self.state.keep(DOUBTFUL, {"ids": list(page.numbers.values())})
        self.numbers.note(chat.id, f"doubtful {delivery_id}", page.numbers)

        def key_of(article_id: str) -> str:
            return self.state.keep(ARTICLE, {"id": article_id, "delivery": delivery_id})

        return render_doubtful(page, chat.phrases, (key, shown_key), key_of, of_delivery=bool(delivery_id))

    def _ids(self, delivery_id: str) -> list[str]:
        """Return the ids of the articles whose date is a guess: of a delivery in its order, else most read first."""
        if not delivery_id:
            reads = self.reads.all()

            def often(article_id: str) -> tuple[int, int]:
                found = reads.get(article_id, Reads())
                return -found.opened, -found.cited

            return sorted(self.archive.articles.doubtful(), key=often)
        delivery = self.deliveries.get(delivery_id)
        if delivery is None or delivery.delivered is None:
            return []
        here = set(self.archive.articles.doubtful())
        return [outcome.article_id for outcome in guessed(delivery.delivered.report) if outcome.article_id in here]

    def _listed(self, article_id: str, reads: dict[str, Reads]) -> ListedArticle | None:
        try:
            article = self.archive.articles.get(article_id).article
        except UnknownArticleError:
            return None
        read = reads.get(article_id, Reads())
        return ListedArticle(article_id, article.source, day_in_text(article, self._today()), read.opened, read.cited)

    def _delivery_page(self, chat: _Chat, delivery_id: str, number: int) -> Message:
        delivery = self.deliveries.get(delivery_id)
        if delivery is None or delivery.delivered is None:
            return text_message(chat.phrases.old_receipt)
        outcomes = delivery.delivered.report.outcomes
        some = outcomes[number * ARTICLES_A_PAGE :][:ARTICLES_A_PAGE]
        page = Page([ListedArticle(one.article_id, one.source) for one in some], number, len(outcomes))
        self.numbers.note(chat.id, f"delivery {delivery_id}", page.numbers)

        def key_of(article_id: str) -> str:
            return self.state.keep(ARTICLE, {"id": article_id})

        return render_delivery_page(page, chat.phrases, delivery_id, key_of)

    def _today(self) -> date:
        return datetime.now(self._timezone).date()


def _chat_of(query: CallbackQuery, phrases: AdminPhrases) -> _Chat:
    return _Chat(chat_of(query), phrases)
