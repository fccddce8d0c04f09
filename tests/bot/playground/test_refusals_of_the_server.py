"""The Bot API server refuses what Telegram refuses, and takes what it takes."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from bot.playground.bot_api.faults import Fault
from bot.playground.bot_api.server import HOST, BotApiServer

CHAT = 7
PNG_HEAD = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


@pytest.fixture(scope="module")
def server() -> Iterator[BotApiServer]:
    with BotApiServer() as server:
        yield server


@pytest.fixture
def call(server: BotApiServer) -> Any:
    """Return a call of a method; it returns the status and what is said."""

    def post(method: str, files: dict[str, Any] | None = None, **fields: Any) -> tuple[int, Any]:
        url = f"{server.url}/bot{server.state.token}/{method}"
        reply = httpx.post(url, data=fields, files=files) if files else httpx.post(url, json=fields)
        said = reply.json()
        return reply.status_code, said.get("result") if said["ok"] else said["description"]

    return post


def button(**kind: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "x", **kind}]]}


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "x" * 4_096},
        {"text": "🌊" * 2_048},  # two units each
        {"text": "<b>bold</b> &lt;", "parse_mode": "HTML"},
        {"text": "x", "reply_markup": button(callback_data="x" * 64)},
        {"text": "x", "reply_markup": button(url="https://news.example/1")},
    ],
    ids=["4,096 units", "emoji of two units", "HTML", "64 bytes", "an address"],
)
def test_a_message_within_the_limits_is_taken(call: Any, fields: dict[str, Any]) -> None:
    assert call("sendMessage", chat_id=CHAT, **fields)[0] == 200


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": " "}, "message text is empty"),
        ({"text": "x" * 4_097}, "message is too long"),
        ({"text": "🌊" * 2_049}, "message is too long"),
        ({"text": "<b>bold", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "a < b", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "<b>x</b>" * 101, "parse_mode": "HTML"}, "too many entities"),
        ({"text": "*x*", "parse_mode": "MarkdownV2"}, "unsupported parse_mode"),
        ({"text": "x", "reply_markup": button(callback_data="я" * 33)}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": button(url="javascript:alert(1)")}, "BUTTON_URL_INVALID"),
        ({"text": "x", "reply_markup": button(url="https://a.example", callback_data="x")}, "exactly one"),
        ({"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 9]}}, "BUTTONS"),
        ({"text": "x", "parse_mod": "HTML"}, "parse_mod"),
        ({"text": 5}, "text"),
        ({}, "text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_message_beyond_them_is_refused_with_the_reason(call: Any, fields: dict[str, Any], said: str) -> None:
    status, reason = call("sendMessage", chat_id=CHAT, **fields)

    assert status == 400
    assert said in reason


def test_an_edit_that_changes_nothing_or_finds_nothing_is_refused(call: Any) -> None:
    _, sent = call("sendMessage", chat_id=CHAT, text="first")
    place = {"chat_id": CHAT, "message_id": sent["message_id"]}

    assert "not modified" in call("editMessageText", text="first", **place)[1]
    assert call("editMessageText", text="second", **place)[0] == 200
    assert "not found" in call("editMessageText", text="x", chat_id=CHAT, message_id=99_999)[1]


@pytest.mark.parametrize(
    ("method", "name", "content", "said"),
    [
        ("sendDocument", "document", b"", "non-empty"),
        ("sendPhoto", "photo", b"GIF89a", "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", "photo", PNG_HEAD + (9_000).to_bytes(4, "big") + (2_000).to_bytes(4, "big"), "DIMENSIONS"),
        ("sendPhoto", "photo", PNG_HEAD + (2_100).to_bytes(4, "big") + (100).to_bytes(4, "big"), "DIMENSIONS"),
    ],
)
def test_a_file_that_telegram_would_not_take_is_refused(
    call: Any, method: str, name: str, content: bytes, said: str
) -> None:
    status, reason = call(method, files={name: ("x.bin", content)}, chat_id=str(CHAT))

    assert status == 400
    assert said in reason


def test_an_unknown_method_and_a_wrong_token_are_told_apart(server: BotApiServer, call: Any) -> None:
    assert call("sendSticker", chat_id=CHAT, sticker="x")[0] == 404
    assert httpx.post(f"{server.url}/bot1:wrong/getMe").status_code == 401


def test_a_tap_is_answered_once(server: BotApiServer, call: Any) -> None:
    _, sent = call("sendMessage", chat_id=CHAT, text="x", reply_markup=button(callback_data="x"))
    message = server.state.find_sent(CHAT, sent["message_id"])
    assert message is not None
    tap_id = server.people.taps(CHAT, message, "x")

    assert call("answerCallbackQuery", callback_query_id=tap_id)[0] == 200
    assert call("answerCallbackQuery", callback_query_id=tap_id)[0] == 400


def test_a_flood_says_how_long_to_wait_and_only_the_next_request_fails(server: BotApiServer, call: Any) -> None:
    server.faults.fail_next("sendMessage", Fault(429, retry_after=3))

    assert call("sendMessage", chat_id=CHAT, text="x") == (429, "Too Many Requests: retry after 3")
    assert call("sendMessage", chat_id=CHAT, text="x")[0] == 200


def test_it_listens_on_loopback_at_a_port_of_its_own(server: BotApiServer) -> None:
    with BotApiServer() as other:
        assert HOST == "127.0.0.1"
        assert server.url.startswith("http://127.0.0.1:")
        assert other.port != server.port
