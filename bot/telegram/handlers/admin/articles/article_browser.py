"""Looking at the archive's articles and keeping them in order: /articles, /article, /remove, /restore."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from telegram import CallbackQuery, InputFile, Update, User
from telegram.ext import ContextTypes

from bot.i18n.admin_phrases import AdminPhrases
from bot.intake.incoming_files import Incoming, clean_name
from bot.qa.question import content_words, read_question
from bot.storage.callback_state import CallbackState
from bot.storage.storage_thread import in_storage_thread
from bot.telegram.handlers.admin.articles.day_replies import DayReplies
from bot.telegram.handlers.admin.articles.shown_numbers import ShownNumbers
from bot.telegram.handlers.admin.articles.tap_replies import below, chat_of, in_place
from bot.telegram.handlers.messages import behind_command, message_of
from bot.telegram.rendering.admin_callback_data import AdminAction, AdminTap
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.article_messages import (
    ARTICLES_A_PAGE,
    TITLE_UNITS,
    render_article,
    render_page,
    render_passages,
    render_removal_question,
    render_removed,
    short_title,
)
from bot.telegram.rendering.richtext import shorten
from bot.telegram.transport.sending import reply, text_message
from index.archive import Archive
from index.errors import DatelineError, UnknownArticleError

REMOVED_SHOWN = 10
FILE_NAME_UNITS = 60

LIST, ARTICLE = "list", "article"  # kinds of callback state

Context = ContextTypes.DEFAULT_TYPE


class ArticleBrowser:
    """Handlers for admins who look at what there is."""

    def __init__(
        self,
        archive: Archive,
        incoming: Incoming,
        state: CallbackState,
        days: DayReplies,
        phrases_of: Callable[[User | None], AdminPhrases],
        *,
        timezone: ZoneInfo,
    ) -> None:
        self.archive = archive
        self.incoming = incoming
        self.state = state
        self.numbers = ShownNumbers(state)
        self._days = days
        self._phrases_of = phrases_of
        self.timezone = timezone

    # Commands

    async def articles(self, update: Update, context: Context) -> None:
        """List the articles, or those with a word or a day."""
        message, user = message_of(update), update.effective_user
        language = (user.language_code if user else None) or "en"
        page = await asyncio.to_thread(
            self._page, message.chat.id, behind_command(message), 0, language, self._phrases_of(user)
        )
        await reply(message, page)

    async def article(self, update: Update, context: Context) -> None:
        """Show one article's data."""
        phrases = self._phrases_of(update.effective_user)
        await self._reply_about(update, self._show, phrases, text_message(phrases.article_which))

    async def remove(self, update: Update, context: Context) -> None:
        """Ask whether an article is to be removed."""
        phrases = self._phrases_of(update.effective_user)
        await self._reply_about(update, self._ask_to_remove, phrases, text_message(phrases.remove_which))

    async def restore(self, update: Update, context: Context) -> None:
        """Bring an article back, or list those that can be."""
        phrases = self._phrases_of(update.effective_user)
        removed = await asyncio.to_thread(self._removed, phrases)
        await self._reply_about(update, self._restore, phrases, removed)

    async def _reply_about(
        self, update: Update, show: Callable[[str, AdminPhrases], Message], phrases: AdminPhrases, otherwise: Message
    ) -> None:
        """Reply with what there is to show of the article named behind the command; `otherwise` if none is named."""
        message = message_of(update)
        if not (written := behind_command(message)):
            await reply(message, otherwise)
            return
        article_id = await in_storage_thread(self.numbers.article_of, message.chat.id, written)
        await reply(message, await asyncio.to_thread(show, article_id, phrases))

    # Buttons

    async def tapped(self, query: CallbackQuery, tap: AdminTap, phrases: AdminPhrases) -> str:
        """Do what a button of these messages says; return the sentence to show over the chat, "" for none."""
        if tap.action is AdminAction.TURN_PAGE:
            return await self._turn_page(query, tap, phrases)
        kept = await in_storage_thread(self.state.get, ARTICLE, tap.key)
        if kept is None:
            return phrases.old_receipt
        try:
            if tap.action is AdminAction.FIX_DATE:
                await self._ask_day(query, kept, phrases)
            else:
                await self._do(query, tap.action, str(kept["id"]), phrases)
        except UnknownArticleError:
            return phrases.article_gone
        except DatelineError as error:
            return error.for_reader
        return ""

    async def _do(self, query: CallbackQuery, action: AdminAction, article_id: str, phrases: AdminPhrases) -> None:
        match action:
            case AdminAction.OPEN:
                await below(query, await asyncio.to_thread(self._show, article_id, phrases))
            case AdminAction.PASSAGES:
                await below(query, await asyncio.to_thread(self._passages, article_id, phrases))
            case AdminAction.DOWNLOAD:
                await self._send_file(query, article_id)
            case AdminAction.REMOVE:
                await below(query, await asyncio.to_thread(self._ask_to_remove, article_id, phrases))
            case AdminAction.REMOVE_NOW:
                source = await asyncio.to_thread(self.archive.corrections.remove, article_id)
                title = shorten(source.title, TITLE_UNITS)
                await in_place(query, text_message(phrases.removed(title, article_id)))
            case AdminAction.KEEP:
                await in_place(query, text_message(phrases.not_removed))
            case AdminAction.RESTORE:
                source = await asyncio.to_thread(self.archive.corrections.restore, article_id)
                await below(query, text_message(phrases.restored(shorten(source.title, TITLE_UNITS))))

    async def _ask_day(self, query: CallbackQuery, kept: Mapping[str, str], phrases: AdminPhrases) -> None:
        """Ask for an article's day; the receipt of its delivery will show it, if it was tapped in a list of that."""
        stored = await asyncio.to_thread(self.archive.articles.get, kept["id"])
        about = {"article": kept["id"], "delivery": kept.get("delivery", "")}
        await self._days.ask(query, about, phrases.which_day(short_title(stored)))

    async def _turn_page(self, query: CallbackQuery, tap: AdminTap, phrases: AdminPhrases) -> str:
        kept = await in_storage_thread(self.state.get, LIST, tap.key)
        if kept is None:
            return phrases.old_receipt
        language = query.from_user.language_code or "en"
        chat_id = chat_of(query)
        page = await asyncio.to_thread(self._page, chat_id, str(kept["query"]), tap.number, language, phrases)
        await in_place(query, page)
        return ""

    async def _send_file(self, query: CallbackQuery, article_id: str) -> None:
        """Send the file an article came in if it was kept, else its text."""

        def read() -> tuple[str, bytes]:
            article = self.archive.articles.get(article_id).article
            original = self.incoming.original(article.origin)
            if original and original.exists():
                return original.name, original.read_bytes()
            return clean_name(shorten(article.source.title, FILE_NAME_UNITS) + ".txt"), article.text.encode()

        name, content = await asyncio.to_thread(read)
        chat_id = chat_of(query)
        await query.get_bot().send_document(chat_id, InputFile(content, filename=name))

    # In a thread

    def _page(self, chat_id: int, query: str, number: int, language: str, phrases: AdminPhrases) -> Message:
        """Return one page of the articles that have the words or the day of a query."""
        words, span = "", None
        if query:
            question = read_question(query, datetime.now(self.timezone).date(), self.archive.days.in_every_year)
            words = content_words(question.topic, question.language)
            span = question.days[0].span if question.days else None
        found, total = self.archive.articles.find(words, span, ARTICLES_A_PAGE, number * ARTICLES_A_PAGE)
        if not found:
            return text_message(phrases.no_articles_so if query else phrases.no_articles)
        key = self.state.keep(LIST, {"query": query})
        first = number * ARTICLES_A_PAGE + 1
        self.numbers.note(chat_id, key, {n: stored.article.id for n, stored in enumerate(found, first)})
        return render_page(found, total, number, (query, key), phrases, self._key_of)

    def _show(self, article_id: str, phrases: AdminPhrases) -> Message:
        try:
            return render_article(self.archive.articles.get(article_id), phrases, self._key_of(article_id))
        except UnknownArticleError:
            return text_message(phrases.no_such_article)

    def _passages(self, article_id: str, phrases: AdminPhrases) -> Message:
        stored, passages = self.archive.articles.get(article_id), self.archive.articles.passages(article_id)
        return render_passages(stored, passages, phrases)

    def _ask_to_remove(self, article_id: str, phrases: AdminPhrases) -> Message:
        try:
            return render_removal_question(self.archive.articles.get(article_id), phrases, self._key_of(article_id))
        except UnknownArticleError:
            return text_message(phrases.no_such_article)

    def _restore(self, article_id: str, phrases: AdminPhrases) -> Message:
        try:
            source = self.archive.corrections.restore(article_id)
        except DatelineError as error:
            return text_message(error.for_reader)
        return text_message(phrases.restored(shorten(source.title, TITLE_UNITS)))

    def _removed(self, phrases: AdminPhrases) -> Message:
        removed = [past.article for past in self.archive.corrections.removed(REMOVED_SHOWN)]
        return render_removed(removed, phrases, self._key_of) if removed else text_message(phrases.nothing_removed)

    def _key_of(self, article_id: str) -> str:
        return self.state.keep(ARTICLE, {"id": article_id})
