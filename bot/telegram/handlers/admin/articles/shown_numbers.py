"""The numbers of the list that a chat was shown last: /remove 3 is the third article of it."""

from collections.abc import Mapping

from bot.storage.callback_state import CallbackState

SHOWN = "numbers shown"
KEPT_S = 3600.0


class ShownNumbers:
    """Articles by the number they have in a chat's last list. May be called from any thread; raises StorageError."""

    def __init__(self, state: CallbackState) -> None:
        self._state = state

    def note(self, chat_id: int, list_key: str, ids: Mapping[int, str]) -> None:
        """Note a page of a list; its earlier pages go on being known until another list is shown."""
        key = f"{chat_id}:shown"
        before = self._state.get(SHOWN, key) or {}
        known = before["ids"] if before.get("list") == list_key else {}
        ids_by_number = {**known, **{str(number): article_id for number, article_id in ids.items()}}
        self._state.keep(SHOWN, {"list": list_key, "ids": ids_by_number}, key)

    def article_of(self, chat_id: int, written: str) -> str:
        """Return the id of the article that somebody names by its number in the list or by its id.

        "3", just after a list  ->  the id of its third article      "3f2a9c01d4e5"  ->  "3f2a9c01d4e5"
        """
        shown = self._state.get(SHOWN, f"{chat_id}:shown", not_older_than_s=KEPT_S)
        number = written.rstrip(".").lstrip("#№ ")
        return str(shown["ids"].get(number, written)) if shown else written
