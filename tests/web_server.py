"""A web server on loopback whose pages tests write, down to the bytes and the pauses between them."""

import socket
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


@dataclass
class Page:
    """What the server answers."""

    content: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    chunks: Callable[[], Iterator[bytes]] | None = None  # written as they come, in place of the content


Answer = Page | Callable[[dict[str, str]], Page]  # or by the request's headers, in lower case


class WebServer:
    """Serves `pages` by path, and keeps the headers of every request."""

    def __init__(self, address: str = "127.0.0.1") -> None:
        self.pages: dict[str, Answer] = {}
        self.requests: dict[str, list[dict[str, str]]] = defaultdict(list)
        handler = type("Handler", (_Handler,), {"web": self})
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        server = type("Server", (ThreadingHTTPServer,), {"address_family": family, "daemon_threads": True})
        self._server = server((address, 0), handler)
        self.port: int = self._server.server_address[1]
        self.host = f"[{address}]" if ":" in address else address
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def url(self, path: str = "/") -> str:
        """Return the address of a page."""
        return f"http://{self.host}:{self.port}{path}"


class _Handler(BaseHTTPRequestHandler):
    web: WebServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.web.requests[self.path].append(headers)
        answer = self.web.pages.get(self.path, Page(status=404))
        page = answer(headers) if callable(answer) else answer
        content = page.content.encode() if isinstance(page.content, str) else page.content
        self.close_connection = True
        try:
            self.send_response(page.status, HTTPStatus(page.status).phrase)
            for name, value in page.headers.items():
                self.send_header(name, value)
            if page.chunks is None and page.status != 304:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            for chunk in page.chunks() if page.chunks else [content]:
                self.wfile.write(chunk)
                self.wfile.flush()
        except OSError:  # whoever asked has had enough
            return

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
