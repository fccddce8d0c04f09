"""Text into sentences and passages, with exact offsets."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

import sentencex

from index.ingest.sentences.sentence_ends import correct_cuts

Bounds = tuple[int, int]  # characters into the text, [start, end)

PASSAGE_TOKENS = 165  # what a passage aims at; they come out at about 130–200
SENTENCE_CHARACTERS = 1_200  # a longer "sentence" is a list or a table: it is cut at a blank
# sentencex takes time quadratic in the length of a line of quotation marks or "![": it gets pieces of this length.
LINE_CHARACTERS = 10_000

_LINE = re.compile(r"[^\n]+")
_PUNCTUATION = re.compile(r"[^\w\s]")
_TOKEN = re.compile(r"\w{1,7}|[^\w\s]")


def count_tokens(text: str) -> int:
    """Estimate the word pieces of a text: within a tenth of BERT's for news, at a hundredth of its cost."""
    return len(_TOKEN.findall(text))


def split_sentences(text: str, language: str) -> list[Bounds]:
    """Return where each sentence stands. A line break always ends one; blanks around it are left out.

    "He came. She left.\\nEnd"  ->  [(0, 8), (9, 18), (19, 22)]
    """
    found: list[Bounds] = []
    for line in _LINE.finditer(text):
        for start, end in _cut_line(text, line.start(), line.end()):
            found.extend(_split_line(text, start, end, language))
    return found


def _cut_line(text: str, start: int, end: int) -> Iterator[Bounds]:
    """Cut a line into pieces that sentencex may take, after a full stop if there is one near the limit."""
    while end - start > LINE_CHARACTERS:
        limit = start + LINE_CHARACTERS
        stop = text.rfind(". ", limit - SENTENCE_CHARACTERS, limit) + 1
        cut = stop or text.rfind(" ", limit - SENTENCE_CHARACTERS, limit) + 1 or limit
        yield start, cut
        start = cut
    yield start, end


def _split_line(text: str, start: int, end: int, language: str) -> Iterator[Bounds]:
    if not _PUNCTUATION.search(text, start, end):  # nothing in it can end a sentence
        yield from _cut_long(text, start, end)
        return
    line = text[start:end]
    sizes = [len(piece) for piece in sentencex.segment(language, line)]
    starts = [0, *correct_cuts(line, list(accumulate(sizes[:-1])), language), len(line)]
    for first, last in pairwise(starts):
        yield from _cut_long(text, start + first, start + last)


def split_passages(text: str, sentences: Sequence[Bounds]) -> list[list[int]]:
    """Group sentence numbers into passages of equal size, near `PASSAGE_TOKENS` each.

    Equal shares leave no short tail behind, which would be found for its few words alone.
    """
    sizes = [count_tokens(text[start:end]) for start, end in sentences]
    total = sum(sizes)
    share = total / max(1, round(total / PASSAGE_TOKENS))
    passages: list[list[int]] = []
    done = 0
    for number, size in enumerate(sizes):
        # The middle of a sentence decides: it goes where most of it lies.
        wanted = math.floor((done + size / 2) / share) if share else 0
        if not passages or wanted >= len(passages):
            passages.append([])
        passages[-1].append(number)
        done += size
    return passages


def _cut_long(text: str, start: int, end: int) -> Iterator[Bounds]:
    while end - start > SENTENCE_CHARACTERS:
        blank = text.rfind(" ", start, start + SENTENCE_CHARACTERS)
        cut = blank if blank > start else start + SENTENCE_CHARACTERS
        yield from _trim(text, start, cut)
        start = cut
    yield from _trim(text, start, end)


def _trim(text: str, start: int, end: int) -> Iterator[Bounds]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if start < end:
        yield start, end
