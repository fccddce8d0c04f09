"""The parameters of one request, taken one by one and read as their types; what is left at the end is refused."""

import json
from typing import Any

from aiohttp import web

from bot.playground.bot_api.api_errors import RefusedError
from bot.playground.bot_api.entities import Json

# Parameters that change nothing of what this server shows.
_WITHOUT_EFFECT = {
    "allow_paid_broadcast": bool,
    "business_connection_id": str,
    "disable_notification": bool,
    "message_effect_id": str,
    "protect_content": bool,
}
_MISSING = object()

Upload = tuple[str, bytes]  # a file's name and content


class Fields:
    """What a request gives; each method takes what it knows."""

    def __init__(self, given: Json) -> None:
        self.given = given
        self._left = dict(given)

    def __contains__(self, name: str) -> bool:
        return name in self._left

    def take(self, name: str, kind: type, default: Any = _MISSING) -> Any:
        """Take a parameter out, read as its type: str, int, float, bool, list, dict; tuple for an `Upload`, object for
        anything, as it came.

        Raises:
            RefusedError: it is missing and has no default, or is of another type.
        """
        if name not in self._left:
            if default is _MISSING:
                raise RefusedError(f"parameter {name!r} is required")
            return default
        value = self._left.pop(name)
        if kind is tuple and isinstance(value, str) and value.startswith("attach://"):
            # The library names a part of the request that holds the file.
            value = self._left.pop(value.removeprefix("attach://"), None)
        read = _read(name, value, kind)
        if not isinstance(read, kind) or (kind is int and isinstance(read, bool)):
            raise RefusedError(f"field {name!r} must be of type {kind.__name__}")
        return read

    def finish(self) -> None:
        """Refuse what is left: Telegram passes over a misspelt parameter in silence, and a test would too.

        Raises:
            RefusedError: there are parameters that nobody took.
        """
        for name, kind in _WITHOUT_EFFECT.items():
            self.take(name, kind, None)
        if self._left:
            raise RefusedError(f"unknown parameters {sorted(self._left)}")


def _read(name: str, value: Any, kind: type) -> Any:
    if kind in (str, tuple, object) or not isinstance(value, str):
        read = value
    else:
        try:
            read = json.loads(value)
        except ValueError:
            raise RefusedError(f"can't parse {name}") from None
    return float(read) if kind is float and isinstance(read, int) else read


async def read_fields(request: web.Request) -> Json:
    """Return the parameters of a request: from its address, and from a form or a JSON object. Files are `Upload`s."""
    given: Json = dict(request.query)
    if request.content_type == "application/json":
        body: Json = await request.json()
        return given | body
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            given[name] = (value.filename, value.file.read())
            value.file.close()
        else:
            given[name] = value
    return given
