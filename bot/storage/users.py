"""What the bot knows of people: the language they chose, whether they may ask, and what they thought of answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_urlsafe

from bot.storage.database import Database
from config.shared_accounts import SHARED_ACCOUNTS

INVITATION_DAYS = 7


@dataclass(frozen=True, slots=True)
class VoteCounts:
    """How many 👍 and 👎 there are in all."""

    helped: int
    did_not: int


class Users:
    """Languages, guests and votes. Every method may be called from any thread. What writes raises StorageError."""

    def __init__(self, database: Database) -> None:
        self._database = database
        # Asked for with every update, so kept here as well.
        self._languages: dict[int, str] = dict(database.rows("SELECT person_id, language FROM languages"))
        self._guests: set[int] = {row[0] for row in database.rows("SELECT person_id FROM guests")}

    # Languages

    def language_of(self, person_id: int) -> str:
        """Return the language a person chose, or ""."""
        return self._languages.get(person_id, "")

    def choose_language(self, person_id: int, language: str) -> None:
        """Note the language a person chose."""
        self._database.write("INSERT OR REPLACE INTO languages VALUES (?, ?)", person_id, language)
        self._languages[person_id] = language

    # Guests

    def is_guest(self, person_id: int) -> bool:
        """Whether a person has come by an invitation."""
        return person_id in self._guests and person_id not in SHARED_ACCOUNTS

    def invite(self, admin_id: int) -> str:
        """Make an invitation, and return its token: letters that a link may carry."""
        token = token_urlsafe(12)
        good_until = self._database.now + INVITATION_DAYS * 86_400
        self._database.write("INSERT INTO invitations VALUES (?, ?, ?)", token, admin_id, good_until)
        return token

    def accept(self, person_id: int, token: str) -> bool:
        """Let a person in by an invitation; False if it is not good, or no longer, or many share the account."""
        if person_id in SHARED_ACCOUNTS:
            return False
        query = "SELECT made_by FROM invitations WHERE token = ? AND good_until > ?"
        rows = self._database.rows(query, token, self._database.now)
        if not rows:
            return False
        self._database.write("INSERT OR IGNORE INTO guests VALUES (?, ?, ?)", person_id, rows[0][0], self._database.now)
        self._guests.add(person_id)
        return True

    # Votes

    def vote(self, answer_id: str, person_id: int, *, helped: bool) -> None:
        """Note what a person thought of an answer; the last word counts."""
        now = self._database.now
        self._database.write("INSERT OR REPLACE INTO votes VALUES (?, ?, ?, ?)", answer_id, person_id, helped, now)

    def votes(self) -> VoteCounts:
        """Count them."""
        ((helped, all_of_them),) = self._database.rows("SELECT coalesce(sum(helped), 0), count(*) FROM votes")
        return VoteCounts(helped, all_of_them - helped)

    def not_helped(self, limit: int = 20) -> Sequence[str]:
        """Return the ids of the answers that were last said not to help, newest first."""
        query = "SELECT answer_id FROM votes WHERE helped = 0 GROUP BY answer_id ORDER BY max(at) DESC LIMIT ?"
        return [row[0] for row in self._database.rows(query, limit)]
