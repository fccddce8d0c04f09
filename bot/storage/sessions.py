"""What a chat talks about: each person's last question there, and which message answered which.

Both are for a short while only: a follow-up comes within the hour, and an edit within minutes.
"""

import json
from dataclasses import dataclass

from pydantic import TypeAdapter

from bot.qa.answer import Question
from bot.storage.database import Database

TALK_S = 3600.0  # after so long a question starts afresh
REPLIES_KEPT_S = 86_400.0

_SCHEMA = """
CREATE TABLE IF NOT EXISTS dialogues (
    chat_id   INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    asked_at  REAL NOT NULL,
    question  TEXT NOT NULL,   -- JSON
    PRIMARY KEY (chat_id, person_id)
);
CREATE TABLE IF NOT EXISTS replies (
    chat_id    INTEGER NOT NULL,
    message_id INTEGER NOT NULL,  -- the message that asked
    sent_at    REAL NOT NULL,
    reply_ids  TEXT NOT NULL,     -- our messages that answer it, JSON
    last_id    INTEGER NOT NULL,  -- the last of them
    answer_id  TEXT NOT NULL,
    before     TEXT,              -- what had been asked before it, JSON
    PRIMARY KEY (chat_id, message_id)
);
CREATE INDEX IF NOT EXISTS replies_by_time ON replies (sent_at);
CREATE INDEX IF NOT EXISTS replies_by_last ON replies (chat_id, last_id);
"""
_QUESTION = TypeAdapter(Question)


@dataclass(frozen=True, slots=True)
class Reply:
    """How a message was answered."""

    message_ids: tuple[int, ...]  # ours, in order
    answer_id: str
    before: Question | None  # what the person had asked before


class Sessions:
    """Kept in the bot's memory. Every method may be called from any thread."""

    def __init__(self, memory: Database) -> None:
        self._memory = memory
        memory.have(_SCHEMA)

    def before(self, chat_id: int, person_id: int) -> Question | None:
        """Return what a person asked last in a chat; None where that is long ago."""
        oldest = self._memory.now - TALK_S
        query = "SELECT question FROM dialogues WHERE chat_id = ? AND person_id = ? AND asked_at > ?"
        rows = self._memory.rows(query, chat_id, person_id, oldest)
        return _QUESTION.validate_json(rows[0][0]) if rows else None

    def remember(self, chat_id: int, person_id: int, question: Question) -> None:
        """Note what a person asked last in a chat, and forget what was asked long ago."""
        now = self._memory.now
        self._memory.write("DELETE FROM dialogues WHERE asked_at <= ?", now - TALK_S)
        written = _QUESTION.dump_json(question).decode()
        self._memory.write("INSERT OR REPLACE INTO dialogues VALUES (?, ?, ?, ?)", chat_id, person_id, now, written)

    def forget(self, chat_id: int, person_id: int) -> None:
        """Let a person's next question in a chat start afresh."""
        self._memory.write("DELETE FROM dialogues WHERE chat_id = ? AND person_id = ?", chat_id, person_id)

    def note_reply(self, chat_id: int, message_id: int, reply: Reply) -> None:
        """Note how a message was answered."""
        now = self._memory.now
        before = _QUESTION.dump_json(reply.before).decode() if reply.before else None
        self._memory.write("DELETE FROM replies WHERE sent_at <= ?", now - REPLIES_KEPT_S)
        self._memory.write(
            "INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?, ?, ?)",
            *(chat_id, message_id, now, json.dumps(reply.message_ids), reply.message_ids[-1], reply.answer_id, before),
        )

    def reply_to(self, chat_id: int, message_id: int) -> Reply | None:
        """Return how a message was answered; None where it was not, or long ago."""
        query = "SELECT reply_ids, answer_id, before FROM replies WHERE chat_id = ? AND message_id = ?"
        rows = self._memory.rows(query, chat_id, message_id)
        if not rows:
            return None
        ids, answer_id, before = rows[0]
        return Reply(tuple(json.loads(ids)), answer_id, _QUESTION.validate_json(before) if before else None)

    def answer_shown_in(self, chat_id: int, our_message_id: int) -> str:
        """Return the id of the answer that one of our messages shows, or ""."""
        query = "SELECT answer_id FROM replies WHERE chat_id = ? AND last_id = ?"
        rows = self._memory.rows(query, chat_id, our_message_id)
        return str(rows[0][0]) if rows else ""
