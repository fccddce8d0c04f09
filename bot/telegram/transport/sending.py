"""Messages on their way out: in pieces that fit, in HTML, and in plain text if Telegram refuses the HTML."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram import Message as Sent
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError

from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.richtext import Rich, Run, plain, split, to_html

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
TYPING_AFTER_S = 1.0  # a quick answer needs no "typing…"
TYPING_EVERY_S = 4.5  # Telegram shows it for five seconds

log = logging.getLogger(__name__)


def text_message(text: str) -> Message:
    """Return a message of plain words."""
    return Message([Run(text)])


async def reply(to: Sent, message: Message) -> Sent | None:
    """Answer a message in its chat and topic; in a group, as a reply to it. Returns the last piece sent."""
    return _last(await reply_all(to, message))


async def reply_all(to: Sent, message: Message) -> list[Sent]:
    """Answer a message, and return all the pieces sent."""
    return await send_all(
        to.get_bot(),
        to.chat.id,
        message,
        reply_to=None if to.chat.type == to.chat.PRIVATE else to.message_id,
        thread_id=topic_of(to),
    )


async def send(
    bot: Bot, chat_id: int, message: Message, *, reply_to: int | None = None, thread_id: int | None = None
) -> Sent | None:
    """Send a message in as many pieces as it needs, the buttons under the last. Returns the last piece sent."""
    return _last(await send_all(bot, chat_id, message, reply_to=reply_to, thread_id=thread_id))


async def send_all(
    bot: Bot, chat_id: int, message: Message, *, reply_to: int | None = None, thread_id: int | None = None
) -> list[Sent]:
    """Send a message, and return all the pieces sent."""
    sent = []
    pieces = split(message.text)
    for number, piece in enumerate(pieces, start=1):
        buttons = message.buttons if number == len(pieces) else None
        quoted = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to and number == 1 else None
        sent.append(await _send_piece(bot, chat_id, piece, buttons, quoted, thread_id))
    return sent


def _last(sent: Sequence[Sent]) -> Sent | None:
    return sent[-1] if sent else None


def topic_of(message: Sent) -> int | None:
    """Return the topic of a forum that a message stands in."""
    return message.message_thread_id if message.is_topic_message else None


async def put_in_place(of: Sent, message: Message) -> None:
    """Edit one of our messages into another, and send what does not fit in it; send it all if that one is gone."""
    await replace_all(of.get_bot(), of.chat.id, [of.message_id], message)


async def replace_all(
    bot: Bot, chat_id: int, message_ids: Sequence[int], message: Message, *, thread_id: int | None = None
) -> list[int]:
    """Put a message in place of the pieces of an earlier one; return the ids of its own pieces."""
    pieces = split(message.text)
    kept = []
    for number, piece in enumerate(pieces, start=1):
        buttons = message.buttons if number == len(pieces) else None
        old = message_ids[number - 1] if number <= len(message_ids) else None
        if old is not None and await _edit_piece(bot, chat_id, old, piece, buttons):
            kept.append(old)
        else:
            kept.append((await _send_piece(bot, chat_id, piece, buttons, None, thread_id)).message_id)
    for left_over in message_ids[len(pieces) :]:
        with contextlib.suppress(BadRequest):  # somebody else has deleted it
            await bot.delete_message(chat_id, left_over)
    return kept


async def send_picture(
    bot: Bot, chat_id: int, png: bytes, caption: str, *, reply_to: int | None = None, thread_id: int | None = None
) -> None:
    """Send a picture; it goes with a text that says the same, so that it may fail."""
    quoted = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None
    try:
        await bot.send_photo(chat_id, png, caption, message_thread_id=thread_id, reply_parameters=quoted)
    except BadRequest as error:
        log.warning("a picture was refused (%s)", error)


@asynccontextmanager
async def typing(to: Sent) -> AsyncIterator[None]:
    """Show "typing…" in a message's chat while something takes long."""
    task = asyncio.create_task(_show_typing(to))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _show_typing(to: Sent) -> None:
    await asyncio.sleep(TYPING_AFTER_S)
    while True:
        try:
            await to.reply_chat_action(ChatAction.TYPING)
        except TelegramError as error:  # only an ornament
            log.debug("typing was not shown: %s", error)
        await asyncio.sleep(TYPING_EVERY_S)


async def _send_piece(
    bot: Bot,
    chat_id: int,
    piece: Rich,
    buttons: InlineKeyboardMarkup | None,
    quoted: ReplyParameters | None,
    thread_id: int | None,
) -> Sent:
    async def attempt(text: str, parse_mode: str | None) -> Sent:
        return await bot.send_message(
            chat_id,
            text,
            parse_mode=parse_mode,
            reply_markup=buttons,
            reply_parameters=quoted,
            message_thread_id=thread_id,
            link_preview_options=NO_PREVIEW,
        )

    with contextlib.suppress(BadRequest):  # a server of before Bot API 9.5 knows no date entities
        if any(run.day for run in piece):
            return await attempt(to_html(piece), ParseMode.HTML)
    try:
        return await attempt(to_html(piece, days=False), ParseMode.HTML)
    except BadRequest as error:
        log.warning("a message was refused (%s) and goes out as plain text", error)
        return await attempt(plain(piece), None)


async def _edit_piece(
    bot: Bot, chat_id: int, message_id: int, piece: Rich, buttons: InlineKeyboardMarkup | None
) -> bool:
    """Edit one of our messages; return False if it is gone, or too old."""

    async def attempt(text: str, parse_mode: str | None) -> None:
        await bot.edit_message_text(
            text, chat_id, message_id, parse_mode=parse_mode, reply_markup=buttons, link_preview_options=NO_PREVIEW
        )

    try:
        await attempt(to_html(piece), ParseMode.HTML)
    except BadRequest as error:
        if "not modified" in str(error):
            return True
        if "parse entities" not in str(error):
            return False
        log.warning("an edited message was refused (%s) and goes without date entities, or as plain text", error)
        try:
            await attempt(to_html(piece, days=False), ParseMode.HTML)
        except BadRequest:
            await attempt(plain(piece), None)
    return True
