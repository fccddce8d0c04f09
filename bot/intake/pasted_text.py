"""A text that somebody writes into the chat: whether it looks like an article, and what would be understood of it."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.intake.caption_fields import read_header, split_fields, with_fields
from bot.storage.delivery import Fields
from index.ingest.dates.dateline import find_dateline
from index.ingest.dates.header_dates import find_header_date
from index.ingest.reader import read_file
from index.ingest.sentences.splitting import split_sentences
from index.ingest.skipped import Skipped
from index.model.article import Article, Source

# A question in a chat is one sentence or two, of some ten words. News has a day or a place at its head, or goes on.
FEWEST_WORDS = 8  # with a dateline or a line with its day
FEWEST_WORDS_OF_SEVERAL = 25  # of several sentences or lines
FEWEST_SENTENCES = 3
FEWEST_CHARACTERS = 400  # of two sentences

_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a text would be as an article."""

    source: Source | None  # of the first article in it; None if there is none
    others: int = 0  # more articles in it
    fields: Fields = field(default_factory=Fields)  # said above the text
    reason: str = ""  # why there is no article


def looks_like_article(text: str) -> bool:
    """Whether a text is sooner an article than a question.

    It has a dateline or a line with its day, or three sentences, or three lines, or is long; and it is not mostly
    questions, nor ends in one after a sentence or two.

    "MARN, May 4. The mill opened on Monday. A band played."  ->  True
    "What happened on May 29? And who won the regatta?"       ->  False
    "The ferry ran aground. Was anybody hurt?"                ->  False
    """
    words = len(text.split())
    language = "ru" if _CYRILLIC.search(text) else "en"
    sentences = [text[start:end].strip() for start, end in split_sentences(text, language)]
    asking = sum(one.endswith("?") for one in sentences)
    if not sentences or asking * 2 > len(sentences) or (sentences[-1].endswith("?") and len(sentences) <= 3):
        return False
    if words >= FEWEST_WORDS and not asking and (find_dateline(text) or find_header_date(text)):
        return True
    lines = sum(bool(line.strip()) for line in text.splitlines())
    several = len(sentences) >= FEWEST_SENTENCES or lines >= FEWEST_SENTENCES
    return (several and words >= FEWEST_WORDS_OF_SEVERAL) or (len(text) >= FEWEST_CHARACTERS and len(sentences) >= 2)


def understand(text: str, sent: datetime, today: date, language: str = "en") -> Understood:
    """Return what a text would be as an article, read as a file of it would be; nothing is stored."""
    fields, below = split_fields(text, today, language)
    with TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder) / "text.txt"
        path.write_text(below, encoding="utf-8")
        os.utime(path, (sent.timestamp(), sent.timestamp()))
        found = list(read_file(path, origin="telegram/text"))
    articles = [one for one in found if isinstance(one, Article)]
    if not articles:
        return Understood(None, reason=next((one.reason for one in found if isinstance(one, Skipped)), ""))
    first = with_fields(articles[0], fields, read_header(below, today, language), alone=len(articles) == 1)
    return Understood(first.source, len(articles) - 1, fields)


def join_parts(parts: Sequence[str]) -> str:
    """Return a text that Telegram has split into messages: a part that ends in a sentence ends a line."""
    joined = ""
    for part in map(str.strip, parts):
        gap = "\n" if joined.endswith((".", "!", "?", "…", "»", "”", '"', ":")) else " "
        joined = f"{joined}{gap}{part}" if joined else part
    return joined
