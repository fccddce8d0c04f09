"""What Telegram shows of the bot before anybody writes to it: its menu of commands and its profile, by language."""

import logging

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot.i18n.languages import CATALOGUE
from bot.i18n.phrases import ENGLISH, Phrases

IN_GROUPS = ("ask", "day", "today", "latest", "timeline")
IN_PRIVATE = (*IN_GROUPS, "new", "cancel", "language", "help", "start")

log = logging.getLogger(__name__)


async def set_profile(bot: Bot) -> None:
    """Fill the menu behind the "/" button and the profile, in every language; the bot works without."""
    try:
        for code, phrases in CATALOGUE.items():
            # What is set without a language is for everybody whose own is not there.
            language = None if phrases is ENGLISH else code
            private, groups = commands(phrases, IN_PRIVATE), commands(phrases, IN_GROUPS)
            await bot.set_my_commands(private, BotCommandScopeAllPrivateChats(), language_code=language)
            await bot.set_my_commands(groups, BotCommandScopeAllGroupChats(), language_code=language)
            await bot.set_my_description(phrases.about, language_code=language)
            await bot.set_my_short_description(phrases.about_short, language_code=language)
    except TelegramError as error:
        log.warning("the menu and the profile were not set: %s", error)


def commands(phrases: Phrases, names: tuple[str, ...]) -> list[BotCommand]:
    """Return commands with their descriptions in a language."""
    return [BotCommand(name, getattr(phrases, f"command_{name}")) for name in names]
