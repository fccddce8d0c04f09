"""Logging: one line for each event on stderr, with every secret struck out."""

import logging
import sys
import traceback
from collections.abc import Iterable

from config.redaction import Redactor

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

# They log every request at INFO, and the URL of a request to Telegram holds the token.
_VERBOSE_LOGGERS = ("httpx", "httpcore")


def set_up_logging(level: str, secrets: Iterable[str] = ()) -> None:
    """Log to stderr from `level` on; `secrets` are struck out, and so is whatever looks like a bot token."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter(_FORMAT))
    handler.addFilter(SecretFilter(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _VERBOSE_LOGGERS:
        logging.getLogger(name).setLevel(logging.WARNING)


class SecretFilter(logging.Filter):
    """Strikes secrets from messages, their arguments, tracebacks and stacks."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._redact = Redactor(secrets).redact

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record in place; return True, so that it is logged."""
        self._clean_message(record)
        if record.exc_info and not record.exc_text:
            # If this text is set, a formatter uses it and does not format the exception itself.
            record.exc_text = "".join(traceback.format_exception(*record.exc_info)).rstrip("\n")
        if record.exc_text:
            record.exc_text = self._redact(record.exc_text)
        if record.stack_info:
            record.stack_info = self._redact(record.stack_info)
        return True

    def _clean_message(self, record: logging.LogRecord) -> None:
        """Format the message with its arguments first: a secret may be split between the two."""
        try:
            message = record.getMessage()
        except Exception:  # noqa: BLE001  # whatever an argument's `__str__` raises must not stop the caller
            message = f"{record.msg} (its arguments do not fit)"
            record.msg, record.args = message, ()
        clean = self._redact(message)
        if clean != message:
            record.msg, record.args = clean, ()
