"""Who takes part in the scenes, and where they meet."""

from dataclasses import dataclass
from typing import Any

from tests.bot.telegram.conftest import ADMIN

Json = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """Somebody with a Telegram that speaks a language."""

    name: str
    id: int
    language: str = "en"

    @property
    def json(self) -> Json:
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}

    @property
    def chat(self) -> Json:
        return {"id": self.id, "type": "private", "first_name": self.name}


PEOPLE = {
    person.name: person
    for person in (
        Person("Ana", 7),
        Person("Ben", 8),
        Person("Olga", 9, "ru"),
        Person("Mira", ADMIN),
        Person("Vera", 4343, "ru"),
    )
}
GROUP: Json = {"id": -100200, "type": "supergroup", "title": "News"}
FORUM: Json = {"id": -100300, "type": "supergroup", "title": "Harbour", "is_forum": True}
ELSEWHERE: Json = {"id": -100400, "type": "supergroup", "title": "Elsewhere"}  # where the bot is no member
CHATS = {"group": GROUP, "forum": FORUM}


def name_chat(chat_id: int) -> str:
    """Name a chat as scenes do: "Ana", "the group"."""
    for person in PEOPLE.values():
        if person.id == chat_id:
            return person.name
    return next(f"the {name}" for name, chat in CHATS.items() if chat["id"] == chat_id)
