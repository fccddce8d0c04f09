"""The button that hands an answer over as a file."""

from collections.abc import Awaitable, Callable
from functools import partial

from telegram import CallbackQuery, InputFile
from telegram import Message as Sent

from bot.i18n.phrases import Phrases
from bot.qa.answer import Answer
from bot.telegram.handlers.reader.answering import send_below
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.callback_data import Tap
from bot.telegram.rendering.keyboards import formats_keyboard
from bot.telegram.rendering.richtext import Run
from bot.telegram.transport.sending import topic_of
from bot.views.files import FORMATS, FileFormat


def take_along(
    query: CallbackQuery, tap: Tap, answer: Answer, phrases: Phrases
) -> tuple[str, Callable[[], Awaitable[object]]] | None:
    """Return what the button says and does: offer the formats, or send the file; None if there is no such format."""
    if tap.number == 0:
        return "", partial(send_below, query, Message([Run(phrases.as_file)], formats_keyboard(tap.answer_id)))
    if tap.number > len(FORMATS):
        return None
    return "", partial(_send_file, query, answer, FORMATS[tap.number - 1])


async def _send_file(query: CallbackQuery, answer: Answer, chosen: FileFormat) -> None:
    under = query.message
    await query.get_bot().send_document(
        under.chat.id if under else query.from_user.id,
        InputFile(chosen.write(answer).encode(), filename=chosen.file_name),
        message_thread_id=topic_of(under) if isinstance(under, Sent) else None,
    )
