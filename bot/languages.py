"""The languages the bot speaks, and which of them a person reads."""

from bot.phrases import ENGLISH, Phrases
from bot.phrases_ru import Russian

CATALOGUE: dict[str, Phrases] = {"en": ENGLISH, "ru": Russian()}


def phrases_for(language: str | None) -> Phrases:
    """Return the phrases of a language as Telegram names it ("en", "pt-br"), English where there are none yet."""
    return CATALOGUE.get((language or "en").partition("-")[0].lower(), ENGLISH)
