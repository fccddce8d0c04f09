"""Lines of styled pieces, and how a text is cut into them."""

from collections.abc import Iterable, Sequence

Piece = tuple[str, str]  # text, and a style of bot/views/terminal.py; "" for none
Line = tuple[Piece, ...]


def cut_days(text: str, days: Iterable[tuple[int, int]]) -> list[Piece]:
    """Cut a text into pieces, the given stretches in the style of a day."""
    pieces: list[Piece] = []
    done = 0
    for start, end in sorted(days):
        if done <= start < end <= len(text):
            pieces += [(text[done:start], ""), (text[start:end], "day")]
            done = end
    return [piece for piece in [*pieces, (text[done:], "")] if piece[0]]


def cut_part(pieces: Sequence[Piece], start: int, end: int, style: str) -> Line:
    """Return the pieces from character `start` to `end`, in `style` besides their own."""
    part: list[Piece] = []
    place = 0
    for text, own in pieces:
        words = text[max(start - place, 0) : max(end - place, 0)]
        if words:
            part.append((words, " ".join(filter(None, (style, own)))))
        place += len(text)
    return tuple(part)
