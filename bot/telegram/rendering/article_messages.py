"""What admins see of the archive: pages of articles, one article, its passages, and the question before it goes."""

from collections.abc import Callable, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.i18n.admin_phrases import AdminPhrases
from bot.i18n.wording import say_dated, say_published, say_spans
from bot.telegram.rendering.admin_callback_data import AdminAction, write_admin_tap
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.richtext import Run, shorten
from index.model.article import Article
from index.model.passage import Passage
from index.model.stored import StoredArticle

ARTICLES_A_PAGE = 8  # as many buttons as Telegram shows in a row
PASSAGES_SHOWN = 40
TITLE_UNITS = 150
BUTTON_UNITS = 60
FACT_UNITS = 300

KeyOf = Callable[[str], str]  # the key that a button carries for an article's id


def render_page(
    shown: Sequence[StoredArticle],
    total: int,
    number: int,
    query: tuple[str, str],
    phrases: AdminPhrases,
    key_of: KeyOf,
) -> Message:
    """Return page `number` (0, 1, 2…) of a list of articles; `query`: what was looked for, and its key."""
    pages = -(-total // ARTICLES_A_PAGE)
    first = number * ARTICLES_A_PAGE + 1
    runs = [Run(phrases.articles_head(total, number + 1, pages, shorten(query[0], TITLE_UNITS)), bold=True)]
    runs += [Run(f"\n{n}. {_line(stored, phrases)}") for n, stored in enumerate(shown, first)]
    rows = [[_button(str(n), AdminAction.OPEN, key_of(stored.article.id)) for n, stored in enumerate(shown, first)]]
    turning = [(number - 1, phrases.earlier_page, number > 0), (number + 1, phrases.later_page, number + 1 < pages)]
    if row := [_button(text, AdminAction.TURN_PAGE, query[1], to) for to, text, is_there in turning if is_there]:
        rows.append(row)
    return Message(runs, InlineKeyboardMarkup(rows))


def render_article(stored: StoredArticle, phrases: AdminPhrases, key: str) -> Message:
    """Return an article's data, with what can be done to it."""
    article, source = stored.article, stored.article.source
    facts = [
        ", ".join(part for part in (source.outlet, source.place) if part),
        say_dated(source.published, source.evidence, phrases.language),
        say_spans(stored.spans, phrases.language),
        phrases.added_on(stored.added_at, stored.version),
        phrases.came_from(article.origin),
        phrases.number(article.id),
        ", ".join(stored.copies),
    ]
    runs = [Run(short_title(stored), bold=True)]
    runs += [Run("\n" + shorten(fact, FACT_UNITS)) for fact in facts if fact]
    if source.url:
        runs += [Run("\n"), Run(shorten(source.url, FACT_UNITS), link=source.url)]
    rows = [
        [
            _button(f"{phrases.button_passages} ({stored.passages})", AdminAction.PASSAGES, key),
            _button(phrases.button_download, AdminAction.DOWNLOAD, key),
        ],
        [
            _button(phrases.button_fix_date, AdminAction.FIX_DATE, key),
            _button(phrases.button_remove, AdminAction.REMOVE, key),
        ],
    ]
    return Message(runs, InlineKeyboardMarkup(rows))


def render_passages(stored: StoredArticle, passages: Sequence[Passage], phrases: AdminPhrases) -> Message:
    """Return an article's first passages, each with its days."""
    shown = passages[:PASSAGES_SHOWN]
    runs = [Run(phrases.passages_of(short_title(stored), len(shown), len(passages)), bold=True)]
    for passage in shown:
        days = say_spans(passage.spans, phrases.language)
        runs += [Run(f"\n\n{passage.number + 1}. "), Run(" ".join(passage.text.split()))]
        if days:
            runs.append(Run(f" ({days})", italic=True))
    return Message(runs)


def render_removal_question(stored: StoredArticle, phrases: AdminPhrases, key: str) -> Message:
    """Return the question whether an article is to be removed."""
    row = [
        _button(phrases.button_really_remove, AdminAction.REMOVE_NOW, key),
        _button(phrases.button_keep, AdminAction.KEEP, key),
    ]
    return Message([Run(phrases.really_remove(short_title(stored)))], InlineKeyboardMarkup([row]))


def render_removed(removed: Sequence[Article], phrases: AdminPhrases, key_of: KeyOf) -> Message:
    """Return the articles that can be brought back, a button each."""
    rows = []
    for article in removed:
        label = shorten(article.source.title, BUTTON_UNITS) or article.id
        rows.append([_button(label, AdminAction.RESTORE, key_of(article.id))])
    return Message([Run(phrases.removed_head)], InlineKeyboardMarkup(rows))


def short_title(stored: StoredArticle) -> str:
    """Return an article's title, cut to a line."""
    return shorten(stored.article.source.title, TITLE_UNITS)


def _line(stored: StoredArticle, phrases: AdminPhrases) -> str:
    source = stored.article.source
    facts = [source.outlet, say_published(source.published, phrases.language)]
    return f"{short_title(stored)} — {', '.join(fact for fact in facts if fact)}"


def _button(label: str, action: AdminAction, key: str, number: int = 0) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=write_admin_tap(action, key, number))
