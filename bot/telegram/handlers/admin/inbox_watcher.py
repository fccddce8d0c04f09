"""The watched folder, looked at while the bot runs."""

import asyncio
import logging
import time
from collections.abc import Callable
from pathlib import Path

from bot.intake.handover import answer, clear_up, read_request
from bot.intake.watched_folder import WatchedFolder
from index.archive import Archive
from index.errors import StorageError
from index.ingest.sandbox import Limits, ReadingStoppedError, SandboxReader
from index.ingest.skipped import Skipped
from index.model.article import Article
from index.pipeline import AddReport, read_any

LOOK_EVERY_S = 1.0
NO_ROOM_S = 30.0
STOP_WAIT_S = 20.0
# The operator's own files may be big: they are read in the sandbox, too, with higher limits.
BIG = Limits(
    wall_s=900.0,
    cpu_s=800,
    memory=4_000_000_000,
    output=2_000_000_000,
    articles=1_000_000,
    unpacked=1_500_000_000,
    members=100_000,
)

log = logging.getLogger(__name__)


class StoppedError(Exception):
    """The bot is stopping in the midst of a file."""


class InboxWatcher:
    """Adds what appears in a folder, one file after the other."""

    def __init__(
        self, archive: Archive, folder: Path, *, is_stopping: Callable[[], bool], stored: Callable[[], None]
    ) -> None:
        self.archive = archive
        self._path = folder
        self._is_stopping = is_stopping
        self._stored = stored
        self._reader = SandboxReader(BIG)
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.create_task(self._run(), name="watched folder")

    async def stop(self) -> None:
        """End after the article under way; a file that is being read or stored is taken up again at the next start."""
        if self._task:
            self._reader.interrupt()
            await asyncio.wait({self._task}, timeout=STOP_WAIT_S)
            self._task.cancel()

    async def _run(self) -> None:
        try:
            folder = await asyncio.to_thread(WatchedFolder, self._path)
            await asyncio.to_thread(clear_up, self._path, time.time())
        except OSError as error:
            log.error("the watched folder %s cannot be used: %s", self._path, error.strerror)
            return
        try:
            await self._look_until_stopped(folder)
        finally:
            await asyncio.to_thread(self._reader.close)

    async def _look_until_stopped(self, folder: WatchedFolder) -> None:
        while not self._is_stopping():
            try:
                await asyncio.to_thread(self._look, folder)
                pause_s = LOOK_EVERY_S
            except (StoppedError, ReadingStoppedError):
                return
            except (OSError, StorageError) as error:
                log.error("the watched folder has to wait: the disk cannot be written to (%s)", error)
                pause_s = NO_ROOM_S
            except Exception:  # this loop is an edge
                log.exception("the watched folder could not be read")
                pause_s = NO_ROOM_S
            await self._pause(pause_s)

    async def _pause(self, pause_s: float) -> None:
        for _ in range(int(pause_s / LOOK_EVERY_S)):
            if self._is_stopping():
                return
            await asyncio.sleep(LOOK_EVERY_S)

    def _look(self, folder: WatchedFolder) -> None:
        for handed in folder.handed():
            self._take_handed(handed)
        for path in folder.look():
            report = self._add(path, None)
            failed = not report.outcomes
            reasons = [f"{one.path}: {one.reason}" for one in report.skipped]
            folder.put_away(path, reasons, failed=failed)
            log.info("the watched folder gave %d articles and %d skipped", len(report.outcomes), len(report.skipped))
            if failed:
                log.error("a file of the watched folder could not be added: its reason is next to it in failed/")

    def _take_handed(self, handed: Path) -> None:
        reports = []
        for file, origin, path in read_request(handed):
            # By name: begun again after a crash, it gets the report it would have had.
            report = self._add(file, origin, batch=handed.name)
            named = tuple(Skipped(one.path.replace(origin, path, 1), one.reason) for one in report.skipped)
            reports.append(AddReport(report.outcomes, named))
        outcomes = tuple(outcome for report in reports for outcome in report.outcomes)
        answer(handed, AddReport(outcomes, tuple(one for report in reports for one in report.skipped)))
        self.archive.corrections.settle(handed.name)
        log.info("%d files were handed over: %d articles", len(reports), len(outcomes))

    def _add(self, path: Path, origin: str | None, batch: str = "") -> AddReport:
        found = list(read_any(path, self.archive.data_dir, origin=origin, read=self._reader.read))
        outcomes = []
        for outcome in self.archive.add([one for one in found if isinstance(one, Article)], batch):
            outcomes.append(outcome)
            if self._is_stopping():
                raise StoppedError
        self._stored()
        return AddReport(tuple(outcomes), tuple(one for one in found if isinstance(one, Skipped)))
