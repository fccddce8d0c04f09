"""The offer to add a text as an article: what was understood of it, and the choice."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.i18n.admin_phrases import AdminPhrases
from bot.i18n.wording import say_dated
from bot.telegram.rendering.admin_callback_data import AdminAction, write_admin_tap
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.richtext import Run, shorten
from index.model.article import GUESSED_DATES, Source

TITLE_UNITS = 200
OUTLET_UNITS = 100


def render_offer(source: Source, others: int, phrases: AdminPhrases, key: str) -> Message:
    """Return the question whether a text is an article; `others` are more articles in it."""
    day = say_dated(source.published, source.evidence, phrases.language)
    runs = [
        Run(phrases.add_as_article, bold=True),
        Run(f"\n{phrases.understood_title}: {shorten(source.title, TITLE_UNITS)}"),
        Run(f"\n{phrases.understood_day}: {day}"),
        Run(f"\n{phrases.understood_outlet}: {shorten(source.outlet, OUTLET_UNITS) or phrases.not_named}"),
    ]
    if others:
        runs.append(Run(f"\n{phrases.and_more(others)}"))
    if source.evidence in GUESSED_DATES:
        runs.append(Run(f"\n{phrases.day_is_a_guess}", italic=True))
    row = [
        InlineKeyboardButton(phrases.button_add, callback_data=write_admin_tap(AdminAction.ADD_TEXT, key)),
        InlineKeyboardButton(phrases.button_as_question, callback_data=write_admin_tap(AdminAction.AS_QUESTION, key)),
    ]
    return Message(runs, InlineKeyboardMarkup([row]))
