"""A speech endpoint on loopback that answers as a test says.

with SpeechServer() as server:
    server.say("What happened on May 29?")
    … server.url … server.requests
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


class SpeechServer:
    """The endpoint, in threads of its own while the block lasts."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, str, bytes]] = []  # path, Authorization header, body
        self._reply = (200, b"{}")
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                server.requests.append((self.path, self.headers.get("Authorization", ""), body))
                status, reply = server._reply
                self.send_response(status)
                self.send_header("Content-Length", str(len(reply)))
                self.end_headers()
                self.wfile.write(reply)

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def say(self, text: str) -> None:
        """Transcribe everything as this text."""
        self.answer(200, json.dumps({"text": text}).encode())

    def answer(self, status: int, body: bytes) -> None:
        """Answer everything with this."""
        self._reply = (status, body)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
