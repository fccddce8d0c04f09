"""What stands before the main clause and may be left out: a phrase with its comma, a first clause, a person's role."""

from collections.abc import Iterator

from bot.generation.verification.parts.clause_row import CLAUSE_JOINING, CLAUSE_MARKS, ClauseRow, Run
from bot.generation.verification.word_classes import (
    ADVERBIAL,
    AUXILIARY,
    HEARSAY,
    IF,
    NEGATIVE,
    RELATIVE,
    SPEECH,
    SUBORDINATE,
)

LONGEST_ROLE = 6  # tokens before a name, and their comma
_FIRST_VERB = 8  # tokens within which a new clause has its verb
_LINKING = frozenset({"return", "addition", "response", "turn"})
_GOVERNING = frozenset("to will would may might can could shall should must not never no helped made let".split())
_HOLDING = (
    RELATIVE | SUBORDINATE | NEGATIVE | HEARSAY | _GOVERNING | {",", '"', "almost", "nearly"}
)  # … before the first verb
_OPENING = ADVERBIAL | SUBORDINATE | {"but", "and", "yet", "however"}


def find_heads(row: ClauseRow) -> Iterator[Run]:
    """Give every head that may be left out.

    "In 1974, | an earthquake killed 312 people"    "The dyke broke, and | the road was closed"
    """
    if row.key(0) == "in" and row.key(1) in _LINKING:
        yield 0, 2
    opens = row.key(0) in _OPENING or row.key(0).endswith(("ing", "ed")) or row.key(0) == "born"
    for end in range(2, len(row) - 2):
        if row.has(IF | SPEECH | HEARSAY, 0, end) or not row.has_verb(end, len(row)):
            continue
        by_mark = row.key(end - 1) in CLAUSE_MARKS
        meets = (by_mark or row.key(end - 1) in CLAUSE_JOINING) and row.has_verb(0, end - 1) and _joins(row, end)
        if meets or (opens and by_mark and row.starts_clause(end)):
            yield 0, end


def find_first_verbs(row: ClauseRow) -> Iterator[Run]:
    """Give what a subject did first, up to the "and" before what it did next: "The mob | stormed the jail and | fled".

    Nothing that governs the second verb too may go with it: "plans to sell and close the mill".
    """
    first = next(iter(row.verbs(1, len(row))), 0)
    if not first or row.key(first) in SPEECH or row.has(_HOLDING, 0, first):
        return
    helped = row.key(first) in AUXILIARY and row.is_verb(first + 1)  # "was | cleared of murder and | convicted"
    start = first + helped
    for joint in row.places({"and", "but"}, start + 1, len(row)):
        if row.has(_GOVERNING | HEARSAY | IF | SPEECH, start, joint):
            return
        second = row.key(joint + 1)
        same_form = second.endswith("ed") if helped else row.key(first) not in AUXILIARY or not second.endswith("ed")
        if row.is_verb(joint + 1) and same_form and not second.endswith("ing") and second not in AUXILIARY:
            yield start, joint + 1


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
