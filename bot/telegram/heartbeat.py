"""When the bot last heard from Telegram, in a small file that a health check reads without opening any store."""

import os
import time
from pathlib import Path

FILE_NAME = "last_poll"
LATE_S = 120.0  # a poll takes 25 s, and a bad network some more


class Heartbeat:
    """Notes each answer to the bot's polling. Its time is the file's own."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / FILE_NAME

    def beat(self) -> None:
        """Note that Telegram has answered now; on a full or read-only disk, do nothing."""
        try:
            self._path.touch()
            os.utime(self._path)
        except OSError:
            return


def seconds_since_poll(data_dir: Path) -> float | None:
    """Return how long ago Telegram last answered the bot of a data directory; None if it never has."""
    try:
        return max(time.time() - (data_dir / FILE_NAME).stat().st_mtime, 0.0)
    except OSError:
        return None
