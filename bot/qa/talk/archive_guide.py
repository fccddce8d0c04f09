"""What an archive can be asked: its span, its newest days, and example questions that were asked and have answers."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from bot.qa.answer import Answer
from bot.qa.engine import Engine
from bot.qa.question import language_of
from index.archive import Archive
from index.model.article import Article
from index.model.dates import DaySpan
from index.model.passage import DayCount

EXAMPLES = 3
NEWEST_ARTICLES = 12  # that names for examples are taken from
NAMES_TRIED = 6

# A name of two words or more, inside a sentence.
_NAME = re.compile(r"(?<=[a-zа-яё,] )[A-ZА-ЯЁ][\w'’-]+(?: [A-ZА-ЯЁ][\w'’-]+){1,2}(?!\w)")


class ExampleWording(Protocol):
    """How questions are said in a language."""

    language: str

    def ask_day(self, day: date) -> str:
        """Ask what happened on a day."""
        ...

    def ask_days(self, span: DaySpan) -> str:
        """Ask what happened on several days."""
        ...

    def ask_name(self, name: str) -> str:
        """Ask what is known of somebody or something."""
        ...


@dataclass(frozen=True, slots=True)
class ArchiveGuide:
    """What there is to ask about."""

    articles: int
    published: DaySpan | None  # from the oldest article to the newest; None if none has a date
    newest_day: date | None  # that passages speak of
    examples: tuple[str, ...]  # each has an answer; at most three


def make_guide(engine: Engine, today: date, wording: ExampleWording) -> ArchiveGuide:
    """Return what an archive can be asked today.

    Raises: StorageError.
    """
    archive = engine.archive
    now = archive.status()
    published = DaySpan(now.first_published, now.last_published) if now.first_published and now.last_published else None
    days = newest_days(archive, today, EXAMPLES)
    examples: list[str] = []
    for kind in (_about_a_day(days, wording), _about_a_name(archive, wording), _about_days(days, wording)):
        found = next((text for text in kind if isinstance(engine.ask(text, today), Answer)), None)
        examples += [found] if found else []
    return ArchiveGuide(now.articles, published, days[0].day if days else None, tuple(examples))


def newest_days(archive: Archive, today: date, most: int) -> list[DayCount]:
    """Return the newest days, today at the latest, that passages speak of, newest first.

    Raises: StorageError.
    """
    newest = archive.days.newest(today)
    if newest is None:
        return []
    on_it = archive.days.counts(DaySpan(newest, newest))
    after = newest + timedelta(days=1)
    before = [count for count in archive.days.around(DaySpan(after, after), most) if count.day < newest]
    return [*on_it, *reversed(before)][:most]


def _about_a_day(days: list[DayCount], wording: ExampleWording) -> Iterator[str]:
    for count in days:
        yield wording.ask_day(count.day)


def _about_days(days: list[DayCount], wording: ExampleWording) -> Iterator[str]:
    if len(days) > 1:
        yield wording.ask_days(DaySpan(days[-1].day, days[0].day))


def _about_a_name(archive: Archive, wording: ExampleWording) -> Iterator[str]:
    """Ask about what the newest articles tell of: by names, the most frequent first.

    In Russian, names in a text are mostly declined: there the title of an article is asked about.
    """
    articles = _newest_articles(archive)
    if wording.language == "ru":
        titles = [article.source.title for article in articles if language_of(article.source.title) == "ru"]
        yield from (wording.ask_name(title) for title in titles[:NAMES_TRIED])
    names: Counter[str] = Counter()
    for article in articles:
        names.update(set(_NAME.findall(" ".join(article.text.split()))))
    latin = [name for name in names if language_of(name) == "en"]
    ranked = sorted(latin, key=lambda name: -names[name])
    yield from (wording.ask_name(name) for name in ranked[:NAMES_TRIED])


def _newest_articles(archive: Archive) -> list[Article]:
    return [stored.article for stored in archive.articles.newest(NEWEST_ARTICLES)]
