"""The watched folder and a bot that stops."""

import asyncio
import os
from pathlib import Path

import pytest

from bot.telegram.handlers.admin.inbox_watcher import InboxWatcher
from index.archive import Archive


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a file that is never read to its end: a named pipe")
def test_a_bot_that_stops_interrupts_the_reading_of_a_file_and_leaves_it_for_the_next_start(
    archive: Archive, tmp_path: Path
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    os.mkfifo(inbox / "endless.txt")
    stopping = False

    async def run() -> asyncio.Task[None]:
        nonlocal stopping
        watcher = InboxWatcher(archive, inbox, is_stopping=lambda: stopping, stored=lambda: None)
        watcher.start()
        (task,) = (one for one in asyncio.all_tasks() if one.get_name() == "watched folder")
        writing = await asyncio.to_thread(os.open, inbox / "endless.txt", os.O_WRONLY)  # returns when it is being read
        stopping = True
        await watcher.stop()
        os.close(writing)
        return task

    task = asyncio.run(run())

    assert task.done()
    assert not task.cancelled()  # it has ended by itself, not by running out of time
    assert (inbox / "endless.txt").exists()
    assert archive.status().articles == 0
