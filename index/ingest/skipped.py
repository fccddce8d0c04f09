"""A file, or one article in it, that was not read, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Skipped:
    """What could not be read, and one sentence that says why and what to do."""

    path: str  # as the operator named it, or the `origin` given with it
    reason: str  # "the file is empty: …"; for one article of many it opens with "line 3: "
