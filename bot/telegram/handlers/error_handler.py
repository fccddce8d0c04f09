"""Errors at the edge: logged with their traceback, told in one sentence, and waited out if they pass."""

import logging

from telegram import Message, Update
from telegram.error import Conflict, Forbidden, NetworkError, TelegramError
from telegram.ext import ContextTypes

from bot.telegram.handlers.locale import Locale
from bot.telegram.transport.rate_limiter import is_passing
from bot.telegram.transport.sending import reply, text_message
from bot.telegram.transport.update_queue import UpdateQueue
from index.errors import DatelineError, StorageError

log = logging.getLogger(__name__)


async def on_error(update: object, context: ContextTypes.DEFAULT_TYPE, locale: Locale) -> None:
    """Log what no handler expected, and tell the person in one sentence."""
    error = context.error
    assert error is not None
    if isinstance(error, Forbidden):
        log.info("not answered: %s", error)  # the person has blocked the bot, or the group removed it
        return
    if isinstance(error, Conflict):
        log.error("another program is fetching this bot's updates: stop it, or give it a token of its own")
        return
    if isinstance(error, NetworkError) and update is None:
        log.warning("updates could not be fetched (%s); trying again", type(error).__name__)
        return
    if isinstance(update, Update) and is_passing(error) and _inbox(context).again_later(update):
        log.warning("update %d could not be answered (%s); trying again later", update.update_id, type(error).__name__)
        return
    log.error("an update could not be answered", exc_info=error)
    await _tell_of_error(update, error, locale)


def _inbox(context: ContextTypes.DEFAULT_TYPE) -> UpdateQueue:
    inbox = context.application.update_queue
    assert isinstance(inbox, UpdateQueue)  # as built above
    return inbox


async def _tell_of_error(update: object, error: Exception, locale: Locale) -> None:
    if not isinstance(update, Update) or not isinstance(update.effective_message, Message):
        return
    phrases = locale.of(update.effective_user)
    try:
        # What a store says names paths and remedies: that is for the log.
        for_reader = isinstance(error, DatelineError) and not isinstance(error, StorageError)
        said = str(error) if for_reader else phrases.broken
        await reply(update.effective_message, text_message(said))
    except TelegramError:
        log.exception("nor could the person be told")
