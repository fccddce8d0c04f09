"""The days that admins were asked for: what each is for, by the message that asks.

They are in memory too, since every text an admin writes may be such a day: looking touches no disk.
"""

from bot.storage.callback_state import CallbackState

KIND = "day asked for"
ASKED_FOR_S = 600.0  # so long a day written without a reply is taken as the one asked for

About = dict[str, str]  # {"article": id} or {"delivery": id}


class DayRequests:
    """Kept in the callback state. What reads touches no disk; what writes raises StorageError."""

    def __init__(self, state: CallbackState) -> None:
        self._state = state
        self._asked = state.all(KIND)

    def about(self, chat_id: int, message_id: int) -> About | None:
        """Return what a message asks a day for; None if it asks for none."""
        found = self._asked.get(f"{chat_id}:{message_id}")
        return found[0] if found else None

    def last_about(self, chat_id: int) -> About | None:
        """Return what the last day was asked for in a chat; None if that was answered, or is long ago."""
        found = self._asked.get(f"{chat_id}:now")
        return found[0] if found and self._state.now - found[1] <= ASKED_FOR_S else None

    def ask(self, chat_id: int, message_id: int, about: About) -> None:
        """Note that a message asks for a day."""
        for key in (f"{chat_id}:{message_id}", f"{chat_id}:now"):
            self._state.keep(KIND, about, key)
            self._asked[key] = (about, self._state.now)

    def settle(self, chat_id: int) -> None:
        """Note that the last day asked for in a chat was given."""
        self._state.forget(f"{chat_id}:now")
        self._asked.pop(f"{chat_id}:now", None)
