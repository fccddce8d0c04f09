"""/start and /help: teaching by example."""

from bot.i18n.phrases import Phrases
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.richtext import Run


def render_start(phrases: Phrases) -> Message:
    """Return the welcome."""
    return Message([Run(phrases.start), *_examples(phrases), Run("\n\n" + phrases.help_answers)])


def render_help(phrases: Phrases, *, for_admins: bool = False) -> Message:
    """Return how to ask; an admin also reads how to add articles."""
    rest = [phrases.help_answers, phrases.help_groups, *([phrases.help_admins] if for_admins else [])]
    return Message([Run(phrases.help), *_examples(phrases), *(Run("\n\n" + part) for part in rest)])


def _examples(phrases: Phrases) -> list[Run]:
    return [part for example in phrases.examples for part in (Run("\n• "), Run(example, italic=True))]
