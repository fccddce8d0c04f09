"""What the server remembers of a bot's doings."""

from dataclasses import dataclass, field

from bot.playground.bot_api.entities import Json, Parsed


@dataclass
class SentMessage:
    """A message that the bot sent, as it stands now."""

    chat_id: int
    message_id: int
    html: str  # as sent
    parsed: Parsed
    buttons: list[list[Json]]
    fields: Json  # all that was given with it
    edits: list[str] = field(default_factory=list)  # earlier texts
    document: bytes | None = None  # the content of a document or a photo
    file_name: str = ""
    file_id: str = ""  # empty without a file
    photo_size: tuple[int, int] | None = None  # width and height in pixels; None if it is no photo
    date: int = 0  # Unix time
    edit_date: int = 0  # Unix time; 0 if it was never edited

    @property
    def text(self) -> str:
        """What a person reads."""
        return self.parsed.text

    @property
    def all_buttons(self) -> list[Json]:
        """The buttons in order."""
        return [button for row in self.buttons for button in row]


@dataclass(frozen=True)
class InlineAnswer:
    """What an inline query was answered with."""

    results: list[tuple[str, Parsed]]  # each title, and the message that would be sent
    button: Json | None
    given: list[Json] = field(default_factory=list)  # the results as the bot gave them
