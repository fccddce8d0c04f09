"""The title of an article that has none of its own: its headline, or the beginning of its first sentence."""

import re

from index.ingest.dates.dateline import Dateline, find_dateline
from index.ingest.dates.header_dates import is_date_line
from index.ingest.normalise import one_line
from index.ingest.sentences.noise import is_noise

HEADLINE_CHARACTERS = 180
TITLE_CHARACTERS = 100
NOISE_LINES = 4  # above a headline: an outlet, a day, a byline
SHORTEST_SENTENCE = 12  # characters; "No." alone says too little to be a title

_SENTENCE_END = re.compile(r"[.!?…]+[\"”»'’)]*(?=\s+[\"“«'‘(]*[A-ZÀ-ÞЀ-Я0-9])|\n\s*\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Mt|Gen|Lt|Col|Sgt|Capt|Sen|Rep|Gov|Prof|Rev|Jr|Sr|No|vs|Inc|Co|г|ул|им|тыс|руб|[^\W\d_]))\Z"
)


def split_headline(text: str) -> tuple[str, str]:
    """Separate a headline on the first line from the body; ("", text) if there is none.

    "Boat sinks\\n\\nA boat sank."  ->  ("Boat sinks", "A boat sank.")
    "A boat sank.\\n\\nIt was old." ->  ("", "A boat sank.\\n\\nIt was old.")
    """
    first, newline, rest = text.partition("\n")
    if not newline or not reads_as_headline(first.strip()) or not _stands_apart(first.strip(), rest):
        return "", text
    return first.strip(), rest.strip("\n")


def make_title(text: str, dateline: Dateline | None = None) -> str:
    """Return the headline, else the sentence after the dateline, cut on a word near 100 characters; "" for no text.

    "PARIS (AP) — The museum reopened on Friday. Queues were long."  ->  "The museum reopened on Friday"
    """
    story = _after_noise(text)
    headline, _ = split_headline(story[:2_000].lstrip())
    if headline:
        return one_line(headline)[:HEADLINE_CHARACTERS]
    start = max(dateline.end if dateline else 0, len(text) - len(story))
    begin = text[start : start + 1_000].lstrip(" \n\t.-—–")
    sentence = one_line(begin[: _end_of_sentence(begin)]) or one_line(text[:1_000])
    return _cut(sentence.rstrip("."))


def _after_noise(text: str) -> str:
    """Return the text after the lines of a page that stand above its headline: "BBC News, 15 January 2010"."""
    rest = text.lstrip()
    for _ in range(NOISE_LINES):
        line, newline, below = rest.partition("\n")
        if not newline or not below.strip() or not is_noise(line):
            break
        rest = below.lstrip()
    return rest


def _end_of_sentence(text: str) -> int:
    """Return the end of the first sentence: "Mr." and "U.S." do not end one, a blank line does."""
    for end in _SENTENCE_END.finditer(text, SHORTEST_SENTENCE):
        if end[0].startswith("\n") or not _ABBREVIATION.search(text, 0, end.start()):
            return end.start() + (end[0][0] in "?!…")  # a title keeps its question mark, not its full stop
    return len(text)


def reads_as_headline(line: str) -> bool:
    """Whether a line by itself may be a headline: short, one sentence at most, and without its full stop."""
    if not 3 <= len(line) <= HEADLINE_CHARACTERS or line.endswith((".", ",", ";", ":")):
        return False
    if line[0].islower() or line.startswith(("- ", "* ", "•")) or find_dateline(line):
        return False
    two_sentences = re.search(r"[.!?]\s+[A-ZЀ-Я]", line[SHORTEST_SENTENCE:])  # a paragraph
    return not two_sentences and not is_date_line(line)


def _stands_apart(line: str, rest: str) -> bool:
    """Whether what follows is another paragraph."""
    following = rest.partition("\n")[0].strip()
    if not following:
        return bool(rest.strip())
    # Without a blank line below it, it may be the first of many lines wrapped at one width.
    return not following[0].islower() and (len(following) > 1.5 * len(line) or find_dateline(following) is not None)


def _cut(sentence: str) -> str:
    if len(sentence) <= TITLE_CHARACTERS:
        return sentence
    words = sentence[:TITLE_CHARACTERS].rsplit(" ", 1)[0]
    return words.rstrip(" ,;:-—–") + "…"
