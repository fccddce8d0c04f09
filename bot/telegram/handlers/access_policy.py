"""Who may ask: everyone, or the people and groups that are listed and those who came by an invitation."""

from collections.abc import Callable, Container
from dataclasses import dataclass

EVERYONE = "everyone"
INVITED = "invited"


@dataclass(frozen=True, slots=True)
class Access:
    """The rule, and whom it lets in."""

    everyone: bool
    ids: frozenset[int]  # of people and groups
    admins: Container[int]
    is_guest: Callable[[int], bool]

    def lets_in(self, person_id: int, chat_id: int) -> bool:
        """Whether a person may ask in a chat: in a listed group everybody may."""
        if self.everyone or person_id in self.ids or chat_id in self.ids:
            return True
        return person_id in self.admins or self.is_guest(person_id)


def is_open(setting: str) -> bool:
    """Whether the setting lets everybody ask."""
    return EVERYONE in {part.strip() for part in setting.split(",")}


def read_access(setting: str, admins: Container[int], is_guest: Callable[[int], bool]) -> Access:
    """Read the setting.

    "everyone"      everybody
    "invited"       admins, and who opened an admin's invitation link
    "12, -100345"   these too: the person 12, and everybody in the group -100345
    """
    parts = {part.strip() for part in setting.split(",")} - {"", INVITED}
    ids = frozenset(int(part) for part in parts if part != EVERYONE)
    return Access(EVERYONE in parts, ids, admins, is_guest)
