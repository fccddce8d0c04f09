"""Small talk in the terminal chat: what is said to "hello", "latest news", "more" or "source?"."""

from datetime import date
from typing import TYPE_CHECKING

from bot.i18n.languages import CATALOGUE
from bot.i18n.phrases import ENGLISH, Phrases
from bot.i18n.wording import say_day_counts
from bot.qa.answer import Answer, NothingFound
from bot.qa.question import language_of
from bot.qa.talk.archive_guide import make_guide, newest_days
from bot.qa.talk.small_talk import SmallTalk
from bot.views.styled_text import Line
from bot.views.text_view import answer_lines, source_lines

if TYPE_CHECKING:
    from bot.qa.engine import Engine

DAYS_OFFERED = 4
SPEAKS_ENGLISH = "This chat speaks English; a question in Russian is answered with Russian quotes, if there are any."


def reply_lines(kind: SmallTalk, text: str, last: Answer | None, engine: "Engine", today: date) -> list[Line]:
    """Return the reply to small talk.

    Raises: StorageError.
    """
    phrases = CATALOGUE.get(language_of(text), ENGLISH)
    match kind:
        case SmallTalk.GREETING | SmallTalk.ABOUT | SmallTalk.HELP:
            examples = make_guide(engine, today, phrases).examples
            return [*_note(phrases.hello), *(((f"  {one}", ""),) for one in examples)]
        case SmallTalk.NEWS | SmallTalk.WHAT_HAPPENED:
            return _news(kind, phrases, engine, today)
        case SmallTalk.MORE | SmallTalk.SOURCES if last is None:
            return _note(phrases.nothing_to_follow)
        case SmallTalk.SOURCES if last:
            return source_lines(last.citations)
        case SmallTalk.MORE if last:
            more = engine.answer(last.question, last.seen_ids) if last.more else None
            return answer_lines(more) if isinstance(more, Answer) else _note(phrases.no_more)
    said: dict[SmallTalk, str] = {
        SmallTalk.THANKS: phrases.you_are_welcome,
        SmallTalk.APPROVAL: phrases.glad,
        SmallTalk.GOODBYE: f"{phrases.goodbye} (/quit ends.)",
        SmallTalk.HOW_ARE_YOU: phrases.how_are_you,
        SmallTalk.INSULT: phrases.sorry,
    }
    return _note(said.get(kind, SPEAKS_ENGLISH))


def _news(kind: SmallTalk, phrases: Phrases, engine: "Engine", today: date) -> list[Line]:
    """Answer about the newest day, or name the newest days."""
    days = newest_days(engine.archive, today, DAYS_OFFERED)
    if kind is SmallTalk.NEWS and days:
        found = engine.ask(phrases.ask_day(days[0].day), today)
        if not isinstance(found, NothingFound):
            return answer_lines(found)
    return [*_note(phrases.which_day), ((say_day_counts(days, phrases.language), ""),)]


def _note(text: str) -> list[Line]:
    return [((text, "note"),)]
