"""What stands before the main clause and may be left out: a phrase with its comma, a first clause, a person's role."""

from collections.abc import Iterator

from bot.generation.verification.parts.clause_row import CLAUSE_JOINING, CLAUSE_MARKS, ClauseRow, Run
from bot.generation.verification.word_classes import ADVERBIAL, HEARSAY, IF, RELATIVE, SPEECH, SUBORDINATE

LONGEST_ROLE = 6  # tokens before a name, and their comma
_FIRST_VERB = 8  # tokens within which a new clause has its verb
_OPENING = ADVERBIAL | SUBORDINATE | {"but", "and", "yet", "however"}


def find_heads(row: ClauseRow) -> Iterator[Run]:
    """Give every head that may be left out.

    "In 1974, | an earthquake killed 312 people"    "The dyke broke, and | the road was closed"
    """
    opens = row.key(0) in _OPENING or row.key(0).endswith("ing")
    for end in range(2, len(row) - 2):
        if row.has(IF | SPEECH | HEARSAY, 0, end) or not row.has_verb(end, len(row)):
            continue
        by_mark = row.key(end - 1) in CLAUSE_MARKS
        meets = (by_mark or row.key(end - 1) in CLAUSE_JOINING) and row.has_verb(0, end - 1) and _joins(row, end)
        if meets or (opens and by_mark and row.starts_clause(end)):
            yield 0, end


def find_roles(row: ClauseRow) -> Iterator[Run]:
    """Give what a person is, before the name: "The driver, | Tomas Hale, 41, escaped"."""
    for start in (0, *(n + 1 for n in row.places({";"}, 0, len(row)))):
        for end in range(start + 2, min(start + LONGEST_ROLE + 2, len(row))):
            if _names_after(row, start, end):
                yield start, end


def _joins(row: ClauseRow, end: int) -> bool:
    """Return whether two main clauses meet here, and not two items of a list."""
    key, before = row.key(end - 1), row.key(end - 2)
    starts = row.starts_clause(end) or (key in CLAUSE_JOINING and before == "," and row.starts_plain(end))
    if key in (";", ":"):
        return starts and row.has_verb(end, end + _FIRST_VERB + 4)
    if key in CLAUSE_JOINING and before in (",", ";"):
        return starts and _verb_comes(row, end)
    alone = not row.has(RELATIVE | SUBORDINATE | {"between", "both"}, 0, end - 1)
    if key == ",":  # in Russian, main clauses need no conjunction
        return row.language == "ru" and row.starts_plain(end) and alone and _verb_comes(row, end)
    return key == "and" and starts and alone and _verb_comes(row, end)


def _verb_comes(row: ClauseRow, start: int) -> bool:
    verbs = row.verbs(start, start + _FIRST_VERB)
    return bool(verbs) and not row.has({","}, start, verbs[0])


def _names_after(row: ClauseRow, start: int, end: int) -> bool:
    """Return whether a comma ends here, and a person's name and a comma or a verb follow."""
    if row.key(end - 1) != "," or row.has_verb(start, end) or row.has({","}, start, end - 1):
        return False
    behind = end + row.names(end)
    return behind > end and (row.key(behind) == "," or row.is_verb(behind))
