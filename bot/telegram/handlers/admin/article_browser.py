"""Looking at the archive and keeping it in order: /articles, /article, /remove, /restore, /status, /unanswered."""

import asyncio
import shutil
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, Update, User
from telegram import Message as Sent
from telegram.ext import ContextTypes

from bot.i18n.admin_phrases import AdminPhrases
from bot.i18n.wording import say_dated, say_published, say_spans
from bot.intake.incoming_files import Incoming, clean_name
from bot.qa.question import content_words, read_question
from bot.storage.admins import Admins
from bot.storage.callback_state import CallbackState
from bot.storage.deliveries import Deliveries
from bot.storage.feedback import UnansweredQuestions
from bot.storage.storage_thread import in_storage_thread
from bot.storage.token_ledger import DaySpent, read_spent
from bot.telegram.handlers.admin.last_errors import LastErrors
from bot.telegram.handlers.admin.receipt_actions import Correcting
from bot.telegram.rendering.admin_callback_data import AdminTap, write_admin_tap
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.richtext import Run, shorten
from bot.telegram.transport.sending import put_in_place, reply, say, send
from index.archive import Archive
from index.errors import DatelineError, UnknownArticleError
from index.model.stored import StoredArticle

A_PAGE = 8  # articles; as many buttons as Telegram shows in a row
PASSAGES_SHOWN = 40
REMOVED_SHOWN = 10
UNANSWERED_SHOWN = 30
TITLE_UNITS = 150
BUTTON_UNITS = 60
ERRORS_SHOWN = 5

LIST, ARTICLE = "list", "article"  # kinds of notes

Context = ContextTypes.DEFAULT_TYPE
Buttons = list[list[InlineKeyboardButton]]


class Library:
    """Handlers for admins who look at what there is."""

    def __init__(
        self,
        archive: Archive,
        unanswered: UnansweredQuestions,
        deliveries: Deliveries,
        incoming: Incoming,
        notes: CallbackState,
        correcting: Correcting,
        admins: Admins,
        errors: LastErrors,
        said: Callable[[User | None], AdminPhrases],
        *,
        timezone: ZoneInfo,
        model: str = "",
        day_tokens: int = 0,
    ) -> None:
        self.archive = archive
        self._unanswered = unanswered
        self.deliveries = deliveries
        self.incoming = incoming
        self.notes = notes
        self.correcting = correcting
        self.admins = admins
        self.errors = errors
        self._said = said
        self.timezone = timezone
        self._model = model  # a language model; empty for none
        self._day_tokens = day_tokens  # that it may take in a day; 0 for no limit

    # Commands

    async def articles(self, update: Update, context: Context) -> None:
        """List the articles, or those with a word or a day."""
        if (met := await self._admin(update)) is None:
            return
        message, user, said = met
        page = await asyncio.to_thread(self._page, _rest(message), 0, user.language_code or "en", said)
        await reply(message, page)

    async def article(self, update: Update, context: Context) -> None:
        """Show one article's data."""
        if (met := await self._admin(update)) is None:
            return
        message, _, said = met
        article_id = _rest(message)
        shown = await asyncio.to_thread(self._card, article_id, said) if article_id else say(said.article_which)
        await reply(message, shown)

    async def remove(self, update: Update, context: Context) -> None:
        """Ask whether an article is to be removed."""
        if (met := await self._admin(update)) is None:
            return
        message, _, said = met
        article_id = _rest(message)
        asked = await asyncio.to_thread(self._really, article_id, said) if article_id else say(said.remove_which)
        await reply(message, asked)

    async def restore(self, update: Update, context: Context) -> None:
        """Bring an article back, or list those that can be."""
        if (met := await self._admin(update)) is None:
            return
        message, _, said = met
        article_id = _rest(message)
        shown = await asyncio.to_thread(self._restore, article_id, said) if article_id else await self._removed(said)
        await reply(message, shown)

    async def status(self, update: Update, context: Context) -> None:
        """Tell how the archive stands."""
        if (met := await self._admin(update)) is None:
            return
        message, _, said = met
        await reply(message, await asyncio.to_thread(self._status, said))

    async def unanswered(self, update: Update, context: Context) -> None:
        """List the questions that found nothing."""
        if (met := await self._admin(update)) is None:
            return
        message, _, said = met
        asked = await in_storage_thread(self._unanswered.most_asked, UNANSWERED_SHOWN)
        if not asked:
            await reply(message, say(said.nothing_unanswered))
            return
        lines = [Run(f"\n{times:,} × {shorten(question, TITLE_UNITS)}") for question, times in asked]
        await reply(message, Message([Run(said.unanswered_head, bold=True), *lines]))

    # Buttons

    async def tapped(self, query: CallbackQuery, tap: AdminTap, said: AdminPhrases) -> str:
        """Do what a button of these messages says; return the sentence to show over the chat, "" for none."""
        if tap.action == "page":
            return await self._turn_page(query, tap, said)
        note = await in_storage_thread(self.notes.get, ARTICLE, tap.key)
        if note is None:
            return said.old_receipt
        article_id = str(note["id"])
        try:
            await self._do(query, tap.action, article_id, said)
        except UnknownArticleError:
            return said.article_gone
        except DatelineError as error:
            return error.for_reader
        return ""

    async def _do(self, query: CallbackQuery, action: str, article_id: str, said: AdminPhrases) -> None:
        under = query.message if isinstance(query.message, Sent) else None
        match action:
            case "open":
                await _below(query, await asyncio.to_thread(self._card, article_id, said))
            case "passages":
                await _below(query, await asyncio.to_thread(self._passages, article_id, said))
            case "file":
                await self._send_file(query, article_id)
            case "dating":
                title = (await asyncio.to_thread(self.archive.articles.get, article_id)).article.source.title
                await self.correcting.ask_day(query, {"article": article_id}, said.which_day(_short(title)))
            case "remove":
                await _below(query, await asyncio.to_thread(self._really, article_id, said))
            case "yes":
                source = await asyncio.to_thread(self.archive.corrections.remove, article_id)
                await _in_place(query, under, say(said.removed(_short(source.title), article_id)))
            case "no":
                await _in_place(query, under, say(said.not_removed))
            case "back":
                source = await asyncio.to_thread(self.archive.corrections.restore, article_id)
                await _below(query, say(said.restored(_short(source.title))))

    async def _turn_page(self, query: CallbackQuery, tap: AdminTap, said: AdminPhrases) -> str:
        note = await in_storage_thread(self.notes.get, LIST, tap.key)
        if note is None:
            return said.old_receipt
        language = query.from_user.language_code or "en"
        page = await asyncio.to_thread(self._page, str(note["query"]), tap.number, language, said)
        await _in_place(query, query.message if isinstance(query.message, Sent) else None, page)
        return ""

    # What they see

    def _page(self, query: str, number: int, language: str, said: AdminPhrases) -> Message:
        """Return one page of a list of articles."""
        words, span = "", None
        if query:
            question = read_question(query, datetime.now(self.timezone).date(), self.archive.days.in_every_year)
            words = content_words(question.topic, question.language)
            span = question.days[0].span if question.days else None
        found, total = self.archive.articles.find(words, span, A_PAGE, number * A_PAGE)
        if not found:
            return say(said.no_articles_so if query else said.no_articles)
        pages = -(-total // A_PAGE)
        runs = [Run(said.articles_head(total, number + 1, pages, shorten(query, TITLE_UNITS)), bold=True)]
        runs += [Run(f"\n{n}. {_line(stored, said)}") for n, stored in enumerate(found, number * A_PAGE + 1)]
        numbers = [self._button("open", str(n), stored) for n, stored in enumerate(found, number * A_PAGE + 1)]
        buttons = [numbers]
        key = self.notes.keep(LIST, {"query": query})
        turning = [(number - 1, said.earlier_page, number > 0), (number + 1, said.later_page, number + 1 < pages)]
        if row := [_plain_button(text, write_admin_tap("page", key, to)) for to, text, there in turning if there]:
            buttons.append(row)
        return Message(runs, InlineKeyboardMarkup(buttons))

    def _card(self, article_id: str, said: AdminPhrases) -> Message:
        """Return an article's data."""
        try:
            stored = self.archive.articles.get(article_id)
        except UnknownArticleError:
            return say(said.no_such_article)
        article, source = stored.article, stored.article.source
        facts = [
            ", ".join(part for part in (source.outlet, source.place) if part),
            say_dated(source.published, source.evidence, said.language),
            say_spans(stored.spans, said.language),
            said.added_on(stored.added_at, stored.version),
            said.came_from(article.origin),
            said.number(article.id),
            ", ".join(stored.copies),
        ]
        runs = [Run(_short(source.title), bold=True), *(Run("\n" + shorten(fact, 300)) for fact in facts if fact)]
        if source.url:
            runs += [Run("\n"), Run(shorten(source.url, 300), link=source.url)]
        first = [
            self._button("passages", f"{said.button_passages} ({stored.passages})", stored),
            self._button("file", said.button_download, stored),
        ]
        second = [
            self._button("dating", said.button_fix_date, stored),
            self._button("remove", said.button_remove, stored),
        ]
        return Message(runs, InlineKeyboardMarkup([first, second]))

    def _passages(self, article_id: str, said: AdminPhrases) -> Message:
        stored, passages = self.archive.articles.get(article_id), self.archive.articles.passages(article_id)
        shown = passages[:PASSAGES_SHOWN]
        runs = [Run(said.passages_of(_short(stored.article.source.title), len(shown), len(passages)), bold=True)]
        for passage in shown:
            days = say_spans(passage.spans, said.language)
            runs += [Run(f"\n\n{passage.number + 1}. "), Run(" ".join(passage.text.split()))]
            if days:
                runs.append(Run(f" ({days})", italic=True))
        return Message(runs)

    def _really(self, article_id: str, said: AdminPhrases) -> Message:
        try:
            stored = self.archive.articles.get(article_id)
        except UnknownArticleError:
            return say(said.no_such_article)
        row = [self._button("yes", said.button_really_remove, stored), self._button("no", said.button_keep, stored)]
        asked = say(said.really_remove(_short(stored.article.source.title)))
        return Message(asked.text, InlineKeyboardMarkup([row]))

    def _restore(self, article_id: str, said: AdminPhrases) -> Message:
        try:
            return say(said.restored(_short(self.archive.corrections.restore(article_id).title)))
        except DatelineError as error:
            return say(error.for_reader)

    async def _removed(self, said: AdminPhrases) -> Message:
        removed = await asyncio.to_thread(self.archive.corrections.removed, REMOVED_SHOWN)
        if not removed:
            return say(said.nothing_removed)
        buttons: Buttons = []
        for past in removed:
            key = self.notes.keep(ARTICLE, {"id": past.article.id})
            text = shorten(past.article.source.title, BUTTON_UNITS) or past.article.id
            buttons.append([_plain_button(text, write_admin_tap("back", key))])
        return Message(say(said.removed_head).text, InlineKeyboardMarkup(buttons))

    def _status(self, said: AdminPhrases) -> Message:
        now = self.archive.status()
        lines = [said.status_counts(now.articles, now.copies, now.passages)]
        if now.first_published and now.last_published:
            lines.append(said.status_published(now.first_published, now.last_published))
        if now.first_day and now.last_day:
            lines.append(said.status_days(now.first_day, now.last_day))
        lines.append(said.status_vectors(now.vectors_behind) if now.vectors_behind else said.status_vectors_done)
        free = shutil.disk_usage(self.archive.data_dir).free
        lines.append(said.status_disk(now.disk_bytes / 1e6, free / 1e6))
        waiting = self.deliveries.waiting()
        lines.append(said.status_waiting(waiting) if waiting else said.nothing_waits)
        if self._model:
            lines += self._spent(said)
        runs = [Run(said.status_head, bold=True), *(Run("\n" + line) for line in lines)]
        errors = self.errors.last(ERRORS_SHOWN)
        runs.append(Run("\n\n" + (said.last_errors if errors else said.no_errors), bold=bool(errors)))
        runs += [Run(f"\n• {shorten(error, 300)}") for error in errors]
        return Message(runs)

    def _spent(self, said: AdminPhrases) -> list[str]:
        """Say what the language model took, today and lately."""
        days = read_spent(self.archive.data_dir)
        today = datetime.now(self.timezone).date()
        now = next((one for one in days if one.day == today), DaySpent(today, 0, 0, 0, 0))
        lines = [said.status_model(self._model, now.answers, now.people, now.tokens, self._day_tokens)]
        if days and days != [now]:
            answers, tokens = sum(one.answers for one in days), sum(one.tokens for one in days)
            lines.append(said.status_model_month(len(days), answers, tokens))
        return lines

    async def _send_file(self, query: CallbackQuery, article_id: str) -> None:
        """Send the file an article came in, where it was kept; else its text."""

        def read() -> tuple[str, bytes]:
            article = self.archive.articles.get(article_id).article
            original = self.incoming.original(article.origin)
            if original and original.exists():
                return original.name, original.read_bytes()
            return clean_name(shorten(article.source.title, 60) + ".txt"), article.text.encode()

        name, content = await asyncio.to_thread(read)
        chat_id = query.message.chat.id if query.message else query.from_user.id
        await query.get_bot().send_document(chat_id, InputFile(content, filename=name))

    def _button(self, action: str, text: str, stored: StoredArticle) -> InlineKeyboardButton:
        key = self.notes.keep(ARTICLE, {"id": stored.article.id})
        return _plain_button(text, write_admin_tap(action, key))

    async def _admin(self, update: Update) -> tuple[Sent, User, AdminPhrases] | None:
        """Return what a handler needs; None where the person is no admin, who is told so kindly."""
        message, user = update.effective_message, update.effective_user
        assert message is not None
        said = self._said(user)
        if user is None or user.id not in self.admins:
            await reply(message, say(said.only_admins))
            return None
        return message, user, said


def _line(stored: StoredArticle, said: AdminPhrases) -> str:
    source = stored.article.source
    facts = [source.outlet, say_published(source.published, said.language)]
    return f"{_short(source.title)} — {', '.join(fact for fact in facts if fact)}"


def _short(title: str) -> str:
    return shorten(title, TITLE_UNITS)


def _rest(message: Sent) -> str:
    """Return what stands behind a command."""
    return "".join((message.text or "").split(None, 1)[1:]).strip()


def _plain_button(text: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=data)


async def _in_place(query: CallbackQuery, under: Sent | None, message: Message) -> None:
    """Put a message in place of the one whose button was tapped, or below where that is gone."""
    if under is None:
        await _below(query, message)
    else:
        await put_in_place(under, message)


async def _below(query: CallbackQuery, message: Message) -> None:
    chat_id = query.message.chat.id if query.message else query.from_user.id
    await send(query.get_bot(), chat_id, message)
