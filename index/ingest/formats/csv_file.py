"""CSV and TSV with a header → drafts, one a row."""

import csv
from collections.abc import Iterable, Iterator

from index.errors import UnreadableError
from index.ingest.draft import Draft, ParseError
from index.ingest.formats.record_fields import KNOWN, TEXT, plain_key, read_fields
from index.ingest.normalise import normalise

DELIMITERS = ",;\t|"
FIELD_CHARACTERS = 10_000_000  # one cell; Python's own limit, 131,072, is less than a long article
_TEXT = frozenset(TEXT)


def find_delimiter(header: str) -> str | None:
    """Return what parts the columns of a header line that names at least a text and one thing more.

    "id;title;text" -> ";"    "Title, text and sound" -> None    "text" -> None
    """
    known = {mark: _known_columns(header, mark) for mark in DELIMITERS if mark in header}
    best = max(known, key=lambda mark: known[mark], default=None)
    return best if best and known[best] >= 2 else None


def read_csv(lines: Iterable[str], delimiter: str) -> Iterator[Draft | ParseError]:
    """Yield the articles of a table, line breaks inside quotes included; a bad row becomes a numbered ParseError."""
    csv.field_size_limit(FIELD_CHARACTERS)
    rows = csv.reader(lines, delimiter=delimiter, skipinitialspace=delimiter != "\t")
    number = 0
    try:
        header = next(rows, [])
        for number, row in enumerate(rows, 1):
            if any(cell.strip() for cell in row):
                yield _read_row(header, row, number)
    except csv.Error as error:
        raise UnreadableError(f"row {number + 1} is not CSV as it should be ({error}): correct it there") from None


def _read_row(header: list[str], row: list[str], number: int) -> Draft | ParseError:
    if len(row) > len(header):
        return ParseError(
            f"row {number}: it has {len(row)} cells and the header {len(header)}: put a text with commas in quotes"
        )
    draft = read_fields({name.lstrip("\ufeff"): cell for name, cell in zip(header, row, strict=False) if name.strip()})
    if draft is None:
        return ParseError(f"row {number}: it has no text: fill its text column")
    draft.text = normalise(draft.text)
    draft.number = number
    return draft


def _known_columns(header: str, delimiter: str) -> int:
    """Count the columns whose names are known; 0 if there is no text column, or if a cell is a sentence."""
    cells = [cell.strip().strip('"\ufeff') for cell in header.split(delimiter)]
    names = {plain_key(cell) for cell in cells}
    if not names & _TEXT or any(len(cell) > 60 for cell in cells):
        return 0
    return len(names & KNOWN)
