"""/start, /help and hello: what this archive holds, and how to ask it, by examples that have answers."""

from collections.abc import Sequence

from bot.i18n.phrases import Phrases
from bot.qa.talk.archive_guide import ArchiveGuide
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.richtext import Run


def render_start(phrases: Phrases, guide: ArchiveGuide) -> Message:
    """Return the welcome."""
    return Message(_paragraphs([Run(phrases.start), *_examples(guide)], _holds(phrases, guide), phrases.help_answers))


def render_hello(phrases: Phrases, guide: ArchiveGuide) -> Message:
    """Return the reply to a greeting: short, with examples."""
    return Message([Run(phrases.hello), *_examples(guide)])


def render_help(phrases: Phrases, guide: ArchiveGuide, *, for_admins: bool = False) -> Message:
    """Return how to ask; an admin also reads how to add articles."""
    parts = [_holds(phrases, guide), phrases.help_answers, phrases.help_follow_up, phrases.help_groups]
    parts += [phrases.help_admins] if for_admins else []
    return Message(_paragraphs([Run(phrases.help), *_examples(guide)], *parts))


def _holds(phrases: Phrases, guide: ArchiveGuide) -> str:
    return phrases.holds(guide.articles, guide.published, guide.newest_day) if guide.articles else phrases.empty_archive


def _paragraphs(first: Sequence[Run], *others: str) -> list[Run]:
    return [*first, *(Run("\n\n" + other) for other in others)]


def _examples(guide: ArchiveGuide) -> list[Run]:
    return [part for example in guide.examples for part in (Run("\n• "), Run(example, italic=True))]
