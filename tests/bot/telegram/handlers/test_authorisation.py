"""Every handler of the built application is tried by strangers: none may read or change what only admins may.

The handlers are taken from the application itself. One that no update below reaches fails the first test, so that a
new handler cannot be forgotten here.
"""

import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, TypeHandler

from bot.i18n.admin_phrases import ENGLISH as ADMIN_PHRASES
from bot.i18n.phrases import ENGLISH
from bot.storage.users import Users
from bot.telegram.handlers.admin_only import AdminOnly
from bot.telegram.rendering.admin_callback_data import PATTERN, AdminAction, write_admin_tap
from config.settings import ConfigError, read_settings
from config.shared_accounts import SHARED_ACCOUNTS
from tests.bot.telegram.conftest import ADMIN, Bot, fill, running
from tests.telegram_server import TelegramServer

Json = dict[str, Any]

LISTED = {"id": -1001234567890, "type": "channel", "title": "Marn Daily", "username": "marndaily"}
GROUP: Json = {"id": -100200, "type": "supergroup", "title": "News"}
STRANGERS = {"a stranger": 99, **{what: one for one, what in SHARED_ACCOUNTS.items()}}
REFUSALS = {
    ADMIN_PHRASES.only_admins,
    ADMIN_PHRASES.only_admins_tap,
    ENGLISH.unknown_command,
    ENGLISH.no_files,
    ENGLISH.not_invited,
}
_numbers = count(5000)


def person(user_id: int) -> Json:
    return {"id": user_id, "is_bot": user_id in SHARED_ACCOUNTS, "first_name": "Sam", "language_code": "en"}


def message(user_id: int, chat: Json | None = None, **content: Any) -> Json:
    text = content.get("text", "")
    if text.startswith("/"):
        content["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
    if chat is GROUP:  # each in a group of its own, since a group may have few messages a minute
        chat = {**GROUP, "id": GROUP["id"] - next(_numbers)}
    private = {"id": user_id, "type": "private", "first_name": "Sam"}
    sent = {"message_id": next(_numbers), "date": int(time.time()), "chat": chat or private}
    return {**sent, "from": person(user_id), **content}


def commands_of(bot: Bot) -> list[str]:
    """All commands that the application takes."""
    found = [one.handler if isinstance(one, AdminOnly) else one for one in bot.application.handlers[0]]
    return sorted({name for one in found if isinstance(one, CommandHandler) for name in one.commands})


def attempts(bot: Any, user_id: int, article_id: str) -> list[Json]:
    """What somebody may send: every command, every admin's button, and one update of every other kind."""
    said = bot.asking
    chats = [None, GROUP]
    sent: list[Json] = []
    for chat in chats:
        for name in commands_of(bot):
            echoes = name.startswith(("follow", "digest"))  # and so do not tell of articles
            for rest in ("", " a mill" if echoes else f" {article_id}", f" add {user_id}"):
                sent.append({"message": message(user_id, chat, text=f"/{name}{rest}")})
        sent += [
            {"message": message(user_id, chat, text="23 June 2019")},
            {
                "message": message(
                    user_id, chat, text="MARN, May 4. The weir opened on Monday. A choir sang. Nobody came."
                )
            },
            {"message": message(user_id, chat, text="http://127.0.0.1:1/")},
            {"message": message(user_id, chat, text="23 June 2019", reply_to_message=said)},
            {"message": message(user_id, chat, text="@dateline_test_bot hello", entities=_mention())},
            {"edited_message": message(user_id, chat, text="What happened on May 29?", edit_date=int(time.time()))},
            {"message": message(user_id, chat, text="A post", forward_origin=_post())},
            {"message": message(user_id, chat, document=_document(), caption="outlet: Nobody")},
            {
                "message": message(
                    user_id, chat, document=_document(), caption="@dateline_test_bot", caption_entities=_mention()
                )
            },
            {"message": message(user_id, chat, document={**_document(), "file_name": "forged.opml"})},
            {"message": message(user_id, chat, sticker=_sticker())},
            {"message": message(user_id, chat, photo=_photo())},
            {
                "message": message(
                    user_id, chat, photo=_photo(), caption="@dateline_test_bot hi", caption_entities=_mention()
                )
            },
            {"message": message(user_id, chat, text="/help@dateline_test_bot")},
            {"message": message(user_id, chat, new_chat_members=[person(123456789)])},
        ]
    taps = [write_admin_tap(action, key) for action in AdminAction for key in bot.known_keys]
    for data in [*taps, "l:ru", "c:AAAAAAAAAAAA:1", "u:1", "z:off"]:
        tap = {"id": str(next(_numbers)), "from": person(user_id), "chat_instance": "1", "message": said, "data": data}
        sent.append({"callback_query": tap})
    sent.append({"inline_query": {"id": str(next(_numbers)), "from": person(user_id), "query": "", "offset": ""}})
    called = message(user_id, GUEST_CHAT, text="@dateline_test_bot what happened on May 29?", guest_query_id="none")
    sent.append({"guest_message": called})
    stranger_channel = {"id": -1005555555555, "type": "channel", "title": "Elsewhere"}
    sent.append({"channel_post": {k: v for k, v in message(1, stranger_channel, text="A post").items() if k != "from"}})
    return sent


GUEST_CHAT: Json = {"id": -1006666666666, "type": "supergroup", "title": "Elsewhere"}


def _mention() -> list[Json]:
    return [{"type": "mention", "offset": 0, "length": len("@dateline_test_bot")}]


def _post() -> Json:
    return {"type": "channel", "date": int(time.time()), "chat": LISTED, "message_id": 4}


def _document() -> Json:
    return {"file_id": "none", "file_unique_id": "none", "file_name": "forged.txt", "file_size": 10}


def _photo() -> list[Json]:
    return [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]


def _sticker() -> Json:
    kind = {"file_id": "s", "file_unique_id": "s", "type": "regular"}
    return {**kind, "width": 1, "height": 1, "is_animated": False, "is_video": False}


@pytest.fixture(scope="module", params=["everyone", "invited"])
def bot(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A running bot with an admin who has sent a file, opened an article and was asked for a day."""
    directory: Path = tmp_path_factory.mktemp("tried") / "data"
    fill(directory)
    channels = frozenset({"@marndaily"})
    with (
        TelegramServer() as telegram,
        running(directory, telegram, access=request.param, channels=channels) as bot,
    ):
        with telegram.next_message() as got:
            telegram.sends_file(ADMIN, "mill.txt", b"MARN, May 4. The mill opened on 3 May 2021. A band played.\n")
        telegram.wait_until(lambda: "Added" in got[0].text)
        receipt = got[0]
        with telegram.next_message() as got:
            telegram.says(ADMIN, "/articles")
        keys = {button["callback_data"].split(":")[2] for one in (receipt, got[0]) for button in one.all_buttons}
        fix = next(b["callback_data"] for b in receipt.all_buttons if b["text"] == ADMIN_PHRASES.button_fix_date)
        with telegram.next_message() as got:
            telegram.taps(ADMIN, receipt, fix)
        tried: Any = bot
        tried.telegram = telegram
        tried.receipt = receipt
        wait_until_done(tried)
        tried.known_keys = sorted(keys)
        chat = {"id": got[0].chat_id, "type": "private", "first_name": "Mira"}
        tried.asking = {"message_id": got[0].message_id, "date": 0, "chat": chat, "text": got[0].text}
        tried.article_id = next(iter(bot.archive.articles.find("mill", None)[0])).article.id
        yield tried


def state_of(bot: Any) -> dict[str, object]:
    """All of the archive, and of what the bot knows, that a stranger may not change."""
    tables = ("admins", "deliveries", "guests", "invitations", "callback_state")
    kept: dict[str, object] = {name: bot.database.rows(f"SELECT * FROM {name}") for name in tables}
    kept["articles"] = [(s.article, s.version) for s in bot.archive.articles.find("", None, 100)[0]]
    kept["removed"] = bot.archive.corrections.removed(100)
    return kept


def send(bot: Any, *updates: Json) -> set[str]:
    """Send updates; return what was said because of them, in messages and over the chat."""
    telegram: TelegramServer = bot.telegram
    messages, taps = len(telegram.messages), len(telegram.answered_taps)
    for update in updates:
        if tap := update.get("callback_query"):
            telegram.taps(tap["from"]["id"], bot.receipt, tap["data"], person=tap["from"])
        elif query := update.get("inline_query"):
            telegram.types_inline(query["from"]["id"], query["query"])
        elif called := update.get("guest_message"):
            telegram.calls_guest(called["from"]["id"], called["text"], called["chat"], called["from"])
        else:
            telegram.update(**update)
    wait_until_done(bot)
    alerts = {tap.get("text", "") for tap in telegram.answered_taps[taps:]}
    return {one.text for one in telegram.messages[messages:]} | alerts


def wait_until_done(bot: Any) -> None:
    """Wait until no update waits, and every delivery is told: one that is under way changes its row by itself."""
    pending = "SELECT count(*) FROM updates WHERE body IS NOT NULL"
    under_way = "SELECT count(*) FROM deliveries WHERE state <> 'told'"
    rows = bot.database.rows
    bot.telegram.wait_until(lambda: not bot.telegram.updates and rows(pending) == [(0,)] and rows(under_way) == [(0,)])


def takers(bot: Any, update: Json) -> list[Any]:
    """The handlers of the application that would take an update, the guards before them left out."""
    read = Update.de_json({"update_id": 1, **update}, bot.application.bot)
    return [one for one in bot.application.handlers[0] if one.check_update(read) not in (None, False)]


def test_every_handler_is_reached_by_one_of_the_attempts(bot: Any) -> None:
    by_admin = attempts(bot, ADMIN, bot.article_id)
    by_stranger = attempts(bot, 99, bot.article_id)
    listed = {"channel_post": {k: v for k, v in message(1, LISTED, text="A post").items() if k != "from"}}

    reached = {id(one) for update in [*by_admin, *by_stranger, listed] for one in takers(bot, update)}

    forgotten = [one for one in bot.application.handlers[0] if id(one) not in reached]
    assert forgotten == []
    guards = [one for group, handlers in bot.application.handlers.items() if group for one in handlers]
    assert all(isinstance(one, TypeHandler) for one in guards)


def test_admins_buttons_and_commands_stand_behind_the_admins_door(bot: Any) -> None:
    for one in bot.application.handlers[0]:
        if isinstance(one, CallbackQueryHandler):
            assert getattr(one.pattern, "pattern", "") != PATTERN
    guarded = [one.handler for one in bot.application.handlers[0] if isinstance(one, AdminOnly)]
    commands = {name for one in guarded if isinstance(one, CommandHandler) for name in one.commands}
    assert commands >= {"add", "articles", "article", "remove", "restore", "status", "unanswered", "export", "admins"}


@pytest.mark.parametrize("user_id", STRANGERS.values(), ids=STRANGERS)
def test_a_stranger_neither_reads_nor_changes_what_admins_do(bot: Any, user_id: int) -> None:
    before = state_of(bot)
    for_admins: list[Json] = []
    for_readers: list[Json] = []
    for update in attempts(bot, user_id, bot.article_id):
        guarded = any(isinstance(one, AdminOnly) for one in takers(bot, update))
        (for_admins if guarded else for_readers).append(update)

    assert send(bot, *for_admins) <= REFUSALS
    said = send(bot, *for_readers)

    assert len(for_admins) > len(AdminAction)
    assert state_of(bot) == before
    if bot.settings.access == "invited":
        assert said <= {ENGLISH.not_invited, ""}
    else:
        assert not any(bot.article_id in text for text in said)


@pytest.mark.parametrize("user_id", SHARED_ACCOUNTS)
def test_an_account_that_many_share_is_neither_let_in_nor_made_an_admin(bot: Any, user_id: int) -> None:
    written = send(bot, {"message": message(ADMIN, text=f"/admins add {user_id}")})
    theirs = {**message(user_id, GROUP), "text": "Hello"}
    replied = send(bot, {"message": message(ADMIN, GROUP, text="/admins add", reply_to_message=theirs)})
    users = Users(bot.database)

    assert written == replied == {ADMIN_PHRASES.admin_shared}
    assert not users.accept(user_id, users.invite(ADMIN))


@pytest.mark.parametrize("user_id", SHARED_ACCOUNTS)
@pytest.mark.parametrize("setting", ["admins", "access"])
def test_settings_refuse_an_account_that_many_share_in_a_sentence(setting: str, user_id: int) -> None:
    with pytest.raises(ConfigError, match=f"{user_id} is .*not a person"):
        read_settings(**{setting: str(user_id)})


def test_a_listed_channel_is_read_whoever_may_ask(bot: Any) -> None:
    post = {k: v for k, v in message(1, LISTED, text="The lock at Marn was opened.").items() if k != "from"}

    send(bot, {"channel_post": post})

    bot.telegram.wait_until(lambda: bot.archive.articles.find("lock", None)[1] == 1)
