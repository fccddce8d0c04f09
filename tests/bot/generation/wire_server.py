"""A server on loopback that speaks as language models' makers do, word for word as they document it.

with WireServer(WireReply(ollama_stream("Seven were hurt."))) as server:  … server.url … server.requests
"""

import json
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

PIECE = 9  # characters sent at once


@dataclass(frozen=True)
class WireReply:
    """One reply as it goes over the wire."""

    body: str
    content_type: str = "application/x-ndjson"
    status: int = 200


class WireServer:
    """Gives the same reply to every request while the block lasts."""

    def __init__(self, reply: WireReply) -> None:
        self.requests: list[tuple[str, dict[str, str], dict[str, Any]]] = []  # path, headers, body
        wire = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                wire.requests.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.content_type)
                self.end_headers()
                self.wfile.write(reply.body.encode())

            def log_message(self, format: str, *args: Any) -> None:
                """Stay quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def ollama_stream(text: str) -> WireReply:
    """Return a reply of Ollama's `POST /api/chat`: a JSON object a line, the counts in the last one."""
    common = {"model": "llama3.2", "created_at": "2026-11-24T10:00:00.000000Z"}
    lines: list[dict[str, Any]] = [
        {**common, "message": {"role": "assistant", "content": piece}, "done": False} for piece in _pieces(text)
    ]
    lines.append(
        {
            **common,
            "message": {"role": "assistant", "content": ""},
            "done": True,
            "done_reason": "stop",
            "total_duration": 900,
            "load_duration": 100,
            "prompt_eval_count": 700,
            "prompt_eval_duration": 300,
            "eval_count": 30,
            "eval_duration": 500,
        }
    )
    return WireReply("".join(f"{json.dumps(line)}\n" for line in lines))


def anthropic_stream(text: str) -> WireReply:
    """Return a reply of Anthropic's `POST /v1/messages`: named events, the counts in the first and the last but one."""
    start = {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-haiku-4-5", "content": []}
    usage = {"input_tokens": 700, "output_tokens": 1}
    events: list[dict[str, Any]] = [
        {"type": "message_start", "message": {**start, "stop_reason": None, "stop_sequence": None, "usage": usage}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        {"type": "ping"},
        *(
            {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": piece}}
            for piece in _pieces(text)
        ),
        {"type": "content_block_stop", "index": 0},
        {
            "type": "message_delta",
            "delta": {"stop_reason": "end_turn", "stop_sequence": None},
            "usage": {"output_tokens": 30},
        },
        {"type": "message_stop"},
    ]
    return WireReply(_as_events(events), "text/event-stream")


def anthropic_overloaded_stream() -> WireReply:
    """Return a stream that Anthropic breaks off: an error after the reply has begun."""
    error = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}
    return WireReply(_as_events([error]), "text/event-stream")


def openai_stream(text: str) -> WireReply:
    """Return a reply of OpenAI's `POST /chat/completions`: chunks, the usage in the last one, which has no choices."""
    common = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1764000000, "model": "gpt-4o-mini"}
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}, *({"content": one} for one in _pieces(text))]
    chunks: list[dict[str, Any]] = [
        {**common, "choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": None}], "usage": None}
        for delta in deltas
    ]
    chunks.append({**common, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}], "usage": None})
    usage = {"prompt_tokens": 700, "completion_tokens": 30, "total_tokens": 730}
    chunks.append({**common, "choices": [], "usage": usage})
    body = "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks)
    return WireReply(f"{body}data: [DONE]\n\n", "text/event-stream")


def _as_events(events: list[dict[str, Any]]) -> str:
    return "".join(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n" for event in events)


def _pieces(text: str) -> list[str]:
    return [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
