"""Telegram's updates that are not handled yet, and the numbers of those that were handled lately."""

from bot.storage.database import Database

KEPT_HANDLED_S = 3 * 86_400  # Telegram offers an update again for a day at most
MOST_REPLAYS = 10  # an update that was under way at so many crashes in a row is given up


class Updates:
    """Updates from when they come until they are handled. Every method may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def receive(self, update_id: int, body: str) -> bool:
        """Write down an update before Telegram is told that it came; return False if it had come before."""
        now = self._database.now
        with self._database.transaction() as db:
            db.execute("DELETE FROM updates WHERE received_at < ? AND body IS NULL", (now - KEPT_HANDLED_S,))
            row = (update_id, now, body)
            found = db.execute("INSERT OR IGNORE INTO updates (update_id, received_at, body) VALUES (?, ?, ?)", row)
            return found.rowcount == 1

    def handled(self, update_id: int) -> None:
        """Note that an update needs nothing more. Its number stays for some days, its words do not."""
        self._database.write("UPDATE updates SET body = NULL WHERE update_id = ?", update_id)

    def unhandled(self) -> list[str]:
        """Return the updates a stop or crash left unhandled, oldest first. Called once, at the start.

        One that was there at too many starts may be what stops the bot: it is given up.
        """
        with self._database.transaction() as db:
            db.execute("DELETE FROM updates WHERE body IS NOT NULL AND replays >= ?", (MOST_REPLAYS,))
            db.execute("UPDATE updates SET replays = replays + 1 WHERE body IS NOT NULL")
            rows = db.execute("SELECT body FROM updates WHERE body IS NOT NULL ORDER BY update_id")
            return [body for (body,) in rows]

    def waiting(self) -> int:
        """Return how many updates are not handled yet."""
        return int(self._database.rows("SELECT count(*) FROM updates WHERE body IS NOT NULL")[0][0])
