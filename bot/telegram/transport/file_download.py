"""Files from Telegram to the disk, fetched again if the network fails."""

import asyncio
import logging
import shutil
from pathlib import Path

from telegram import Document, PhotoSize
from telegram.constants import FileSizeLimit
from telegram.error import BadRequest, NetworkError

FETCH_PAUSES_S = (1.0, 4.0)

log = logging.getLogger(__name__)


class TooBigError(Exception):
    """Telegram does not hand out a file of this size."""


def is_too_big(document: Document | PhotoSize) -> bool:
    """Whether Telegram says that it does not hand out this file."""
    return (document.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD


async def fetch(document: Document | PhotoSize, path: Path) -> None:
    """Write a file to a path.

    Raises: TooBigError; TelegramError if Telegram cannot be reached; OSError if the disk cannot be written.
    """
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


async def _fetch_once(document: Document | PhotoSize, path: Path) -> None:
    try:
        file = await document.get_file()
    except BadRequest as error:
        if "too big" in str(error):
            raise TooBigError from error
        raise
    # The library's own `download_to_drive` writes on the event loop. A local Bot API server gives a path of its own.
    local = Path(file.file_path or "")
    if await asyncio.to_thread(local.is_file):
        await asyncio.to_thread(shutil.copyfile, local, path)
    else:
        await asyncio.to_thread(path.write_bytes, await file.download_as_bytearray())
