"""The page's side of the server: its files, its state, the event stream, and what the person does.

Only a browser on this machine that was given the link may use it: the token in the link is good once and becomes a
cookie; `Host` and `Origin` must be ours, so that no other page can reach it.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime
from inspect import signature
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.playground.bot_api.entities import Json
from bot.playground.bot_api.server import HOST, BotApiServer
from bot.playground.cast import ADMIN, CHATS, GROUP, PLACES, READER
from bot.playground.event_stream import EventStream
from bot.playground.page_actions import ActionError, PageActions

PAGE = Path(__file__).parent / "page"
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
    " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PageSite:
    """Serves the page beside the Bot API."""

    def __init__(
        self, server: BotApiServer, actions: PageActions, now: Callable[[], datetime], *, is_sample: bool
    ) -> None:
        self._server = server
        self._actions = actions
        self._now = now
        self._phase: Json = {"is_sample": is_sample, "about": "", "ready": False}
        self._once = secrets.token_urlsafe(24)
        self._session = secrets.token_urlsafe(24)
        # Browsers keep one jar for all ports of a host.
        self._cookie = f"dateline_playground_{server.port}"
        self._files = {path.name: path.read_bytes() for path in PAGE.iterdir() if path.suffix in KINDS}
        self._events = EventStream(server.loop)
        server.state.listeners.append(self._events.hear)

    def tell_phase(self, **news: Any) -> None:
        """Tell the page how far the bot is: `about` its archive, and whether it is `ready`."""
        self._phase.update(news)
        self._events.hear("phase", dict(self._phase))

    @property
    def link(self) -> str:
        """The address to open, good once."""
        return f"{self._server.url}/?token={self._once}"

    def add_to(self, app: web.Application) -> None:
        """Add the page's routes to the server."""
        app.on_shutdown.append(self._events.close)
        app.router.add_get("/", self._open)
        app.router.add_get("/page/{name}", self._guarded(self._page_file))
        app.router.add_get("/state", self._guarded(self._state))
        app.router.add_get("/events", self._guarded(self._events.serve))
        app.router.add_get("/kept/{file_id}", self._guarded(self._kept))
        app.router.add_post("/act", self._guarded(self._act))
        app.router.add_post("/upload", self._guarded(self._upload))

    def _is_ours(self, request: web.Request) -> bool:
        ours = {f"{host}:{self._server.port}" for host in (HOST, "localhost")}
        origin = request.headers.get("Origin")
        asked = request.method != "GET"
        return request.host in ours and (origin in {f"http://{one}" for one in ours} or (origin is None and not asked))

    def _guarded(self, handler: Handler) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            known = _are_equal(request.cookies.get(self._cookie, ""), self._session)
            if not known or not self._is_ours(request):
                return web.Response(status=403, text="Open the link that `dateline play` printed.", headers=HEADERS)
            return await handler(request)

        return guarded

    async def _open(self, request: web.Request) -> web.StreamResponse:
        """Take the token for a cookie; show the page to who has the cookie."""
        given = request.query.get("token", "")
        if self._is_ours(request) and self._once and _are_equal(given, self._once):
            self._once = ""
            response = web.Response(status=303, headers={**HEADERS, "Location": "/"})
            response.set_cookie(self._cookie, self._session, httponly=True, samesite="Strict", path="/")
            return response
        return await self._guarded(self._index)(request)

    async def _index(self, _: web.Request) -> web.StreamResponse:
        return self._page("index.html")

    async def _page_file(self, request: web.Request) -> web.StreamResponse:
        return self._page(request.match_info["name"])

    def _page(self, name: str) -> web.Response:
        if name not in self._files:
            return web.Response(status=404, headers=HEADERS)
        kind = KINDS[Path(name).suffix]
        return web.Response(body=self._files[name], content_type=kind, charset="utf-8", headers=HEADERS)

    async def _state(self, request: web.Request) -> web.StreamResponse:
        state = self._server.state
        body: Json = {
            "bot": {"name": state.bot["first_name"], "username": state.bot["username"]},
            "phase": self._phase,
            "today": self._now().date().isoformat(),
            "cast": {"reader": READER, "admin": ADMIN, "group": GROUP},
            "places": PLACES,
            "messages": [message for chat_id in CHATS for message in state.history_of(chat_id)],
            "profile": state.profile,
        }
        return web.json_response(body, headers=HEADERS)

    async def _kept(self, request: web.Request) -> web.StreamResponse:
        """Give a file that was sent: pictures to be shown, anything else to be saved."""
        path, content = self._server.state.files.get(request.match_info["file_id"], ("", b""))
        if path.startswith("photos/"):
            kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
            return web.Response(body=content, content_type=kind, headers=HEADERS)
        headers = {**HEADERS, "Content-Disposition": "attachment"}
        return web.Response(body=content, content_type="application/octet-stream", headers=headers)

    async def _act(self, request: web.Request) -> web.StreamResponse:
        try:
            asked = dict(await request.json())
            action = self._actions.known[asked.pop("do")]
            signature(action).bind(**asked)
        except (ValueError, TypeError, KeyError):
            return _refuse("The page and the server do not fit together: reload the page.")
        try:
            return web.json_response({"result": await asyncio.to_thread(action, **asked)}, headers=HEADERS)
        except ActionError as error:
            return _refuse(str(error))

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        """Send files to a chat; several are an album. The caption belongs to the first."""
        form = await request.post()
        files = [one for one in form.getall("file", []) if isinstance(one, web.FileField)]
        more: Json = {"media_group_id": secrets.token_hex(6)} if len(files) > 1 else {}
        if caption := str(form.get("caption", "")):
            more["caption"] = caption
        try:
            chat, topic = int(str(form.get("chat", ""))), int(str(form.get("topic", "0")))
            for file in files:
                self._actions.send_file(chat, file.filename, file.file.read(), topic=topic, **more)
                more.pop("caption", None)
        except (ValueError, ActionError) as error:
            return _refuse(str(error))
        return web.json_response({"result": len(files)}, headers=HEADERS)


def _refuse(why: str) -> web.Response:
    return web.json_response({"error": why}, status=400, headers=HEADERS)


def _are_equal(given: str, ours: str) -> bool:
    """Compare without telling, by the time it takes, how much was right."""
    return secrets.compare_digest(given.encode(), ours.encode())
