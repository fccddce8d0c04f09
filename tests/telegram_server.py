"""A Bot API server on loopback, as strict as Telegram's: it refuses what Telegram refuses, and records everything.

with TelegramServer() as telegram:
    telegram.url                        the root to give to the bot
    telegram.says(7, "What happened?")  a person writes
    telegram.wait_for_message()         what the bot sent
"""

import asyncio
import json
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any, Self

from aiohttp import web

from tests.telegram_html import Parsed, RefusedError, read_message, units

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
BOT_ID = 123456789
BOT_NAME = "dateline_test_bot"
WAIT_S = 20.0  # for the bot to do what a test expects of it; a test that fails waits so long
MOST_DOWNLOAD = 20_000_000
MOST_PHOTO = 10_000_000
CALLBACK_BYTES = 64

Json = dict[str, Any]


@dataclass
class Message:
    """A message the bot sent, as it stands now."""

    chat_id: int
    message_id: int
    html: str  # as sent
    parsed: Parsed
    buttons: list[list[Json]]
    fields: Json  # all that was given with it
    edits: list[str] = field(default_factory=list)  # earlier texts
    document: bytes | None = None
    file_name: str = ""

    @property
    def text(self) -> str:
        """What a person reads."""
        return self.parsed.text

    @property
    def all_buttons(self) -> list[Json]:
        """The buttons in order."""
        return [button for row in self.buttons for button in row]


@dataclass
class InlineAnswer:
    """What an inline query was answered with."""

    results: list[tuple[str, Parsed]]  # each title, and the message that would be sent
    button: Json | None


@dataclass
class Fault:
    """What is to go wrong with the next request of a method."""

    status: int  # 0: the connection is cut
    description: str = "injected"
    retry_after: int = 0


_ACCIDENTS = (Fault(502, "Bad Gateway"), Fault(429, retry_after=1), Fault(0))


class ConflictError(Exception):
    """Two programs fetch the same bot's updates."""


class TelegramServer:
    """The server; every public method may be called from the tests' thread."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.messages: list[Message] = []
        self.requests: list[tuple[str, Json]] = []  # (method, fields), those refused too
        self.drafts: list[tuple[int, int, str, int]] = []  # chat, draft id, text, messages sent before it
        self.answered_taps: list[Json] = []
        self.refusals: list[str] = []  # what was answered with 400
        self.faults: dict[str, deque[Fault]] = {}
        self.fault_share = 0.0  # of all requests, by chance
        self.chance = Random(5)
        self.sent_at: list[float] = []  # when each of the messages came, on the monotonic clock
        self.updates: list[Json] = []  # not yet confirmed
        self.all_updates: list[Json] = []
        self.confirmed = 0  # updates up to this id were confirmed
        self.port = 0
        self._files: dict[str, tuple[str, bytes]] = {}
        self._taps: set[str] = set()
        self._inline: set[str] = set()
        self.inline_answers: dict[str, InlineAnswer] = {}
        self._update_ids = count(1000)
        self._ids = count(1)
        self._polls = 0
        self._loop = asyncio.new_event_loop()
        self._stopped: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._run, name="telegram-server", daemon=True)
        self._ready = threading.Event()

    # Life

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(WAIT_S)
        return self

    def __exit__(self, *exc: object) -> None:
        assert self._stopped is not None
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join(WAIT_S)

    @property
    def url(self) -> str:
        """The root for DATELINE_TELEGRAM_API_URL."""
        return f"http://127.0.0.1:{self.port}"

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        self._stopped = asyncio.Event()
        app = web.Application(client_max_size=60_000_000)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=0.2)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        assert site._server is not None
        self.port = site._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
        self._ready.set()
        await self._stopped.wait()
        await runner.cleanup()

    # What people do

    def says(self, user_id: int, text: str, **more: Any) -> Json:
        """Someone writes a text; commands get their entity, as Telegram marks them."""
        entities = more.pop("entities", None)
        if entities is None and text.startswith("/"):
            entities = [{"type": "bot_command", "offset": 0, "length": units(text.split()[0])}]
        return self.sends(user_id, text=text, **({"entities": entities} if entities else {}), **more)

    def sends(self, user_id: int, chat: Json | None = None, kind: str = "message", **content: Any) -> Json:
        """Someone sends anything; returns the message."""
        message: Json = {
            "message_id": next(self._ids),
            "date": int(time.time()),
            "chat": chat or {"id": user_id, "type": "private", "first_name": "Ana"},
            "from": {"id": user_id, "is_bot": False, "first_name": "Ana", "language_code": "en"},
            **content,
        }
        self.update(**{kind: message})
        return message

    def sends_file(self, user_id: int, name: str | None, content: bytes, size: int | None = None, **more: Any) -> Json:
        """Someone sends a file; `size` is what Telegram says of it, where that is not its real size."""
        file_id = f"file{next(self._ids)}"
        path = f"documents/{file_id}"
        self._files[file_id] = (path, content)
        document: Json = {
            "file_id": file_id,
            "file_unique_id": f"u{file_id}",
            "file_size": len(content) if size is None else size,
        }
        if name is not None:
            document["file_name"] = name
        return self.sends(user_id, document=document, **more)

    def taps(self, user_id: int, message: Message, data: str, *, gone: bool = False, person: Json | None = None) -> str:
        """Someone taps a button; `gone`: Telegram no longer has the message under it. Returns the tap's id."""
        tap_id = f"tap{next(self._ids)}"
        self._taps.add(tap_id)
        chat = {"id": message.chat_id, "type": "private" if message.chat_id > 0 else "supergroup", "title": "News"}
        under = {"message_id": message.message_id, "chat": chat, "date": 0 if gone else int(time.time())}
        if not gone:
            under |= {"text": message.text, "from": _BOT}
        tapper = person or {"id": user_id, "is_bot": False, "first_name": "Ana"}
        self.update(callback_query={"id": tap_id, "from": tapper, "chat_instance": "1", "message": under, "data": data})
        return tap_id

    def edits(self, message: Json, text: str) -> None:
        """Someone edits a message of theirs."""
        entities = {}
        if text.startswith("/"):
            entities = {"entities": [{"type": "bot_command", "offset": 0, "length": units(text.split()[0])}]}
        kept = {key: value for key, value in message.items() if key != "entities"}
        self.update(edited_message={**kept, "text": text, "edit_date": message["date"] + 5, **entities})

    def types_inline(self, user_id: int, text: str, language: str = "en") -> str:
        """Someone types behind our name in any chat; returns the query's id."""
        query_id = f"query{next(self._ids)}"
        self._inline.add(query_id)
        person = {"id": user_id, "is_bot": False, "first_name": "Ana", "language_code": language}
        self.update(inline_query={"id": query_id, "from": person, "query": text, "offset": ""})
        return query_id

    def wait_for_inline(self, query_id: str) -> InlineAnswer:
        """Return what an inline query is answered with."""
        self.wait_until(lambda: query_id in self.inline_answers, "an inline query was not answered")
        return self.inline_answers[query_id]

    def update(self, **content: Any) -> int:
        """Queue an update; returns its id."""
        update_id = next(self._update_ids)
        self.all_updates.append({"update_id": update_id, **content})
        self.updates.append(self.all_updates[-1])
        return update_id

    def fail_next(self, method: str, *faults: Fault) -> None:
        """Let the next requests of a method go wrong, one fault each."""
        self.faults.setdefault(method, deque()).extend(faults)

    # What tests wait for

    def wait_until(self, what: Callable[[], bool], told: str = "") -> None:
        """Wait until something is true; fail where it does not become so."""
        end = time.monotonic() + WAIT_S
        while not what():
            assert time.monotonic() < end, told or f"waited in vain; requests: {self.requests[-5:]}"
            time.sleep(0.005)

    def wait_for_message(self, after: int = 0) -> Message:
        """Return the first message that is sent after so many."""
        self.wait_until(lambda: len(self.messages) > after, f"no message came; {self.requests[-5:]}")
        return self.messages[after]

    @contextmanager
    def next_message(self) -> Iterator[list[Message]]:
        """Give a list that holds, after the block, the first message the bot sent because of it.

        with telegram.next_message() as got:
            telegram.says(7, "Hello")
        got[0].text
        """
        before = len(self.messages)
        got: list[Message] = []
        yield got
        got.append(self.wait_for_message(before))

    def wait_until_settled(self) -> None:
        """Wait until every update is confirmed."""
        self.wait_until(lambda: not self.updates, f"updates were not fetched: {self.updates}")

    # The API

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.match_info["token"] != self.token:
            return _error(401, "Unauthorized")
        fields = {name: value async for name, value in _fields(request)}
        self.requests.append((method, fields))
        if faults := self.faults.get(method):
            return _fail(faults.popleft(), request)
        if self.chance.random() < self.fault_share:
            return _fail(self.chance.choice(_ACCIDENTS), request)
        handler = getattr(self, f"_do_{_snake(method)}", None)
        if handler is None:
            return _error(404, "Not Found: method not found")
        try:
            return web.json_response({"ok": True, "result": await handler(dict(fields))})
        except ConflictError as conflict:
            return _error(409, f"Conflict: {conflict}")
        except RefusedError as refused:
            self.refusals.append(str(refused))
            return _error(400, f"Bad Request: {refused}")

    async def _download(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            return _error(401, "Unauthorized")
        if faults := self.faults.get("download"):
            return _fail(faults.popleft(), request)
        for path, content in self._files.values():
            if path == request.match_info["path"]:
                return web.Response(body=content)
        return _error(404, "Not Found")

    async def _do_get_me(self, fields: Json) -> Json:
        _only(fields)
        return _BOT

    async def _do_delete_webhook(self, fields: Json) -> bool:
        dropped = _take(fields, "drop_pending_updates", bool, False)
        _only(fields)
        if dropped:
            self.updates.clear()
        return True

    async def _do_set_my_commands(self, fields: Json) -> bool:
        commands = _take(fields, "commands", list)
        _take(fields, "scope", dict, None)
        _take(fields, "language_code", str, None)
        _only(fields)
        for command in commands:
            if not 1 <= len(command["description"]) <= 256 or not command["command"].islower():
                raise RefusedError("BOT_COMMAND_INVALID")
        return True

    async def _do_set_my_description(self, fields: Json) -> bool:
        return self._profile(fields, "description", 512)

    async def _do_set_my_short_description(self, fields: Json) -> bool:
        return self._profile(fields, "short_description", 120)

    def _profile(self, fields: Json, name: str, most: int) -> bool:
        text = _take(fields, name, str)
        _take(fields, "language_code", str, None)
        _only(fields)
        if units(text) > most:
            raise RefusedError(f"{name} is too long")
        return True

    async def _do_get_updates(self, fields: Json) -> list[Json]:
        """Confirm what is below the offset, and wait for something to give; a newer poll ends an older one."""
        offset = _take(fields, "offset", int, 0)
        wait_s = _take(fields, "timeout", float, 0.0)
        limit = _take(fields, "limit", int, 100)
        _take(fields, "allowed_updates", list, None)
        _only(fields)
        self._polls += 1
        poll = self._polls
        self.updates = [update for update in self.updates if update["update_id"] >= offset]
        self.confirmed = max(self.confirmed, offset - 1)
        end = time.monotonic() + wait_s
        while not self.updates and time.monotonic() < end:
            await asyncio.sleep(0.005)
            if poll != self._polls:
                raise ConflictError("terminated by other getUpdates request")
            assert self._stopped is not None
            if self._stopped.is_set():
                break
        return self.updates[:limit]

    async def _do_send_message(self, fields: Json) -> Json:
        given = dict(fields)
        text = _take(fields, "text", str)
        parsed = read_message(text, _take(fields, "parse_mode", str, None))
        buttons = _buttons(fields)
        chat_id = self._delivery(fields)
        _only(fields)
        return self._sent(Message(chat_id, next(self._ids), text, parsed, buttons, given))

    async def _do_send_message_draft(self, fields: Json) -> bool:
        text = _take(fields, "text", str)
        parsed = read_message(text, _take(fields, "parse_mode", str, None))
        chat_id, draft_id = _take(fields, "chat_id", int), _take(fields, "draft_id", int)
        _take(fields, "message_thread_id", int, None)
        _only(fields)
        if chat_id < 0:
            raise RefusedError("drafts are for private chats")
        if not draft_id:
            raise RefusedError("RANDOM_ID_INVALID")
        self.drafts.append((chat_id, draft_id, parsed.text, len(self.messages)))
        return True

    async def _do_send_document(self, fields: Json) -> Json:
        given = dict(fields)
        name, content = _take(fields, "document", tuple)
        caption = _take(fields, "caption", str, "")
        parse_mode = _take(fields, "parse_mode", str, None)
        parsed = read_message(caption, parse_mode) if caption else Parsed("")
        if units(parsed.text) > 1024:
            raise RefusedError("message caption is too long")
        if not content:
            raise RefusedError("file must be non-empty")
        buttons, chat_id = _buttons(fields), self._delivery(fields)
        _only(fields)
        return self._sent(Message(chat_id, next(self._ids), caption, parsed, buttons, given, [], content, name))

    async def _do_send_photo(self, fields: Json) -> Json:
        given = dict(fields)
        name, content = _take(fields, "photo", tuple)
        caption = _take(fields, "caption", str, "")
        if units(caption) > 1024:
            raise RefusedError("message caption is too long")
        if not content.startswith(b"\x89PNG") or len(content) > MOST_PHOTO:
            raise RefusedError("IMAGE_PROCESS_FAILED")
        chat_id = self._delivery(fields)
        _only(fields)
        sent = Message(chat_id, next(self._ids), caption, Parsed(caption), [], given, [], content, name)
        return self._sent(sent)

    async def _do_delete_message(self, fields: Json) -> bool:
        key = (_take(fields, "chat_id", int), _take(fields, "message_id", int))
        _only(fields)
        message = next((m for m in self.messages if (m.chat_id, m.message_id) == key), None)
        if message is None:
            raise RefusedError("message to delete not found")
        self.forget_message(message)
        return True

    async def _do_answer_inline_query(self, fields: Json) -> bool:
        """Take the results of an inline query; each must be a message that could be sent."""
        query_id = _take(fields, "inline_query_id", str)
        results = _take(fields, "results", list)
        button = _take(fields, "button", dict, None)
        _take(fields, "cache_time", int, 300)
        _take(fields, "is_personal", bool, False)
        _take(fields, "next_offset", str, None)
        _only(fields)
        if query_id not in self._inline:
            raise RefusedError("query is too old and response timeout expired or query ID is invalid")
        self._inline.discard(query_id)
        ids = [result["id"] for result in results]
        if len(results) > 50 or len(set(ids)) != len(ids) or not all(1 <= len(i.encode()) <= 64 for i in ids):
            raise RefusedError("RESULT_ID_INVALID")
        found = []
        for result in results:
            content = result["input_message_content"]
            found.append((result["title"], read_message(content["message_text"], content.get("parse_mode"))))
        self.inline_answers[query_id] = InlineAnswer(found, button)
        return True

    async def _do_edit_message_text(self, fields: Json) -> Json:
        text = _take(fields, "text", str)
        parsed = read_message(text, _take(fields, "parse_mode", str, None))
        key = (_take(fields, "chat_id", int), _take(fields, "message_id", int))
        buttons = _buttons(fields)
        _take(fields, "link_preview_options", dict, None)
        _only(fields)
        message = next((m for m in self.messages if (m.chat_id, m.message_id) == key), None)
        if message is None:
            raise RefusedError("message to edit not found")
        if (message.parsed, message.buttons) == (parsed, buttons):
            raise RefusedError("message is not modified: specified new message content and reply markup are the same")
        message.edits.append(message.text)
        message.html, message.parsed, message.buttons = text, parsed, buttons
        return _as_json(message)

    async def _do_answer_callback_query(self, fields: Json) -> bool:
        given = dict(fields)
        tap_id = _take(fields, "callback_query_id", str)
        if len(_take(fields, "text", str, "")) > 200:
            raise RefusedError("MESSAGE_TOO_LONG")
        _take(fields, "show_alert", bool, False)
        _only(fields)
        if tap_id not in self._taps:
            raise RefusedError("query is too old and response timeout expired or query ID is invalid")
        self._taps.discard(tap_id)
        self.answered_taps.append(given)
        return True

    async def _do_send_chat_action(self, fields: Json) -> bool:
        if _take(fields, "action", str) != "typing":
            raise RefusedError("wrong parameter action in request")
        self._delivery(fields)
        _only(fields)
        return True

    async def _do_get_file(self, fields: Json) -> Json:
        file_id = _take(fields, "file_id", str)
        _only(fields)
        if file_id not in self._files:
            raise RefusedError("wrong file_id or the file is temporarily unavailable")
        path, content = self._files[file_id]
        if len(content) > MOST_DOWNLOAD:
            raise RefusedError("file is too big")
        return {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": len(content), "file_path": path}

    def forget_tap(self, tap_id: str) -> None:
        """Let a tap become too old to be acknowledged."""
        self._taps.discard(tap_id)

    def forget_message(self, message: Message) -> None:
        """Delete one of the bot's messages, as a person may."""
        self.messages = [m for m in self.messages if m is not message]

    def _delivery(self, fields: Json) -> int:
        """Read where a message goes."""
        _take(fields, "link_preview_options", dict, None)
        _take(fields, "message_thread_id", int, None)
        reply = _take(fields, "reply_parameters", dict, None)
        if reply is not None and not isinstance(reply.get("message_id"), int):
            raise RefusedError("message to be replied not found")
        chat_id: int = _take(fields, "chat_id", int)
        return chat_id

    def _sent(self, message: Message) -> Json:
        self.messages.append(message)
        self.sent_at.append(time.monotonic())
        return _as_json(message)


_BOT: Json = {
    "id": BOT_ID,
    "is_bot": True,
    "first_name": "Dateline",
    "username": BOT_NAME,
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}
_MISSING = object()


async def _fields(request: web.Request) -> Any:
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            yield name, (value.filename, value.file.read())
            value.file.close()
        else:
            yield name, value


def _take(fields: Json, name: str, kind: type, default: Any = _MISSING) -> Any:
    """Take a field out, read as its type. A document is named by a field of its own, as the library attaches it."""
    value = fields.pop(name, default)
    if value is _MISSING:
        raise RefusedError(f"parameter {name!r} is required")
    if name not in fields and value is default:
        return value
    if kind is tuple and isinstance(value, str) and value.startswith("attach://"):
        value = fields.pop(value.removeprefix("attach://"))
    try:
        read = value if kind in (str, tuple) else json.loads(value)
    except ValueError:
        raise RefusedError(f"can't parse {name}") from None
    if kind is float and isinstance(read, int):
        read = float(read)
    if not isinstance(read, kind) or (kind is int and isinstance(read, bool)):
        raise RefusedError(f"field {name!r} must be of type {kind.__name__}")
    return read


def _only(fields: Json) -> None:
    """Refuse what is left: a misspelt parameter would be passed over in silence."""
    if fields:
        raise RefusedError(f"unknown parameters {sorted(fields)}")


def _buttons(fields: Json) -> list[list[Json]]:
    markup = _take(fields, "reply_markup", dict, None)
    if markup is None:
        return []
    rows: list[list[Json]] = markup.get("inline_keyboard", [])
    if sum(map(len, rows)) > 100 or any(len(row) > 8 or not row for row in rows):
        raise RefusedError("BUTTONS_TOO_MANY")
    for button in (button for row in rows for button in row):
        if not button.get("text", "").strip():
            raise RefusedError("can't parse inline keyboard button: text must be non-empty")
        if "url" in button:
            if not re.fullmatch(r"https?://[^\s/]+\S*", button["url"]) or "callback_data" in button:
                raise RefusedError("BUTTON_URL_INVALID")
        elif not 1 <= len(button.get("callback_data", "").encode()) <= CALLBACK_BYTES:
            raise RefusedError("BUTTON_DATA_INVALID")
    return rows


def _as_json(message: Message) -> Json:
    kind = "private" if message.chat_id > 0 else "supergroup"
    kept = {"file_id": "f", "file_unique_id": "u"}
    body: Json = {"document": kept} if message.document else {"text": message.text}
    if message.document and message.document.startswith(b"\x89PNG"):
        body = {"photo": [kept | {"width": 1, "height": 1}], "caption": message.text}
    chat = {"id": message.chat_id, "type": kind, "title": "News"}
    return {"message_id": message.message_id, "date": int(time.time()), "chat": chat, "from": _BOT, **body}


def _error(status: int, description: str, **parameters: Any) -> web.Response:
    body: Json = {"ok": False, "error_code": status, "description": description}
    if parameters:
        body["parameters"] = parameters
    return web.json_response(body, status=status)


def _fail(fault: Fault, request: web.Request) -> web.Response:
    if fault.status == 0:
        assert request.transport is not None
        request.transport.close()
        return web.Response()
    if fault.retry_after:
        return _error(fault.status, "Too Many Requests", retry_after=fault.retry_after)
    return _error(fault.status, fault.description)


def _snake(method: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in method)
