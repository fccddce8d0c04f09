"""The last errors that were logged, for `/status`: what went wrong, without names and tokens."""

import logging
from collections import deque
from datetime import UTC, datetime

KEPT = 50


class LastErrors(logging.Handler):
    """Remembers the last error records of Dateline's own loggers."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._errors: deque[str] = deque(maxlen=KEPT)

    def emit(self, record: logging.LogRecord) -> None:
        """Remember one record: its time, its words, and the kind of its exception."""
        when = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%d %H:%M")
        kind = f" ({record.exc_info[0].__name__})" if record.exc_info and record.exc_info[0] else ""
        self._errors.append(f"{when} {record.getMessage()}{kind}")

    def last(self, most: int) -> list[str]:
        """Return the last ones, the newest first."""
        return list(self._errors)[: -most - 1 : -1]

    def listen(self) -> None:
        """Begin to remember."""
        for name in ("bot", "index"):
            logging.getLogger(name).addHandler(self)

    def close(self) -> None:
        """Stop remembering."""
        for name in ("bot", "index"):
            logging.getLogger(name).removeHandler(self)
        super().close()
