"""Writing to the bot and tapping its buttons, as tests of handlers do."""

from typing import Any

from tests.bot.telegram.conftest import ADMIN
from tests.telegram_server import Message, TelegramServer


def says(telegram: TelegramServer, text: str, user: int = ADMIN, **more: Any) -> Message:
    """Write a text; return the next message of the bot."""
    with telegram.next_message() as got:
        telegram.says(user, text, **more)
    return got[0]


def tap(telegram: TelegramServer, message: Message, label: str, user: int = ADMIN) -> str:
    """Tap a button; return the sentence that was shown over the chat."""
    found = [one["callback_data"] for one in message.all_buttons if one["text"] == label]
    assert found, f"no button {label!r} among {[one['text'] for one in message.all_buttons]}"
    tap_id = telegram.taps(user, message, found[0])
    telegram.wait_until(lambda: any(one["callback_query_id"] == tap_id for one in telegram.answered_taps))
    return str(next(one for one in telegram.answered_taps if one["callback_query_id"] == tap_id).get("text", ""))
