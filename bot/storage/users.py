"""What the bot knows of people: the language they chose, whether they may ask, and what they thought of answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_urlsafe

from bot.storage.database import Database
from config.shared_accounts import SHARED_ACCOUNTS

INVITATION_DAYS = 7
MOST_VOTES_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class VoteCounts:
    """How many 👍 and 👎 there are in all."""

    helped: int
    did_not: int


class Users:
    """Languages, guests and votes. Every method may be called from any thread. What writes raises StorageError."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._voted: dict[tuple[str, int], bool] = {}  # by answer and person, for this run: it is not on disk
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
        """Count what a person thought of an answer; of one person the last word counts, until the bot restarts.

        Raises: StorageError.
        """
        before = self._voted.get((answer_id, person_id))
        if before is helped:
            return
        change = {(True, None): (1, 0), (False, None): (0, 1), (True, False): (1, -1), (False, True): (-1, 1)}
        yes, no = change[helped, before]
        self._database.write(
            "INSERT INTO vote_counts VALUES (?, ?, ?, ?) ON CONFLICT (answer_id) DO UPDATE SET"
            " helped = helped + excluded.helped, did_not = did_not + excluded.did_not, at = excluded.at",
            *(answer_id, yes, no, self._database.now),
        )
        if len(self._voted) >= MOST_VOTES_REMEMBERED:
            self._voted.clear()
        self._voted[answer_id, person_id] = helped

    def votes(self) -> VoteCounts:
        """Count them.

        Raises: StorageError.
        """
        (counts,) = self._database.rows("SELECT coalesce(sum(helped), 0), coalesce(sum(did_not), 0) FROM vote_counts")
        return VoteCounts(*counts)

    def not_helped(self, limit: int = 20) -> Sequence[str]:
        """Return the ids of the answers that were last said not to help, newest first.

        Raises: StorageError.
        """
        query = "SELECT answer_id FROM vote_counts WHERE did_not > 0 ORDER BY at DESC LIMIT ?"
        return [row[0] for row in self._database.rows(query, limit)]

    def forget(self, person_id: int) -> None:
        """Forget what is in memory of a person; `forget_person` removes what is on disk."""
        self._languages.pop(person_id, None)
        self._voted = {key: helped for key, helped in self._voted.items() if key[1] != person_id}
