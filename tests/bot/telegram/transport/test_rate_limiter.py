"""Which requests to Telegram wait their turn, which are made again, and how a stop ends those that wait."""

import asyncio
from typing import Any

import pytest
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut

from bot.telegram.transport.pace import Pace
from bot.telegram.transport.rate_limiter import BURST, EVERY_S, RateLimiter, StoppingError, is_passing


def moments(pace: Pace, *nows: float) -> list[float]:
    return [round(pace.reserve(now), 6) for now in nows]


def test_one_thing_a_second_is_one_a_second() -> None:
    assert moments(Pace(1.0), 10, 10, 10, 12.5, 20) == [10, 11, 12, 13, 20]


def test_a_burst_goes_at_once_and_the_rest_at_the_average_rate() -> None:
    assert moments(Pace(3.0, burst=3), 0, 0, 0, 0, 0) == [0, 0, 0, 3, 6]


def test_a_rest_earns_a_new_burst() -> None:
    pace = Pace(3.0, burst=3)
    moments(pace, 0, 0, 0)

    assert moments(pace, 6, 6, 6) == [6, 6, 9]
    assert not pace.is_idle(17)
    assert pace.is_idle(18)


def test_no_second_ever_sees_much_more_than_telegram_allows() -> None:
    pace = Pace(EVERY_S, BURST)
    at = moments(pace, *[0.0] * 400)

    assert at[99] == 0
    assert at[-1] == pytest.approx(10, abs=0.1)  # 300 more, 30 a second


def requests(limiter: RateLimiter, endpoint: str, *outcomes: object) -> tuple[object, int]:
    """Make one request that has these outcomes in turn; return the last, and how often it was made."""
    made = 0

    async def call(*_args: Any, **_kwargs: Any) -> Any:
        nonlocal made
        outcome = outcomes[made]
        made += 1
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def ask() -> object:
        try:
            return await limiter.process_request(call, (), {}, endpoint, {"chat_id": 7}, None)
        except TelegramError as error:
            return error

    return asyncio.run(ask()), made


def quick() -> RateLimiter:
    return RateLimiter(pauses_s=(0.0, 0.0), chat_pause_s=0.0)


def test_typing_is_not_made_again_when_telegram_asks_for_a_pause() -> None:
    found, made = requests(quick(), "sendChatAction", RetryAfter(0), True)

    assert isinstance(found, RetryAfter)
    assert made == 1


def test_a_message_is_made_again_when_telegram_asks_for_a_pause() -> None:
    assert requests(quick(), "sendMessage", RetryAfter(0), RetryAfter(0), True) == (True, 3)


def test_a_network_error_is_tried_again_a_few_times() -> None:
    assert requests(quick(), "sendMessage", NetworkError("cut"), True) == (True, 2)
    found, made = requests(quick(), "sendMessage", *[NetworkError("cut")] * 9)
    assert isinstance(found, NetworkError)
    assert made == 3


def test_a_message_that_telegram_may_have_sent_is_sent_once_more_if_it_is_not_found() -> None:
    assert requests(quick(), "sendMessage", TimedOut(), True) == (True, 2)
    found, made = requests(quick(), "sendMessage", TimedOut(), TimedOut(), True)

    assert isinstance(found, TimedOut)
    assert made == 2


def test_a_file_that_telegram_may_have_sent_is_not_sent_again() -> None:
    found, made = requests(quick(), "sendDocument", TimedOut(), True)

    assert isinstance(found, TimedOut)
    assert made == 1
    assert requests(quick(), "editMessageText", TimedOut(), True) == (True, 2)


def test_what_waits_is_given_up_at_a_stop_and_is_known_to_be_unsent() -> None:
    stopping = False
    limiter = RateLimiter(chat_pause_s=3600.0, is_stopping=lambda: stopping)

    async def one() -> bool:
        return True

    async def stop_while_one_waits() -> object:
        nonlocal stopping
        assert await limiter.process_request(one, (), {}, "sendMessage", {"chat_id": 7}, None)
        second = asyncio.create_task(limiter.process_request(one, (), {}, "sendMessage", {"chat_id": 7}, None))
        await asyncio.sleep(0)
        stopping = True
        return (await asyncio.gather(second, return_exceptions=True))[0]

    found = asyncio.run(stop_while_one_waits())
    assert isinstance(found, StoppingError)
    assert is_passing(found)
