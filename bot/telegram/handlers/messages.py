"""The message of an update and what is written in it, and the reply to a tap on a button."""

import logging

from telegram import CallbackQuery, Message, Update
from telegram.error import BadRequest

log = logging.getLogger(__name__)


def message_of(update: Update) -> Message:
    """Return the message of an update; the filters let no other through."""
    message = update.effective_message
    assert message is not None
    return message


def behind_command(message: Message) -> str:
    """Return what is written behind a command, with its lines: "/ask@dateline_bot who?" -> "who?".

    The library's `context.args` has no lines, which `/add` needs, and is missing for edited messages.
    """
    return "".join((message.text or "").split(None, 1)[1:]).strip()


async def acknowledge(query: CallbackQuery, said: str = "", *, alert: bool = False) -> None:
    """Tell Telegram that a tap has come; one from before a long stop can no longer be told, and is still served."""
    try:
        await query.answer(said or None, show_alert=alert)
    except BadRequest as error:
        log.info("a tap could not be acknowledged: %s", error)
