"""Vectors follow: what was added is embedded in the background, while readers ask."""

import logging
import threading

from index.archive import Archive

IDLE_S = 60.0  # a look for missing vectors at least this often: an earlier try may have failed
STOP_WAIT_S = 5.0  # the thread is a daemon: what a batch had not finished is built again

log = logging.getLogger(__name__)


class VectorKeeper:
    """A thread that keeps the archive's vectors up to date."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._run, name="vectors", daemon=True)

    def start(self) -> None:
        """Begin, with what is missing now."""
        self._thread.start()

    def nudge(self) -> None:
        """Say that something was added."""
        self._wake.set()

    def stop(self) -> None:
        """End after the batch under way."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(STOP_WAIT_S)

    def _run(self) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            self._catch_up()
            if not self._stop.is_set():
                self._wake.wait(IDLE_S)

    def _catch_up(self) -> None:
        try:
            built = self._archive.catch_up(stop=self._stop)
        except Exception:  # the thread is an edge: answers by words and days go on meanwhile
            log.exception("vectors could not be brought up to date")
        else:
            if built:
                log.info("built %d vectors", built)
