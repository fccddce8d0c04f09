"""Files that admins send: fetched one at a time, added, and answered with a receipt."""

import asyncio
import hashlib
import logging
import os
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from telegram import Document, InputFile, Update
from telegram import Message as Sent
from telegram.constants import FileSizeLimit
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.ext import ContextTypes

from bot.memory import Memory, Receipt
from bot.phrases import Phrases, phrases_for
from bot.telegram.receipts import ReceiptMessage, render_receipt
from bot.telegram.sending import put_in_place, reply, say
from index.archive import Archive
from index.errors import DatelineError
from index.ingest import AddReport, add_paths

INCOMING = "incoming"  # below the data directory: files being read
PROGRESS_EVERY_S = 2.0
FETCH_PAUSES_S = (1.0, 4.0)
NAME_CHARACTERS = 100

log = logging.getLogger(__name__)


class StoppedError(Exception):
    """The bot is stopping in the midst of a file."""


class TooBigError(Exception):
    """Telegram does not hand out a file of this size."""


class Intake:
    """Handlers for files."""

    def __init__(
        self,
        archive: Archive,
        memory: Memory,
        data_dir: Path,
        *,
        admins: frozenset[int],
        is_stopping: Callable[[], bool],
        leave: Callable[[int], None],  # takes an update's id: it is to come back at the next start
        stored: Callable[[], None],
    ) -> None:
        self.archive = archive
        self.memory = memory
        self.incoming = data_dir / INCOMING
        self.admins = admins
        self._is_stopping = is_stopping
        self._leave = leave
        self._stored = stored
        self._turn = asyncio.Lock()  # one file at a time

    def clear(self) -> None:
        """Throw away what a crash left: the updates behind it come back by themselves."""
        shutil.rmtree(self.incoming, ignore_errors=True)
        self.incoming.mkdir(parents=True, exist_ok=True)

    async def document(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Take in a file from an admin; kindly decline anyone else's."""
        message, user = update.effective_message, update.effective_user
        assert message is not None  # the filter sees to it
        assert message.document is not None
        phrases = phrases_for(user.language_code if user else None)
        if user is None or user.id not in self.admins:
            await reply(message, say(phrases.no_files))
        elif (message.document.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
            await reply(message, say(phrases.file_too_big(clean_name(message.document.file_name))))
        else:
            await self._take(update.update_id, user.id, message, message.document, phrases)

    async def _take(self, update_id: int, admin_id: int, message: Sent, document: Document, phrases: Phrases) -> None:
        """Turn a file into a receipt, and the progress message into it."""
        name = clean_name(document.file_name)
        progress = await reply(message, say(phrases.reading(name)))
        assert progress is not None
        try:
            async with self._turn:
                receipt = await self._read(admin_id, message, document, name, progress, phrases)
        except StoppedError:
            self._leave(update_id)
            return
        except TooBigError:
            receipt = ReceiptMessage(say(phrases.file_too_big(name)))
        except DatelineError as error:
            receipt = ReceiptMessage(say(error.for_reader))
        except TelegramError as error:
            log.warning("the file of update %d could not be fetched: %s", update_id, type(error).__name__)
            receipt = ReceiptMessage(say(phrases.download_failed))
        except Exception:
            log.exception("the file of update %d could not be added", update_id)
            receipt = ReceiptMessage(say(phrases.broken))
        await _show(progress, receipt, phrases)

    async def _read(
        self, admin_id: int, message: Sent, document: Document, name: str, progress: Sent, phrases: Phrases
    ) -> ReceiptMessage:
        """Fetch a file into a folder of its own, add what is in it, and remember what became of it."""
        if self._is_stopping():
            raise StoppedError
        with TemporaryDirectory(prefix="file-", dir=self.incoming) as folder:
            path = Path(folder) / name
            await _fetch(document, path)
            # A file's own time is the last evidence of its date: here, when it was sent, or first posted.
            sent = message.forward_origin.date if message.forward_origin else message.date
            os.utime(path, (sent.timestamp(), sent.timestamp()))
            sha256 = await asyncio.to_thread(_sha256, path)
            report = await self._add(path, f"telegram/{name}/{sha256[:8]}", lambda n: _tell(progress, name, n, phrases))
        self._stored()
        await asyncio.to_thread(self.memory.keep_receipt, Receipt(admin_id, name, sha256, report))
        log.info("a file gave %d articles and %d skipped", len(report.outcomes), len(report.skipped))
        return render_receipt(report, name, phrases)

    async def _add(self, path: Path, origin: str, tell: Callable[[int], Awaitable[None]]) -> AddReport:
        """Add a file in a thread, telling now and then how many articles are in."""
        articles = 0

        def stored(_title: str, so_far: int) -> None:
            nonlocal articles
            articles = so_far
            if self._is_stopping():
                raise StoppedError

        work = asyncio.create_task(asyncio.to_thread(add_paths, self.archive, [path], origin=origin, progress=stored))
        while not (await asyncio.wait({work}, timeout=PROGRESS_EVERY_S))[0]:
            if articles:
                await tell(articles)
        return await work


def clean_name(given: str | None) -> str:
    """Return a file's name, safe as a name here: no folders, no leading dots, not too long.

    "../../notes.txt"  ->  "notes.txt"
    None               ->  "file"
    """
    last = (given or "").replace("\\", "/").rpartition("/")[2]
    name = "".join(c for c in last if c.isprintable()).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if len(name) > NAME_CHARACTERS and dot and len(ending) <= 10:
        return stem[: NAME_CHARACTERS - len(ending) - 1] + dot + ending
    return name[:NAME_CHARACTERS] or "file"


async def _fetch(document: Document, path: Path) -> None:
    """Bring a file here from Telegram, again where the network fails."""
    for pause_s in FETCH_PAUSES_S:
        try:
            await _fetch_once(document, path)
            return
        except BadRequest:
            raise
        except NetworkError as error:
            log.warning("a file could not be fetched (%s); trying again in %s s", type(error).__name__, pause_s)
        await asyncio.sleep(pause_s)
    await _fetch_once(document, path)


async def _fetch_once(document: Document, path: Path) -> None:
    try:
        file = await document.get_file()
    except BadRequest as error:
        if "too big" in str(error):
            raise TooBigError from error
        raise
    await file.download_to_drive(path)


async def _tell(progress: Sent, name: str, articles: int, phrases: Phrases) -> None:
    """Say how far the reading is; it is only news, so that it may fail."""
    try:
        await put_in_place(progress, say(phrases.reading_so_far(name, articles)))
    except TelegramError as error:
        log.info("progress could not be shown: %s", type(error).__name__)


async def _show(progress: Sent, receipt: ReceiptMessage, phrases: Phrases) -> None:
    """Put a receipt in place of the progress message, its list beside it."""
    await put_in_place(progress, receipt.message)
    if receipt.skipped_list:
        lines = receipt.skipped_list.splitlines()
        await progress.reply_document(
            InputFile(receipt.skipped_list.encode(), filename=phrases.skipped_file),
            caption=phrases.all_skipped(len(lines)),
        )


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
