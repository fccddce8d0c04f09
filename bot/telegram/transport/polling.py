"""Fetching updates, for months on end: no answer of a server and no update of a new kind ends it."""

import asyncio
import json
import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from telegram import Update
from telegram.request import HTTPXRequest

# As the library reads them, these mean a wrong token, and it stops fetching for good. The token was right at the
# start: what comes later is a server in between that has a bad hour, or a token that was taken back.
_NOT_THE_END = (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND)

log = logging.getLogger(__name__)


class PollingRequest(HTTPXRequest):
    """The requests that fetch updates.

    `heard` is called after each answer, in a thread; `seen` with each update, before any of an answer is handled.
    """

    def __init__(self, *, heard: Callable[[], None], seen: Callable[[Update], None], **more: Any) -> None:
        super().__init__(**more)
        self._heard = heard
        self._seen = seen

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make a request; what the library would take as the end becomes an error that it tries again after.

        Of an update that the library cannot read, only the number stays: it would fetch it again and again, and
        nothing behind it.
        """
        code, payload = await super().do_request(*args, **kwargs)
        if code == HTTPStatus.OK:
            await asyncio.to_thread(self._heard)
            payload = self._readable(payload)
        return (HTTPStatus.BAD_GATEWAY if code in _NOT_THE_END else code), payload

    def _readable(self, payload: bytes) -> bytes:
        answer = self.parse_json_payload(payload)
        updates = answer.get("result")
        if not isinstance(updates, list):
            return payload
        readable = [self._note(update) for update in updates]
        return payload if readable == updates else json.dumps({**answer, "result": readable}).encode()

    def _note(self, update: dict[str, Any]) -> dict[str, Any]:
        """Note an update that was fetched; return it, or its number alone if the library cannot read it."""
        try:
            self._seen(Update.de_json(update, None))
        except Exception:  # whatever stands in it
            log.exception("update %s cannot be read and is passed over", update["update_id"])
            return {"update_id": update["update_id"]}
        return update
