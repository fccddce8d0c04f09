"""/feeds: which feeds are polled and how they are; add one, remove one, take the list along."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from telegram import InputFile, Update, User
from telegram.ext import ContextTypes

from bot.feeding.opml import read_opml, write_opml
from bot.i18n.admin_phrases import AdminPhrases
from bot.storage.feeds import Feed, Feeds
from bot.storage.storage_thread import in_storage_thread
from bot.telegram.handlers.messages import behind_command, message_of
from bot.telegram.transport.sending import reply, text_message
from index.errors import UnreadableError
from index.ingest.web.fetching import FetchError, check_url

LARGEST_OPML = 2_000_000  # bytes
MOST_FEEDS = 500  # of one file

Context = ContextTypes.DEFAULT_TYPE


class FeedCommands:
    """The handler of /feeds."""

    def __init__(self, feeds: Feeds, phrases_of: Callable[[User | None], AdminPhrases], *, timezone: ZoneInfo) -> None:
        self.feeds = feeds
        self.timezone = timezone
        self._phrases_of = phrases_of

    async def manage(self, update: Update, context: Context) -> None:
        """List the feeds, or do what stands behind the command: add URL, remove URL, opml."""
        message, phrases = message_of(update), self._phrases_of(update.effective_user)
        verb, _, rest = behind_command(message).partition(" ")
        if verb == "add" and rest:
            said = await self._add(rest.strip(), phrases)
        elif verb == "remove" and rest:
            gone = await in_storage_thread(self.feeds.remove, rest.strip())
            said = phrases.feed_removed(rest.strip()) if gone else phrases.no_such_feed
        elif verb == "opml":
            file = await asyncio.to_thread(write_opml, await in_storage_thread(self.feeds.all))
            await message.reply_document(InputFile(file, filename="dateline-feeds.opml"))
            return
        else:
            lines = [self._line(feed, phrases) for feed in await in_storage_thread(self.feeds.all)]
            said = "\n\n".join([*(lines or [phrases.no_feeds]), phrases.feeds_help])
        await reply(message, text_message(said))

    async def opml_file(self, update: Update, context: Context) -> None:
        """Poll the feeds of an OPML file."""
        message, phrases = message_of(update), self._phrases_of(update.effective_user)
        document = message.document
        assert document is not None  # the filter lets no other message through
        if (document.file_size or 0) > LARGEST_OPML:
            await reply(message, text_message(phrases.no_opml))
            return
        held = bytes(await (await document.get_file()).download_as_bytearray())
        try:
            urls = (await asyncio.to_thread(read_opml, held))[:MOST_FEEDS]
        except UnreadableError:
            urls = []
        added = 0
        for url in urls:
            try:
                added += await in_storage_thread(self.feeds.add, check_url(url))
            except FetchError:
                continue  # what no page can be fetched from
        await reply(message, text_message(phrases.feeds_from_opml(added, len(urls)) if urls else phrases.no_opml))

    async def _add(self, url: str, phrases: AdminPhrases) -> str:
        try:
            checked = check_url(url)
        except FetchError as error:
            return phrases.links_not_fetched([f"{url}: {error.for_reader}"])
        added = await in_storage_thread(self.feeds.add, checked)
        return phrases.feed_added(checked) if added else phrases.feed_known

    def _line(self, feed: Feed, phrases: AdminPhrases) -> str:
        """Tell of one feed: its last success, its last new article, and its trouble."""
        name = f"{feed.name}\n{feed.url}" if feed.name else feed.url
        succeeded, new = self._when(feed.succeeded_at), self._when(feed.new_at)
        return f"{name}\n{phrases.feed_state(succeeded, new, feed.trouble)}"

    def _when(self, moment: float) -> str:
        """Return a moment as "2023-06-01 10:20"; "" for never."""
        return (
            datetime.fromtimestamp(moment, UTC).astimezone(self.timezone).strftime("%Y-%m-%d %H:%M") if moment else ""
        )
