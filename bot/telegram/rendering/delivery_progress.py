"""What an admin reads while a delivery is being stored."""

from bot.i18n.admin_phrases import AdminPhrases
from bot.i18n.languages import admin_phrases_for, phrases_for
from bot.intake.archiving import Stage
from bot.storage.delivery import Delivery
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.richtext import Run


def render_reading(delivery: Delivery, news: str = "") -> Message:
    """Say that a delivery is being read, and what there is to say about that."""
    return Message([Run(f"{_reading(delivery)}\n{news}" if news else _reading(delivery))])


def say_progress(stage: Stage, done: int, of: int, said: AdminPhrases) -> str:
    """Say how far a delivery is; "" if there is nothing to count."""
    if of < 2:
        return ""
    return (said.read_so_far if stage is Stage.READING else said.stored_so_far)(done, of)


def _reading(delivery: Delivery) -> str:
    if len(delivery.parts) == 1:
        return phrases_for(delivery.language).reading(delivery.parts[0].name)
    return admin_phrases_for(delivery.language).reading_many(len(delivery.parts))
