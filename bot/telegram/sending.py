"""Messages on their way out: in pieces that fit, in HTML, and in plain text where Telegram refuses the HTML."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram import Message as Sent
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError

from bot.telegram.rendering import Message
from bot.telegram.richtext import Rich, Run, plain, split, to_html

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
TYPING_AFTER_S = 1.0  # a quick answer needs no "typing…"
TYPING_EVERY_S = 4.5  # Telegram shows it for five seconds

log = logging.getLogger(__name__)


def say(text: str) -> Message:
    """Return a message of plain words."""
    return Message([Run(text)])


async def reply(to: Sent, message: Message) -> Sent | None:
    """Answer a message in its chat and topic; in a group, as a reply to it. Returns the last piece sent."""
    return await send(
        to.get_bot(),
        to.chat.id,
        message,
        reply_to=None if to.chat.type == to.chat.PRIVATE else to.message_id,
        thread_id=to.message_thread_id if to.is_topic_message else None,
    )


async def send(
    bot: Bot, chat_id: int, message: Message, *, reply_to: int | None = None, thread_id: int | None = None
) -> Sent | None:
    """Send a message in as many pieces as it needs, the buttons under the last. Returns the last piece sent."""
    sent = None
    pieces = split(message.text)
    for number, piece in enumerate(pieces, start=1):
        buttons = message.buttons if number == len(pieces) else None
        quoted = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to and number == 1 else None
        sent = await _send_piece(bot, chat_id, piece, buttons, quoted, thread_id)
    return sent


async def put_in_place(of: Sent, message: Message) -> None:
    """Edit one of our messages into another, and send what does not fit in it; send it all where it is gone."""
    first, *rest = split(message.text)
    try:
        await _edit_piece(of, first, None if rest else message.buttons)
    except BadRequest as error:
        if "not modified" not in str(error):
            rest = [first, *rest]
    for number, piece in enumerate(rest, start=1):
        await _send_piece(of.get_bot(), of.chat.id, piece, message.buttons if number == len(rest) else None, None, None)


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

    try:
        return await attempt(to_html(piece), ParseMode.HTML)
    except BadRequest as error:
        log.warning("a message was refused (%s) and goes out as plain text", error)
        return await attempt(plain(piece), None)


async def _edit_piece(of: Sent, piece: Rich, buttons: InlineKeyboardMarkup | None) -> None:
    async def attempt(text: str, parse_mode: str | None) -> None:
        await of.edit_text(text, parse_mode=parse_mode, reply_markup=buttons, link_preview_options=NO_PREVIEW)

    try:
        await attempt(to_html(piece), ParseMode.HTML)
    except BadRequest as error:
        if "parse entities" not in str(error):
            raise
        log.warning("an edited message was refused (%s) and is plain text", error)
        await attempt(plain(piece), None)
