"""Which requests to Telegram wait their turn, and which are made again."""

import asyncio
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.telegram.transport.rate_limiter import RateLimiter


@pytest.mark.parametrize(("endpoint", "calls"), [("sendChatAction", 1), ("sendMessage", 2)])
def test_typing_is_an_ornament_and_is_not_made_again_when_telegram_asks_for_a_pause(endpoint: str, calls: int) -> None:
    made: list[str] = []

    async def once_too_fast(*_args: Any, **_kwargs: Any) -> bool:
        made.append(endpoint)
        if len(made) == 1:
            raise RetryAfter(0)
        return True

    async def ask() -> object:
        patience = RateLimiter(pauses_s=(), chat_pause_s=0.0)
        await patience.initialize()
        try:
            return await patience.process_request(once_too_fast, (), {}, endpoint, {"chat_id": 7}, None)
        finally:
            await patience.shutdown()

    if calls == 1:
        with pytest.raises(RetryAfter):
            asyncio.run(ask())
    else:
        assert asyncio.run(ask()) is True
    assert len(made) == calls
