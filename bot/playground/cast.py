"""Who takes part in the playground, and where they meet: the people and chats of the tests' scenes."""

from bot.playground.bot_api.entities import Json

READER, ADMIN = 7, 4242
GROUP, CHANNEL = -100200, -1001234567890
TOPIC = 5  # of the group

PEOPLE: dict[int, Json] = {
    READER: {"id": READER, "is_bot": False, "first_name": "Ana", "language_code": "en"},
    ADMIN: {"id": ADMIN, "is_bot": False, "first_name": "Mira", "language_code": "en"},
}
CHATS: dict[int, Json] = {
    READER: {"id": READER, "type": "private", "first_name": "Ana"},
    ADMIN: {"id": ADMIN, "type": "private", "first_name": "Mira"},
    GROUP: {"id": GROUP, "type": "supergroup", "title": "Newsroom", "is_forum": True},
    CHANNEL: {"id": CHANNEL, "type": "channel", "title": "Marn Daily", "username": "marndaily"},
}
# The conversations that the page shows; a topic of 0 is none.
PLACES: list[Json] = [
    {"chat": READER, "topic": 0, "name": "Reader", "about": "Ana, who asks"},
    {"chat": ADMIN, "topic": 0, "name": "Admin", "about": "Mira, who may send articles"},
    {"chat": GROUP, "topic": 0, "name": "Group", "about": "Newsroom, where Ana writes"},
    {"chat": GROUP, "topic": TOPIC, "name": "Topic", "about": "Newsroom › Floods"},
    {"chat": CHANNEL, "topic": 0, "name": "Channel", "about": "Marn Daily, which the bot watches"},
]
