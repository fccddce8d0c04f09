"""Pictures of pages → their text, by Tesseract, if it is installed: scans, and photos of a newspaper page.

Tesseract runs as a process of its own: on one core, without temporary files, for a limited time, and under the limits
of the process that starts it, which is the reading child for files of others.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator
from csv import QUOTE_NONE, DictReader
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from index.errors import UnreadableError
from index.ingest.draft import Draft
from index.ingest.formats.block_extraction import Block
from index.ingest.formats.story import draft_from_blocks
from index.model.article import OCR_FIELD

LANGUAGES = ("eng", "rus")
MOST_PAGES = 10
PAGE_S = 25.0  # for one page
ALL_S = 45.0  # for all of them
LEAST_CONFIDENCE = 50.0  # of a text: a lower one is mostly wrong
LEAST_OF_A_WORD = 20.0  # specks are "read", too
FEWEST_LETTERS = 20
MISSING = (
    "text recognition (Tesseract) is not installed here: ask the operator to install tesseract-ocr, or send the words"
    " as text"
)
_ENDS = (".", "!", "?", ":", "…", "»", "”")
_SIGNS = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")


class _Word(NamedTuple):
    text: str
    confidence: float  # 0 to 100
    place: tuple[int, int]  # block and paragraph on the page


def is_picture(held: bytes) -> bool:
    """Whether a file is a picture that Tesseract reads: PNG, JPEG or TIFF."""
    return held.startswith(_SIGNS)


@lru_cache
def find_tesseract() -> str:
    """Return the path of Tesseract; "" if it is not installed."""
    return shutil.which("tesseract") or ""


def read_picture(held: bytes) -> Draft:
    """Return the text of a picture of a page.

    Raises:
        UnreadableError: Tesseract is not installed, takes too long, or finds no text.
    """
    return read_pages([held], Draft(""), what="the picture")


def read_pages(pages: Iterable[bytes], draft: Draft, *, what: str) -> Draft:
    """Add to a draft what is written on some pages, each a picture, and how sure Tesseract is of it.

    Raises:
        UnreadableError: Tesseract is not installed, takes too long, or finds no text.
    """
    if not find_tesseract():
        raise UnreadableError(f"it is {what} of a page, and {MISSING}" if what == "the picture" else MISSING)
    blocks: list[Block] = []
    confidences: list[float] = []
    end = time.monotonic() + ALL_S
    for page in pages:
        words = list(_words(_recognise(page, min(PAGE_S, end - time.monotonic()))))
        confidences += [word.confidence for word in words]
        paragraphs = [_joined([word.text for word in some]) for _, some in groupby(words, key=lambda one: one.place)]
        blocks += map(Block, _put_together(paragraphs))
    mean = sum(confidences) / len(confidences) if confidences else 0.0
    if sum(map(str.isalpha, "".join(block.words for block in blocks))) < FEWEST_LETTERS or mean < LEAST_CONFIDENCE:
        raise UnreadableError(f"no text could be recognised in {what}: send a sharper one, or the words as text")
    draft = draft_from_blocks(draft, blocks)
    draft.extra[OCR_FIELD] = str(max(1, round(mean)))
    return draft


def _recognise(page: bytes, limit_s: float) -> str:
    """Return Tesseract's table of the words on a page.

    Raises:
        UnreadableError: it takes too long, or the picture is broken.
    """
    command = [find_tesseract(), "stdin", "stdout", "-l", "+".join(_languages()), "--psm", "3", "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=page, capture_output=True, timeout=max(limit_s, 0.1), env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise UnreadableError(
            f"recognising its text takes longer than {PAGE_S:g} seconds a page, or {ALL_S:g} in all: split it, or send"
            " the words as text"
        ) from None
    except OSError:
        raise UnreadableError(MISSING) from None
    if done.returncode:
        raise UnreadableError("the picture is broken, or too large to recognise its text: save it again, or smaller")
    return done.stdout.decode("utf-8", "replace")


@lru_cache
def _languages() -> tuple[str, ...]:
    """Return the languages to recognise, of those that are installed."""
    try:
        listed = subprocess.run(
            [find_tesseract(), "--list-langs"], capture_output=True, timeout=10.0, check=False
        ).stdout.decode("ascii", "replace")
    except (OSError, subprocess.TimeoutExpired):
        return LANGUAGES[:1]
    installed = listed.split()
    return tuple(one for one in LANGUAGES if one in installed) or LANGUAGES[:1]


def _words(table: str) -> Iterator[_Word]:
    for row in DictReader(table.splitlines(), delimiter="\t", quoting=QUOTE_NONE):
        text, confidence = (row.get("text") or "").strip(), float(row.get("conf") or -1)
        if text and confidence >= LEAST_OF_A_WORD:
            yield _Word(text, confidence, (int(row["block_num"]), int(row["par_num"])))


def _put_together(paragraphs: Iterable[str]) -> list[str]:
    """Return paragraphs, those put together that wide lines have parted: the second goes on in a small letter."""
    whole: list[str] = []
    for one in paragraphs:
        if whole and one[:1].islower() and not whole[-1].endswith(_ENDS):
            whole[-1] = _joined([*whole[-1].split(" "), *one.split(" ")])
        else:
            whole.append(one)
    return whole


def _joined(words: list[str]) -> str:
    """Return the words of a paragraph, those that were divided at the end of a line put together again."""
    joined = ""
    for word in words:
        divided = len(joined) > 1 and joined.endswith("-") and joined[-2].isalpha() and word[:1].islower()
        joined = joined[:-1] + word if divided else f"{joined} {word}" if joined else word
    return joined
