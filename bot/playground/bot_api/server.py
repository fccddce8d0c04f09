"""The server: it takes requests on loopback, lets faults happen, calls the methods, and tells what came of it.

with BotApiServer() as server:
    server.url                             the root to give to the bot
    server.people.says(7, "What's new?")   a person writes
    server.state.messages                  what the bot sent
"""

import asyncio
import inspect
import socket
import threading
import time
from collections.abc import Callable
from typing import Any, Self

from aiohttp import web

from bot.playground.bot_api.api_errors import ConflictError, RefusedError
from bot.playground.bot_api.entities import Json
from bot.playground.bot_api.faults import LATE, LOST, Faults, error, fail
from bot.playground.bot_api.fields import Fields, read_fields
from bot.playground.bot_api.methods import METHODS
from bot.playground.bot_api.state import State
from bot.playground.bot_api.user_actions import UserActions

HOST = "127.0.0.1"
START_S = 20.0
MOST_REQUEST = 60_000_000  # bytes

Routes = Callable[[web.Application], None]


class BotApiServer:
    """A Bot API server in a thread of its own. Used as a context: it serves inside."""

    def __init__(self, state: State | None = None, *, port: int = 0, routes: Routes | None = None) -> None:
        self.state = state or State()
        self.people = UserActions(self.state)
        self.faults = Faults()
        self._socket = socket.create_server((HOST, port))  # 0: any port that is free
        self.port: int = self._socket.getsockname()[1]
        self._more_routes = routes
        self.loop = asyncio.new_event_loop()
        self._stopped = asyncio.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="bot-api-server", daemon=True)

    @property
    def url(self) -> str:
        """The root for DATELINE_TELEGRAM_API_URL."""
        return f"http://{HOST}:{self.port}"

    # Life

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(START_S):
            raise TimeoutError("the Bot API server does not start")
        return self

    def __exit__(self, *exc: object) -> None:
        self.state.updates.stop()
        self.loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join(START_S)

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        try:
            self.loop.run_until_complete(self._serve())
        finally:
            self.loop.close()

    async def _serve(self) -> None:
        app = web.Application(client_max_size=MOST_REQUEST)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        if self._more_routes:
            self._more_routes(app)
        runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=0.2)
        await runner.setup()
        await web.SockSite(runner, self._socket).start()
        self._ready.set()
        await self._stopped.wait()
        await runner.cleanup()
        await asyncio.sleep(0.01)  # connections that were just closed let go of their sockets

    # Requests

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.match_info["token"] != self.state.token:
            return error(401, "Unauthorized")
        given = await read_fields(request)
        self.state.requests.append((method, given))
        began = time.monotonic()
        response, result = await self._answer(method, given, request)
        self.state.notify(
            "call",
            {
                "method": method,
                "fields": _showable(given),
                "status": response.status,
                "result": result,
                "ms": round((time.monotonic() - began) * 1000, 1),
            },
        )
        return response

    async def _answer(self, method: str, given: Json, request: web.Request) -> tuple[web.Response, Any]:
        """Return the answer to a request, and what is to be shown of it."""
        fault = self.faults.take(method)
        if fault and fault.status not in (LATE, LOST):
            return fail(fault, request), f"fault: {fault.status or 'cut'}"
        called = METHODS.get(method)
        if called is None:
            return error(404, "Not Found: method not found"), "method not found"
        try:
            result = called(self.state, Fields(given))
            if inspect.isawaitable(result):
                result = await result
        except ConflictError as conflict:
            return error(409, f"Conflict: {conflict}"), str(conflict)
        except RefusedError as refused:
            self.state.refusals.append(str(refused))
            return error(400, f"Bad Request: {refused}"), str(refused)
        except KeyError as missing:
            return error(400, f"Bad Request: can't find field {missing}"), f"field {missing} is missing"
        if fault and fault.status == LOST:
            return fail(fault, request), "fault: the answer was lost"
        if fault:
            await asyncio.sleep(fault.late_s)
        return web.json_response({"ok": True, "result": result}), result

    async def _download(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.state.token:
            return error(401, "Unauthorized")
        if fault := self.faults.take("download"):
            return fail(fault, request)
        for path, content in self.state.files.values():
            if path == request.match_info["path"]:
                return web.Response(body=content)
        return error(404, "Not Found")


def _showable(given: Json) -> Json:
    """Return parameters without the content of files."""
    return {
        name: {"file": value[0], "bytes": len(value[1])} if isinstance(value, tuple) else value
        for name, value in given.items()
    }
