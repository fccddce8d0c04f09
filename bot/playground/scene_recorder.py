"""What people did at the page, written as a scene of the tests: `tests/scenes/script.py` describes the format."""

from bot.playground.bot_api.entities import Json
from bot.playground.cast import ADMIN, CHANNEL, GROUP, READER

FAULT_WORDS = {"flood": "429", "error": "500", "cut": "cut", "lost": "lost"}
NAMES = {READER: "Ana", ADMIN: "Mira"}


class SceneRecorder:
    """Notes each deed as a line. `python -m tests.scenes` plays the scene and adds what the bot does."""

    def __init__(self, bot_name: str) -> None:
        self._bot_name = bot_name
        self._lines: list[str] = []
        self._left_out: list[str] = []

    def note_text(self, chat: int, topic: int, text: str, language: str, *, is_reply: bool = False) -> None:
        """Note that a text was written."""
        if chat == CHANNEL:
            self.leave_out("a post in the channel")
            return
        how = " answers" if is_reply else ""
        if chat == GROUP:
            how += f" in forum {topic}" if topic else " in group"
        self._lines.append(f"{_name(chat, language)}{how}: {self._plain(text)}")

    def note_edit(self, chat: int, text: str, language: str) -> None:
        """Note that the last message of a person was edited."""
        if chat == CHANNEL:
            self.leave_out("an edited post in the channel")
            return
        self._lines.append(f"{_name(chat, language)} edits: {self._plain(text)}")

    def note_inline(self, text: str, language: str) -> None:
        """Note what was typed behind the bot's name; of one query typed letter by letter, the last counts."""
        who = f"{_name(READER, language)} types: "
        before = self._lines[-1] if self._lines else ""
        if before.startswith(who) and text.startswith(before.removeprefix(who)):
            self._lines.pop()
        self._lines.append(who + self._plain(text))

    def note_tap(self, chat: int, label: str, language: str) -> None:
        """Note a tap on a button."""
        self._lines.append(f"{_name(chat, language)} taps [{label}]")

    def note_link(self, chat: int, label: str, language: str) -> None:
        """Note that a link to the bot was opened."""
        self._lines.append(f"{_name(chat, language)} opens [{label.strip('[]')}]")

    def note_restart(self) -> None:
        """Note that the bot was restarted."""
        self._lines.append("the bot restarts")

    def note_fault(self, kind: str) -> None:
        """Note what is to go wrong with the bot's next message."""
        self._lines.append(f"Telegram fails sendMessage: {FAULT_WORDS[kind]}")

    def leave_out(self, what: str) -> None:
        """Note something that scenes cannot say."""
        if what not in self._left_out:
            self._left_out.append(what)

    def write(self, title: str, head: Json) -> str:
        """Return the scene; `head` holds its other first lines, such as the archive it asks."""
        lines = [f"# {title}", *(f"# Left out: {what}" for what in self._left_out)]
        lines += [f"set {name}: {value}" for name, value in head.items()]
        return "\n\n".join(["\n".join(lines), *self._lines]) + "\n"

    def _plain(self, text: str) -> str:
        return text.replace("\n", "\\n").replace(f"@{self._bot_name}", "@bot")


def _name(chat: int, language: str) -> str:
    """Return who writes in a chat; readers whose Telegram is Russian have a person of their own in scenes."""
    name = NAMES.get(chat, NAMES[READER])
    return "Olga" if language == "ru" and name == "Ana" else name
