"""Mailboxes (.mbox) → the emails in them; each begins with a line "From sender date"."""

import re
from collections.abc import Iterator

from index.errors import UnreadableError
from index.ingest.formats.archive_file import Member
from index.ingest.formats.zipped import MOST_MEMBERS

# "From alice@paper.example Tue May 30 22:10:00 2023" and a header below it; a story may begin with "From", too.
_FROM_LINE = re.compile(
    rb"(?:\A|\n)From \S+ [^\n]{0,200}\b\d{4}(?: [+-]\d{4})?[ \t]*\r?\n(?=[A-Za-z][A-Za-z0-9-]{0,60}:)"
)
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def is_mailbox(raw: bytes) -> bool:
    """Whether a file begins as a mailbox does."""
    return _FROM_LINE.match(raw) is not None


def read_mailbox(raw: bytes) -> Iterator[Member]:
    """Yield the emails of a mailbox, named by their place in it: "1.eml", "2.eml".

    Raises:
        UnreadableError: there are too many.
    """
    starts = [(line.start(), line.end()) for line in _FROM_LINE.finditer(raw)]
    if len(starts) > MOST_MEMBERS:
        raise UnreadableError(f"it holds more than {MOST_MEMBERS:,} emails: send it in several mailboxes")
    ends = [start for start, _ in starts[1:]] + [len(raw)]
    for number, ((_, begin), end) in enumerate(zip(starts, ends, strict=True), 1):
        yield Member(f"{number}.eml", _QUOTED_FROM.sub(rb"\1", raw[begin:end]), None)
