"""How long the bot keeps what has to do with people, and what it forgets of one who asks for it."""

from datetime import date
from pathlib import Path

from bot.storage.alerts.alert_queue import KEPT_S as ALERTS_KEPT_S
from bot.storage.alerts.schedules import forget_chat
from bot.storage.database import Database
from bot.storage.sessions import REPLIES_KEPT_S, TALK_S
from bot.storage.token_ledger import forget_spent
from bot.storage.updates import KEPT_HANDLED_S

PASTED = "pasted"  # callback state: a text that an admin was asked about, and has not said what it is
PASTED_KEPT_S = 7 * 86_400.0


def purge(database: Database) -> int:
    """Remove what is kept for a while only and is older than that; return how many rows went.

    Called now and then: without it, what the last person of a day wrote would stay until somebody else writes.

    Raises: StorageError.
    """
    now = database.now
    with database.transaction() as db:
        counts = [
            db.execute("DELETE FROM sessions WHERE asked_at <= ?", (now - TALK_S,)).rowcount,
            db.execute("DELETE FROM replies WHERE sent_at <= ?", (now - REPLIES_KEPT_S,)).rowcount,
            db.execute("DELETE FROM updates WHERE received_at < ? AND body IS NULL", (now - KEPT_HANDLED_S,)).rowcount,
            db.execute("DELETE FROM invitations WHERE good_until <= ?", (now,)).rowcount,
            db.execute(
                "DELETE FROM callback_state WHERE kind = ? AND made_at <= ?", (PASTED, now - PASTED_KEPT_S)
            ).rowcount,
            db.execute("DELETE FROM alerts WHERE at <= ?", (now - ALERTS_KEPT_S,)).rowcount,
        ]
    return sum(counts)


def forget_person(database: Database, data_dir: Path, person_id: int, today: date) -> None:
    """Remove what is known of a person: their talks, what was answered in their chat, their language, their tokens,
    what they follow.

    That they were invited, or are an admin, stays: it is what lets them in. So do the tokens of today, for their limit.

    Raises: StorageError.
    """
    with database.transaction() as db:
        db.execute("DELETE FROM sessions WHERE person_id = ? OR chat_id = ?", (person_id, person_id))
        db.execute("DELETE FROM replies WHERE chat_id = ?", (person_id,))
        db.execute("DELETE FROM languages WHERE person_id = ?", (person_id,))
    forget_chat(database, person_id)
    forget_spent(data_dir, str(person_id), before=today)
