"""The methods that put messages into chats, edit them and delete them."""

import time

from bot.playground.bot_api.api_errors import RefusedError
from bot.playground.bot_api.checks import (
    check_document,
    check_photo,
    read_caption,
    take_buttons,
    take_caption,
    take_text,
)
from bot.playground.bot_api.entities import Json
from bot.playground.bot_api.fields import Fields
from bot.playground.bot_api.records import SentMessage
from bot.playground.bot_api.rich_html import parse_rich
from bot.playground.bot_api.state import State

ACTIONS = {
    *("typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document"),
    *("choose_sticker", "find_location", "record_video_note", "upload_video_note"),
}
NOT_MODIFIED = "message is not modified: specified new message content and reply markup are the same"


def send_message(state: State, fields: Fields) -> Json:
    """Send a text."""
    html, parsed = take_text(fields)
    buttons = take_buttons(fields)
    chat_id = take_delivery(state, fields)
    fields.finish()
    return keep_sent(state, SentMessage(chat_id, next(state.ids), html, parsed, buttons, fields.given))


def send_rich_message(state: State, fields: Fields) -> Json:
    """Send a rich message, written in HTML."""
    given = fields.take("rich_message", dict)
    if set(given) - {"html", "is_rtl", "skip_entity_detection"} or not isinstance(given.get("html"), str):
        raise RefusedError("this server has rich messages in HTML alone")
    parsed = parse_rich(given["html"])
    buttons, chat_id = take_buttons(fields), take_delivery(state, fields)
    fields.finish()
    return keep_sent(state, SentMessage(chat_id, next(state.ids), given["html"], parsed, buttons, fields.given))


def send_document(state: State, fields: Fields) -> Json:
    """Send a file."""
    name, content = fields.take("document", tuple)
    fields.take("disable_content_type_detection", bool, None)
    html, parsed = take_caption(fields)
    check_document(content)
    buttons, chat_id = take_buttons(fields), take_delivery(state, fields)
    fields.finish()
    file_id = state.keep_file("documents", content)
    message = SentMessage(chat_id, next(state.ids), html, parsed, buttons, fields.given)
    message.document, message.file_name, message.file_id = content, name, file_id
    return keep_sent(state, message)


def send_photo(state: State, fields: Fields) -> Json:
    """Send a picture."""
    name, content = fields.take("photo", tuple)
    html, parsed = take_caption(fields)
    size = check_photo(content)
    buttons, chat_id = take_buttons(fields), take_delivery(state, fields)
    fields.finish()
    file_id = state.keep_file("photos", content)
    message = SentMessage(chat_id, next(state.ids), html, parsed, buttons, fields.given)
    message.document, message.file_name, message.file_id, message.photo_size = content, name, file_id, size
    return keep_sent(state, message)


def send_message_draft(state: State, fields: Fields) -> bool:
    """Show what is being written."""
    _, parsed = take_text(fields)
    chat_id, draft_id = fields.take("chat_id", int), fields.take("draft_id", int)
    fields.take("message_thread_id", int, None)
    fields.finish()
    if chat_id < 0:
        raise RefusedError("drafts are for private chats")
    if not draft_id:
        raise RefusedError("RANDOM_ID_INVALID")
    state.drafts.append((chat_id, draft_id, parsed.text, len(state.messages)))
    entities = [entity.json for entity in parsed.entities]
    state.notify("draft", {"chat_id": chat_id, "draft_id": draft_id, "text": parsed.text, "entities": entities})
    return True


def send_chat_action(state: State, fields: Fields) -> bool:
    """Show "typing…" or the like."""
    action = fields.take("action", str)
    if action not in ACTIONS:
        raise RefusedError("wrong parameter action in request")
    chat_id = take_delivery(state, fields)
    fields.finish()
    state.notify("action", {"chat_id": chat_id, "action": action})
    return True


def edit_message_text(state: State, fields: Fields) -> Json:
    """Put another text and other buttons into one of the bot's messages."""
    html, parsed = take_text(fields)
    message = _take_edited(state, fields)
    buttons = take_buttons(fields)
    fields.take("link_preview_options", dict, None)
    fields.finish()
    if message.document is not None:
        raise RefusedError("there is no text in the message to edit")
    if (message.parsed, message.buttons) == (parsed, buttons):
        raise RefusedError(NOT_MODIFIED)
    message.edits.append(message.text)
    message.html, message.parsed, message.buttons = html, parsed, buttons
    return _keep_edited(state, message)


def edit_message_caption(state: State, fields: Fields) -> Json:
    """Put another caption and other buttons under one of the bot's files."""
    html, parsed = take_caption(fields)
    message = _take_edited(state, fields)
    buttons = take_buttons(fields)
    fields.finish()
    if message.document is None:
        raise RefusedError("there is no caption in the message to edit")
    read_caption(parsed.text, None)
    if (message.parsed, message.buttons) == (parsed, buttons):
        raise RefusedError(NOT_MODIFIED)
    message.edits.append(message.text)
    message.html, message.parsed, message.buttons = html, parsed, buttons
    return _keep_edited(state, message)


def edit_message_reply_markup(state: State, fields: Fields) -> Json:
    """Put other buttons under one of the bot's messages."""
    message = _take_edited(state, fields)
    buttons = take_buttons(fields)
    fields.finish()
    if message.buttons == buttons:
        raise RefusedError(NOT_MODIFIED)
    message.edits.append(message.text)
    message.buttons = buttons
    return _keep_edited(state, message)


def delete_message(state: State, fields: Fields) -> bool:
    """Delete one of the bot's messages."""
    message = state.find_sent(state.find_chat(fields.take("chat_id", object)), fields.take("message_id", int))
    fields.finish()
    if message is None:
        raise RefusedError("message to delete not found")
    state.forget_message(message)
    return True


def take_delivery(state: State, fields: Fields) -> int:
    """Take out of a request where a message goes; return the chat's id. Raises RefusedError."""
    fields.take("link_preview_options", dict, None)
    fields.take("message_thread_id", int, None)
    chat_id = state.find_chat(fields.take("chat_id", object))
    reply = fields.take("reply_parameters", dict, None)
    if reply is not None:
        message_id = reply.get("message_id")
        there = isinstance(message_id, int) and state.message_json(chat_id, message_id) is not None
        if not isinstance(message_id, int) or not (there or reply.get("allow_sending_without_reply")):
            raise RefusedError("message to be replied not found")
    return chat_id


def keep_sent(state: State, message: SentMessage) -> Json:
    """Keep a message that was sent; return it as the Bot API does."""
    message.date = state.now()
    state.messages.append(message)
    state.sent_at.append(time.monotonic())
    body = state.json_of(message)
    state.notify("message", body)
    return body


def _take_edited(state: State, fields: Fields) -> SentMessage:
    message = state.find_sent(state.find_chat(fields.take("chat_id", object)), fields.take("message_id", int))
    if message is None:
        raise RefusedError("message to edit not found")
    return message


def _keep_edited(state: State, message: SentMessage) -> Json:
    message.edit_date = state.now()
    body = state.json_of(message)
    state.notify("edited", body)
    return body
