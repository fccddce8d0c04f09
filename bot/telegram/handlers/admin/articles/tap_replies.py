"""What a tap is answered with: a message in place of the one that was tapped, or below it."""

from telegram import CallbackQuery
from telegram import Message as Sent

from bot.telegram.rendering.answer_message import Message
from bot.telegram.transport.sending import put_in_place, send, topic_of


async def in_place(query: CallbackQuery, message: Message) -> None:
    """Put a message in place of the one whose button was tapped, or below it if that is gone."""
    if isinstance(query.message, Sent):
        await put_in_place(query.message, message)
    else:
        await below(query, message)


async def below(query: CallbackQuery, message: Message) -> None:
    """Send a message below the one whose button was tapped, in its topic."""
    under = query.message
    thread_id = topic_of(under) if isinstance(under, Sent) else None
    await send(query.get_bot(), chat_of(query), message, thread_id=thread_id)


def chat_of(query: CallbackQuery) -> int:
    """Return the chat that a button was tapped in; the person's own if Telegram no longer tells."""
    return query.message.chat.id if query.message else query.from_user.id
