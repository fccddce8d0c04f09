"""Logging: one line an event on stderr, and no bot token in any of them."""

import logging
import re
import sys
import traceback
from collections.abc import Iterable

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_TOKEN = re.compile(r"\d{6,}:[\w-]{30,}")
_BLOT = "<token>"

# They log every request at INFO, and a request to Telegram has the token in its URL.
_CHATTY = ("httpx", "httpcore")


def set_up_logging(level: str, secrets: Iterable[str] = ()) -> None:
    """Log to stderr from `level` on; `secrets` are blotted out besides everything that looks like a token."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter(_FORMAT))
    handler.addFilter(TokenFilter(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


class TokenFilter(logging.Filter):
    """Blots bot tokens out of messages, their arguments, tracebacks and stacks."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if secret)

    def filter(self, record: logging.LogRecord) -> bool:
        self._clean_message(record)
        if record.exc_info and not record.exc_text:
            # A formatter uses this text where it is there, so the traceback is written once, clean.
            record.exc_text = "".join(traceback.format_exception(*record.exc_info)).rstrip("\n")
        if record.exc_text:
            record.exc_text = self.blot(record.exc_text)
        if record.stack_info:
            record.stack_info = self.blot(record.stack_info)
        return True

    def blot(self, text: str) -> str:
        """Return the text without tokens.

        "POST /bot123456:AAE…/getMe"  ->  "POST /bot<token>/getMe"
        """
        for secret in self._secrets:
            text = text.replace(secret, _BLOT)
        return _TOKEN.sub(_BLOT, text)

    def _clean_message(self, record: logging.LogRecord) -> None:
        """Write the arguments into the message first: a token may be split between the two."""
        try:
            message = record.getMessage()
        except Exception:  # noqa: BLE001  # whatever an argument's own __str__ raises must not stop who logs
            message = f"{record.msg} (its arguments do not fit)"
            record.msg, record.args = message, ()
        clean = self.blot(message)
        if clean != message:
            record.msg, record.args = clean, ()
