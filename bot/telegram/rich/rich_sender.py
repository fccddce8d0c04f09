"""Rich messages on their way out: the library knows no method for them yet, and a server may know none either."""

import logging

from telegram import InlineKeyboardMarkup, ReplyParameters
from telegram import Message as Sent
from telegram.error import BadRequest, EndPointNotFound

from bot.telegram.transport.sending import topic_of

METHOD = "sendRichMessage"
MOST_CHARACTERS = 32_768  # with its tags, to be on the safe side: Telegram counts the text alone

log = logging.getLogger(__name__)


class RichSender:
    """Sends rich messages until one is refused; from then on, for the rest of the run, none."""

    def __init__(self, *, offered: bool) -> None:
        self._offered = offered

    async def reply(self, to: Sent, html: str, buttons: InlineKeyboardMarkup | None) -> bool:
        """Answer a message; return False if it has to be answered in the usual form.

        Raises: TelegramError, as any message does.
        """
        if not self._offered or len(html) > MOST_CHARACTERS:
            return False
        in_group = to.chat.type != to.chat.PRIVATE
        asked: dict[str, object] = {
            "chat_id": to.chat.id,
            "rich_message": {"html": html, "skip_entity_detection": True},
            "message_thread_id": topic_of(to),
            "reply_parameters": ReplyParameters(to.message_id, allow_sending_without_reply=True) if in_group else None,
            "reply_markup": buttons,
        }
        try:
            await to.get_bot().do_api_request(METHOD, {name: value for name, value in asked.items() if value})
        except (BadRequest, EndPointNotFound) as error:
            log.warning("a rich message was refused (%s): from now on there are none", error)
            self._offered = False
        return self._offered
