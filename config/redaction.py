"""Striking secrets from what is logged or shown: bot tokens, keys, and passwords in URLs."""

import re
from collections.abc import Iterable
from urllib.parse import quote

REDACTED = "<secret>"

_BOT_TOKEN = re.compile(r"\d{6,}:[\w-]{30,}")
_URL_PASSWORD = re.compile(r"(?<=://)[^\s/?#@]+:[^\s/?#@]*(?=@)")
_LEAST_LETTERS = 4  # a shorter "secret" would be struck from ordinary words


class Redactor:
    """Replaces the given secrets, and whatever looks like a bot token or a password in a URL."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        given = {secret for secret in secrets if len(secret) >= _LEAST_LETTERS}
        forms = given | {quote(secret, safe="") for secret in given}
        self._secrets = sorted(forms, key=len, reverse=True)  # a secret may hold another one

    def redact(self, text: str) -> str:
        """Return the text without secrets.

        "POST /bot123456:AAE…/getMe"     ->  "POST /bot<secret>/getMe"
        "http://anna:pass@chroma:8000"   ->  "http://<secret>@chroma:8000"
        """
        for secret in self._secrets:
            text = text.replace(secret, REDACTED)
        return _URL_PASSWORD.sub(REDACTED, _BOT_TOKEN.sub(REDACTED, text))
