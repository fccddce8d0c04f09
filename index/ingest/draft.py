"""What the reader of a format found in a file, before missing fields are filled in from the file's path and time."""

from dataclasses import dataclass, field
from datetime import date

from index.model.article import DateEvidence


@dataclass(slots=True)
class Draft:
    """An article, as far as the content of its file tells."""

    text: str
    title: str = ""
    published: date | None = None
    evidence: DateEvidence = DateEvidence.NONE  # how `published` was known
    outlet: str = ""
    place: str = ""
    url: str = ""
    language: str = ""  # as given: "en-US", "English"
    id: str = ""  # as given; empty if the file gives none
    number: int | None = None  # its line or place, from 1, in a file of many; None in a file of one
    member: str = ""  # "2023/ferry.docx": its path in an archive or an email; empty for a file by itself
    written: date | None = None  # the day its document was made: a better guess than the file's time; may be None
    updated: date | None = None  # the day of a later change, as a line above the text told it; may be None
    extra: dict[str, str] = field(default_factory=dict)

    def fill_from(self, other: "Draft") -> None:
        """Take from `other` what this draft lacks; its text stays."""
        if self.published is None:
            self.published, self.evidence = other.published, other.evidence
        self.updated = self.updated or other.updated
        for name in ("title", "outlet", "place", "url", "language", "id"):
            setattr(self, name, getattr(self, name) or getattr(other, name))
        self.extra = other.extra | self.extra


@dataclass(frozen=True, slots=True)
class ParseError:
    """One article of many that cannot be read."""

    reason: str  # "line 3: …"
    member: str = ""  # its path in an archive or an email; empty for a file by itself


def place_in_archive(found: Draft | ParseError, member: str, written: date | None) -> Draft | ParseError:
    """Return what a member of an archive held, under the member's path and with the member's own time as a guess."""
    path = f"{member}/{found.member}" if found.member else member
    if isinstance(found, ParseError):
        return ParseError(found.reason, path)
    found.member, found.written = path, found.written or written
    return found
