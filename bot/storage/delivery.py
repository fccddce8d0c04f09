"""A delivery: a file, an album of files, a post or a text that an admin or a channel sent; and what became of it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from index.pipeline import AddReport


class State(StrEnum):
    """How far a delivery is."""

    WAITING = "waiting"
    STORED = "stored"  # its report is written, its receipt may not be out
    TOLD = "told"


class Fate(StrEnum):
    """What an admin made of a delivery afterwards."""

    NONE = ""
    REPLACED = "replaced"  # the earlier versions are out
    KEPT_BOTH = "both"
    UNDONE = "undone"
    FAILED = "failed"  # it could not be stored because of an unexpected error; its files are kept


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields of an article that were given beside its file; empty ones say nothing."""

    published: date | None = None
    outlet: str = ""
    url: str = ""
    title: str = ""

    def __bool__(self) -> bool:
        return self != Fields()


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends a delivery, and where they are told of it."""

    source: str  # who takes turns: "admin 42", "channel -1001"
    admin_id: int = 0  # 0 for a channel
    chat_id: int = 0  # where the receipt goes; 0 for nowhere
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a delivery, as it lies in `incoming/`."""

    name: str  # as the admin knows it: "storm.txt"
    file: str  # its path below `incoming/`
    origin: str  # "telegram/storm.txt/3f2a91bc"
    sha256: str
    sent_at: float  # when it was sent, or first posted: the last evidence of its date; seconds since 1970
    named: bool = True  # whether its name was given by a person: another file of that name may be its newer version
    fields: Fields = field(default_factory=Fields)  # what came beside it and beats what it says
    lacking: Fields = field(default_factory=Fields)  # what came beside it and fills what it does not say
    strange: tuple[str, ...] = ()  # lines of its caption that name a field and could not be understood


@dataclass(frozen=True, slots=True)
class Earlier:
    """A stored article that a delivered one looks like a newer version of."""

    new_id: str
    old_id: str
    title: str  # the old one's


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of a delivery."""

    report: AddReport
    earlier: tuple[Earlier, ...] = ()
    notes: tuple[str, ...] = ()  # sentences for the admin: a date that could not be read
    left: int = 0  # articles that an Undo could not take back
    # What an Undo did, an article each: its id, and "removed", "restored" or "left". Empty for an Undo of 0.1.0.
    undone: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery as it stands."""

    number: int  # 1, 2, 3… in the order they came
    id: str
    source: str
    admin_id: int
    chat_id: int
    language: str
    progress_id: int  # the message that becomes the receipt; 0 if there is none yet
    state: State
    fate: Fate
    starts: int
    received_at: float  # seconds since 1970
    parts: tuple[Part, ...] = ()
    delivered: Delivered | None = None
    album: str = ""  # "" for none: then its files have nothing to do with each other

    @property
    def batch(self) -> str:
        """The name under which the archive keeps what it changed."""
        return f"delivery {self.id}"
