"""Bytes → text: the encoding by byte order mark, valid UTF-8, the declared charset, or letter statistics."""

import codecs
import re
import unicodedata

from index.errors import UnreadableError

SAMPLE_BYTES = 65_536  # enough to guess an encoding by
WIDE_SAMPLE_BYTES = 8_192  # a multiple of 4
# No text has more than 1 control character in 100.
MOST_CONTROLS = 0.01
# A UTF-8 text with some broken bytes is still UTF-8; 1 in 20 letters may be broken.
MOST_BROKEN = 0.05

# The encodings news files come in besides UTF; a longer list only makes the guess worse.
_GUESSES = ["cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic", "cp1252"]
_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_REMEDY = "save the article as text, HTML, .docx or PDF"
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_STRANGE = ("Cc", "Cn", "Co", "Cs")  # control, unassigned, private use, half a surrogate pair
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")
# Binary formats that are refused by name. `formats/detect.py` knows those that are read.
_KINDS = [
    (b"\xd0\xcf\x11\xe0", "an office document of the old kind (.doc, .xls)"),
    (b"!BDN", "an Outlook mailbox"),
    (b"AT&TFORM", "a scan in DjVu"),
    *(
        (first, "an archive of a kind")
        for first in (b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd", b"MSCF")
    ),
    *((first, "a picture") for first in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"8BPS")),
    *((first, "a picture or a sound") for first in (b"RIFF", b"OggS")),
    *((first, "a sound") for first in (b"ID3", b"fLaC")),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"SQLite format 3", "a database"),
    *((first, "a font") for first in (b"wOFF", b"wOF2", b"OTTO\0", b"\0\1\0\0\0")),
    *((first, "a program") for first in (b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\0asm", b"dex\n")),
]
# Two letters may also begin a text; these formats have a zero among their first bytes.
_KINDS_WITH_ZEROS = [(b"MZ", "a program"), (b"BM", "a picture")]
_FIRST_BYTES = 64


def decode(raw: bytes) -> str:
    """Return the text of a file.

    Raises:
        UnreadableError: it is empty or binary, or its encoding is unknown.
    """
    if not raw.strip(b"\0 \t\r\n"):
        raise UnreadableError("the file is empty: send one with an article in it")
    return raw.decode(find_encoding(raw), errors="replace")


def find_encoding(raw: bytes) -> str:
    """Return the encoding of a text file, or of the beginning of one.

    Raises:
        UnreadableError: it is binary, or its encoding is unknown.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            _refuse_strange_characters(raw, encoding)
            return encoding
    _refuse_known_kinds(raw)
    if (wide := _wide_encoding(raw)) is not None:
        _refuse_strange_characters(raw, wide)
        return wide
    _refuse_controls(raw)
    return _utf8(raw) or _declared(raw) or _guessed(raw)


def _refuse_known_kinds(raw: bytes) -> None:
    kinds = _KINDS + (_KINDS_WITH_ZEROS if b"\0" in raw[:_FIRST_BYTES] else [])
    kind = next((kind for first_bytes, kind in kinds if raw.startswith(first_bytes)), None)
    if kind is None and raw[4:8] == b"ftyp":
        kind = "a picture or a video"
    if kind is not None:
        raise UnreadableError(f"it is {kind}, which is not read: {_REMEDY}")


def _wide_encoding(raw: bytes) -> str | None:
    """Tell UTF-16 without a mark: every second byte is 0 in Latin text, and 0, 4 or 32 in Cyrillic."""
    sample = raw[:4096]
    half = len(sample) // 2
    if half < 8 or b"\0" not in sample:
        return None
    high_first, low_first = sample[: 2 * half : 2], sample[1 : 2 * half : 2]
    for high, encoding in ((low_first, "utf-16-le"), (high_first, "utf-16-be")):
        if sum(high.count(block) for block in b"\0\x04\x20") > 0.95 * half and high.count(0) > 0.05 * half:
            return encoding
    return None


def _refuse_controls(raw: bytes) -> None:
    sample = raw[:SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > MOST_CONTROLS * len(sample) + 1:
        raise UnreadableError(f"it is a binary file of an unknown kind: {_REMEDY}")


def _refuse_strange_characters(raw: bytes, encoding: str) -> None:
    """Refuse what only looks like UTF-16 or UTF-32: random bytes are mostly characters that do not exist.

    b"MZ" and zeros  ->  refused; as UTF-16 it would be "\u5a4d" and NULs
    """
    sample = raw[:WIDE_SAMPLE_BYTES].decode(encoding, errors="replace")
    strange = sum(unicodedata.category(one) in _STRANGE and one not in "\t\n\r\f\v" for one in sample)
    if strange + sample.count("\ufffd") > MOST_CONTROLS * len(sample) + 1:
        raise UnreadableError(f"it is a binary file of an unknown kind: {_REMEDY}")


def _utf8(raw: bytes) -> str | None:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        sample = raw[:SAMPLE_BYTES].decode("utf-8", errors="replace")
        letters = sum(character > "\x7f" for character in sample)
        return "utf-8" if sample.count("\ufffd") <= MOST_BROKEN * letters else None
    return "utf-8"


def _declared(raw: bytes) -> str | None:
    """Return the charset that HTML or XML names in its head, if Python knows it."""
    head = raw[:4096]
    if b"<" not in head or (found := _DECLARED.search(head)) is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
        " ".encode(name).decode(name)  # some codecs do not encode text: "rot13", "zip"
    except (LookupError, UnicodeError, ValueError, TypeError):
        return None
    # UTF-8 was tried and failed; UTF-16 would have shown its zero bytes.
    return None if name.startswith("utf") or name == "ascii" else name


def _guessed(raw: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:SAMPLE_BYTES], cp_isolation=_GUESSES).best()
    if best is None:
        raise UnreadableError("its letters are in no encoding that is known here: save it as UTF-8")
    return best.encoding
