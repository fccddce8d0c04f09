"""Who takes part in the playground, and where they meet."""

from bot.playground.bot_api.entities import Json

READER, ADMIN = 7, 4242
GROUP, CHANNEL = -100200, -1001234567890
TOPIC = 5  # of the group

PEOPLE: dict[int, Json] = {
    READER: {"id": READER, "is_bot": False, "first_name": "Rita", "language_code": "en"},
    ADMIN: {"id": ADMIN, "is_bot": False, "first_name": "Adam", "language_code": "en"},
}
CHATS: dict[int, Json] = {
    READER: {"id": READER, "type": "private", "first_name": "Rita"},
    ADMIN: {"id": ADMIN, "type": "private", "first_name": "Adam"},
    GROUP: {"id": GROUP, "type": "supergroup", "title": "Newsroom", "is_forum": True},
    CHANNEL: {"id": CHANNEL, "type": "channel", "title": "Marn Daily", "username": "marndaily"},
}
NAMES = {READER: "Reader", ADMIN: "Admin", GROUP: "Group", CHANNEL: "Channel"}
