"""All methods of the Bot API that the server has, by name."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.playground.bot_api import message_methods
from bot.playground.bot_api.api_errors import RefusedError
from bot.playground.bot_api.checks import MOST_DOWNLOAD, read_message
from bot.playground.bot_api.entities import Json, units
from bot.playground.bot_api.fields import Fields
from bot.playground.bot_api.records import InlineAnswer
from bot.playground.bot_api.state import State

MOST_RESULTS = 50
ID_BYTES = 64
TAP_CHARACTERS = 200

Method = Callable[[State, Fields], Any | Awaitable[Any]]

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def get_me(state: State, fields: Fields) -> Json:
    """Tell the bot who it is."""
    fields.finish()
    return state.bot


def get_chat(state: State, fields: Fields) -> Json:
    """Tell of a chat."""
    chat_id = state.find_chat(fields.take("chat_id", object))
    fields.finish()
    if chat_id not in state.chats:
        raise RefusedError("chat not found")
    return {**state.chats[chat_id], "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _NO_GIFTS}


def get_chat_member(state: State, fields: Fields) -> Json:
    """Tell what a person is in a group: its owner, or a member."""
    chat_id = state.find_chat(fields.take("chat_id", object))
    user_id = fields.take("user_id", int)
    fields.finish()
    if chat_id not in state.chats:
        raise RefusedError("chat not found")
    user = {"id": user_id, "is_bot": False, "first_name": "Ana"}
    if state.owners.get(chat_id) == user_id:
        return {"user": user, "status": "creator", "is_anonymous": False}
    return {"user": user, "status": "member"}


async def get_updates(state: State, fields: Fields) -> list[Json]:
    """Confirm what is below the offset, and wait for something to give; a newer poll ends an older one."""
    offset = fields.take("offset", int, 0)
    wait_s = fields.take("timeout", float, 0.0)
    limit = fields.take("limit", int, 100)
    kinds = fields.take("allowed_updates", list, None) or []
    fields.finish()
    return await state.updates.fetch(offset, wait_s, limit, kinds)


def delete_webhook(state: State, fields: Fields) -> bool:
    """Accept that updates are fetched; there are no webhooks here."""
    dropped = fields.take("drop_pending_updates", bool, False)
    fields.finish()
    if dropped:
        state.updates.waiting.clear()
    return True


def set_my_commands(state: State, fields: Fields) -> bool:
    """Fill the menu behind the "/" button, for a scope and a language."""
    commands = fields.take("commands", list)
    scope = fields.take("scope", dict, {"type": "default"})
    language = fields.take("language_code", str, "")
    fields.finish()
    if len(commands) > 100:
        raise RefusedError("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not 1 <= len(command["description"]) <= 256 or not command["command"].islower():
            raise RefusedError("BOT_COMMAND_INVALID")
    return _set_profile(state, f"commands/{_scope_name(scope)}/{language}", commands)


def get_my_commands(state: State, fields: Fields) -> list[Json]:
    """Return the menu of a scope and a language."""
    scope = fields.take("scope", dict, {"type": "default"})
    language = fields.take("language_code", str, "")
    fields.finish()
    commands: list[Json] = state.profile.get(f"commands/{_scope_name(scope)}/{language}", [])
    return commands


def delete_my_commands(state: State, fields: Fields) -> bool:
    """Empty the menu of a scope and a language."""
    scope = fields.take("scope", dict, {"type": "default"})
    language = fields.take("language_code", str, "")
    fields.finish()
    return _set_profile(state, f"commands/{_scope_name(scope)}/{language}", [])


def set_my_description(state: State, fields: Fields) -> bool:
    """Set what an empty chat with the bot shows."""
    return _describe(state, fields, "description", 512)


def set_my_short_description(state: State, fields: Fields) -> bool:
    """Set what the bot's profile shows."""
    return _describe(state, fields, "short_description", 120)


def answer_guest_query(state: State, fields: Fields) -> Json:
    """Take the one message that a guest bot may send to a chat where it is no member."""
    query_id = fields.take("guest_query_id", str)
    result = fields.take("result", dict)
    fields.finish()
    if query_id not in state.open_queries:
        raise RefusedError(_TOO_OLD)
    state.open_queries.discard(query_id)
    if not 1 <= len(result["id"].encode()) <= ID_BYTES:
        raise RefusedError("RESULT_ID_INVALID")
    content = result["input_message_content"]
    state.guest_answers[query_id] = read_message(content["message_text"], content.get("parse_mode"))
    return {"inline_message_id": f"guest-{query_id}"}


def answer_inline_query(state: State, fields: Fields) -> bool:
    """Take the results of an inline query; each must be a message that could be sent."""
    query_id = fields.take("inline_query_id", str)
    results = fields.take("results", list)
    button = fields.take("button", dict, None)
    fields.take("cache_time", int, 300)
    fields.take("is_personal", bool, False)
    fields.take("next_offset", str, None)
    fields.finish()
    if query_id not in state.open_queries:
        raise RefusedError(_TOO_OLD)
    state.open_queries.discard(query_id)
    ids = [result["id"] for result in results]
    fitting = all(1 <= len(one.encode()) <= ID_BYTES for one in ids)
    if len(results) > MOST_RESULTS or len(set(ids)) != len(ids) or not fitting:
        raise RefusedError("RESULT_ID_INVALID")
    found = []
    for result in results:
        content = result["input_message_content"]
        found.append((result["title"], read_message(content["message_text"], content.get("parse_mode"))))
    state.inline_answers[query_id] = InlineAnswer(found, button, results)
    state.notify("inline_answered", {"query_id": query_id, "results": results})
    return True


def answer_callback_query(state: State, fields: Fields) -> bool:
    """End the waiting after a tap, with a word or without."""
    tap_id = fields.take("callback_query_id", str)
    text = fields.take("text", str, "")
    alert = fields.take("show_alert", bool, False)
    fields.take("url", str, None)
    fields.take("cache_time", int, 0)
    fields.finish()
    if len(text) > TAP_CHARACTERS:
        raise RefusedError("MESSAGE_TOO_LONG")
    if tap_id not in state.open_taps:
        raise RefusedError(_TOO_OLD)
    state.open_taps.discard(tap_id)
    state.answered_taps.append(fields.given)
    state.notify("tap_answered", {"tap_id": tap_id, "text": text, "alert": alert})
    return True


def get_file(state: State, fields: Fields) -> Json:
    """Tell where a file can be fetched."""
    file_id = fields.take("file_id", str)
    fields.finish()
    if file_id not in state.files:
        raise RefusedError("wrong file_id or the file is temporarily unavailable")
    path, content = state.files[file_id]
    if len(content) > MOST_DOWNLOAD:
        raise RefusedError("file is too big")
    return {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": len(content), "file_path": path}


_NO_GIFTS = {
    **{"unlimited_gifts": False, "limited_gifts": False, "unique_gifts": False, "premium_subscription": False},
    "gifts_from_channels": False,
}


def _describe(state: State, fields: Fields, name: str, most: int) -> bool:
    text = fields.take(name, str, "")
    language = fields.take("language_code", str, "")
    fields.finish()
    if units(text) > most:
        raise RefusedError(f"{name} is too long")
    return _set_profile(state, f"{name}//{language}", text)


def _set_profile(state: State, key: str, value: Any) -> bool:
    state.profile[key] = value
    state.notify("profile", {"key": key, "value": value})
    return True


def _scope_name(scope: Json) -> str:
    return ":".join(str(part) for part in (scope["type"], scope.get("chat_id"), scope.get("user_id")) if part)


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getUpdates": get_updates,
    "deleteWebhook": delete_webhook,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyDescription": set_my_description,
    "setMyShortDescription": set_my_short_description,
    "answerInlineQuery": answer_inline_query,
    "answerGuestQuery": answer_guest_query,
    "answerCallbackQuery": answer_callback_query,
    "getFile": get_file,
    "sendMessage": message_methods.send_message,
    "sendRichMessage": message_methods.send_rich_message,
    "sendMessageDraft": message_methods.send_message_draft,
    "sendDocument": message_methods.send_document,
    "sendPhoto": message_methods.send_photo,
    "sendChatAction": message_methods.send_chat_action,
    "editMessageText": message_methods.edit_message_text,
    "editMessageCaption": message_methods.edit_message_caption,
    "editMessageReplyMarkup": message_methods.edit_message_reply_markup,
    "deleteMessage": message_methods.delete_message,
}
