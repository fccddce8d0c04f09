"""What one format's reader found of an article, before the rest is filled in from what stands beside it."""

from dataclasses import dataclass, field
from datetime import date

from index.model.article import DateEvidence


@dataclass(slots=True)
class Draft:
    """An article as far as its own file tells it."""

    text: str
    title: str = ""
    published: date | None = None
    evidence: DateEvidence = DateEvidence.NONE  # how `published` was known
    outlet: str = ""
    place: str = ""
    url: str = ""
    language: str = ""  # as given: "en-US", "English"
    id: str = ""  # as given; empty where the file gives none
    number: int | None = None  # its line or place, from 1, in a file of many; None in a file of one
    member: str = ""  # "2023/ferry.docx": its path in an archive or a letter; empty for a file by itself
    written: date | None = None  # when its document was made, a guess like the file's time but better; may be None
    extra: dict[str, str] = field(default_factory=dict)

    def fill_from(self, other: "Draft") -> None:
        """Take from `other` what this draft lacks; its text stays."""
        if self.published is None:
            self.published, self.evidence = other.published, other.evidence
        for name in ("title", "outlet", "place", "url", "language", "id"):
            setattr(self, name, getattr(self, name) or getattr(other, name))
        self.extra = other.extra | self.extra


@dataclass(frozen=True, slots=True)
class ParseError:
    """One article of many that cannot be read."""

    reason: str  # "line 3: …"
    member: str = ""  # its path in an archive or a letter; empty for a file by itself


def found_in(found: Draft | ParseError, member: str, written: date | None) -> Draft | ParseError:
    """Return what a member of an archive held, under the member's path and with the member's own time as a guess."""
    path = f"{member}/{found.member}" if found.member else member
    if isinstance(found, ParseError):
        return ParseError(found.reason, path)
    found.member, found.written = path, found.written or written
    return found
