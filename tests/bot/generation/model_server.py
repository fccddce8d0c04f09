"""An OpenAI-like endpoint on loopback that answers as a test says: good, bad, slow, cut, malformed or malicious.

with ModelServer() as server:
    server.say("The ferry struck the pier [1].")       # the next reply; the last one is repeated
    server.script(Reply(status=503), Reply("Seven were hurt [1]."))
    … server.url … server.requests
"""

import json
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

PIECE = 7  # characters sent at once


@dataclass(frozen=True)
class Reply:
    """One reply of the endpoint."""

    text: str | Callable[[str, str], str] = ""  # or made from the system and the user message
    status: int = 200
    body: str | None = None  # sent as it is, in place of a proper reply
    content_type: str = "text/event-stream"
    cut: bool = False  # the connection ends without the reply's end
    hang: bool = False  # nothing more comes after the text until the server closes
    hold_after: str = ""  # after these words it waits until the test lets it go on
    refuses: str = ""  # an optional parameter that it does not take


class ModelServer:
    """The endpoint, running in threads of its own while the block lasts."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []  # Authorization headers
        self._replies: deque[Reply] = deque()
        self.go_on = threading.Event()
        self.closing = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"endpoint": self}))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def say(self, text: str | Callable[[str, str], str]) -> None:
        """Reply with this text from now on."""
        self.script(Reply(text))

    def script(self, *replies: Reply) -> None:
        """Reply with these, one after the other; the last one again and again."""
        self._replies = deque(replies)

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.go_on.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def next_reply(self) -> Reply:
        """Return the reply to the next request."""
        return self._replies.popleft() if len(self._replies) > 1 else self._replies[0]


class _Handler(BaseHTTPRequestHandler):
    """Serves one request as the endpoint's next reply says."""

    endpoint: ModelServer  # set by the server's own subclass

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.endpoint.requests.append(request)
        self.endpoint.keys.append(self.headers.get("Authorization", ""))
        reply = self.endpoint.next_reply()
        if reply.refuses and reply.refuses in request:
            self._send(400, "application/json", json.dumps({"error": {"message": f"no {reply.refuses} here"}}))
        elif reply.status != 200 or reply.body is not None:
            said = reply.body if reply.body is not None else json.dumps({"error": {"message": "not now"}})
            self._send(reply.status, reply.content_type, said)
        else:
            self._stream(request, reply)

    def _send(self, status: int, content_type: str, body: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.end_headers()
        self.wfile.write(body.encode())

    def _stream(self, request: dict[str, Any], reply: Reply) -> None:
        system, user = (message["content"] for message in request["messages"])
        text = reply.text if isinstance(reply.text, str) else reply.text(system, user)
        self._send(200, reply.content_type, "")
        held = text.index(reply.hold_after) + len(reply.hold_after) if reply.hold_after else 0
        self._say(text[:held])
        if reply.hold_after:
            self.endpoint.go_on.wait()
        self._say(text[held:])
        if reply.hang:
            self.endpoint.closing.wait()
        elif not reply.cut:
            self._event({"choices": [{"delta": {}, "finish_reason": "stop"}]})
            self._event({"choices": [], "usage": {"prompt_tokens": 700, "completion_tokens": 30}})
            self.wfile.write(b"data: [DONE]\n\n")

    def _say(self, text: str) -> None:
        for at in range(0, len(text), PIECE):
            self._event({"choices": [{"delta": {"content": text[at : at + PIECE]}}]})

    def _event(self, event: dict[str, Any]) -> None:
        try:
            self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
        except OSError:
            return  # nobody listens any more

    def log_message(self, format: str, *args: Any) -> None:
        """Stay quiet."""
