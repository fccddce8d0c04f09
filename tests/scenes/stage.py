"""The stage: the real application over a small archive, the strict Bot API server, and what happens between them."""

import json
import re
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from datetime import time as dt_time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.playground.bot_api.faults import CUT, LOST
from bot.qa.engine import Engine
from bot.telegram import app
from bot.telegram.transport.rate_limiter import RateLimiter
from config.settings import Settings, read_settings
from index import sample
from index.archive import Archive
from index.pipeline import add_paths
from tests.bot.telegram.conftest import ADMIN, Bot
from tests.scenes.people import CHATS, ELSEWHERE, PEOPLE, Person, name_chat
from tests.scenes.saying import without_secrets, write_inline, write_message, write_parsed
from tests.scenes.script import FOLDER, Script
from tests.telegram_server import BOT_ID, BOT_NAME, TOKEN, Fault, Message, TelegramServer

Json = dict[str, Any]
NOON = dt_time(12, 0, tzinfo=UTC)
INDENT = "    "
TOO_BIG = "file is too big"
LOOKED_FOR = "message to edit not found"  # said to a bot that looks for a message whose connection was cut

THINGS: dict[str, Json] = {
    "sticker": {
        "sticker": {
            **{"file_id": "s", "file_unique_id": "s", "type": "regular"},
            **{"width": 1, "height": 1, "is_animated": False, "is_video": False},
        }
    },
    "voice": {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}},
    "poll": {
        "poll": {
            **{
                "id": "q",
                "question": "?",
                "options": [],
                "total_voter_count": 0,
                "is_closed": False,
                "is_anonymous": True,
            },
            **{"type": "regular", "allows_multiple_answers": False, "allows_revoting": False, "members_only": False},
        }
    },
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
    "invitation": {"new_chat_members": [{"id": BOT_ID, "is_bot": True, "first_name": "Dateline"}]},
    "photo": {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]},
    "location": {"location": {"longitude": 1.5, "latitude": 2.5}},
    "pin": {"pinned_message": {"message_id": 1, "date": 0, "chat": CHATS["group"]}},
}


def make_quick(patch: pytest.MonkeyPatch) -> None:
    """Leave out pauses; and vectors, whose last digits, and so ranks, depend on the processor."""
    patch.setattr(app, "RateLimiter", partial(RateLimiter, pauses_s=(0.01, 0.02, 0.05), chat_pause_s=0.0))
    patch.setattr(Archive, "catch_up", lambda *_, **__: 0)


def fill(data_dir: Path, articles: Path = FOLDER / "articles.json") -> None:
    """Put articles into an archive: those of the scenes."""
    with Archive.open(data_dir, write=True) as archive:
        report = add_paths(archive, [articles])
    assert not report.skipped, report.skipped


class Stage:
    """One scene being played. Used as a context: the bot runs inside."""

    def __init__(self, script: Script, filled: Path, folder: Path) -> None:
        self.script = script
        self.telegram = TelegramServer()
        self.data_dir = folder / "data"
        if script.articles == "sample":
            fill(self.data_dir, sample.ARTICLES)
        else:
            shutil.copytree(filled, self.data_dir)
        self.passed = timedelta()
        self._has_cut = False  # whether a connection has been cut
        self.said: dict[int, Json] = {}  # by person: what they wrote last
        self.acts: list[tuple[re.Pattern[str], Callable[..., None]]] = [
            (re.compile(r"(\w+)(?: (in|answers in) (\w+)(?: (\d+))?)?: (.+)"), self._write),
            (re.compile(r"(\w+) answers: (.+)"), self._answer),
            (re.compile(r"(\w+) edits: (.+)"), self._edit),
            (re.compile(r"(\w+) types: (.*)"), self._type),
            (re.compile(r"(\w+) calls the guest: (.+)"), self._call_guest),
            (re.compile(r"(\w+) (taps|taps gone) \[(.+)\]"), self._tap),
            (re.compile(r"(\w+) opens \[(.+)\]"), self._open),
            (re.compile(r"(\w+) sends file (\S+)(?: in (\w+))?(?: captioned \[(.*)\])?: (.+)"), self._send_file),
            (re.compile(r"(\w+) sends (\d+) MB as (\S+)"), self._send_big_file),
            (re.compile(r"(\w+) forwards from (\w+): (.+)"), self._forward),
            (re.compile(r"(\w+) sends (\w+)(?: in (\w+))?(?:: (.+))?"), self._send),
            (re.compile(r"the bot restarts()"), self._restart),
            (re.compile(r"an hour passes()"), self._wait_an_hour),
            (re.compile(r"Telegram fails (\w+): (.+)"), self._fail),
        ]

    def __enter__(self) -> "Stage":
        self.telegram.__enter__()
        self._start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._stop()
        self.telegram.__exit__(*exc)

    def play(self) -> str:
        """Play the scene, and return its script with what the bot did."""
        written = [self.script.head]
        for step in self.script.steps:
            notice = Notice(self.telegram)
            for line in step.lines:
                self._act(line)
            self._settle()
            lines = [step.lines[0], *(f"+ {line}" for line in step.lines[1:])]
            heard = "\n".join(f"{INDENT}{line}".rstrip() for line in notice.write())
            if heard == f"{INDENT}(silence)" and step.lines[0].split()[0] not in PEOPLE:
                heard = ""  # nobody has said anything
            written.append("\n".join([*lines, *([heard] if heard else [])]))
        asked_for = [one for one in self.telegram.refusals if one != TOO_BIG]  # the bot tries, and says so
        refused = [one for one in asked_for if not (self._has_cut and one == LOOKED_FOR)]
        assert not refused, refused
        return "\n\n".join(written) + "\n"

    # The bot

    def _start(self) -> None:
        self.archive = Archive.open(self.data_dir, write=True)
        self.bot = Bot(
            self._settings(),
            self.archive,
            Engine(self.archive),
            now=self._now,
            clock=lambda: time.time() + self.passed.total_seconds(),
        )
        self.bot.start(self.telegram)

    def _stop(self) -> None:
        self.bot.stop()
        self.archive.close()

    def _settings(self) -> Settings:
        return read_settings(
            data_dir=self.data_dir,
            telegram_token=TOKEN,
            telegram_api_url=self.telegram.url,
            admins=frozenset({ADMIN, PEOPLE["Vera"].id}),
            **self.script.settings,
        )

    def _settle(self) -> None:
        """Wait until the bot has done all that it was asked for."""
        query = "SELECT count(*) FROM updates WHERE body IS NOT NULL"
        self.telegram.wait_until(lambda: not self.telegram.updates and self.bot.database.rows(query) == [(0,)])
        untold = "SELECT count(*) FROM deliveries WHERE state <> 'told'"
        self.telegram.wait_until(lambda: self.bot.database.rows(untold) == [(0,)])

    def _now(self) -> datetime:
        return datetime.combine(self.script.today, NOON) + self.passed

    # What is done

    def _act(self, line: str) -> None:
        for pattern, act in self.acts:
            if found := pattern.fullmatch(line):
                act(*found.groups())
                return
        raise ValueError(f"nobody knows how to do this: {line}")

    def _write(self, name: str, how: str | None, where: str | None, topic: str | None, text: str) -> None:
        person = PEOPLE[name]
        text = text.replace("\\n", "\n").replace("@bot", f"@{BOT_NAME}")
        chat = CHATS[where] if where else person.chat
        more: Json = {"from": person.json, "chat": chat}
        if topic:
            more |= {"message_thread_id": int(topic), "is_topic_message": True}
        if how in ("answers", "answers in"):
            last = next(m for m in reversed(self.telegram.messages) if m.chat_id == chat["id"])
            bot = {"id": BOT_ID, "is_bot": True, "first_name": "Dateline", "username": BOT_NAME}
            replied = {"message_id": last.message_id, "date": 0, "chat": chat, "text": last.text, "from": bot}
            more["reply_to_message"] = replied
        mention = f"@{BOT_NAME}"
        if mention in text and not text.startswith("/"):
            more["entities"] = [{"type": "mention", "offset": text.index(mention), "length": len(mention)}]
        self.said[person.id] = self.telegram.says(person.id, text, **more)

    def _answer(self, name: str, text: str) -> None:
        self._write(name, "answers", None, None, text)

    def _edit(self, name: str, text: str) -> None:
        self.telegram.edits(self.said[PEOPLE[name].id], text)

    def _type(self, name: str, text: str) -> None:
        self.telegram.types_inline(PEOPLE[name].id, text, PEOPLE[name].language)

    def _call_guest(self, name: str, text: str) -> None:
        person = PEOPLE[name]
        self.telegram.calls_guest(person.id, text.replace("@bot", f"@{BOT_NAME}"), ELSEWHERE, person.json)

    def _tap(self, name: str, how: str, label: str) -> None:
        message, button = self._button(label)
        gone = how == "taps gone"
        self.telegram.taps(PEOPLE[name].id, message, button["callback_data"], gone=gone, person=PEOPLE[name].json)

    def _open(self, name: str, label: str) -> None:
        _, button = self._button(label)
        person, payload = PEOPLE[name], button["url"].partition("?start=")[2]
        self.telegram.says(person.id, f"/start {payload}", **{"from": person.json, "chat": person.chat})

    def _button(self, label: str) -> tuple[Message, Json]:
        """Return the newest button whose label begins so, and its message."""
        for message in reversed(self.telegram.messages):
            for button in message.all_buttons:
                if button["text"].startswith(label):
                    return message, button
        invited = next((m for m in reversed(self.telegram.messages) if f"?start={label}" in m.text), None)
        assert invited, f"nobody has a button {label!r}"
        return invited, {"url": next(line for line in invited.text.splitlines() if "?start=" in line)}

    def _send(self, name: str, thing: str, where: str | None, caption: str | None) -> None:
        person: Person = PEOPLE[name]
        chat = CHATS[where] if where else person.chat
        self.telegram.sends(person.id, **{"from": person.json, "chat": chat, **THINGS[thing], **_captioned(caption)})

    def _send_file(self, name: str, file: str, where: str | None, caption: str | None, text: str) -> None:
        person = PEOPLE[name]
        chat = CHATS[where] if where else person.chat
        content = text.replace("\\n", "\n").encode()
        sent = int(self._now().timestamp())
        more = {"from": person.json, "chat": chat, "date": sent, **_captioned(caption)}
        self.telegram.sends_file(person.id, file, content, **more)

    def _send_big_file(self, name: str, megabytes: str, file: str) -> None:
        person = PEOPLE[name]
        content = b" " * (int(megabytes) * 1_000_000)
        more: Json = {"from": person.json, "chat": person.chat}
        self.telegram.sends_file(person.id, file, content, **more)

    def _forward(self, name: str, writer: str, text: str) -> None:
        person = PEOPLE[name]
        origin = {
            "type": "user",
            "sender_user": PEOPLE[writer].json,
            "date": int(datetime.combine(self.script.today, NOON).timestamp()),
        }
        more: Json = {"from": person.json, "chat": person.chat, "forward_origin": origin}
        self.telegram.says(person.id, text.replace("\\n", "\n"), **more)

    def _restart(self, _: str) -> None:
        self._stop()
        self._start()

    def _wait_an_hour(self, _: str) -> None:
        self.passed += timedelta(hours=1, seconds=1)

    def _fail(self, method: str, faults: str) -> None:
        for fault in faults.split(", "):
            status = {"cut": CUT, "lost": LOST}[fault] if fault.isalpha() else int(fault)
            self._has_cut |= status == CUT
            self.telegram.fail_next(method, Fault(status, retry_after=1 if status == 429 else 0))


def _captioned(caption: str | None) -> Json:
    if not caption:
        return {}
    caption = caption.replace("\\n", "\n").replace("@bot", f"@{BOT_NAME}")
    mention = {"type": "mention", "offset": max(caption.find("@"), 0), "length": len(BOT_NAME) + 1}
    return {"caption": caption, **({"caption_entities": [mention]} if "@" in caption else {})}


class Notice:
    """What the server has seen since a moment."""

    def __init__(self, telegram: TelegramServer) -> None:
        self._telegram = telegram
        self._edits = {id(message): len(message.edits) for message in telegram.messages}
        self._taps = len(telegram.answered_taps)
        self._inline = set(telegram.inline_answers)
        self._guest = set(telegram.guest_answers)

    def write(self) -> list[str]:
        """Write down what the bot did, chat by chat, each in its order."""
        lines = []
        for tap in self._telegram.answered_taps[self._taps :]:
            if "text" in tap:
                kind = "alert" if tap.get("show_alert") == "true" else "note"
                lines.append(f"{kind}: {tap['text']}")
        for message in sorted(self._telegram.messages, key=lambda one: -one.chat_id):
            edits = self._edits.get(id(message))
            if edits is None or len(message.edits) > edits:
                lines += [_where(message, edited=edits is not None), *write_message(message)]
        for query_id, answer in self._telegram.inline_answers.items():
            if query_id not in self._inline:
                lines += ["offers:", *write_inline(answer)]
        for query_id, parsed in self._telegram.guest_answers.items():
            if query_id not in self._guest:
                lines += ["as a guest:", *write_parsed(parsed).split("\n")]
        return [without_secrets(line) for line in "\n".join(lines).split("\n")] if lines else ["(silence)"]


def _where(message: Message, *, edited: bool) -> str:
    topic = f", topic {message.fields['message_thread_id']}" if "message_thread_id" in message.fields else ""
    reply = json.loads(message.fields.get("reply_parameters", "{}"))
    as_reply = ", as a reply" if reply else ""
    return f"{'in place, ' if edited else ''}to {name_chat(message.chat_id)}{topic}{as_reply}:"
