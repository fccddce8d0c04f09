"""Text as a reader sees it: no control characters, composed letters, blank lines between paragraphs."""

import re
import unicodedata

_UNSEEN = "\u00ad\u200b\u200e\u200f\u2060\ufeff"  # soft hyphen, zero widths, direction marks
_LIKE_A_BLANK = "\u00a0\u2007\u2009\u202f\t\v\f"
_LIKE_A_NEWLINE = "\u0085\u2028\u2029"
_TABLE: dict[int, str | None] = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), None),
    **dict.fromkeys(map(ord, _UNSEEN)),
    **dict.fromkeys(map(ord, _LIKE_A_BLANK), " "),
    **dict.fromkeys(map(ord, _LIKE_A_NEWLINE), "\n"),
    ord("\n"): "\n",
}
_ODD = re.compile("[" + "".join(re.escape(chr(code)) for code in _TABLE if code != 10) + "]")
# Persian and emoji need joiners; Latin and Cyrillic do not.
_JOINERS = re.compile(r"(?<![\u0590-\uffff\U00010000-\U0010ffff])[\u200c\u200d]")
_GAP = re.compile(r"\n{3,}")
_SURROGATE = re.compile("[\ud800-\udfff]")


def normalise(text: str) -> str:
    """Return the text as a reader sees it.

    "One\\r\\nco\\u00adopera\\u200btive  \\n\\n\\n\\nTwo"  ->  "One\\ncooperative\\n\\nTwo"
    """
    text = replace_surrogates(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _ODD.search(text):
        text = text.translate(_TABLE)
    if "\u200c" in text or "\u200d" in text:
        text = _JOINERS.sub("", text)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if " \n" in text:
        # A pattern would try every blank of a long run; this walks once.
        text = "\n".join(line.rstrip(" ") for line in text.split("\n"))
    if "\n\n\n" in text:
        text = _GAP.sub("\n\n", text)
    return text.strip()


def one_line(text: str) -> str:
    """Return a title, an outlet or a place as one line.

    " Boat\\n  sinks "  ->  "Boat sinks"
    """
    return " ".join(normalise(text).split())


def replace_surrogates(text: str) -> str:
    """Return the text with half surrogate pairs (JSON's "\\\\ud83d" cut short) replaced: no store can hold them."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
