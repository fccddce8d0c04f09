"""In which language to speak to a person: the one they chose, else the one their Telegram speaks."""

from telegram import User

from bot.i18n.languages import phrases_for
from bot.i18n.phrases import Phrases
from bot.storage.users import Users


class Locale:
    """Phrases by person."""

    def __init__(self, people: Users) -> None:
        self._people = people

    def of(self, user: User | None) -> Phrases:
        """Return the phrases to say to a person; to nobody in particular, English."""
        if user is None:
            return phrases_for(None)
        return phrases_for(self._people.language_of(user.id) or user.language_code)
