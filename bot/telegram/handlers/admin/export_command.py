"""/export: the whole archive as one file."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from telegram import InputFile, Update, User
from telegram.ext import ContextTypes

from bot.i18n.admin_phrases import AdminPhrases
from bot.telegram.handlers.messages import message_of
from bot.telegram.transport.sending import put_in_place, reply, text_message
from index.archive import Archive
from index.export import export

MOST_BYTES = 50_000_000  # that a bot may send
UPLOAD_TIMEOUT_S = 300.0

Context = ContextTypes.DEFAULT_TYPE

log = logging.getLogger(__name__)


class ExportCommand:
    """The handler of /export."""

    def __init__(self, archive: Archive, phrases_of: Callable[[User | None], AdminPhrases]) -> None:
        self.archive = archive
        self._phrases_of = phrases_of
        self._turn = asyncio.Lock()  # one at a time: it fills the disk for a while

    async def export(self, update: Update, context: Context) -> None:
        """Send everything to an admin, or say how the operator gets it."""
        message, phrases = message_of(update), self._phrases_of(update.effective_user)
        async with self._turn:
            progress = await reply(message, text_message(phrases.exporting))
            with TemporaryDirectory(prefix="export-", dir=self.archive.data_dir) as folder:
                path = Path(folder) / "dateline-export.zip"
                count = await asyncio.to_thread(export, self.archive, path)
                size = path.stat().st_size
                log.info("exported %d articles, %d bytes", count, size)
                if size > MOST_BYTES:
                    assert progress is not None
                    await put_in_place(progress, text_message(phrases.export_too_big(size / 1e6)))
                    return
                with path.open("rb") as file:
                    await message.reply_document(
                        InputFile(file, filename=path.name, read_file_handle=False),
                        caption=phrases.export_caption,
                        write_timeout=UPLOAD_TIMEOUT_S,
                        read_timeout=UPLOAD_TIMEOUT_S,
                    )
