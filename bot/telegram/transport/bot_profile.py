"""What Telegram shows of the bot before anybody writes to it: its menu of commands and its profile, by language."""

import logging

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError

from bot.i18n.alert_phrases import AlertPhrases
from bot.i18n.alert_phrases_ru import alert_phrases_for
from bot.i18n.languages import CATALOGUE, admin_phrases_for
from bot.i18n.phrases import ENGLISH, Phrases

IN_GROUPS = ("ask", "day", "today", "latest", "timeline")
IN_PRIVATE = (*IN_GROUPS, "new", "cancel", "language", "forget", "help", "start")

log = logging.getLogger(__name__)


async def set_profile(bot: Bot, alerts: tuple[str, ...] = (), alerts_in_groups: tuple[str, ...] = ()) -> None:
    """Fill the menu behind the "/" button and the profile, in every language; the bot works without.

    `alerts` are the commands of alerts that are switched on, in private and in groups.
    """
    try:
        for code, phrases in CATALOGUE.items():
            # What is set without a language is for everybody whose own is not there.
            language = None if phrases is ENGLISH else code
            said = alert_phrases_for(code)
            private = commands(phrases, IN_PRIVATE) + commands(said, alerts)
            groups = commands(phrases, IN_GROUPS) + commands(said, alerts_in_groups)
            await bot.set_my_commands(private, BotCommandScopeAllPrivateChats(), language_code=language)
            await bot.set_my_commands(groups, BotCommandScopeAllGroupChats(), language_code=language)
            await bot.set_my_description(phrases.about, language_code=language)
            await bot.set_my_short_description(phrases.about_short, language_code=language)
    except TelegramError as error:
        log.warning("the menu and the profile were not set: %s", error)


async def set_admin_menu(bot: Bot, admin_id: int) -> None:
    """Fill an admin's own menu: what readers have, and what looks after the archive; the bot works without."""
    try:
        for code, phrases in CATALOGUE.items():
            own = [BotCommand(name, said) for name, said in admin_phrases_for(code).commands.items()]
            language = None if phrases is ENGLISH else code
            readers = await bot.get_my_commands(BotCommandScopeAllPrivateChats(), language_code=language)
            menu = [*own, *(readers or commands(phrases, IN_PRIVATE))]
            await bot.set_my_commands(menu, BotCommandScopeChat(admin_id), language_code=language)
    except TelegramError as error:  # somebody named in the settings may never have written to the bot
        log.info("the menu of admin %d was not set: %s", admin_id, error)


async def remove_admin_menu(bot: Bot, admin_id: int) -> None:
    """Let somebody who is an admin no longer see what readers see."""
    try:
        for code, phrases in CATALOGUE.items():
            language = None if phrases is ENGLISH else code
            await bot.delete_my_commands(BotCommandScopeChat(admin_id), language_code=language)
    except TelegramError as error:
        log.info("the menu of user %d was not removed: %s", admin_id, error)


def commands(phrases: Phrases | AlertPhrases, names: tuple[str, ...]) -> list[BotCommand]:
    """Return commands with their descriptions in a language."""
    return [BotCommand(name, getattr(phrases, f"command_{name}")) for name in names]
