"""Who writes to the bot, as all handlers know them: admins, guests, and the language of each."""

from dataclasses import dataclass

from telegram import User

from bot.storage.admins import Admins
from bot.storage.database import Database
from bot.storage.users import Users
from bot.telegram.handlers.locale import Locale
from config.settings import Settings


@dataclass(frozen=True, slots=True)
class People:
    """What is known of people."""

    admins: Admins
    users: Users
    locale: Locale

    def language_of(self, user: User | None) -> str:
        """Return the language to speak to a person, of those we speak."""
        return self.locale.of(user).language


def read_people(settings: Settings, database: Database) -> People:
    """Return what settings and database know of people."""
    users = Users(database)
    return People(Admins(database, settings.admins), users, Locale(users))
