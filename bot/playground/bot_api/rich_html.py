"""The HTML of rich messages, read as strictly as Telegram reads it: its tags, how they nest, and how much there may be.

See core.telegram.org/bots/api#rich-message-formatting-options; media, maps, formulas and lists with boxes are left out.
"""

from html.parser import HTMLParser

from bot.playground.bot_api.api_errors import RefusedError
from bot.playground.bot_api.entities import Parsed

MOST_CHARACTERS = 32_768
MOST_BLOCKS = 500
MOST_LEVELS = 16
MOST_COLUMNS = 20

_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 pre footer hr ul ol li blockquote aside table caption tr details summary".split()
)
_INLINE = frozenset(
    "b strong i em u ins s strike del code mark sub sup tg-spoiler a tg-reference tg-time cite br th td".split()
)
_ATTRIBUTES = {
    "a": {"href", "name"},
    "tg-reference": {"name"},
    "tg-time": {"unix", "format"},
    "table": {"bordered", "striped"},
    "td": {"colspan", "rowspan", "align", "valign"},
    "th": {"colspan", "rowspan", "align", "valign"},
    "details": {"open"},
    "ol": {"start", "type", "reversed"},
    "li": {"value", "type"},
}
_PARENTS = {
    "tr": {"table"},
    "caption": {"table"},
    "td": {"tr"},
    "th": {"tr"},
    "li": {"ul", "ol"},
    "summary": {"details"},
}
_EMPTY = frozenset(("hr", "br"))


def parse_rich(html: str) -> Parsed:
    """Return the text of a rich message, a line a block, the cells of a row apart.

    Raises:
        RefusedError: a tag is unknown, misplaced or left open, or there is too much of something.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.opened:
        raise RefusedError(f"can't parse rich message: tag {reader.opened[-1]!r} is not closed")
    text = "".join(reader.text).strip("\n")
    if not text.strip():
        raise RefusedError("message text is empty")
    if len(text) > MOST_CHARACTERS:
        raise RefusedError("message is too long")
    return Parsed(text)


class _Reader(HTMLParser):
    """Reads tags, and keeps the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.opened: list[str] = []
        self.text: list[str] = []
        self._blocks = self._columns = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Check a tag, and where it stands."""
        if tag not in _BLOCKS | _INLINE or {name for name, _ in attrs} - _ATTRIBUTES.get(tag, set()):
            raise RefusedError(f"can't parse rich message: unsupported tag {tag!r} or attribute")
        if tag in _PARENTS and (not self.opened or self.opened[-1] not in _PARENTS[tag]):
            raise RefusedError(f"can't parse rich message: misplaced tag {tag!r}")
        if tag in _BLOCKS and {"td", "th", "p"} & set(self.opened):
            raise RefusedError(f"can't parse rich message: block {tag!r} in a paragraph or a cell")
        self._count(tag)
        if tag not in _EMPTY:
            self.opened.append(tag)
        if len(self.opened) > MOST_LEVELS:
            raise RefusedError("rich message is nested too deeply")

    def handle_endtag(self, tag: str) -> None:
        """Close a tag."""
        if not self.opened or self.opened.pop() != tag:
            raise RefusedError(f"can't parse rich message: unmatched end tag {tag!r}")
        if tag in _BLOCKS - {"table"}:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep text, which stands in a block."""
        self.text.append(data)

    def _count(self, tag: str) -> None:
        self._blocks += tag in _BLOCKS
        if self._blocks > MOST_BLOCKS:
            raise RefusedError("rich message has too many blocks")
        if tag == "tr":
            self._columns = 0
        if tag in ("td", "th"):
            self._columns += 1
            if self._columns > 1:
                self.text.append(" | ")
        if self._columns > MOST_COLUMNS:
            raise RefusedError("rich message has too many columns")
        if tag == "br":
            self.text.append("\n")
