"""What happens on the server, streamed to the page as server-sent events."""

import asyncio
import json
import time
from collections import deque

from aiohttp import web

from bot.playground.bot_api.entities import Json

RECENT = 300  # calls and updates, for the inspector of a page that is opened later
KEEP_ALIVE_S = 15.0
MOST_WAITING = 2_000  # events for a page that does not read them; then it has to reload


class EventStream:
    """Hears of changes in any thread, and gives them to every open page."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._pages: set[asyncio.Queue[str | None]] = set()
        self._recent: deque[str] = deque(maxlen=RECENT)

    def hear(self, kind: str, data: Json) -> None:
        """Take an event; a listener of `State`."""
        if kind == "call" and data["method"] == "getUpdates":
            return  # a poll each 25 seconds tells nothing: its updates are events of their own
        line = json.dumps({"kind": kind, "at": time.time(), "data": data}, ensure_ascii=False, default=str)
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._give, line, kind in ("call", "update"))

    def _give(self, line: str, keep: bool) -> None:
        if keep:
            self._recent.append(line)
        for page in self._pages:
            if page.qsize() < MOST_WAITING:
                page.put_nowait(line)

    async def close(self, _: web.Application) -> None:
        """End every stream: the server stops."""
        for page in self._pages:
            page.put_nowait(None)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Stream events to one page until it is closed."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        page: asyncio.Queue[str | None] = asyncio.Queue()
        self._pages.add(page)
        for recent in self._recent:
            page.put_nowait(recent)
        try:
            await response.write(b": open\n\n")
            while True:
                try:
                    line = await asyncio.wait_for(page.get(), KEEP_ALIVE_S)
                except TimeoutError:
                    await response.write(b": still here\n\n")
                    continue
                if line is None:
                    break
                await response.write(f"data: {line}\n\n".encode())
        except ConnectionResetError:
            pass  # the page was closed
        finally:
            self._pages.discard(page)
        return response
