"""/forget: what is kept of a person, and its removal when they say so."""

from collections.abc import Callable

from telegram import Update
from telegram.ext import ContextTypes

from bot.storage.storage_thread import in_storage_thread
from bot.telegram.handlers.locale import Locale
from bot.telegram.handlers.messages import behind_command, message_of
from bot.telegram.transport.sending import reply, text_message

ME = ("me", "меня")


class Privacy:
    """The handler for everyone's own data. `forget` removes what is kept of a person, by their number."""

    def __init__(self, forget: Callable[[int], None], locale: Locale) -> None:
        self._forget = forget
        self._locale = locale

    async def forget(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say what is kept; remove it for `/forget me`."""
        message, person = message_of(update), update.effective_user
        phrases = self._locale.of(person)
        if person is None or behind_command(message).strip(" .!").casefold() not in ME:
            await reply(message, text_message(phrases.forget_how))
            return
        await in_storage_thread(self._forget, person.id)
        await reply(message, text_message(phrases.forgotten))
