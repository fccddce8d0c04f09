"""The languages the bot speaks, and which of them a person reads."""

from bot.i18n.admin_phrases import ENGLISH as ENGLISH_FOR_ADMINS
from bot.i18n.admin_phrases import AdminPhrases
from bot.i18n.admin_phrases_ru import Russian as RussianForAdmins
from bot.i18n.phrases import ENGLISH, Phrases
from bot.i18n.phrases_ru import Russian

CATALOGUE: dict[str, Phrases] = {"en": ENGLISH, "ru": Russian()}


def phrases_for(language: str | None) -> Phrases:
    """Return the phrases of a language as Telegram names it ("en", "pt-br"), English where there are none yet."""
    return CATALOGUE.get((language or "en").partition("-")[0].lower(), ENGLISH)


FOR_ADMINS: dict[str, AdminPhrases] = {"en": ENGLISH_FOR_ADMINS, "ru": RussianForAdmins()}


def admin_phrases_for(language: str | None) -> AdminPhrases:
    """Return what is said to admins in a language as Telegram names it, English where it is not there yet."""
    return FOR_ADMINS.get((language or "en").partition("-")[0].lower(), ENGLISH_FOR_ADMINS)
