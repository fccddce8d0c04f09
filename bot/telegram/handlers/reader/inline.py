"""Inline mode: "@bot what happened on 29 May" in any chat offers dated, cited passages to send."""

import asyncio
import logging

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.i18n.phrases import Phrases
from bot.i18n.wording import say_published, say_span
from bot.qa.answer import Question
from bot.qa.day_matching import match_days
from bot.qa.talk.archive_guide import newest_days
from bot.telegram.handlers.locale import Locale
from bot.telegram.handlers.quota import Limit
from bot.telegram.handlers.reader.answering import MOST_CHARACTERS, Answering
from bot.telegram.rendering.answer_message import OUTLET_UNITS, TITLE_UNITS
from bot.telegram.rendering.richtext import Rich, Run, sendable, shorten, split, to_html
from bot.telegram.transport.sending import NO_PREVIEW
from index.model.dates import DaySpan
from index.model.passage import Hit, Sentence

MOST_RESULTS = 10
DAYS_OFFERED = 5
SHORTEST = 3  # characters: less is not a question yet
PAUSE_S = 0.25  # a letter typed within it takes the place of the query before
SEARCHES_A_MINUTE = 30  # of one person; what is typed beyond that is not answered
CACHE_S = 60  # seconds that Telegram may give the same results again
SNIPPET_UNITS = 140

log = logging.getLogger(__name__)


class InlineMode:
    """The handler for inline queries."""

    def __init__(self, answering: Answering, locale: Locale) -> None:
        self.answering = answering
        self.locale = locale
        self._newest: dict[int, str] = {}  # by person: the query that is not outdated yet
        self._limit = Limit(SEARCHES_A_MINUTE)
        self._searching = asyncio.Semaphore(1)  # one at a time: chats go first

    async def queried(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Offer the passages that answer what was typed so far."""
        query = update.inline_query
        assert query is not None
        person, phrases = query.from_user, self.locale.of(query.from_user)
        self._newest[person.id] = query.id
        await asyncio.sleep(PAUSE_S)
        if self._newest.get(person.id) != query.id:
            return  # they have typed on
        del self._newest[person.id]
        text = sendable(query.query).strip()[:MOST_CHARACTERS]
        results: list[InlineQueryResultArticle] = []
        if not text or len(text) >= SHORTEST:
            if self._limit.wait_s(person.id):
                return
            async with self._searching:
                results = await asyncio.to_thread(self._results if text else self._newest_days, text, phrases)
        help_button = InlineQueryResultsButton(phrases.command_help, start_parameter="help")
        try:
            await query.answer(results, CACHE_S, is_personal=True, button=None if results else help_button)
        except BadRequest as error:
            log.info("an inline query could not be answered: %s", error)  # it has become too old

    def _results(self, text: str, phrases: Phrases) -> list[InlineQueryResultArticle]:
        question, hits = self.answering.engine.passages(text, self.answering.today(), MOST_RESULTS)
        return [_result(question, hit, phrases) for hit in hits]

    def _newest_days(self, _: str, phrases: Phrases) -> list[InlineQueryResultArticle]:
        """Offer a passage of each of the newest days to somebody who has typed nothing yet."""
        today = self.answering.today()
        results = []
        for count in newest_days(self.answering.archive, today, DAYS_OFFERED):
            question, hits = self.answering.quoting.passages(count.day.isoformat(), today, 1)
            results += [_result(question, hit, phrases) for hit in hits]
        return list({result.id: result for result in results}.values())


def _result(question: Question, hit: Hit, phrases: Phrases) -> InlineQueryResultArticle:
    sentence, day = find_sentence(question, hit)
    said = shorten(_text(hit, sentence), SNIPPET_UNITS)
    head = shorten(hit.source.title, TITLE_UNITS)
    when = say_span(day, phrases.language) if day else say_published(hit.source.published, phrases.language)
    (piece, *_) = split(render_hit(hit, sentence, day, phrases))
    content = InputTextMessageContent(to_html(piece), ParseMode.HTML, link_preview_options=NO_PREVIEW)
    return InlineQueryResultArticle(hit.passage.id[-64:], f"{when} · {head}", content, description=said)


def find_sentence(question: Question, hit: Hit) -> tuple[Sentence | None, DaySpan | None]:
    """Return the sentence of a hit that matches the asked days, and the day; (None, None) if none does."""
    spans = [asked.span for asked in question.days]
    for sentence in hit.passage.sentences:
        match = match_days(sentence, hit, spans) if spans else None
        if match:
            return sentence, match.day
    return None, None


def render_hit(hit: Hit, sentence: Sentence | None, day: DaySpan | None, phrases: Phrases) -> Rich:
    """Return a passage as it is sent to a chat: its day, the words with the sentence in bold, and its source."""
    source, passage = hit.source, hit.passage
    head = [Run(say_span(day, phrases.language), bold=True), Run("\n")] if day else []
    words = [Run(passage.text, quote=True)]
    if sentence:
        first, last = sentence.start - passage.start, sentence.end - passage.start
        parts = (passage.text[:first], passage.text[first:last], passage.text[last:])
        words = [Run(part, quote=True, bold=number == 1) for number, part in enumerate(parts) if part]
    facts = [shorten(source.outlet, OUTLET_UNITS), say_published(source.published, phrases.language)]
    tail = " — " + ", ".join(fact for fact in facts if fact)
    return [*head, *words, Run("\n"), Run(shorten(source.title, TITLE_UNITS), link=source.url), Run(tail)]


def _text(hit: Hit, sentence: Sentence | None) -> str:
    if sentence is None:
        return hit.passage.text
    return hit.passage.text_of(sentence)
