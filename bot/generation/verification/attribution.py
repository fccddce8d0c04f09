"""Who said it, apart from what was said: "X said that S", "S, X said", "according to X, S"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.generation.verification.claim_tokens import Token, TokenKind
from bot.generation.verification.word_classes import SPEECH

LONGEST_SPEAKER = 14  # tokens
_Row = Sequence[Token]


@dataclass(frozen=True, slots=True)
class Attributed:
    """One way to read a sentence."""

    said: _Row
    speaker: _Row = ()  # empty: it is told as a fact
    verb: str = ""  # "said", "according"…
    rest: _Row = ()  # to whom, when and where it was said
    trailing: bool = False  # it stands behind what was said


def attributions(row: _Row) -> Iterator[Attributed]:
    """Give every way to read a sentence: as it stands, and as what somebody said.

    "On Monday the road was closed, police said on Friday."  ->  … | said: On Monday the road was closed
                                                                  speaker: police  verb: said  rest: on Friday
    """
    yield Attributed(row)
    for at, token in enumerate(row):
        if token.key in SPEECH:
            yield from _behind(row, at)
            yield from _before(row, at)


def _behind(row: _Row, at: int) -> Iterator[Attributed]:
    """Read ", X said" and ", said X" and ", according to X" at the end."""
    verb = row[at].key
    for comma in range(max(2, at - LONGEST_SPEAKER), at):
        if row[comma].kind is not TokenKind.MARK or row[comma].key not in (",", '"', "—"):
            continue
        said = row[: comma + (row[comma].key == '"')]
        before, behind = row[comma + 1 : at], row[at + 1 :]
        if verb == "according":
            if not before and behind and behind[0].key == "to" and len(behind) <= LONGEST_SPEAKER:
                yield Attributed(said, behind[1:], verb)
        elif before and not _has_quote(before):
            if len(behind) <= LONGEST_SPEAKER:
                yield Attributed(said, before, verb, behind, trailing=True)
            for end in range(at + 1, min(len(row) - 2, at + LONGEST_SPEAKER)):  # "S, X said on Friday, unless …"
                if row[end].key == ",":
                    yield Attributed([*said, *row[end + 1 :]], before, verb, row[at + 1 : end], trailing=True)
                    break
        elif behind and not before and len(behind) <= LONGEST_SPEAKER:
            yield Attributed(said, behind, verb, trailing=True)


def _before(row: _Row, at: int) -> Iterator[Attributed]:
    """Read "X said that" and "X said" and "According to X," at the beginning."""
    verb = row[at].key
    if verb == "according":
        for comma in range(3, min(len(row) - 2, LONGEST_SPEAKER)) if at == 0 else ():
            if row[comma].key == ",":
                yield Attributed(row[comma + 1 :], row[2:comma], verb)
    elif 0 < at <= LONGEST_SPEAKER and not _has_quote(row[:at]):
        for start in range(at + 1, min(len(row) - 1, at + 8)):
            if row[start].key == "that":
                yield Attributed(row[start + 1 :], row[:at], verb, row[at + 1 : start])
                break
            if (
                start == at + 1
                or row[start].key == '"'
                or row[start - 1].kind is TokenKind.DAY
                or row[start - 1].key == ","
            ):
                yield Attributed(row[start:], row[:at], verb, row[at + 1 : start])


def _has_quote(row: _Row) -> bool:
    return any(token.key == '"' for token in row)
