"""The buttons under messages. All belong to a remembered answer, so that they work for ever."""

from collections.abc import Sequence
from datetime import date

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.i18n.languages import CATALOGUE
from bot.i18n.phrases import Phrases
from bot.i18n.wording import say_day
from bot.qa.answer import Answer, Citation, NothingFound, Question
from bot.qa.day_navigation import AdjacentDays
from bot.telegram.rendering.callback_data import (
    ALONE,
    CITATION,
    FILE,
    LANGUAGE,
    MORE,
    PASSAGE,
    VOTE,
    write_day_tap,
    write_link,
    write_tap,
)
from bot.telegram.rendering.richtext import is_address
from bot.views.files import FORMATS
from index.model.dates import DaySpan
from index.model.passage import DayCount

CITATIONS_A_ROW = 8  # as many as Telegram shows: mostly one row of numbers
LANGUAGES_A_ROW = 3
DAYS_A_ROW = 2
YEARS_A_ROW = 4
FORMATS_A_ROW = 2
MOST_YEARS = 8
MOST_CITATIONS = 80  # Telegram takes 100 buttons

Row = list[InlineKeyboardButton]


def answer_keyboard(
    answer: Answer, answer_id: str, phrases: Phrases, adjacent: AdjacentDays, username: str
) -> InlineKeyboardMarkup:
    """Citations, votes and the answer as a file; the days before and after; other years; and how to go on.

    With a `username` (in a group) citations are links.
    """
    citations = [_citation(citation, answer_id, username) for citation in answer.citations[:MOST_CITATIONS]]
    on = [_button(f"{phrases.more} …", write_tap(MORE, answer_id, 0))] if answer.more else []
    on += _alone(answer.question, answer_id, phrases)
    votes = [_button("👍", write_tap(VOTE, answer_id, 1)), _button("👎", write_tap(VOTE, answer_id, 0))]
    return InlineKeyboardMarkup(
        [
            *_rows([*citations, *votes, _as_file(answer_id)], CITATIONS_A_ROW),
            *_rows(_adjacent(adjacent, answer_id, phrases), DAYS_A_ROW),
            *_rows(_years(answer.question, answer_id, phrases), YEARS_A_ROW),
            *_rows(on, 2),
        ]
    )


def nothing_keyboard(
    nothing: NothingFound, answer_id: str, phrases: Phrases, username: str
) -> InlineKeyboardMarkup | None:
    """The closest passage, the nearest days that have something, and other years."""
    closest = [_citation(citation, answer_id, username) for citation in nothing.citations]
    near = [_button(_counted(count, phrases), write_day_tap(answer_id, count.day)) for count in nothing.nearest_days]
    rows = [
        *_rows([*closest, *_alone(nothing.question, answer_id, phrases)], 2),
        *_rows(near, DAYS_A_ROW),
        *_rows(_years(nothing.question, answer_id, phrases), YEARS_A_ROW),
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def timeline_keyboard(answer: Answer, answer_id: str, phrases: Phrases, username: str) -> InlineKeyboardMarkup:
    """Citations, the days to walk on to, and the timeline as a file."""
    citations = [_citation(citation, answer_id, username) for citation in answer.citations]
    days = dict.fromkeys(sentence.day.first for sentence in answer.sentences if sentence.day)
    walk = [_button(say_day(day, phrases.language), write_day_tap(answer_id, day)) for day in days]
    return InlineKeyboardMarkup([*_rows(citations, CITATIONS_A_ROW), *_rows(walk, DAYS_A_ROW), [_as_file(answer_id)]])


def formats_keyboard(answer_id: str) -> InlineKeyboardMarkup:
    """The formats that an answer can be taken along in."""
    buttons = [_button(one.label, write_tap(FILE, answer_id, n)) for n, one in enumerate(FORMATS, start=1)]
    return InlineKeyboardMarkup(_rows(buttons, FORMATS_A_ROW))


def passage_keyboard(
    tap_id: str, number: int, place: int, last: int, url: str, phrases: Phrases
) -> InlineKeyboardMarkup | None:
    """Steps through an article whose passages are numbered 0 to `last`, and its original."""
    steps = []
    if place > 0:
        steps.append(_button(f"◀ {phrases.passage_earlier}", write_tap(PASSAGE, tap_id, number, place - 1)))
    if place < last:
        steps.append(_button(f"{phrases.passage_later} ▶", write_tap(PASSAGE, tap_id, number, place + 1)))
    original = [InlineKeyboardButton(f"↗ {phrases.original}", url=url)] if is_address(url) else []
    rows = [row for row in (steps, original) if row]
    return InlineKeyboardMarkup(rows) if rows else None


def language_keyboard() -> InlineKeyboardMarkup:
    """One button a language, named in itself."""
    buttons = [_button(phrases.own_name, LANGUAGE + code) for code, phrases in CATALOGUE.items()]
    return InlineKeyboardMarkup(_rows(buttons, LANGUAGES_A_ROW))


def _citation(citation: Citation, answer_id: str, username: str) -> InlineKeyboardButton:
    """Name a button by its number, as in the answer; its source stands under the answer."""
    label = str(citation.number)
    if username:
        return InlineKeyboardButton(label, url=write_link(username, answer_id, citation.number))
    return _button(label, write_tap(CITATION, answer_id, citation.number))


def _as_file(answer_id: str) -> InlineKeyboardButton:
    return _button("📎", write_tap(FILE, answer_id, 0))


def _alone(question: Question, answer_id: str, phrases: Phrases) -> Row:
    """Offer a follow-up's words alone."""
    return [_button(phrases.new_subject, write_tap(ALONE, answer_id, 0))] if question.follows else []


def _adjacent(adjacent: AdjacentDays, answer_id: str, phrases: Phrases) -> Row:
    row = []
    if adjacent.before:
        row.append(_button(f"◀ {_counted(adjacent.before, phrases)}", write_day_tap(answer_id, adjacent.before.day)))
    if adjacent.after:
        row.append(_button(f"{_counted(adjacent.after, phrases)} ▶", write_day_tap(answer_id, adjacent.after.day)))
    return row


def _years(question: Question, answer_id: str, phrases: Phrases) -> Row:
    """The other years of a bare day, where there is one: "2019 (4)"."""
    if len(question.days) != 1:
        return []
    asked = question.days[0]
    others = [count for count in asked.others if count.passages][:MOST_YEARS]
    return [
        _button(f"{_year(asked.span, count.day, phrases)} ({count.passages})", write_day_tap(answer_id, count.day))
        for count in others
    ]


def _year(span: DaySpan, day: date, phrases: Phrases) -> str:
    """Name the day in another year: by the year alone, where day and month are the same."""
    same = (day.month, day.day) == (span.first.month, span.first.day)
    return str(day.year) if same else say_day(day, phrases.language)


def _counted(count: DayCount, phrases: Phrases) -> str:
    return f"{say_day(count.day, phrases.language)} ({count.passages})"


def _button(label: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=data)


def _rows(buttons: Sequence[InlineKeyboardButton], a_row: int) -> list[Row]:
    return [list(buttons[at : at + a_row]) for at in range(0, len(buttons), a_row)]
