"""The message of an update, and what is written in it."""

from telegram import Message, Update


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
