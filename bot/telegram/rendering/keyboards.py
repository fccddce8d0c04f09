"""The buttons under messages. All belong to a remembered answer, so that they work for ever."""

from collections.abc import Sequence
from datetime import date

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.i18n.languages import CATALOGUE
from bot.i18n.phrases import Phrases
from bot.i18n.wording import say_day, say_day_and_month
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
    answer: Answer, answer_id: str, phrases: Phrases, adjacent: AdjacentDays, username: str, told: int = 0
) -> InlineKeyboardMarkup:
    """Citations, votes and the answer as a file; the days before and after; other years; and how to go on.

    With a `username` (in a group) citations are links. `told`: the sentences told of one that has others; 0 for all.
    """
    citations = [_citation(citation, answer_id, username) for citation in answer.citations[:MOST_CITATIONS]]
    more = [_button(f"{phrases.more} …", write_tap(MORE, answer_id, told))] if answer.more else []
    years = [*_years(answer.question, answer_id, phrases), *_alone(answer.question, answer_id, phrases)]
    votes = [_button("👍", write_tap(VOTE, answer_id, 1)), _button("👎", write_tap(VOTE, answer_id, 0))]
    return InlineKeyboardMarkup(
        [
            *_rows([*citations, *votes, _as_file(answer_id)], CITATIONS_A_ROW),
            *_rows(_around(more, adjacent, answer, answer_id, phrases), DAYS_A_ROW + 1),
            *_rows(years, YEARS_A_ROW),
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
    tap_id: str, place: tuple[int, int, int], url: str, phrases: Phrases, quote: str = ""
) -> InlineKeyboardMarkup | None:
    """Steps through an article, its original, and the quote with its source to be copied.

    `place`: the citation's number, the passage's, and that of the article's last one; passages are numbered from 0.
    """
    number, at, last = place
    steps = []
    if at > 0:
        steps.append(_button(f"◀ {phrases.passage_earlier}", write_tap(PASSAGE, tap_id, number, at - 1)))
    if at < last:
        steps.append(_button(f"{phrases.passage_later} ▶", write_tap(PASSAGE, tap_id, number, at + 1)))
    original = [InlineKeyboardButton(f"↗ {phrases.original}", url=url)] if is_address(url) else []
    copied = [InlineKeyboardButton(phrases.copy_quote, copy_text=CopyTextButton(quote))] if quote else []
    rows = [row for row in (steps, [*original, *copied]) if row]
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


def _around(more: Row, adjacent: AdjacentDays, answer: Answer, answer_id: str, phrases: Phrases) -> Row:
    """Put the day before and the day after around "More"; their year is said if it is another than that asked about."""
    year = answer.question.days[0].span.first.year if answer.question.days else 0
    row = []
    if before := adjacent.before:
        row.append(_button(f"◀ {_counted(before, phrases, year)}", write_day_tap(answer_id, before.day)))
    row += more
    if after := adjacent.after:
        row.append(_button(f"{_counted(after, phrases, year)} ▶", write_day_tap(answer_id, after.day)))
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


def _counted(count: DayCount, phrases: Phrases, known_year: int = 0) -> str:
    said = say_day_and_month if count.day.year == known_year else say_day
    return f"{said(count.day, phrases.language)} ({count.passages})"


def _button(label: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=data)


def _rows(buttons: Sequence[InlineKeyboardButton], a_row: int) -> list[Row]:
    return [list(buttons[at : at + a_row]) for at in range(0, len(buttons), a_row)]
