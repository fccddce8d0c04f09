"""Fetching updates, for months on end: no answer of a server and no update of a new kind ends it."""

import asyncio
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
    """The requests that fetch updates. Each answer is told to `heard`, in a thread."""

    def __init__(self, *, heard: Callable[[], None], **more: Any) -> None:
        super().__init__(**more)
        self._heard = heard

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make a request; what the library would take as the end becomes an error that it tries again after."""
        code, payload = await super().do_request(*args, **kwargs)
        if code == HTTPStatus.OK:
            await asyncio.to_thread(self._heard)
        return (HTTPStatus.BAD_GATEWAY if code in _NOT_THE_END else code), payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer; of an update that the library cannot read, only the number stays.

        The library would fetch it again and again, and nothing behind it.
        """
        answer = HTTPXRequest.parse_json_payload(payload)
        if isinstance(answer.get("result"), list):
            answer["result"] = [_readable(update) for update in answer["result"]]
        return answer


def _readable(update: dict[str, Any]) -> dict[str, Any]:
    try:
        Update.de_json(update, None)
    except Exception:  # whatever stands in it
        log.exception("update %s cannot be read and is passed over", update["update_id"])
        return {"update_id": update["update_id"]}
    return update
