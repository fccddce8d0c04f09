"""/invite: a link that lets somebody into a private archive."""

from telegram import Update
from telegram.ext import ContextTypes

from bot.storage.storage_thread import in_storage_thread
from bot.storage.users import INVITATION_DAYS, Users
from bot.telegram.handlers.locale import Locale
from bot.telegram.handlers.messages import message_of
from bot.telegram.rendering.callback_data import write_invitation
from bot.telegram.transport.sending import reply, text_message


class InviteCommand:
    """The handler of /invite."""

    def __init__(self, users: Users, locale: Locale, *, is_open: bool) -> None:
        self.users = users
        self.locale = locale
        self._is_open = is_open  # everyone may ask already

    async def invite(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Hand an admin an invitation link."""
        message, person = message_of(update), update.effective_user
        phrases = self.locale.of(person)
        assert person is not None  # an admin
        if self._is_open:
            await reply(message, text_message(phrases.everyone_may_ask))
        else:
            token = await in_storage_thread(self.users.invite, person.id)
            link = write_invitation(context.bot.username, token)
            await reply(message, text_message(phrases.invitation(link, INVITATION_DAYS)))

    async def unknown(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say to others that there is no such command: nobody else learns that there are invitations."""
        phrases = self.locale.of(update.effective_user)
        await reply(message_of(update), text_message(phrases.unknown_command))
