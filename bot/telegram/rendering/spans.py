"""Texts cut where marks begin and end: the days in a sentence, the cited sentence in its passage."""

from collections.abc import Iterable, Iterator


def cut_pieces(text: str, start: int, marks: Iterable[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Cut a text that begins at `start` of its article where marks begin and end."""
    return [(piece, marked) for piece, marked, _ in cut_at(text, start, marks)]


def cut_at(text: str, start: int, marks: Iterable[tuple[int, int]]) -> Iterator[tuple[str, bool, int]]:
    """Yield the parts of a text, whether each is marked, and where it begins in the article.

    Marks that overlap or reach outside the text count as far as they are new and inside.
    """
    at = start
    end = start + len(text)
    for first, last in sorted(marks):
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        if first > at:
            yield text[at - start : first - start], False, at
        yield text[first - start : last - start], True, first
        at = last
    if at < end:
        yield text[at - start :], False, at
