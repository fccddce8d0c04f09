"""Groups: telling whether a message there is meant for us."""

from telegram import Bot, Message, MessageEntity
from telegram.ext import filters

_MENTIONS: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]


class Addressed(filters.MessageFilter):
    """Lets through what mentions the bot or replies to one of its messages."""

    def filter(self, message: Message) -> bool:
        """Whether the message is meant for us."""
        bot = message.get_bot()
        replied = message.reply_to_message
        if replied and replied.from_user and replied.from_user.id == bot.id:
            return True
        return bool(_mentions(message, bot.username))


ADDRESSED = Addressed()


def calls_us(message: Message, bot: Bot) -> bool:
    """Whether a message in a group is meant for us, commands included."""
    command, _, name = (message.text or message.caption or " ").split(" ", 1)[0].partition("@")
    if command.startswith("/"):
        return not name or name.lower() == bot.username.lower()
    return ADDRESSED.filter(message)


def without_mention(message: Message, username: str) -> str:
    """Return a message's text without our name: "@dateline_bot, what happened on May 29?" -> "what happened …"."""
    text = message.text or message.caption or ""
    if message.chat.type == message.chat.PRIVATE:
        return text
    for mention in _mentions(message, username):
        text = text.replace(mention, " ", 1)
    return text.strip(" ,:")


def _mentions(message: Message, username: str) -> list[str]:
    """Return the parts of the text that are our name, as written."""
    read = message.parse_entities if message.text else message.parse_caption_entities
    named = read(_MENTIONS)
    return [text for entity, text in named.items() if _name(entity, text).lower() == username.lower()]


def _name(entity: MessageEntity, text: str) -> str:
    """Return the username behind a mention; a person without one is mentioned by a link instead."""
    return (entity.user.username or "") if entity.user else text.removeprefix("@")
