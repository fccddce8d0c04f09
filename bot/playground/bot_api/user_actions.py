"""What people do in Telegram: they write, send files, tap, edit and type; each becomes an update for the bot."""

from typing import Any

from bot.playground.bot_api.entities import Json, units
from bot.playground.bot_api.records import SentMessage
from bot.playground.bot_api.state import State


class UserActions:
    """Everybody who writes to the bot. Every method may be called from any thread."""

    def __init__(self, state: State) -> None:
        self._state = state

    def says(self, user_id: int, text: str, **more: Any) -> Json:
        """Someone writes a text; commands get their entity, as Telegram marks them."""
        if "entities" not in more and (marked := _command_entity(text)):
            more["entities"] = marked
        return self.sends(user_id, text=text, **more)

    def sends(self, user_id: int, chat: Json | None = None, kind: str = "message", **content: Any) -> Json:
        """Someone sends anything; returns the message."""
        state = self._state
        message: Json = {
            "message_id": next(state.ids),
            "date": state.now(),
            "chat": chat or {"id": user_id, "type": "private", "first_name": "Ana"},
            "from": _ana(user_id),
            **content,
        }
        self._keep(message)
        state.notify("message", message)
        self.update(**{kind: message})
        return message

    def sends_file(self, user_id: int, name: str | None, content: bytes, size: int | None = None, **more: Any) -> Json:
        """Someone sends a file; `size` is what Telegram says of it, if that is not its real size."""
        file_id = self._state.keep_file("documents", content)
        document: Json = {
            "file_id": file_id,
            "file_unique_id": f"u{file_id}",
            "file_size": len(content) if size is None else size,
        }
        if name is not None:
            document["file_name"] = name
        return self.sends(user_id, document=document, **more)

    def taps(
        self, user_id: int, message: SentMessage, data: str, *, gone: bool = False, person: Json | None = None
    ) -> str:
        """Someone taps a button; `gone`: Telegram no longer has the message under it. Returns the tap's id."""
        state = self._state
        tap_id = f"tap{next(state.ids)}"
        state.open_taps.add(tap_id)
        under = state.json_of(message)
        if gone:
            under = {"message_id": message.message_id, "chat": under["chat"], "date": 0}
        tapper = person or {"id": user_id, "is_bot": False, "first_name": "Ana"}
        self.update(callback_query={"id": tap_id, "from": tapper, "chat_instance": "1", "message": under, "data": data})
        return tap_id

    def edits(self, message: Json, text: str) -> None:
        """Someone edits a message of theirs."""
        kept = {key: value for key, value in message.items() if key != "entities"}
        edited = {**kept, "text": text, "edit_date": message["date"] + 5}
        if entities := _command_entity(text):
            edited["entities"] = entities
        self._keep(edited)
        self._state.notify("edited", edited)
        kind = "edited_channel_post" if message["chat"]["type"] == "channel" else "edited_message"
        self.update(**{kind: edited})

    def calls_guest(self, user_id: int, text: str, chat: Json, person: Json | None = None) -> str:
        """Someone mentions the bot in a chat where it is no member; returns the query's id."""
        state = self._state
        query_id = f"guest{next(state.ids)}"
        state.open_queries.add(query_id)
        message = {"message_id": next(state.ids), "date": state.now(), "chat": chat, "from": person or _ana(user_id)}
        self.update(guest_message={**message, "text": text, "guest_query_id": query_id})
        return query_id

    def types_inline(self, user_id: int, text: str, language: str = "en", person: Json | None = None) -> str:
        """Someone types behind the bot's name in any chat; returns the query's id."""
        state = self._state
        query_id = f"query{next(state.ids)}"
        state.open_queries.add(query_id)
        typist = person or {**_ana(user_id), "language_code": language}
        self.update(inline_query={"id": query_id, "from": typist, "query": text, "offset": ""})
        return query_id

    def update(self, **content: Any) -> int:
        """Queue an update; returns its id."""
        update_id = self._state.updates.add(content)
        self._state.notify("update", {"update_id": update_id, **content})
        return update_id

    def _keep(self, message: Json) -> None:
        chat = message["chat"]
        self._state.chats.setdefault(chat["id"], chat)
        self._state.history[chat["id"], message["message_id"]] = message

    # What Telegram forgets

    def forget_tap(self, tap_id: str) -> None:
        """Let a tap become too old to be acknowledged."""
        self._state.open_taps.discard(tap_id)

    def forget_message(self, message: SentMessage) -> None:
        """Delete one of the bot's messages, as a person may."""
        self._state.forget_message(message)


def _ana(user_id: int) -> Json:
    return {"id": user_id, "is_bot": False, "first_name": "Ana", "language_code": "en"}


def _command_entity(text: str) -> list[Json]:
    if not text.startswith("/"):
        return []
    return [{"type": "bot_command", "offset": 0, "length": units(text.split()[0])}]
