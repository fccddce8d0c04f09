"""Lists of articles with a number each: those of a delivery, and those whose publication date is a guess."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.i18n.admin_phrases import AdminPhrases
from bot.i18n.wording import say_dated
from bot.telegram.rendering.admin_callback_data import AdminAction, write_admin_tap
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.article_messages import ARTICLES_A_PAGE
from bot.telegram.rendering.richtext import Run, shorten
from index.model.article import Source

TITLE_UNITS = 120
OUTLET_UNITS = 60

KeyOf = Callable[[str], str]  # the key that a button carries for an article's id


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article of a list."""

    article_id: str
    source: Source
    in_text: date | None = None  # the day its words tell; only asked of doubtful dates
    opened: int = 0  # how often its passages were opened
    cited: int = 0  # how many answers quote it


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list."""

    shown: Sequence[ListedArticle]
    number: int  # 0, 1, 2…
    total: int  # articles in the whole list

    @property
    def first(self) -> int:
        """The number of its first article: 1, 9, 17…"""
        return self.number * ARTICLES_A_PAGE + 1

    @property
    def pages(self) -> int:
        """How many pages the list has."""
        return -(-self.total // ARTICLES_A_PAGE)

    @property
    def numbers(self) -> dict[int, str]:
        """Article ids by the number they have in the list."""
        return {n: one.article_id for n, one in enumerate(self.shown, self.first)}


def render_delivery_page(page: Page, phrases: AdminPhrases, key: str, key_of: KeyOf) -> Message:
    """Return a page of the articles that a delivery brought, each a button that opens it."""
    runs = [Run(phrases.articles_head(page.total, page.number + 1, page.pages, ""), bold=True)]
    runs += [Run(f"\n{n}. {_line(one, phrases)}") for n, one in enumerate(page.shown, page.first)]
    rows = [_numbers(page, AdminAction.OPEN, key_of), _turning(page, AdminAction.TURN_DELIVERY, key, phrases)]
    return Message(runs, InlineKeyboardMarkup([row for row in rows if row]))


def render_doubtful(
    page: Page, phrases: AdminPhrases, keys: tuple[str, str], key_of: KeyOf, *, of_delivery: bool
) -> Message:
    """Return a page of articles whose date is a guess; a number asks for the day of its article.

    `keys` are those of the whole list, and of what is dated at once.

    Of a delivery all may be dated at once; of the whole archive only those of the page, as in their texts.
    """
    runs = [Run(phrases.doubtful_head(page.total, page.number + 1, page.pages), bold=True)]
    for n, one in enumerate(page.shown, page.first):
        runs.append(Run(f"\n{n}. {_line(one, phrases)}"))
        runs.append(Run(f"; {phrases.in_its_text(one.in_text)}" if one.in_text else f"; {phrases.not_in_its_text}"))
        if not of_delivery and (one.opened or one.cited):
            runs.append(Run(f"; {phrases.read_so_often(one.opened, one.cited)}"))
    runs.append(Run(f"\n\n{phrases.doubtful_how}", italic=True))
    rows = [
        _numbers(page, AdminAction.FIX_DATE, key_of),
        _turning(page, AdminAction.TURN_DOUBTFUL, keys[0], phrases),
        _at_once(page, phrases, keys[1], of_delivery=of_delivery),
    ]
    return Message(runs, InlineKeyboardMarkup([row for row in rows if row]))


def _at_once(page: Page, phrases: AdminPhrases, key: str, *, of_delivery: bool) -> list[InlineKeyboardButton]:
    row = []
    if any(one.in_text for one in page.shown) or (of_delivery and page.pages > 1):
        label = phrases.button_all_as_in_text if of_delivery else phrases.button_page_as_in_text
        row.append(_button(label, AdminAction.AS_IN_TEXT, key))
    if of_delivery:
        row.append(_button(phrases.button_one_day, AdminAction.ONE_DAY, key))
    return row


def _line(one: ListedArticle, phrases: AdminPhrases) -> str:
    source = one.source
    facts = [shorten(source.outlet, OUTLET_UNITS), say_dated(source.published, source.evidence, phrases.language)]
    return f"{shorten(source.title, TITLE_UNITS)} — {', '.join(fact for fact in facts if fact)}"


def _numbers(page: Page, action: AdminAction, key_of: KeyOf) -> list[InlineKeyboardButton]:
    return [_button(str(n), action, key_of(article_id)) for n, article_id in page.numbers.items()]


def _turning(page: Page, action: AdminAction, key: str, phrases: AdminPhrases) -> list[InlineKeyboardButton]:
    to = [(page.number - 1, phrases.button_back, page.number > 0)]
    to.append((page.number + 1, phrases.button_on, page.number + 1 < page.pages))
    return [_button(label, action, key, number) for number, label, is_there in to if is_there]


def _button(label: str, action: AdminAction, key: str, number: int = 0) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=write_admin_tap(action, key, number))
